/** A pack that no registry has. */

import { nearest } from "../../base/nearest.ts";
import type { PackQuery } from "../../catalog/catalog.ts";
import { contentSpan, known } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { isOwn } from "../../updates/own-text.ts";
import { packQuery } from "../../updates/version-choice.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

/** Names of one file for which others are suggested. */
const mostSuggestions = 100;

export const rule: Rule = {
  id: "unknown-pack",
  severity: "warning",
  summary: "No registry has a pack of this name.",
  description:
    "It is as sure as the catalog is complete. When the registry is marked `complete` in the configuration, the pack does not exist; otherwise it may just not be in the folders that are known here, and the rule gives a hint. Of a registry that is not known here at all nothing can be said, unless the name looks like a slip for one that is known. Helm charts and manifests are not looked for in pack registries.",
  bad: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: ngnix\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
    },
  ],
  good: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
    },
    {
      title: "a registry that is not known here",
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: minio\n    type: spectro\n    registry: Public Repo\n    version: 8.0.10\n',
    },
  ],
  *check({ profiles, snapshot, file }) {
    // A file with many unknown packs is no reason to compare each of them with every name again.
    const suggestions = new Map<string, readonly string[]>();
    const suggest = (name: string, query: PackQuery) => {
      const key = JSON.stringify([name, query.registry, query.type]);
      const known = suggestions.get(key);
      if (known !== undefined) return known;
      const near = suggestions.size < mostSuggestions ? nearest(name, snapshot.catalog.names(query)) : [];
      suggestions.set(key, near);
      return near;
    };
    for (const { packs } of profiles) {
      for (const pack of packs) {
        const name = known(pack.name);
        if (name === undefined || known(pack.version) === undefined) continue;
        const query = packQuery(pack, name.text);
        const answer = snapshot.catalog.lookup(query);
        if (answer.kind === "known") continue;
        const near = suggest(name.text, query);
        if (answer.kind === "unavailable" && near.length === 0) continue;
        const where =
          answer.kind === "absent"
            ? answer.asked.map((label) => `\`${label}\``).join(" or ")
            : "the packs known here";
        const meant =
          near[0] === undefined ? "check the name and the registry" : `did you mean \`${near[0]}\`?`;
        const report: Report = {
          span: contentSpan(name),
          message: `There is no pack \`${name.text}\` in ${where}: ${meant}`,
          fixes: () =>
            (isOwn(name, pack.node) ? near : []).map((candidate) => ({
              title: `Change to \`${candidate}\``,
              edits: [{ file, edits: [replaceScalar(name.node, candidate)] }],
              preferred: near.length === 1,
            })),
        };
        yield answer.kind === "absent" && answer.certain ? report : { ...report, atMost: "hint" };
      }
    }
  },
};
