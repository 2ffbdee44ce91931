/** What tells the items of a list apart, so that they are the same thing wherever they stand and whatever else changed in them. */

import type { ListValue, Value } from "./value.ts";

/** `image name` is an image without its registry and its tag. */
export type LabelKind = "name" | "key" | "id" | "image name" | "image";

const kinds: readonly LabelKind[] = ["name", "key", "id", "image name", "image"];

/** By which all items of all lists have a label of their own; undefined when nothing does that. */
export function labelKindOf(lists: readonly ListValue[]): LabelKind | undefined {
  if (lists.every(({ items }) => items.length === 0)) return undefined;
  return kinds.find((kind) =>
    lists.every(({ items }) => {
      const labels = items.map(({ value }) => labelOf(value, kind));
      return !labels.includes(undefined) && new Set(labels).size === items.length;
    }),
  );
}

/** Undefined for an item that has none. */
export function labelOf(item: Value, kind: LabelKind): string | undefined {
  if (item.kind !== "map") return undefined;
  const value = item.slots.get(kind === "image name" ? "image" : kind)?.value;
  if (value?.kind !== "scalar" || value.type === "null" || value.text === "") return undefined;
  if (kind !== "image name") return value.text;
  return value.text.replace(/^.*\//, "").replace(/[:@].*$/, "") || undefined;
}

/** Lists never change, and are asked for their items one by one. */
const indexes = new WeakMap<ListValue, Map<LabelKind, ReadonlyMap<string, number>>>();

/** The positions of the items by their labels. */
export function placesByLabel(list: ListValue, kind: LabelKind): ReadonlyMap<string, number> {
  const known = indexes.get(list) ?? new Map<LabelKind, ReadonlyMap<string, number>>();
  indexes.set(list, known);
  const before = known.get(kind);
  if (before !== undefined) return before;
  const places = new Map<string, number>();
  for (const [at, { value }] of list.items.entries()) {
    const label = labelOf(value, kind);
    if (label !== undefined && !places.has(label)) places.set(label, at);
  }
  known.set(kind, places);
  return places;
}

/** The labels of all items, in their order; those without one are left out. */
export function labelsOf({ items }: ListValue, kind: LabelKind): string[] {
  return items.map(({ value }) => labelOf(value, kind)).filter((label) => label !== undefined);
}

/** True when what both have stands in the same order in both. */
export function inSameOrder(a: readonly string[], b: readonly string[]): boolean {
  const [ofA, ofB] = [new Set(a), new Set(b)];
  const right = b.filter((label) => ofA.has(label));
  return a.filter((label) => ofB.has(label)).every((label, at) => label === right[at]);
}
