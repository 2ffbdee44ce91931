/** Two packs of one infrastructure layer in a profile. */

import { isInfraLayer, layerTitles, type PackLayer } from "../../model/layer.ts";
import { isInfraProfile, type LayeredPack } from "../../updates/pack-layers.ts";
import { exampleInfra, exampleItem, exampleProfile } from "../example-profile.ts";
import { packPlace, packSpan, packTitle } from "../pack-words.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "layer-duplicate",
  severity: "warning",
  summary: "The profile has two packs of one infrastructure layer.",
  description:
    "An infra or full profile has one pack for each of operating system, Kubernetes, CNI and CSI, which can be replaced and not doubled. More storage or another network comes as an add-on pack, which has a name of its own (such as `weka-operator-addon` beside `weka-operator`). Where a layer is only noted in the profile and not known from a registry, the finding is an information.",
  bad: [
    {
      text: exampleProfile(
        "infra",
        "maas",
        `${exampleInfra}${exampleItem("cni-calico", "3.28.0")}${exampleItem("csi-longhorn", "1.9.1")}`,
      ),
    },
  ],
  good: [
    {
      text: exampleProfile(
        "infra",
        "maas",
        `${exampleInfra}${exampleItem("csi-longhorn", "1.9.1")}${exampleItem("nginx", "1.12.4")}`,
      ),
    },
  ],
  *check({ profiles, layeredPacks, file }) {
    for (const profile of profiles) {
      if (isInfraProfile(profile) !== true) continue;
      const seen = new Map<PackLayer, LayeredPack>();
      for (const layered of layeredPacks(profile)) {
        const { layer, pack } = layered;
        if (!isInfraLayer(layer)) continue;
        const first = seen.get(layer);
        if (first === undefined) {
          seen.set(layer, layered);
          continue;
        }
        const isSure = first.isSure && layered.isSure;
        yield {
          span: packSpan(pack),
          message: `A profile has one ${layerTitles[layer]} pack, and ${packTitle(first.pack)} is it already: remove one of the two`,
          severity: isSure ? "warning" : "information",
          related: [packPlace(file, first.pack, `The first pack of the layer \`${layer}\``)],
        };
      }
    }
  },
};
