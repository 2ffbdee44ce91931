/** Which layer each pack of a profile is of, as far as that can be known: from the catalog, from the profile, or from the pack's type. */

import { type CatalogPack, findVersion, type PackCatalog } from "../catalog/catalog.ts";
import { type PackLayer, readLayer } from "../model/layer.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { known, type Text } from "../model/text.ts";

export interface LayeredPack {
  readonly pack: Pack;
  /** Undefined for a pack that may be of any layer. */
  readonly layer: PackLayer | undefined;
  /** False where the layer is only what somebody has noted, or comes of a pack of the same name that may be another one. */
  readonly isSure: boolean;
  /** What the profile says, where it says a layer that there is. */
  readonly stated: Text | undefined;
  /** The layer of the pack in the catalog, where that is one. */
  readonly catalogLayer: PackLayer | undefined;
  /** The pack that the catalog's layer is of. */
  readonly catalogPack: CatalogPack | undefined;
}

export function layeredPacks(catalog: PackCatalog, profile: Profile): LayeredPack[] {
  return profile.packs.map((pack) => layeredPack(catalog, profile, pack));
}

function layeredPack(catalog: PackCatalog, profile: Profile, pack: Pack): LayeredPack {
  const text = known(pack.layer);
  const layer = readLayer(text?.text);
  const stated = layer === undefined ? undefined : text;
  const found = findPacks(catalog, pack);
  const layers = new Set(found.packs.map((other) => readLayer(other.layer)));
  const [first] = layers;
  const catalogLayer = layers.size === 1 ? first : undefined;
  const rest = { pack, stated, catalogLayer, catalogPack: found.packs[0] };
  if (layer !== undefined && layers.has(layer)) return { ...rest, layer, isSure: true };
  if (catalogLayer !== undefined && (layer === undefined || found.isNamed))
    return { ...rest, layer: catalogLayer, isSure: true };
  // The modules do not read `layer`: it says what its author took the pack for.
  if (layer !== undefined) return { ...rest, layer, isSure: profile.dialect === "export" };
  // A layer that is there and cannot be judged may become any.
  const isOpen = pack.layer !== undefined && pack.layer.text !== "";
  const type = pack.type?.text;
  const isAddOn = !isOpen && (type === "manifest" || type === "helm");
  return { ...rest, layer: isAddOn ? "addon" : undefined, isSure: false };
}

/** The packs that the profile's pack can be: those of its version, where the catalog has it. `isNamed`: in the registry that it names. */
function findPacks(catalog: PackCatalog, pack: Pack): { packs: readonly CatalogPack[]; isNamed: boolean } {
  const name = known(pack.name)?.text;
  const registry = known(pack.registry)?.text;
  if (name === undefined) return { packs: [], isNamed: false };
  const answer = catalog.lookup({ name, registry, type: known(pack.type)?.text, layer: undefined });
  if (answer.kind !== "known") return { packs: [], isNamed: false };
  const version = known(pack.version)?.text;
  const found = version === undefined ? undefined : findVersion(answer.packs, version);
  const packs = found === undefined ? answer.packs : answer.packs.filter((o) => o.version === found.version);
  const isNamed = registry !== undefined && catalog.registries.some((other) => other.name === registry);
  return { packs, isNamed };
}

/** Whether the profile is one that clusters are built from. Undefined where that cannot be known. */
export function isInfraProfile(profile: Profile): boolean | undefined {
  const type = known(profile.type)?.text;
  if (type === "infra" || type === "cluster") return true;
  return type === "add-on" ? false : undefined;
}
