/** Infrastructure in an add-on profile. */

import { isInfraLayer, layerTitles } from "../../model/layer.ts";
import { known } from "../../model/text.ts";
import { isInfraProfile, type LayeredPack } from "../../updates/pack-layers.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import { packSpan, packTitle } from "../pack-words.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "layer-in-add-on",
  severity: "warning",
  summary: "An add-on profile has an operating system, Kubernetes, CNI or CSI pack.",
  description:
    "The infrastructure of a cluster is brought by its one infra or full profile; add-on profiles hold packs of the layer `addon` only. Some packs of storage and network come in two kinds, of which the one for add-on profiles has a name of its own. Where the layer is only noted in the profile and not known from a registry, the finding is an information.",
  bad: [
    {
      text: exampleProfile(
        "add-on",
        "all",
        `${exampleItem("nginx", "1.12.4")}${exampleItem("csi-longhorn", "1.9.1")}`,
      ),
    },
  ],
  good: [{ text: exampleProfile("add-on", "all", exampleItem("nginx", "1.12.4")) }],
  *check({ profiles, layeredPacks, snapshot }) {
    for (const profile of profiles) {
      if (isInfraProfile(profile) !== false) continue;
      for (const layered of layeredPacks(profile)) {
        const { layer, pack, isSure } = layered;
        if (!isInfraLayer(layer)) continue;
        const twin = twinOf(snapshot, layered);
        const advice = twin === undefined ? "move it to the infra profile" : `use \`${twin}\` here`;
        yield {
          span: packSpan(pack),
          message: `${packTitle(pack)} is the ${layerTitles[layer]} of a cluster, which an add-on profile cannot bring: ${advice}`,
          severity: isSure ? "warning" : "information",
        };
      }
    }
  },
};

/** The pack of the same software that is made for add-on profiles. */
function twinOf({ catalog }: Snapshot, { pack }: LayeredPack): string | undefined {
  const name = known(pack.name)?.text;
  if (name === undefined) return undefined;
  const registry = known(pack.registry)?.text;
  return [`${name}-addon`, `${name}-add-on`].find((twin) => {
    const answer = catalog.lookup({ name: twin, registry, type: known(pack.type)?.text, layer: "addon" });
    return answer.kind === "known";
  });
}
