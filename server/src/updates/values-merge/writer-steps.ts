/** The edits between what a text says and what it should say, as steps of which each may be taken alone. */

import type { TextEdit } from "../../base/text-edit.ts";
import { removeItem } from "../../syntax/block-remove.ts";
import { commentStart, contentEnd, lineBreakOf, lineStart, linesEnd } from "../../syntax/entry-place.ts";
import { type EntrySource, entryLines } from "../../syntax/entry-source.ts";
import { type ItemSource, insertItems, itemLines } from "../../syntax/item-edit.ts";
import { deleteEntry, insertEntries, insertRootEntries, replaceEntryValue } from "../../syntax/map-edit.ts";
import type { MapEntry, MapNode, SeqNode } from "../../syntax/tree.ts";
import { inSameOrder, labelKindOf, labelOf, labelsOf, placesByLabel } from "./label.ts";
import { type ReadValues, readValues } from "./read-values.ts";
import { type EntrySlot, type ListValue, type MapValue, readValue, same, type Value } from "./value.ts";

/** An entry that says the list: the one it comes from, or else its items put together; undefined when they cannot be. */
function listSource(list: ListValue, source: EntrySource): EntrySource | undefined {
  const said = readValue(source.entry.value, source.text);
  if (same(said, list)) return source;
  // Where the source has items of its own, what differs in them is changed when it is in its place.
  if (said?.kind === "list" && said.items.length > 0 && list.items.length > 0) return source;
  const lines = list.items.map((item) => itemLines(item.source, 2, "\n"));
  const text = lines.length === 0 ? "list: []\n" : `list:\n${lines.join("\n")}\n`;
  const read = lines.includes(undefined) ? undefined : readValues(text, "The values");
  return read === undefined || "reason" in read ? undefined : read.root.slots.get("list")?.source;
}

/** Far more than a person would look through. */
const maxSteps = 5000;

/** Edits that belong together; at least one. */
export type Step = readonly TextEdit[];

/**
 * Undefined when something cannot be written; none when nothing differs. `isOwn` tells whether a map may be changed key
 * by key; `known` are comments that are not copied with a key that they stand above.
 */
export function collectSteps(
  { text, node, root }: ReadValues,
  wanted: MapValue,
  isOwn: (source: string) => boolean,
  known: ReadonlySet<string>,
): readonly Step[] | undefined {
  const steps: Step[] = [];
  if (node === undefined || root.slots.size === 0) {
    if (wanted.slots.size === 0) return steps;
    // Braces without anything in them make room.
    const cleared: TextEdit[] = node === undefined ? [] : [{ span: node.span, text: "" }];
    if (cleared.length > 0) return [cleared];
    const added = insertRootEntries(text, sourcesOf(wanted, [...wanted.slots.keys()]));
    return added === undefined ? undefined : [added];
  }
  return node.kind === "map" && changeMap(node, root, wanted, undefined, true) ? steps : undefined;

  function push(step: readonly TextEdit[] | undefined): boolean {
    if (step === undefined) return false;
    if (step.length > 0) steps.push(step);
    return steps.length <= maxSteps;
  }

  /** False when something cannot be written. */
  function changeMap(
    map: MapNode,
    now: MapValue,
    then: MapValue,
    parent: MapEntry | undefined,
    isRoot: boolean,
  ): boolean {
    const ownEntries = new Map(map.entries.map((entry) => [entry.key.text, entry]));
    const missing = [...then.slots.keys()].filter((key) => !now.slots.has(key));
    const overridden: string[] = [];
    for (const [key, slot] of then.slots) {
      const before = now.slots.get(key);
      if (before === undefined || same(before.value, slot.value)) continue;
      const entry = ownEntries.get(key);
      // What a merge key brings in stays, and an entry of the map's own goes before it.
      if (entry === undefined) overridden.push(key);
      else if (!changeEntry(map, entry, before.value, slot)) return false;
    }
    const added = [...missing, ...overridden];
    if (added.length > 0) return insertKeys(map, then, added, ownEntries);
    const surplus = [...now.slots.keys()].filter((key) => !then.slots.has(key));
    // The last one is taken out alone, since it leaves braces behind.
    const going =
      surplus.length === map.entries.length ? surplus.slice(0, Math.max(1, surplus.length - 1)) : surplus;
    for (const key of going) {
      const entry = ownEntries.get(key);
      if (entry === undefined || !push(deleteEntry(text, { map, parent, isRoot }, entry))) return false;
    }
    return true;
  }

  function changeEntry(map: MapNode, entry: MapEntry, before: Value, slot: EntrySlot): boolean {
    const { value } = entry;
    const { value: then, source } = slot;
    const canGoIn = value?.kind === "map" && isOwn(source.text);
    if (canGoIn && before.kind === "map" && then.kind === "map" && before.slots.size > 0)
      return changeMap(value, before, then, entry, false);
    if (value?.kind === "seq" && before.kind === "list" && then.kind === "list") {
      const changed = changeList(value, before, then);
      if (changed !== undefined) return changed;
    }
    return push(
      replaceEntryValue(text, map, entry, (then.kind === "list" && listSource(then, source)) || source),
    );
  }

  /** Undefined when the list has to be replaced. */
  function changeList(list: SeqNode, now: ListValue, then: ListValue): boolean | undefined {
    const kind = now.items.length === 0 || then.items.length === 0 ? undefined : labelKindOf([now, then]);
    if (kind === undefined) return undefined;
    const [before, after] = [labelsOf(now, kind), labelsOf(then, kind)];
    if (!inSameOrder(before, after)) return undefined;
    let behind = -1;
    let isInserting = false;
    const news = new Map<number, ItemSource[]>();
    const places = placesByLabel(now, kind);
    for (const item of then.items) {
      const at = places.get(labelOf(item.value, kind) ?? "");
      const own = at === undefined ? undefined : now.items[at];
      if (at === undefined || own === undefined) {
        isInserting = true;
        addTo(news, behind, item.source);
        continue;
      }
      behind = at;
      if (same(own.value, item.value)) continue;
      const node = list.items[at];
      if (node?.kind !== "map" || own.value.kind !== "map" || item.value.kind !== "map") return false;
      if (!changeMap(node, own.value, item.value, undefined, false)) return false;
    }
    for (const [at, sources] of news) {
      const edit = insertItems(text, list, at, sources);
      if (edit === undefined || !push([edit])) return false;
    }
    if (isInserting) return true;
    const staying = new Set(after);
    for (const [at, { value }] of now.items.entries()) {
      if (staying.has(labelOf(value, kind) ?? "")) continue;
      const node = list.items[at];
      const edit = node && removeItem(text, list, node);
      if (edit === undefined || !push([edit])) return false;
    }
    return true;
  }

  /** Each behind the key that it stands behind in the values that are wanted. */
  function insertKeys(
    map: MapNode,
    then: MapValue,
    keys: readonly string[],
    ownEntries: ReadonlyMap<string, MapEntry>,
  ): boolean {
    const groups = new Map<MapEntry | undefined, string[]>();
    const wanted = new Set(keys);
    let behind: MapEntry | undefined;
    for (const key of then.slots.keys()) {
      if (wanted.has(key)) addTo(groups, behind, key);
      else behind = ownEntries.get(key) ?? behind;
    }
    for (const [place, group] of groups) {
      const sources = sourcesOf(then, group);
      if (
        !push(map.flow ? insertEntries(text, map, sources) : insertBeside(text, map, place, sources, known))
      )
        return false;
    }
    return true;
  }
}

function sourcesOf(map: MapValue, keys: readonly string[]): EntrySource[] {
  return keys.map((key) => map.slots.get(key)?.source).filter((source) => source !== undefined);
}

/** Behind an entry and the comments that are indented further, or before the first one. */
function insertBeside(
  text: string,
  map: MapNode,
  place: MapEntry | undefined,
  sources: readonly EntrySource[],
  known: ReadonlySet<string>,
): TextEdit[] | undefined {
  const [first] = map.entries;
  if (first === undefined) return undefined;
  const firstLine = lineStart(text, first.key.span.start);
  const column = first.key.span.start - firstLine;
  const eol = lineBreakOf(text);
  const lines: string[] = [];
  for (const source of sources) {
    const copied = entryLines(source, column, eol);
    if (copied === undefined) return undefined;
    lines.push(withoutKnown(copied, known, eol) + eol);
  }
  const isAlone = text.slice(firstLine, first.key.span.start).trim() === "";
  const entry = place ?? (isAlone ? undefined : map.entries.at(-1));
  const at =
    entry === undefined
      ? commentStart(text, firstLine)
      : linesEnd(text, contentEnd(text, entry), lineStart(text, entry.key.span.start));
  const open = at > 0 && text.charAt(at - 1) !== "\n" ? eol : "";
  return [{ span: { start: at, end: at }, text: open + lines.join("") }];
}

/** Without those comments above the key that stand elsewhere already. */
function withoutKnown(copied: string, known: ReadonlySet<string>, eol: string): string {
  const lines = copied.split(eol);
  const key = lines.findIndex((line) => !/^[ \t]*#/.test(line));
  return lines.filter((line, at) => at >= key || !known.has(line.trim())).join(eol);
}

function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
