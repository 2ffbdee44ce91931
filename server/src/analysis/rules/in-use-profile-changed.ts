/** A change, since the last commit, of a profile version that clusters are on. */

import { contentSpan } from "../../model/text.ts";
import { committedEffect } from "../../updates/change-effect.ts";
import { asVersionOfItsOwn, type CommittedChange, committedChanges } from "../../updates/committed-change.ts";
import { effectNames } from "../../updates/effect/effect-class.ts";
import { countClusters } from "../../updates/profile-version.ts";
import type { FileView, Snapshot } from "../../workspace/workspace.ts";
import type { Related } from "../finding.ts";
import type { Rule } from "../rule.ts";

const mostShown = 20;

const cluster =
  "name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - { name: web, version: 1.0.0 }\nnode_groups: []\n";

const profile = (version: string, packVersion: string, description = '""') =>
  `name: web\nversion: ${version}\ntype: add-on\ndescription: ${description}\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: ${packVersion}\n`;

export const rule: Rule = {
  id: "in-use-profile-changed",
  severity: "information",
  summary: "A profile version that clusters use was changed since the last commit.",
  description:
    "A change of a version in its place reaches all clusters that use it at once, and a version that is given another number or name is one that they no longer find. The fix gives the file its committed text back and keeps the change as a new version beside it; clusters can then be moved to that one by one. The message says the worst that the change does to a cluster, and how many nodes are replaced; where the clusters are of more than a hundred kinds, it looks at the first of them. Only what a cluster would notice counts: kind and cloud type, packs, their versions, values and manifests, variables; descriptions, tags, comments and formatting do not. The rule compares with the last commit of the file's Git repository (`HEAD`), and says nothing where there is none, or where the file is new.",
  bad: [
    {
      text: profile("1.0.0", "1.12.4"),
      committed: profile("1.0.0", "1.12.1"),
      others: { "lab.yaml": cluster },
    },
    {
      title: "another version in the place of the one that a cluster uses",
      text: profile("1.1.0", "1.12.4"),
      committed: profile("1.0.0", "1.12.1"),
      others: { "lab.yaml": cluster },
    },
  ],
  good: [
    {
      title: "a change that no cluster would notice",
      text: profile("1.0.0", "1.12.4", "The front of the shop").replace("packs:", "# What is in it\npacks:"),
      committed: profile("1.0.0", "1.12.4"),
      others: { "lab.yaml": cluster },
    },
    {
      title: "a version that no cluster uses yet",
      text: profile("1.1.0", "1.12.4"),
      committed: profile("1.1.0", "1.12.1"),
      others: { "lab.yaml": cluster, "web-1.0.0.yaml": profile("1.0.0", "1.12.1") },
    },
  ],
  *check({ snapshot, view }) {
    for (const change of committedChanges(snapshot, view)) {
      yield {
        span: contentSpan(change.place),
        message: messageOf(change, effectInWords(snapshot, view, change)),
        related: places(change),
        fixes: () => {
          const moved = asVersionOfItsOwn(snapshot, view, change);
          if (moved === undefined) return [];
          const { version, edits, made } = moved;
          const title = `Move this change to a new version ${version} of ${change.place.text}`;
          return [{ title, edits, preferred: false, ...(made === undefined ? {} : { made }) }];
        },
      };
    }
  },
};

function messageOf(
  { kind, identity: { name, version }, references }: CommittedChange,
  effect: string,
): string {
  const count = countClusters(references);
  const users = count === 1 ? "1 cluster uses" : `${count} clusters use`;
  const used = `${users} \`${name}\` ${version}`;
  return kind === "gone"
    ? `${used}, which this change takes away: keep it, and add the new one beside it`
    : `${used}, and ${count === 1 ? "gets" : "all get"} this change at once: move it to a new version${effect}`;
}

/** ". Left here it means full repave on 3 of 14 clusters, 9 nodes replaced"; "" for a version that goes, which clusters keep as it was. */
function effectInWords(snapshot: Snapshot, { committed }: FileView, change: CommittedChange): string {
  if (change.kind === "gone" || committed === undefined) return "";
  const summary = committedEffect(snapshot, committed, change);
  const { worst, hit, clusters, more, replacing, nodes } = summary;
  if (worst === "none") return ". Left here it disturbs no node";
  if (worst === "unknown") return ". What it does to their nodes is not known";
  const least = more > 0 ? "at least " : "";
  const all = clusters + more;
  const who = all === 1 ? "" : ` on ${hit === all ? `all ${all}` : `${least}${hit} of ${all}`} clusters`;
  const many = nodes === 1 ? "1 node" : `${nodes ?? "some"} nodes`;
  const replaced = replacing === 0 ? "" : `, ${least}${many} replaced`;
  return `. Left here it means ${effectNames[worst]}${who}${replaced}`;
}

function places({ references, identity: { name, version } }: CommittedChange): Related[] {
  return references.slice(0, mostShown).map(({ file, cluster: user, nameSpan, versionSpan }) => ({
    file,
    span: versionSpan ?? nameSpan,
    message: `${user === undefined ? "A cluster" : `\`${user}\``} uses \`${name}\` ${version} here`,
  }));
}
