/** A cluster that names a profile which no file defines. */

import { nearest } from "../../base/nearest.ts";
import type { ProfileReference } from "../../model/cluster.ts";
import { contentSpan, known, type Text } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { isOwn } from "../../updates/own-text.ts";
import { matchingVersions } from "../../updates/profile-reference.ts";
import type { ProfileIndex } from "../../workspace/profile-index.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "unknown-profile",
  severity: "warning",
  summary: "The cluster names a profile that no file of the workspace defines.",
  description:
    "The profile may exist in Palette alone, so by default this is a hint (and nothing where no profile of the cluster is known), or an information when another profile's name is nearly the same. A profile that exists in another context only is a warning: name, version and context must all match. Set the severity in the configuration when all profiles are in the workspace.",
  bad: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infar\n    version: 1.0.0\nnode_groups: []\n",
      others: { "infra.yaml": 'name: maas-infra\ntype: infra\ndescription: ""\npacks: []\n' },
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n    version: 1.0.0\nnode_groups: []\n",
      others: { "infra.yaml": 'name: maas-infra\ntype: infra\ndescription: ""\npacks: []\n' },
    },
  ],
  *check({ clusters, snapshot, file }) {
    const isAskedFor = snapshot.config(file).severities.has(rule.id);
    // Without a single profile in the workspace there is nothing to compare with.
    if (snapshot.index.size === 0) return;
    for (const { references } of clusters) {
      // A cluster none of whose profiles are here belongs to another repository: that is no news, line by line.
      const isAtHome =
        isAskedFor ||
        references.some(({ name }) => name !== undefined && snapshot.index.versions(name.text).length > 0);
      for (const reference of references) {
        const name = known(reference.name);
        if (name === undefined || matchingVersions(snapshot.index, reference).length > 0) continue;
        const elsewhere = snapshot.index.versions(name.text);
        const first = elsewhere[0];
        if (first !== undefined) {
          const contexts = [...new Set(elsewhere.map((entry) => `\`${entry.context}\``))].join(" and ");
          yield {
            span: contentSpan(name),
            message: `The profile \`${name.text}\` exists in the context ${contexts} only: state the \`context\` here`,
            related: [
              { file: first.file, span: first.nameSpan, message: `\`${name.text}\` is defined here` },
            ],
          };
          continue;
        }
        const near = namesNear(snapshot.index, name.text);
        if (near.length === 0 && !isAtHome) continue;
        const meant =
          near[0] === undefined ? "it may exist in Palette alone" : `did you mean \`${near[0]}\`?`;
        yield {
          span: contentSpan(name),
          message: `No file here defines the profile \`${name.text}\`: ${meant}`,
          severity: near.length === 0 ? "hint" : "information",
          fixes: () =>
            (isEditable(reference, name) ? near : []).map((candidate) => ({
              title: `Change to \`${candidate}\``,
              edits: [{ file, edits: [replaceScalar(name.node, candidate)] }],
              preferred: near.length === 1,
            })),
        };
      }
    }
  },
};

/** A bare name has no map of its own to share. */
function isEditable(reference: ProfileReference, name: Text): boolean {
  return reference.node === undefined ? name.node.kind === "scalar" : isOwn(name, reference.node);
}

/** Thousands of clusters may refer to one name that no file defines. An index never changes, so what is near to a name in it does not. */
const nearNames = new WeakMap<ProfileIndex, Map<string, readonly string[]>>();

function namesNear(index: ProfileIndex, name: string): readonly string[] {
  const known = nearNames.get(index) ?? new Map<string, readonly string[]>();
  nearNames.set(index, known);
  const found = known.get(name) ?? nearest(name, index.names());
  known.set(name, found);
  return found;
}
