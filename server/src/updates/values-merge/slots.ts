/** Values put at a place of others, and the texts they are then copied from. */

import { type EntrySource, entryLines } from "../../syntax/entry-source.ts";
import { reparseNested } from "../../syntax/parse.ts";
import { readPlain } from "../../syntax/plain-scalar.ts";
import { asMap } from "../../syntax/tree.ts";
import { type LabelKind, labelOf } from "./label.ts";
import type { MergePath } from "./merge-path.ts";
import { type EntrySlot, type ItemSlot, type MapValue, readValue, type Slot, type Value } from "./value.ts";

/** The value with its comments under the key of another; as it was where that cannot be written. */
export function renamedSlot(slot: EntrySlot, other: EntrySlot): EntrySlot {
  const { key } = other.source.entry;
  const written = other.source.text.slice(key.span.start, key.span.end);
  const source = sourceUnder(slot.source, [], key.text, written);
  return source === undefined ? slot : { value: slot.value, source };
}

/**
 * The values with another value at the path, or without it. Keys that lead there are added; undefined when the path leads through
 * something else than a map, or to an item that is not there.
 */
export function withSlot(root: MapValue, path: MergePath, slot: Slot | undefined): MapValue | undefined {
  const changed = change(root, path, slot);
  return changed?.kind === "map" ? changed : undefined;
}

function change(value: Value, path: MergePath, slot: Slot | undefined): Value | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "string") return value.kind === "map" ? changeKey(value, step, rest, slot) : undefined;
  if (value.kind !== "list") return undefined;
  const at = indexOf(value.items, step);
  const item = value.items[at];
  if (rest.length > 0) {
    const inner = item && change(item.value, rest, slot);
    return item && inner && { kind: "list", items: value.items.with(at, { ...item, value: inner }) };
  }
  if (slot === undefined) return { kind: "list", items: value.items.filter((one) => one !== item) };
  if (!("list" in slot.source)) return undefined;
  const own: ItemSlot = { value: slot.value, source: slot.source };
  return { kind: "list", items: item === undefined ? [...value.items, own] : value.items.with(at, own) };
}

function changeKey(
  map: MapValue,
  key: string,
  rest: MergePath,
  slot: Slot | undefined,
): MapValue | undefined {
  const before = map.slots.get(key);
  const slots = new Map(map.slots);
  if (rest.length > 0) {
    if (before === undefined) {
      if (slot === undefined) return map;
      const added = nested(key, rest, slot);
      return added && { kind: "map", slots: slots.set(key, added) };
    }
    const inner = change(before.value, rest, slot);
    if (inner === undefined) return undefined;
    // An empty map has no place to start from.
    const isEmpty = before.value.kind === "map" && before.value.slots.size === 0;
    const source = isEmpty && slot !== undefined ? nested(key, rest, slot)?.source : before.source;
    return source && { kind: "map", slots: slots.set(key, { value: inner, source }) };
  }
  if (slot === undefined) slots.delete(key);
  else if ("entry" in slot.source) slots.set(key, { value: slot.value, source: slot.source });
  else return undefined;
  return { kind: "map", slots };
}

function indexOf(items: readonly ItemSlot[], step: number | { by: LabelKind; is: string }): number {
  return typeof step === "number"
    ? step
    : items.findIndex(({ value }) => labelOf(value, step.by) === step.is);
}

/** A key with the keys below it that lead to the value. */
function nested(key: string, rest: MergePath, slot: Slot): EntrySlot | undefined {
  const keys = [key, ...rest].filter((step) => typeof step === "string");
  const last = keys.at(-1);
  if (keys.length <= rest.length || last === undefined || !("entry" in slot.source)) return undefined;
  const own = slot.source.entry.key.span;
  const written = slot.source.text.slice(own.start, own.end);
  const source = sourceUnder(slot.source, keys.slice(0, -1), last, written);
  const outer = source && readValue(source.map, source.text);
  const top = outer?.kind === "map" ? outer.slots.get(key) : undefined;
  const value = top && change(top.value, rest, slot);
  return top && value && { value, source: top.source };
}

/** The entry written under other keys, in a text of its own; undefined when it cannot be. */
function sourceUnder(
  source: EntrySource,
  parents: readonly string[],
  key: string,
  written: string,
): EntrySource | undefined {
  const column = 2 * parents.length;
  const lines = entryLines(source, column, "\n")?.split("\n");
  const at = lines?.findIndex((line) => !/^[ \t]*(?:#|$)/.test(line)) ?? -1;
  const line = lines?.[at];
  if (lines === undefined || line === undefined) return undefined;
  const own = source.entry.key.span;
  const name = writtenKey(key, source.text.slice(own.start, own.end), written);
  lines[at] = " ".repeat(column) + name + line.slice(column + own.end - own.start);
  const heads = parents.map((step, depth) => `${"  ".repeat(depth)}${writeKey(step)}:`);
  const text = `${[...heads, ...lines].join("\n")}\n`;
  const map = asMap(reparseNested(text, undefined).documents[0]?.root);
  const [entry] = map?.entries ?? [];
  return map === undefined || entry === undefined ? undefined : { text, map, entry };
}

function writtenKey(key: string, own: string, written: string): string {
  return own === key ? own : written;
}

function writeKey(key: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(key) && readPlain(key) === undefined ? key : JSON.stringify(key);
}
