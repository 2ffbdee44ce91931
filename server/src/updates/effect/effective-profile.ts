/** A profile as one cluster has it: the packs with the cluster's overrides put in, and the layer that each is of. */

import type { PackCatalog } from "../../catalog/catalog.ts";
import type { PackOverride } from "../../model/cluster.ts";
import type { PackLayer } from "../../model/layer.ts";
import type { Manifest, Pack, Profile } from "../../model/profile.ts";
import { known, type Text } from "../../model/text.ts";
import type { PathStep } from "../../syntax/data-difference.ts";
import {
  allEntries,
  asMap,
  asScalar,
  asSeq,
  type MapNode,
  type Node,
  resolve,
  valueAt,
} from "../../syntax/tree.ts";
import { layeredPacks } from "../pack-layers.ts";
import { isSecretName } from "../secrets.ts";
import { passwordTest } from "./password-keys.ts";

export interface EffectivePack extends Pack {
  /** As the profile has it. */
  readonly stated: Pack;
  /** Several where each is about another manifest. */
  readonly overrides: readonly PackOverride[];
  /** Params of overrides that are not written out: what they fill in is known to Terraform alone. */
  readonly unfilled: readonly Node[];
  /** Undefined for a pack that may be of any layer. */
  readonly layerOf: PackLayer | undefined;
  /** False where the layer is no more than likely. */
  readonly isLayerSure: boolean;
  /** What the cluster fills in under names of secrets, wherever that comes to stand. */
  readonly secrets: readonly string[];
  /** True for the key of a value that the pack's schema takes for a password, and for what is below it. */
  isPassword(path: readonly PathStep[]): boolean;
}

export interface EffectiveProfile {
  readonly profile: Profile;
  readonly packs: readonly EffectivePack[];
}

export function effectiveProfile(
  catalog: PackCatalog,
  profile: Profile,
  overrides: readonly PackOverride[],
): EffectiveProfile {
  const isAddOn = known(profile.type)?.text === "add-on";
  const packs = layeredPacks(catalog, profile).map(({ pack, layer, isSure, catalogPack }): EffectivePack => {
    const likely = layer ?? (isAddOn ? "addon" : likelyLayer(known(pack.name)?.text));
    const own = overrides.filter(({ name }) => known(name)?.text === pack.name?.text);
    return {
      ...own.reduce(overridden, pack),
      stated: pack,
      overrides: own,
      unfilled: own.flatMap(unfilledParams),
      secrets: own.flatMap(secretParams),
      layerOf: likely,
      isLayerSure: isAddOn || (layer !== undefined && isSure),
      isPassword: passwordTest(catalog, catalogPack),
    };
  });
  return { profile, packs };
}

/** How packs of the layers are called, where no registry is there to tell. */
const layerNames: readonly { readonly layer: PackLayer; readonly name: RegExp }[] = [
  {
    layer: "os",
    name: /^(?:ubuntu|sles|opensuse|rhel|centos|amazon-linux|edge-native-(?:byoi|byoos|ubuntu|sles|opensuse))\b/,
  },
  {
    layer: "k8s",
    name: /^(?:kubernetes(?:-(?:eks|aks|gke|tke|rke2|k3s|ck8s|canonical))?|edge-(?:k8s|nxk8s|k3s|rke2|microk8s|canonical))$/,
  },
  { layer: "cni", name: /^cni-(?!.*-addon$)/ },
  { layer: "csi", name: /^csi-(?!.*-addon$)/ },
];

function likelyLayer(name: string | undefined): PackLayer | undefined {
  return name === undefined ? undefined : layerNames.find((one) => one.name.test(name))?.layer;
}

function overridden(pack: Pack, override: PackOverride): Pack {
  const { version, registry } = override;
  const base: Pack = {
    ...pack,
    version: version ?? pack.version,
    // What the cluster says goes before the group that was chosen.
    tag: version === undefined ? pack.tag : undefined,
    registry: registry ?? pack.registry,
  };
  const type = override.overrideType?.text ?? "values";
  if (type === "values") return { ...base, values: override.values ?? pack.values };
  const params = paramsOf(override.node, type);
  if (params === undefined) return base;
  const fill = (text: Text | undefined) => text && filledIn(text, params, type === "params");
  if (!override.isManifestPack) return { ...base, values: fill(pack.values) };
  const manifests = pack.manifests.map((manifest): Manifest => {
    const isMeant = manifest.name?.text === override.manifestName?.text;
    return isMeant ? { ...manifest, content: fill(manifest.content) } : manifest;
  });
  return { ...base, manifests };
}

function unfilledParams({ node, overrideType }: PackOverride): Node[] {
  const type = overrideType?.text ?? "values";
  const params = valueAt(node, "params");
  const isOpen = type !== "values" && params !== undefined && paramsOf(node, type) === undefined;
  return isOpen ? [params] : [];
}

type Params = readonly (readonly [string, string])[];

/** One map for `params`, one for each repetition for `template`; undefined where Terraform fills them in. */
function paramsOf(override: MapNode, type: string): readonly Params[] | undefined {
  const node = valueAt(override, "params");
  const maps = type === "template" ? asSeq(node)?.items.map(asMap) : [asMap(node)];
  if (maps === undefined) return undefined;
  const known = maps.filter((map) => map !== undefined);
  const isWritten = known.every((map) => allEntries(map).every(({ value }) => isPlain(value)));
  if (known.length < maps.length || !isWritten) return undefined;
  return known.map((map) =>
    allEntries(map).map(({ key, value }) => [key.text, asScalar(value)?.text ?? ""] as const),
  );
}

/** What stands for no more than a text. */
function isPlain(value: Node | undefined): boolean {
  const node = resolve(value);
  return node === undefined || node.kind === "scalar";
}

function secretParams({ node, overrideType }: PackOverride): string[] {
  const params = paramsOf(node, overrideType?.text ?? "values") ?? [];
  return params.flatMap((one) =>
    one.flatMap(([key, value]) => (isSecretName(key) && value !== "" ? [value] : [])),
  );
}

const longestFilled = 4 * 1024 * 1024;

/** `params` go in the place of `'%KEY%'` with its quotes; a `template` is repeated for each of its maps. */
function filledIn(text: Text, params: readonly Params[], isQuoted: boolean): Text {
  let filled = "";
  for (const one of params) {
    let part = text.text;
    for (const [key, value] of one) {
      part = part.split(isQuoted ? `'%${key}%'` : `%${key}%`).join(value);
      if (filled.length + part.length > longestFilled) return text;
    }
    filled += part;
  }
  return textWithoutPlace(filled);
}

/** A text that stands in no file. */
function textWithoutPlace(text: string): Text {
  const span = { start: 0, end: text.length };
  const node = { kind: "scalar", span, style: "literal", text, reading: undefined } as const;
  return { text, span, node, key: undefined };
}
