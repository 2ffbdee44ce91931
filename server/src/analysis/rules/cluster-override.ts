/** A pack that a cluster overrides, with what that means for later changes. */

import { contentSpan, known } from "../../model/text.ts";
import { overriddenPacks } from "../../updates/attached-profile.ts";
import { moveOverride } from "../../updates/override-move.ts";
import { attachedEntries } from "../../updates/profile-reference.ts";
import { packPlaces } from "../places.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "cluster-override",
  severity: "information",
  summary: "The cluster overrides a pack of its profile.",
  description:
    "What is overridden on a cluster stays as it is there: later changes of the profile to the same pack are hidden by it, and no other cluster gets it. Moving the cluster to another version of the profile drops overrides in Palette unless they are kept in the review. A change that is meant for more than one cluster belongs into a new version of the profile: the fix makes one with the values of the override and moves this cluster to it, while the others stay where they are. Params fill places that the profile leaves open for them, so they are a hint.",
  bad: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\n      packs:\n        - name: nginx\n          override_type: values\n          values: |\n            charts: {}\nnode_groups: []\n",
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\nnode_groups: []\n",
    },
  ],
  *check({ clusters, snapshot, file }) {
    for (const reference of clusters.flatMap((cluster) => cluster.references)) {
      const profile = known(reference.name);
      const of = profile === undefined ? "the profile" : `the profile \`${profile.text}\``;
      const entries = reference.overrides.length === 0 ? [] : attachedEntries(snapshot.index, reference);
      for (const override of reference.overrides) {
        const { name, overrideType } = override;
        const pack = known(name);
        if (pack === undefined) continue;
        const isFilling = overrideType?.text === "params" || overrideType?.text === "template";
        yield {
          span: contentSpan(pack),
          message: isFilling
            ? `This override fills in \`${pack.text}\` for this cluster alone, and hides changes made to ${of} in Palette: keep it to what differs between clusters`
            : `This override of \`${pack.text}\` hides later changes of ${of} and reaches no other cluster: prefer a new version of the profile`,
          ...(isFilling ? { severity: "hint" as const } : {}),
          related: packPlaces(overriddenPacks({ reference, override, name: pack, entries })),
          fixes: () => {
            const move = moveOverride(snapshot, file, reference, override);
            if ("reason" in move) return [];
            const title = `Move the override of ${move.pack} into a new version ${move.to} of ${move.profile}`;
            const edits = () => {
              const made = move.edits();
              return "reason" in made ? [] : made;
            };
            return [
              {
                title,
                late: true,
                preferred: false,
                get edits() {
                  return edits();
                },
              },
            ];
          },
        };
      }
    }
  },
};
