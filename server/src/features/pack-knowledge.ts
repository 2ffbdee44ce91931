/** What the catalog knows of the values of a pack in just the version that a profile has, asked by the path of a key. */

import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { PackDefaults } from "../catalog/pack-files.ts";
import type { Preset } from "../catalog/pack-presets.ts";
import type { Constraint } from "../catalog/pack-schema/constraint.ts";
import type { Path } from "../catalog/schema-lookup.ts";
import type { Pack, Profile } from "../model/profile.ts";
import type { PathStep } from "../syntax/data-difference.ts";
import { everyItem } from "../syntax/path.ts";
import {
  allEntries,
  asMap,
  asScalar,
  entryOf,
  type MapEntry,
  type MapNode,
  type Node,
  resolve,
  valueAt,
} from "../syntax/tree.ts";
import { isSecretPath, looksSecret } from "../updates/secrets.ts";
import { packStatus } from "../updates/version-choice.ts";

export interface PackKnowledge {
  readonly pack: CatalogPack;
  /** Undefined when nobody knows them. */
  readonly defaults: PackDefaults | undefined;
  readonly constraints: readonly Constraint[];
  readonly presets: readonly Preset[];
}

/** Undefined for a version that no registry has. */
export function packKnowledge(catalog: PackCatalog, profile: Profile, pack: Pack): PackKnowledge | undefined {
  const installed = packStatus(catalog, profile, pack)?.installed;
  if (installed === undefined) return undefined;
  const defaults = catalog.packDefaults(installed);
  const schema = catalog.packSchema(installed);
  const presets = catalog.packPresets(installed);
  return {
    pack: installed,
    defaults: defaults.kind === "known" ? defaults.value : undefined,
    constraints: schema.kind === "known" ? schema.value.entries : [],
    presets: presets.kind === "known" ? presets.value.presets : [],
  };
}

/** What is known of one key. */
export interface KeyFacts {
  /** Where the pack's own values have it. */
  readonly entry: MapEntry | undefined;
  /** The entry is in an item of a list, which need not be the counterpart of the one that was asked about. */
  readonly isAlike: boolean;
  readonly constraint: Constraint | undefined;
  /** Its values must be shown nowhere. */
  readonly isSecret: boolean;
}

/** `values` is the tree that the path is of, for the names of items in lists. */
export function keyFacts(knowledge: PackKnowledge, values: Node | undefined, path: Path): KeyFacts {
  const entry = entryAlike(knowledge.defaults?.root, path);
  return {
    entry,
    isAlike: path.some((step) => typeof step === "number"),
    constraint: constraintAt(knowledge.constraints, path),
    isSecret: isSecretAt(knowledge, values, path, entry?.value),
  };
}

/** `given` is what the pack itself has there. */
export function isSecretAt(
  { constraints }: PackKnowledge,
  values: Node | undefined,
  path: Path,
  given: Node | undefined,
): boolean {
  const text = asScalar(given)?.text;
  return (
    constraintAt(constraints, path)?.format?.secret === true ||
    isSecretPath(stepsOf(values, path)) ||
    (text !== undefined && looksSecret(text))
  );
}

/** The steps of a path with the names that items of lists have. */
function stepsOf(root: Node | undefined, path: Path): PathStep[] {
  const keys = path.filter((step) => typeof step === "string");
  // Without lists there is nothing to look up, and maps may be large.
  if (keys.length === path.length) return keys.map((key) => ({ key }));
  let node = resolve(root);
  return path.map((step) => {
    if (typeof step === "string") {
      node = resolve(valueAt(asMap(node), step));
      return { key: step };
    }
    node = node?.kind === "seq" ? resolve(node.items[step]) : undefined;
    const item = asScalar(valueAt(asMap(node), "name"))?.text;
    return item === undefined ? { index: step } : { index: step, item };
  });
}

/** How many items of a list are looked into for one that has a key. */
const mostItems = 50;

/** The entry of a key in the pack's own values; in lists that of the item at the same position, or of the first one that has it. */
function entryAlike(root: Node | undefined, path: Path): MapEntry | undefined {
  const key = path.at(-1);
  if (typeof key !== "string") return undefined;
  for (const node of nodesAlike(root, path.slice(0, -1))) {
    const entry = entryIn(asMap(node), key);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** From how many keys on a map is looked through once for all of them. */
const largeMap = 100;

/** Of the packs' own values, whose trees stay for long. */
const indexes = new WeakMap<MapNode, ReadonlyMap<string, MapEntry>>();

function entryIn(map: MapNode | undefined, key: string): MapEntry | undefined {
  if (map === undefined || map.entries.length < largeMap) return entryOf(map, key);
  const index = indexes.get(map) ?? new Map(allEntries(map).map((entry) => [entry.key.text, entry]));
  indexes.set(map, index);
  return index.get(key);
}

/** The values at a path, all items of lists taken for alike: the one at the same position first. */
export function* nodesAlike(root: Node | undefined, path: Path): Iterable<Node> {
  let nodes: Node[] = root === undefined ? [] : [root];
  for (const step of path) {
    nodes = nodes
      .flatMap((node) => childrenAlike(node, step))
      .filter((child) => child !== undefined)
      .slice(0, mostItems);
  }
  yield* nodes;
}

function childrenAlike(node: Node, step: string | number): readonly (Node | undefined)[] {
  if (typeof step === "string") return [entryIn(asMap(node), step)?.value];
  const list = resolve(node);
  if (list?.kind !== "seq") return [];
  return [list.items[step], ...list.items.slice(0, mostItems)];
}

/** A path as the paths of constraints are written: dots in keys look like any others, and all items of a list are one. */
export function dottedPath(path: Path): string {
  return path.map((step) => (typeof step === "number" ? everyItem : step)).join(".");
}

/** A schema is asked of every key that is looked at, and stays the same for long. */
const byPath = new WeakMap<readonly Constraint[], ReadonlyMap<string, Constraint>>();

function constraintAt(constraints: readonly Constraint[], path: Path): Constraint | undefined {
  if (constraints.length === 0) return undefined;
  const known = byPath.get(constraints) ?? new Map(constraints.map((one) => [one.path.text, one]));
  byPath.set(constraints, known);
  return known.get(dottedPath(path));
}
