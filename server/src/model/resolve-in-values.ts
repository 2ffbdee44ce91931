/**
 * A path such as `charts.nginx.replicas` looked up in a pack's values. Those that a profile holds are read where everybody reads them;
 * those that a pack comes with are parsed here, and kept by their text, so that a text is parsed once however many macros name it.
 */

import { keptByText } from "../base/kept-by-text.ts";
import type { NestedDocuments } from "../syntax/nested-documents.ts";
import { parse } from "../syntax/parse.ts";
import { hasTemplate, maskExpressions } from "../syntax/template.ts";
import {
  allEntries,
  asMap,
  type MapEntry,
  type MapNode,
  type Node,
  resolve,
  type ScalarNode,
  type SyntaxDocument,
} from "../syntax/tree.ts";

/** `unknown`: it is not there as far as the text can be read, but the text cannot be read to the end, or leads into a list. */
export type Resolution =
  | { readonly kind: "found"; readonly entry: MapEntry }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown" };

const absent: Resolution = { kind: "absent" };
const unknown: Resolution = { kind: "unknown" };

/** Deeper than any values are, and short enough to try every way in which dots may be a part of keys. */
const longestPath = 40;

/**
 * Places are those of the values' text; in nested blocks what stands in `{{ }}` is masked. Keys may contain dots: the longest key that
 * fits is tried first.
 */
export function resolveInValues(packText: string, path: readonly string[]): Resolution {
  return resolveIn(read(packText), path);
}

/** Values that stand in a file, as documents of their own. */
export type ReadNested = (scalar: ScalarNode) => NestedDocuments & { readonly text: string };

/** The same for values that are written in a file. Of a block that was looked into before not even its text is made. */
export function resolveInScalar(scalar: ScalarNode, nested: ReadNested, path: readonly string[]): Resolution {
  return resolveIn(readScalar(scalar, nested), path);
}

/** To find a text by its characters costs more than to find a node. */
const ofScalar = new WeakMap<ScalarNode, ReadValues>();
/** By the documents of a text, which stay the same ones while the file around it changes. */
const ofDocuments = new WeakMap<NestedDocuments["documents"], ReadValues>();

function readScalar(scalar: ScalarNode, nested: ReadNested): ReadValues {
  const before = ofScalar.get(scalar);
  if (before !== undefined) return before;
  const view = nested(scalar);
  const { documents } = view;
  const values = ofDocuments.get(documents) ?? readDocuments(documents, view.text, view.isTemplate);
  ofScalar.set(scalar, values);
  ofDocuments.set(documents, values);
  return values;
}

function resolveIn({ root, isWhole }: ReadValues, path: readonly string[]): Resolution {
  if (path.length === 0 || path.length > longestPath) return unknown;
  const found = walk(asMap(root), path, 0, new Map());
  if (found.kind === "absent" && !isWhole) return unknown;
  // What is no map may be a template that makes one.
  return found.kind === "absent" && root !== undefined && asMap(root) === undefined ? unknown : found;
}

/** The keys below a path; those at the top for an empty one. */
export function keysInValues(packText: string, path: readonly string[]): readonly MapEntry[] {
  return keysIn(read(packText), path);
}

/** The same for values that are written in a file. */
export function keysInScalar(
  scalar: ScalarNode,
  nested: ReadNested,
  path: readonly string[],
): readonly MapEntry[] {
  return keysIn(readScalar(scalar, nested), path);
}

function keysIn(values: ReadValues, path: readonly string[]): readonly MapEntry[] {
  if (path.length === 0) return allEntries(asMap(values.root));
  const found = resolveIn(values, path);
  return found.kind === "found" ? allEntries(asMap(found.entry.value)) : [];
}

function walk(
  map: MapNode | undefined,
  path: readonly string[],
  from: number,
  failed: Map<MapNode, Set<number>>,
): Resolution {
  if (map === undefined) return absent;
  // Aliases bring the same map in by many ways; it is looked into once for each rest of the path.
  const tried = failed.get(map) ?? new Set();
  if (tried.has(from)) return absent;
  failed.set(map, tried.add(from));
  const { entries, isOpen: hasOpenKeys } = keysOf(map);
  let result = hasOpenKeys ? unknown : absent;
  for (let to = path.length; to > from; to--) {
    const entry = entries.get(path.slice(from, to).join("."));
    if (entry === undefined) continue;
    if (to === path.length) return { kind: "found", entry };
    const below = isOpen(entry.value) ? unknown : walk(asMap(entry.value), path, to, failed);
    if (below.kind === "found") return below;
    if (below.kind === "unknown") result = below;
  }
  return result;
}

interface Keys {
  readonly entries: ReadonlyMap<string, MapEntry>;
  /** A key that Terraform fills in may be any. */
  readonly isOpen: boolean;
}

/** Values have maps of thousands of keys, which macros ask for one by one. */
const byMap = new WeakMap<MapNode, Keys>();

function keysOf(map: MapNode): Keys {
  const before = byMap.get(map);
  if (before !== undefined) return before;
  const entries = new Map(allEntries(map).map((entry) => [entry.key.text, entry]));
  const keys = { entries, isOpen: [...entries.keys()].some(hasTemplate) };
  byMap.set(map, keys);
  return keys;
}

/** A list, whose items no path names; an alias that leads nowhere; text that Terraform may make a map of. */
function isOpen(value: Node | undefined): boolean {
  const resolved = resolve(value);
  if (resolved?.kind === "scalar") return hasTemplate(resolved.text);
  return resolved?.kind === "seq" || (value !== undefined && resolved === undefined);
}

/** Lines that Terraform makes: whole ones, and those in branches. What stands in comments makes none. */
const generated = /^[ \t]*(?:- +)*\$\{|^[ \t]*(?:[^#\s][^\r\n]*)?(?<!%)%\{/m;

interface ReadValues {
  readonly root: Node | undefined;
  readonly isWhole: boolean;
}

/** In UTF-16 units: the values that the packs of the largest profiles come with. */
const mostKept = 8 * 1024 * 1024;

const read = keptByText((text: string) => readDocuments(parse(maskExpressions(text)), text, false), mostKept);

function readDocuments(documents: readonly SyntaxDocument[], text: string, isTemplate: boolean): ReadValues {
  const [first] = documents;
  const isWhole =
    documents.length === 1 && first?.problems.length === 0 && !isTemplate && !generated.test(text);
  return { root: first?.root, isWhole };
}
