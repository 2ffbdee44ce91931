/** An override of a pack that the attached profile does not have. */

import { nearest } from "../../base/nearest.ts";
import { contentSpan } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { attachedOverrides, overriddenPacks } from "../../updates/attached-profile.ts";
import { listed, profilePlaces } from "../places.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "override-unknown-pack",
  severity: "warning",
  summary: "The override names a pack that the attached profile does not have.",
  description:
    "An override changes a pack of the profile that it is written under, so it must name one of that profile's packs. Nothing is said when the version of the profile that the cluster uses is not known in the workspace, or when the name of one of its packs is for Terraform to fill in.",
  bad: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\n      packs:\n        - name: ngnix\n          override_type: values\n          values: |\n            charts: {}\nnode_groups: []\n",
      others: {
        "web.yaml":
          'name: web\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
      },
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\n      packs:\n        - name: nginx\n          override_type: values\n          values: |\n            charts: {}\nnode_groups: []\n",
      others: {
        "web.yaml":
          'name: web\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
      },
    },
  ],
  *check({ clusters, snapshot, file }) {
    for (const attached of clusters.flatMap((cluster) => attachedOverrides(snapshot.index, cluster))) {
      if (overriddenPacks(attached).length > 0) continue;
      const { name, entries } = attached;
      const packs = entries.flatMap((entry) => entry.packs.map((pack) => pack.name));
      const names = [...new Set(packs)].filter((pack) => pack !== undefined);
      const [entry] = entries;
      if (entry === undefined || packs.includes(undefined)) continue;
      const near = nearest(name.text, names);
      const has = names.length === 0 ? "it has no packs" : `it has ${listed(names)}`;
      yield {
        span: contentSpan(name),
        message: `The profile \`${entry.name}\` ${entry.version} has no pack \`${name.text}\`, so this override changes nothing: ${near[0] === undefined ? has : `did you mean \`${near[0]}\`?`}`,
        related: profilePlaces(entries),
        fixes: () =>
          near.map((candidate) => ({
            title: `Change to \`${candidate}\``,
            edits: [{ file, edits: [replaceScalar(name.node, candidate)] }],
            preferred: near.length === 1,
          })),
      };
    }
  },
};
