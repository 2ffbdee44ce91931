/** What a `.spectro.pack` macro stands for: a value of a pack of the same profile, or one of the pack's defaults in the catalog. */

import type { Span } from "../base/span.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { keysInScalar, keysInValues, resolveInScalar, resolveInValues } from "../model/resolve-in-values.ts";
import { known } from "../model/text.ts";
import { entryOf, type MapEntry, type Node, resolve, type ScalarNode } from "../syntax/tree.ts";
import type { FileView } from "../workspace/workspace.ts";
import { packStatus } from "./version-choice.ts";

/**
 * `missing`: neither in the values of the pack nor in its defaults; `certain` when those are known. `unknown`: nothing can be
 * said, because the values cannot be read or the catalog does not know the pack.
 */
export type MacroTarget =
  | {
      readonly kind: "value";
      readonly pack: Pack;
      readonly value: Node | undefined;
      /** Of the key and of the value in the profile's file; undefined where they cannot be pointed at. */
      keySpan(): Span | undefined;
      valueSpan(): Span | undefined;
    }
  | {
      readonly kind: "default";
      readonly pack: Pack;
      readonly value: Node | undefined;
      readonly file: string;
      readonly keySpan: Span;
    }
  | { readonly kind: "no pack" }
  | { readonly kind: "missing"; readonly pack: Pack; readonly certain: boolean }
  | { readonly kind: "unknown"; readonly pack: Pack };

/** Packs of a profile by the name that macros use, and the rest of the path behind the name. */
export interface NamedPacks {
  readonly packs: readonly Pack[];
  readonly name: string;
  readonly rest: readonly string[];
  /** How many segments the name takes. */
  readonly taken: number;
}

const byProfile = new WeakMap<Profile, ReadonlyMap<string, readonly Pack[]>>();

/** The packs of the profile under their names. */
export function packsByName(profile: Profile): ReadonlyMap<string, readonly Pack[]> {
  const before = byProfile.get(profile);
  if (before !== undefined) return before;
  const index = new Map<string, Pack[]>();
  for (const pack of profile.packs) {
    const name = known(pack.name)?.text;
    if (name === undefined) continue;
    const same = index.get(name);
    if (same === undefined) index.set(name, [pack]);
    else same.push(pack);
  }
  byProfile.set(profile, index);
  return index;
}

/** Most dots that are looked for in a pack's name. */
const mostNameParts = 8;

/** The packs that the path begins with; a name with dots in it is preferred to its beginning. */
export function namedPacks(profile: Profile, path: readonly string[]): NamedPacks | undefined {
  const index = packsByName(profile);
  for (let taken = Math.min(path.length, mostNameParts); taken > 0; taken--) {
    const name = path.slice(0, taken).join(".");
    const packs = index.get(name);
    if (packs !== undefined) return { packs, name, rest: path.slice(taken), taken };
  }
  return undefined;
}

/** `view` is that of the profile's file; the path begins with the pack's name. */
export function macroTarget(
  catalog: PackCatalog,
  profile: Profile,
  view: FileView,
  path: readonly string[],
): MacroTarget {
  const named = namedPacks(profile, path);
  if (named === undefined) return { kind: "no pack" };
  const targets = named.packs.map((pack) => targetIn(catalog, profile, pack, view, named.rest));
  const order = ["value", "default", "unknown", "missing", "no pack"];
  return targets.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))[0] ?? { kind: "no pack" };
}

function targetIn(
  catalog: PackCatalog,
  profile: Profile,
  pack: Pack,
  view: FileView,
  path: readonly string[],
): MacroTarget {
  const scalar = valuesOf(pack);
  if (scalar === undefined && entryOf(pack.node, "values")?.value !== undefined && pack.values === undefined)
    return { kind: "unknown", pack };
  const own = scalar === undefined ? undefined : resolveInScalar(scalar, view.nested, path);
  if (scalar !== undefined && own?.kind === "found") {
    const { key, value } = own.entry;
    const place = (node: Node | undefined) =>
      node === undefined ? undefined : view.nested(scalar).toOuterSpan(node.span);
    return { kind: "value", pack, value, keySpan: () => place(key), valueSpan: () => place(value) };
  }
  if (own?.kind === "unknown") return { kind: "unknown", pack };
  const defaults = defaultsOf(catalog, profile, pack);
  if (defaults.kind === "unknown") {
    // The content of manifests is in the profile, so what their values do not say is nowhere.
    if (pack.type?.text === "manifest") return { kind: "missing", pack, certain: true };
    const isEmpty = scalar === undefined || scalar.text.trim() === "";
    return isEmpty ? { kind: "unknown", pack } : { kind: "missing", pack, certain: false };
  }
  const found = resolveInValues(defaults.text, path);
  if (found.kind === "found") {
    const file = `${defaults.pack.folder}/values.yaml`;
    return { kind: "default", pack, value: found.entry.value, file, keySpan: found.entry.key.span };
  }
  return found.kind === "unknown" ? { kind: "unknown", pack } : { kind: "missing", pack, certain: true };
}

/** The keys that stand below a path in a pack's own values, and behind them those of its defaults alone. */
export function keysBelow(
  catalog: PackCatalog,
  profile: Profile,
  pack: Pack,
  view: FileView,
  path: readonly string[],
): readonly MapEntry[] {
  const own = valuesOf(pack);
  const defaults = defaultsOf(catalog, profile, pack);
  const entries = new Map<string, MapEntry>();
  for (const entry of [
    ...(own === undefined ? [] : keysInScalar(own, view.nested, path)),
    ...(defaults.kind === "known" ? keysInValues(defaults.text, path) : []),
  ]) {
    if (!entries.has(entry.key.text)) entries.set(entry.key.text, entry);
  }
  return [...entries.values()];
}

/** The text of a pack's default values, where the catalog knows them. */
export function defaultsOf(
  catalog: PackCatalog,
  profile: Profile,
  pack: Pack,
):
  | { readonly kind: "known"; readonly pack: CatalogPack; readonly text: string }
  | { readonly kind: "unknown" } {
  const installed = packStatus(catalog, profile, pack)?.installed;
  if (installed === undefined) return { kind: "unknown" };
  const content = catalog.content(installed, "values.yaml");
  return content.kind === "known"
    ? { kind: "known", pack: installed, text: content.text }
    : { kind: "unknown" };
}

/** True when a registry that is known here has a pack of this name. */
export function isInCatalog(catalog: PackCatalog, name: string): boolean {
  const query = { name, registry: undefined, type: undefined, layer: undefined };
  return catalog.lookup(query).kind === "known";
}

export function valuesOf(pack: Pack): ScalarNode | undefined {
  const scalar = resolve(pack.values?.node);
  return scalar?.kind === "scalar" ? scalar : undefined;
}
