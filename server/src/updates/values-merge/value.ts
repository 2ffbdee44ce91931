/**
 * Values of a pack as something to compare and to put together anew: each part knows the text that it can be copied from. Scalars are
 * compared as they are written, so `1.20` is not `1.2`; quotes, comments and the order of keys are no difference.
 */

import { scalarType } from "../../syntax/data-difference.ts";
import type { EntrySource } from "../../syntax/entry-source.ts";
import type { ItemSource } from "../../syntax/item-edit.ts";
import {
  allEntries,
  type MapNode,
  type Node,
  resolve,
  type ScalarNode,
  type SeqNode,
} from "../../syntax/tree.ts";

export type Value = ScalarValue | ListValue | MapValue;

export interface ScalarValue {
  readonly kind: "scalar";
  readonly type: ReturnType<typeof scalarType>;
  readonly text: string;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly ItemSlot[];
}

export interface MapValue {
  readonly kind: "map";
  readonly slots: ReadonlyMap<string, EntrySlot>;
}

/** A value under a key, and an entry that says it, or something to start from where it is put together. */
export interface EntrySlot {
  readonly value: Value;
  readonly source: EntrySource;
}

/** The same for an item of a list. */
export interface ItemSlot {
  readonly value: Value;
  readonly source: ItemSource;
}

export type Slot = EntrySlot | ItemSlot;

export const emptyMap: MapValue = { kind: "map", slots: new Map() };
export const emptyList: ListValue = { kind: "list", items: [] };

/** How many nodes are read, aliases followed. */
const maxNodes = 200_000;

/** Deeper than anybody writes. */
const maxDepth = 200;

/** Undefined for a tree that means too much, or nothing that can be said, such as a ring of aliases. */
export function readValue(root: Node | undefined, text: string): Value | undefined {
  let left = maxNodes;
  return read(root, 0);

  function read(node: Node | undefined, depth: number): Value | undefined {
    left--;
    if (left < 0 || depth > maxDepth) return undefined;
    const resolved = resolve(node);
    if (node !== undefined && resolved === undefined) return undefined;
    if (resolved === undefined || resolved.kind === "scalar") return scalarOf(resolved);
    return resolved.kind === "seq" ? readList(resolved, depth) : readMap(resolved, depth);
  }

  function readList(list: SeqNode, depth: number): ListValue | undefined {
    const items: ItemSlot[] = [];
    for (const [at, item] of list.items.entries()) {
      const value = read(item, depth + 1);
      if (value === undefined) return undefined;
      items.push({ value, source: { text, list, at } });
    }
    return { kind: "list", items };
  }

  function readMap(map: MapNode, depth: number): MapValue | undefined {
    const slots = new Map<string, EntrySlot>();
    for (const entry of allEntries(map)) {
      const value = read(entry.value, depth + 1);
      if (value === undefined) return undefined;
      slots.set(entry.key.text, { value, source: { text, map, entry } });
    }
    return { kind: "map", slots };
  }
}

function scalarOf(node: ScalarNode | undefined): ScalarValue {
  const type = scalarType(node);
  if (node === undefined || type === "null") return { kind: "scalar", type: "null", text: "" };
  return { kind: "scalar", type, text: type === "boolean" ? node.text.toLowerCase() : node.text };
}

/** True when both say the same, and for two that are not there. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (a.kind === "scalar") return b.kind === "scalar" && a.type === b.type && a.text === b.text;
  if (a.kind === "list") {
    if (b.kind !== "list" || a.items.length !== b.items.length) return false;
    return a.items.every((item, at) => same(item.value, b.items[at]?.value));
  }
  if (b.kind !== "map" || a.slots.size !== b.slots.size) return false;
  for (const [key, { value }] of a.slots) {
    const other = b.slots.get(key);
    if (other === undefined || !same(value, other.value)) return false;
  }
  return true;
}

/** A map, a list, or the type of a scalar: what a program that reads the value relies on. */
export function shapeOf(value: Value): string {
  return value.kind === "scalar" ? value.type : value.kind;
}
