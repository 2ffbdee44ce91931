/** An override that names another version of the pack than the attached profile has. */

import { groupContains } from "../../base/pack-version.ts";
import { contentSpan, known } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { attachedOverrides, overriddenPacks } from "../../updates/attached-profile.ts";
import { packPlaces } from "../places.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "override-version-mismatch",
  severity: "warning",
  summary: "The override names another version of the pack than the attached profile has.",
  description:
    "An override repeats the version of the pack whose values it changes. It is often left behind when the pack is updated in the profile, or when the cluster moves to another version of the profile; values written for another version may not fit then. The fix takes the profile's version over; look at the override's values when you do.",
  bad: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\n      packs:\n        - name: nginx\n          version: 1.11.5\n          override_type: values\n          values: |\n            charts: {}\nnode_groups: []\n",
      others: {
        "web.yaml":
          'name: web\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
      },
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\n      packs:\n        - name: nginx\n          version: 1.12.4\n          override_type: values\n          values: |\n            charts: {}\nnode_groups: []\n",
      others: {
        "web.yaml":
          'name: web\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
      },
    },
  ],
  *check({ clusters, snapshot, file }) {
    for (const attached of clusters.flatMap((cluster) => attachedOverrides(snapshot.index, cluster))) {
      const { name, override } = attached;
      const version = known(override.version);
      const packs = overriddenPacks(attached);
      const [first] = packs;
      if (version === undefined || first === undefined) continue;
      const stated = packs.map(({ pack }) => [pack.version, pack.tag].filter((own) => own !== undefined));
      // A manifest pack has no version.
      if (stated.some((versions) => versions.length === 0)) continue;
      if (stated.flat().some((own) => fits(own, version.text))) continue;
      // What the user chose in Palette, where an export has both.
      const chosen = packs.map(({ pack }) => pack.tag ?? pack.version).filter((own) => own !== undefined);
      const wanted = [...new Set(chosen)];
      const isOwn = override.node.entries.some((entry) => entry.key === version.key);
      yield {
        span: contentSpan(version),
        message: `The override is for \`${name.text}\` ${version.text}, and the profile \`${first.entry.name}\` ${first.entry.version} has ${wanted.join(" and ")}: change the version, and check that the override still fits`,
        related: packPlaces(packs),
        // What a `<<` merge brings in belongs to other overrides as well.
        fixes: () =>
          !isOwn
            ? []
            : wanted.slice(0, 5).map((own) => ({
                title: `Change to ${own}`,
                edits: [{ file, edits: [replaceScalar(version.node, own)] }],
                preferred: wanted.length === 1,
              })),
      };
    }
  },
};

/** The same version, or one of the two a group that the other may be in. */
function fits(own: string, named: string): boolean {
  return own === named || groupContains(own, named) || groupContains(named, own);
}
