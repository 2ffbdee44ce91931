/** A tree as plain data, for comparing what two texts say however they say it. */

import { allEntries, type Node, resolve, type ScalarNode } from "./tree.ts";

export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** How many nodes are read, aliases followed: far more than the largest values, far less than what would stall an editor. */
const maxNodes = 200_000;

/** Deeper than anybody writes. */
const maxDepth = 200;

/**
 * What a YAML reader makes of the tree; nothing is null. Undefined when that cannot be said: an alias of nothing, one that contains
 * itself, or too many of them.
 */
export function dataOf(root: Node | undefined): Data | undefined {
  let left = maxNodes;
  return convert(root, 0);

  function convert(node: Node | undefined, depth: number): Data | undefined {
    left--;
    if (left < 0 || depth > maxDepth) return undefined;
    if (node === undefined) return null;
    const resolved = resolve(node);
    if (resolved === undefined) return undefined;
    if (resolved.kind === "scalar") return scalarData(resolved);
    if (resolved.kind === "seq") {
      const items: Data[] = [];
      for (const item of resolved.items) {
        const value = convert(item, depth + 1);
        if (value === undefined) return undefined;
        items.push(value);
      }
      return items;
    }
    // A key may be called `__proto__`, which is an ordinary one only where there is no prototype.
    const map: Record<string, Data> = Object.create(null);
    for (const entry of allEntries(resolved)) {
      const value = convert(entry.value, depth + 1);
      if (value === undefined) return undefined;
      map[entry.key.text] = value;
    }
    return map;
  }
}

/** True when both say the same; the order of keys and the way of writing do not matter. */
export function sameData(a: Data, b: Data): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, at) => sameData(item, b[at]));
  }
  if (!isDataMap(a) || !isDataMap(b)) return a === b;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => {
    const [left, right] = [a[key], b[key]];
    return left !== undefined && right !== undefined && sameData(left, right);
  });
}

export function isDataMap(data: Data | undefined): data is { readonly [key: string]: Data } {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function scalarData(node: ScalarNode): Data {
  switch (node.reading) {
    case "null":
      return null;
    case "boolean":
      return node.text.toLowerCase() === "true";
    case "number": {
      const number = Number(node.text.replaceAll("_", ""));
      // What cannot be told apart as numbers is told apart as text.
      return Number.isSafeInteger(number) || (Number.isFinite(number) && node.text.length < 16)
        ? number
        : node.text;
    }
    default:
      return node.text;
  }
}

/** Maps are merged key by key; every other value of `b` takes the place of that of `a`. */
export function mergeData(a: Data, b: Data): Data {
  if (!isDataMap(a) || !isDataMap(b)) return b;
  const merged: Record<string, Data> = Object.assign(Object.create(null), a);
  for (const [key, value] of Object.entries(b)) {
    const before = merged[key];
    merged[key] = before === undefined ? value : mergeData(before, value);
  }
  return merged;
}

/** The value at a place; undefined when there is none. */
export function dataAt(data: Data | undefined, path: readonly (string | number)[]): Data | undefined {
  let here = data;
  for (const step of path) {
    if (typeof step === "number") here = Array.isArray(here) ? here[step] : undefined;
    else here = isDataMap(here) ? here[step] : undefined;
  }
  return here;
}

/** Without the key that the path ends in; the same when there is none. */
export function withoutData(data: Data, path: readonly (string | number)[]): Data {
  const [step, ...rest] = path;
  if (step === undefined) return data;
  if (typeof step === "number") {
    if (!Array.isArray(data)) return data;
    return data.map((item: Data, at) => (at === step ? withoutData(item, rest) : item));
  }
  const inner = isDataMap(data) ? data[step] : undefined;
  if (!isDataMap(data) || inner === undefined) return data;
  const copy: Record<string, Data> = Object.assign(Object.create(null), data);
  if (rest.length === 0) delete copy[step];
  else copy[step] = withoutData(inner, rest);
  return copy;
}
