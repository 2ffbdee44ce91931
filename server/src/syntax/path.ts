/**
 * Dotted paths into a YAML tree, as packs write them: `charts.foo.image`, `registry.addresses.$[].host`. A dot may be part of a key,
 * which only the tree can tell, so a path is read in the light of what is there.
 */

import { entryOf, type MapEntry, type MapNode, type Node, resolve } from "./tree.ts";

/** The segment that means every item of a list. */
export const everyItem = "$[]";

/** Longest path that is walked, in segments. */
const maxSegments = 64;

/** How many places are looked at for one path: lists in lists, and aliases in both, multiply. */
const maxSteps = 20_000;

/** Where a place is, by the keys and positions that lead to it. */
export type PlacePath = readonly (string | number)[];

/** A place that a path leads to. */
export interface PathMatch {
  readonly path: PlacePath;
  /** The entry whose value it is; undefined for an item of a list. Its spans are those of the place it was written at. */
  readonly entry: MapEntry | undefined;
  /** As written, an alias kept one; undefined for a key without a value. */
  readonly node: Node | undefined;
}

/** A place at which a path goes no further. */
export interface PathStop {
  readonly path: PlacePath;
  /** What is there instead of something that has the next segment; undefined when nothing is there. */
  readonly node: Node | undefined;
  /** The segments that nothing was found for, at least one. */
  readonly rest: readonly string[];
}

export interface Resolution {
  readonly matches: readonly PathMatch[];
  readonly stops: readonly PathStop[];
  /** True when there were too many places to look at all of them. */
  readonly cut: boolean;
}

/** Undefined when the path is empty, too long, or has an empty part. */
export function readPath(text: string): readonly string[] | undefined {
  const segments = text.split(".");
  if (segments.length > maxSegments || segments.includes("")) return undefined;
  return segments;
}

/**
 * All places that a path leads to. Where several ways of taking dots for parts of keys are open, the one with the longest keys first
 * that leads anywhere is taken. A list without items gives neither a match nor a stop.
 */
export function resolvePath(root: Node | undefined, segments: readonly string[]): Resolution {
  const matches: PathMatch[] = [];
  const stops: PathStop[] = [];
  let steps = 0;
  walk({ path: [], entry: undefined, node: root }, 0);
  return { matches, stops, cut: steps > maxSteps };

  function walk(place: PathMatch, from: number): void {
    steps++;
    if (steps > maxSteps) return;
    if (from === segments.length) {
      matches.push(place);
      return;
    }
    const here = resolve(place.node);
    if (segments[from] === everyItem && here?.kind === "seq") {
      here.items.forEach((node, at) => {
        walk({ path: [...place.path, at], entry: undefined, node }, from + 1);
      });
      return;
    }
    const found = here?.kind === "map" ? chooseKey(here, from, new Map()) : undefined;
    if (found === undefined) stops.push({ path: place.path, node: place.node, rest: segments.slice(from) });
    else {
      const { entry, next } = found;
      walk({ path: [...place.path, entry.key.text], entry, node: entry.value }, next);
    }
  }

  /** The entry to go on with: of the longest key from which the path goes on to its end or to a list, else of the longest key. */
  function chooseKey(map: MapNode, from: number, known: Map<MapNode, Set<number>>): Choice | undefined {
    let longest: Choice | undefined;
    for (const choice of choices(map, from)) {
      longest ??= choice;
      if (leadsOn(choice.entry.value, choice.next, known)) return choice;
    }
    return longest;
  }

  function leadsOn(node: Node | undefined, from: number, failed: Map<MapNode, Set<number>>): boolean {
    if (from === segments.length) return true;
    const here = resolve(node);
    if (segments[from] === everyItem && here?.kind === "seq") return true;
    if (here?.kind !== "map") return false;
    const before = failed.get(here) ?? new Set<number>();
    if (before.has(from)) return false;
    // A map that is looked into again, at the same segment, leads nowhere that it did not lead before.
    failed.set(here, before.add(from));
    return choices(here, from).some(({ entry, next }) => leadsOn(entry.value, next, failed));
  }

  function choices(map: MapNode, from: number): Choice[] {
    const found: Choice[] = [];
    const list = segments.indexOf(everyItem, from);
    for (let next = list === -1 ? segments.length : list; next > from; next--) {
      const entry = entryOf(map, segments.slice(from, next).join("."));
      if (entry !== undefined) found.push({ entry, next });
    }
    return found;
  }
}

interface Choice {
  readonly entry: MapEntry;
  /** The first segment that is not part of the key. */
  readonly next: number;
}

/** The place of a path that was found elsewhere: its keys are whole, and its positions are those of items. */
export function followPath(root: Node | undefined, path: PlacePath): PathMatch | undefined {
  let place: PathMatch = { path: [], entry: undefined, node: root };
  for (const step of path) {
    const here = resolve(place.node);
    const at = [...place.path, step];
    if (typeof step === "number") {
      if (here?.kind !== "seq" || step >= here.items.length) return undefined;
      place = { path: at, entry: undefined, node: here.items[step] };
    } else {
      const entry = here?.kind === "map" ? entryOf(here, step) : undefined;
      if (entry === undefined) return undefined;
      place = { path: at, entry, node: entry.value };
    }
  }
  return place;
}
