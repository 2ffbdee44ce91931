/** A pack that a cluster overrides, with what that means for later changes. */

import { contentSpan, known } from "../../model/text.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "cluster-override",
  severity: "information",
  summary: "The cluster overrides a pack of its profile.",
  description:
    "What is overridden on a cluster stays as it is there: later changes of the profile to the same pack are hidden by it, and no other cluster gets it. Moving the cluster to another version of the profile drops overrides in Palette unless they are kept in the review. A change that is meant for more than one cluster belongs into a new version of the profile. Params fill places that the profile leaves open for them, so they are a hint.",
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
  *check({ clusters }) {
    for (const reference of clusters.flatMap((cluster) => cluster.references)) {
      const profile = known(reference.name);
      const of = profile === undefined ? "the profile" : `the profile \`${profile.text}\``;
      for (const { name, overrideType } of reference.overrides) {
        const pack = known(name);
        if (pack === undefined) continue;
        const isFilling = overrideType?.text === "params" || overrideType?.text === "template";
        yield {
          span: contentSpan(pack),
          message: isFilling
            ? `This override fills in \`${pack.text}\` for this cluster alone, and hides changes made to ${of} in Palette: keep it to what differs between clusters`
            : `This override of \`${pack.text}\` hides later changes of ${of} and reaches no other cluster: prefer a new version of the profile`,
          ...(isFilling ? { severity: "hint" as const } : {}),
        };
      }
    }
  },
};
