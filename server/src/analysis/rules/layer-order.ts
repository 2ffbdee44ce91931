/** Packs of a profile that are not in the order of their layers. */

import { isInfraLayer, type PackLayer, packLayers } from "../../model/layer.ts";
import type { Profile } from "../../model/profile.ts";
import { reorderItems } from "../../syntax/item-order.ts";
import { asMap, asSeq, type MapNode, type Node, resolve, type SeqNode, valueAt } from "../../syntax/tree.ts";
import { isInfraProfile, type LayeredPack } from "../../updates/pack-layers.ts";
import { exampleInfra, exampleItem, exampleProfile } from "../example-profile.ts";
import type { Fix, Report } from "../finding.ts";
import { packPlace, packSpan, packTitle } from "../pack-words.ts";
import type { Rule, RuleContext } from "../rule.ts";

const storage = exampleItem("csi-longhorn", "1.9.1");
const addOn = exampleItem("nginx", "1.12.4");

export const rule: Rule = {
  id: "layer-order",
  severity: "warning",
  summary: "The packs of an infra or full profile are not in the order of their layers.",
  description:
    "Palette builds a cluster from the layers of its profile in their order: operating system, Kubernetes, CNI, CSI, and then the add-ons. Packs whose layer is not known are not looked at. Only the first pack out of order is told. Where a layer is only noted in the profile and not known from a registry, the finding is an information. The fix moves whole packs, with the comments right above them; it is there when all layers are known and the packs stand in lines of their own.",
  bad: [{ text: exampleProfile("infra", "maas", `${addOn}${exampleInfra}${storage}`) }],
  good: [{ text: exampleProfile("infra", "maas", `${exampleInfra}${storage}${addOn}`) }],
  *check(context) {
    for (const profile of context.profiles) {
      if (isInfraProfile(profile) !== true) continue;
      const layered = context.layeredPacks(profile);
      let highest: LayeredPack | undefined;
      for (const other of layered) {
        if (highest !== undefined && isInfraLayer(other.layer) && rankOf(other) < rankOf(highest)) {
          yield describe(profile, other, highest, context);
          break;
        }
        if (other.layer !== undefined && (highest === undefined || rankOf(other) > rankOf(highest)))
          highest = other;
      }
    }
  },
};

/** One for a profile: the fix puts all in order. */
function describe(profile: Profile, late: LayeredPack, before: LayeredPack, context: RuleContext): Report {
  const { file, view } = context;
  return {
    span: packSpan(late.pack),
    message: `${packTitle(late.pack)} is of the layer \`${late.layer}\`, which comes before \`${before.layer}\`: move it above ${packTitle(before.pack)}`,
    severity: late.isSure && before.isSure ? "warning" : "information",
    related: [packPlace(file, before.pack, `A pack of the layer \`${before.layer}\` is before it`)],
    fixes: () => sortFix(profile, context.layeredPacks(profile), view.text, file),
  };
}

const ranks: ReadonlyMap<PackLayer | undefined, number> = new Map(packLayers.map((layer, at) => [layer, at]));

/** Of a pack whose layer is not known: after all others. */
function rankOf({ layer }: LayeredPack): number {
  return ranks.get(layer) ?? packLayers.length;
}

function sortFix(profile: Profile, layered: readonly LayeredPack[], text: string, file: string): Fix[] {
  const list = packList(profile.node);
  if (list === undefined || layered.some(({ layer }) => layer === undefined)) return [];
  const nodes: readonly (Node | undefined)[] = list.items;
  const isWhole =
    nodes.length === layered.length && nodes.every((node, at) => resolve(node) === layered[at]?.pack.node);
  if (!isWhole) return [];
  const order = layered
    .map((other, at) => ({ at, rank: rankOf(other) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ at }) => at);
  const edit = reorderItems(text, list, order);
  return edit === undefined
    ? []
    : [
        {
          title: "Put the packs in the order of their layers",
          edits: [{ file, edits: [edit] }],
          preferred: true,
        },
      ];
}

/** The list itself, where the profile's packs are written in it and nowhere else. */
function packList(profile: MapNode): SeqNode | undefined {
  const home = asMap(valueAt(asMap(valueAt(profile, "spec")), "template")) ?? profile;
  const value = valueAt(home, "packs");
  return value?.kind === "alias" ? undefined : asSeq(value);
}
