/**
 * The tree of a YAML or JSON text: plain, frozen-by-type data with the place of everything in UTF-16 offsets.
 * It is the project's own shape, so that nothing above `syntax/` depends on the parser behind it.
 */

import type { Span } from "../base/span.ts";
import type { PlainReading } from "./plain-scalar.ts";

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

export interface ScalarNode {
  readonly kind: "scalar";
  /** From the first character of the scalar to its last: quotes and the `|` of a block included, anchors and tags not. */
  readonly span: Span;
  readonly style: ScalarStyle;
  /** The string as authored: `1.20` stays `1.20`, quotes and escapes are resolved, templates are kept. */
  readonly text: string;
  /** What a YAML reader takes plain text for when that is not a string. */
  readonly reading: PlainReading | undefined;
  /** Of a scalar with an anchor: the aliases that mean it. Filled while the tree is made. */
  readonly aliases?: AliasNode[];
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node | undefined;
  /** From the key's start to the value's end. */
  readonly span: Span;
}

export interface MapNode {
  readonly kind: "map";
  readonly span: Span;
  readonly flow: boolean;
  readonly entries: readonly MapEntry[];
}

export interface SeqNode {
  readonly kind: "seq";
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly (Node | undefined)[];
}

/** `*name`. It points at its target and never holds a copy, so a chain of aliases costs nothing until walked. */
export interface AliasNode {
  readonly kind: "alias";
  readonly span: Span;
  readonly name: string;
  readonly target: MapNode | SeqNode | ScalarNode | undefined;
}

export type Node = ScalarNode | MapNode | SeqNode | AliasNode;

/** Something that keeps the text from being YAML, or from being read without loss. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

export interface SyntaxDocument {
  readonly root: Node | undefined;
  readonly span: Span;
  /** In the order of their places. */
  readonly problems: readonly SyntaxProblem[];
}

/** The node itself, or what an alias stands for. */
export function resolve(node: Node | undefined): MapNode | SeqNode | ScalarNode | undefined {
  return node?.kind === "alias" ? node.target : node;
}

export function asMap(node: Node | undefined): MapNode | undefined {
  const resolved = resolve(node);
  return resolved?.kind === "map" ? resolved : undefined;
}

export function asSeq(node: Node | undefined): SeqNode | undefined {
  const resolved = resolve(node);
  return resolved?.kind === "seq" ? resolved : undefined;
}

export function asScalar(node: Node | undefined): ScalarNode | undefined {
  const resolved = resolve(node);
  return resolved?.kind === "scalar" ? resolved : undefined;
}

/**
 * The entry of a key: the last one written when a key is repeated (as readers do), else the first that a `<<` merge brings in.
 * A merged entry's spans are those of the place it was merged from. Each map is looked into once, so rings and fans of
 * aliases end.
 */
export function entryOf(map: MapNode | undefined, key: string): MapEntry | undefined {
  if (map === undefined) return undefined;
  const own = ownEntry(map, key);
  if (own !== undefined || ownEntry(map, mergeKey) === undefined) return own;
  const seen = new Set<MapNode>();
  const waiting = [map];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const entry = ownEntry(next, key);
    if (entry !== undefined) return entry;
    waiting.push(...mergedMaps(next).reverse());
  }
  return undefined;
}

const mergeKey = "<<";

/** From so many entries on, what is asked for once is asked for again and again. */
const indexedFrom = 32;

const indexes = new WeakMap<MapNode, ReadonlyMap<string, MapEntry>>();

/** The last one written of a key. */
function ownEntry(map: MapNode, key: string): MapEntry | undefined {
  const { entries } = map;
  if (entries.length < indexedFrom) return entries.findLast((entry) => entry.key.text === key);
  let index = indexes.get(map);
  if (index === undefined) {
    index = new Map(entries.map((entry) => [entry.key.text, entry]));
    indexes.set(map, index);
  }
  return index.get(key);
}

/** The entries of a map with those that `<<` merges bring in, each key once: those that `entryOf` would find. */
export function allEntries(map: MapNode | undefined): MapEntry[] {
  if (map === undefined) return [];
  const found = new Map<string, MapEntry>();
  const seen = new Set<MapNode>();
  const waiting = [map];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const own = new Map(
      next.entries.filter((entry) => !isMerge(entry)).map((entry) => [entry.key.text, entry]),
    );
    for (const [key, entry] of own) if (!found.has(key)) found.set(key, entry);
    waiting.push(...mergedMaps(next).reverse());
  }
  return [...found.values()];
}

function isMerge(entry: MapEntry): boolean {
  return entry.key.text === mergeKey;
}

/** The maps that a map's `<<` names, in order of precedence. */
function mergedMaps(map: MapNode): MapNode[] {
  return map.entries.filter(isMerge).flatMap((entry) => {
    const value = resolve(entry.value);
    const sources = value?.kind === "seq" ? value.items : [value];
    return sources.map(asMap).filter((source) => source !== undefined);
  });
}

/** The value of a key, aliases kept as aliases. */
export function valueAt(map: MapNode | undefined, key: string): Node | undefined {
  return entryOf(map, key)?.value;
}
