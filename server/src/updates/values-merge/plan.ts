/**
 * Decides what merged values have to say, key by key: what differs from the old defaults is somebody's customisation or the new
 * version's news, and where it is both, a person decides. Knows nothing of how values are written.
 */

import { type Extent, isCutDown } from "./extent.ts";
import { type LabelKind, labelsOf, placesByLabel } from "./label.ts";
import type { Change, Note, Outcome, ReviewReason } from "./merge-entry.ts";
import type { MergePath } from "./merge-path.ts";
import { inOrder, type Lists, mergeableLists } from "./mergeable-lists.ts";
import { findRenames, type Maps } from "./renamed-key.ts";
import { renamedSlot } from "./slots.ts";
import {
  type EntrySlot,
  emptyMap,
  type ItemSlot,
  type ListValue,
  type MapValue,
  type Slot,
  same,
  shapeOf,
  type Value,
} from "./value.ts";

export interface Plan {
  readonly wanted: MapValue;
  readonly notes: readonly Note[];
  /** Maps in whole values that are fragments. */
  readonly fragments: readonly MergePath[];
}

/** How the values in some map or list are to be taken. */
interface Mode {
  /** What is not there was taken out, and what is new is missed. */
  readonly isWhole: boolean;
  /** What is the same as the old default was written down by somebody all the same. */
  readonly isSpelledOut: boolean;
}

const whole: Mode = { isWhole: true, isSpelledOut: false };
const fragment: Mode = { isWhole: false, isSpelledOut: true };

/** A list is never added to what a pack has by default, so it says all of it, also in a fragment. */
const listInFragment: Mode = { isWhole: true, isSpelledOut: true };

interface Three<S> {
  readonly base: S | undefined;
  readonly mine: S | undefined;
  readonly theirs: S | undefined;
}

export function planMerge(base: MapValue, mine: MapValue, theirs: MapValue, extent: Extent): Plan {
  const notes: Note[] = [];
  const fragments: MergePath[] = [];
  const wanted = mergeMaps([], { base, mine, theirs }, extent === "whole" ? whole : fragment);
  return { wanted, notes, fragments };

  function decide<S extends Slot>(path: MergePath, three: Three<S>, mode: Mode): S | undefined {
    const { base: b, mine: m, theirs: t } = three;
    if (same(m?.value, t?.value)) return mode.isWhole ? t : m;
    if (m === undefined) return t === undefined ? undefined : decideUnset(path, b, t, mode);
    if (t === undefined) return decideGone(path, b, m, mode);
    if (m.value.kind === "map" && t.value.kind === "map") {
      const maps = { base: mapOf(b), mine: m.value, theirs: t.value };
      const value = mergeMaps(path, maps, mode);
      const isOfMine = !modeIn(maps, mode).isWhole || t.value.slots.size === 0;
      return { ...(isOfMine ? m : t), value };
    }
    if (same(b?.value, m.value)) return decideUnchanged(path, b, m, t, mode);
    const lists = mergeableLists(b?.value, m.value, t.value, !mode.isSpelledOut);
    if (lists !== undefined) {
      const value = mergeLists(path, lists.lists, lists.kind, mode.isWhole ? mode : listInFragment);
      return { ...t, value };
    }
    if (same(b?.value, t.value)) {
      keep("changed", path);
      return m;
    }
    review(reasonFor(b, m, t, "both-changed"), path, "mine", m, t);
    return m;
  }

  /** A key that the values do not have. */
  function decideUnset<S extends Slot>(path: MergePath, b: S | undefined, t: S, mode: Mode): S | undefined {
    if (!mode.isWhole) return undefined;
    if (b === undefined) {
      adopt("added", path, undefined, t, mode);
      return t;
    }
    if (same(b.value, t.value)) keep("removed", path);
    else review("both-changed", path, "mine", undefined, t);
    return undefined;
  }

  /** A key that the new version does not have. */
  function decideGone<S extends Slot>(path: MergePath, b: S | undefined, m: S, mode: Mode): S | undefined {
    if (b === undefined) {
      keep("added", path);
      return m;
    }
    if (!mode.isWhole) {
      review("removed", path, "mine", m, undefined);
      return m;
    }
    // Of an item nothing can be left out: it is no longer added to anything.
    const isItem = typeof path.at(-1) === "object";
    const value = isItem && !same(b.value, m.value) ? m.value : customised(b.value, m.value);
    if (value === undefined) {
      adopt("removed", path, m, undefined, mode);
      return undefined;
    }
    const own = { ...m, value };
    review("removed", path, "mine", own, undefined);
    return own;
  }

  /** A key that says what it said by default. */
  function decideUnchanged<S extends Slot>(
    path: MergePath,
    b: S | undefined,
    m: S,
    t: S,
    mode: Mode,
  ): S | undefined {
    if (mode.isSpelledOut) review(reasonFor(b, m, t, "redefaulted"), path, "theirs", m, t);
    else adopt("changed", path, m, t, mode);
    return t;
  }

  function mergeMaps(path: MergePath, maps: Maps, outer: Mode): MapValue {
    const { base: b, mine: m, theirs: t } = maps;
    const mode = modeIn(maps, outer);
    if (mode !== outer) fragments.push(path);
    const renamed = findRenames(maps, !mode.isWhole || mode.isSpelledOut);
    const taken = new Set(renamed.values());
    const slots = new Map<string, EntrySlot>();
    const keys = mode.isWhole
      ? inOrder([...t.slots.keys()], [...m.slots.keys()], (key) => b.slots.has(key))
      : [...m.slots.keys()];
    for (const key of keys) {
      const name = renamed.get(key);
      // One that is renamed is told where its old name is.
      if (name === undefined && taken.has(key)) continue;
      const three = { base: b.slots.get(key), mine: m.slots.get(key), theirs: t.slots.get(name ?? key) };
      const slot =
        name === undefined ? decide([...path, key], three, mode) : rename(path, key, name, three, mode);
      if (slot !== undefined) slots.set(name ?? key, slot);
    }
    return { kind: "map", slots };
  }

  function rename(
    path: MergePath,
    key: string,
    name: string,
    { base: b, mine: m, theirs: t }: Three<EntrySlot>,
    mode: Mode,
  ): EntrySlot | undefined {
    if (m === undefined || t === undefined) return undefined;
    const [from, to] = [
      [...path, key],
      [...path, name],
    ];
    const here = notes.length;
    const moved = decide(to, { base: b, mine: renamedSlot(m, t), theirs: t }, mode);
    const unset = mode.isWhole ? t : undefined;
    const outcome = (choice: Outcome["choice"], old: Slot | undefined, now: Slot | undefined): Outcome => ({
      choice,
      changes: [
        { path: from, slot: old },
        { path: to, slot: now },
      ],
    });
    // What differs is told with the name, but for what is below it.
    const below = notes.splice(here).filter((note) => note.path.length > to.length);
    const outcomes = [
      outcome("renamed", undefined, moved),
      outcome("mine", m, unset),
      outcome("theirs", undefined, unset),
      outcome("both", m, moved),
    ];
    notes.push(
      { kind: "review", reason: "renamed", path: from, to, proposed: "renamed", outcomes },
      ...below,
    );
    return moved;
  }

  function mergeLists(path: MergePath, lists: Lists, kind: LabelKind, mode: Mode): ListValue {
    const itemOf = (list: ListValue, label: string) => {
      const at = placesByLabel(list, kind).get(label);
      return at === undefined ? undefined : list.items[at];
    };
    const items: ItemSlot[] = [];
    const before = new Set(labelsOf(lists.base, kind));
    const labels = inOrder(labelsOf(lists.theirs, kind), labelsOf(lists.mine, kind), (label) =>
      before.has(label),
    );
    for (const label of labels) {
      const three = {
        base: itemOf(lists.base, label),
        mine: itemOf(lists.mine, label),
        theirs: itemOf(lists.theirs, label),
      };
      const item = decide([...path, { by: kind, is: label }], three, mode);
      if (item !== undefined) items.push(item);
    }
    return { kind: "list", items };
  }

  function keep(change: Change, path: MergePath): void {
    notes.push({ kind: "kept", change, path });
  }

  function adopt(
    change: Change,
    path: MergePath,
    m: Slot | undefined,
    t: Slot | undefined,
    mode: Mode,
  ): void {
    if (mode.isSpelledOut) review("redefaulted", path, "theirs", m, t);
    else notes.push({ kind: "adopted", change, path });
  }

  function review(
    reason: ReviewReason,
    path: MergePath,
    proposed: "mine" | "theirs",
    m: Slot | undefined,
    t: Slot | undefined,
  ): void {
    const outcomes: Outcome[] = [
      { choice: "mine", changes: [{ path, slot: m }] },
      { choice: "theirs", changes: [{ path, slot: t }] },
    ];
    notes.push({ kind: "review", reason, path, proposed, outcomes });
  }
}

function modeIn({ base, mine }: Maps, outer: Mode): Mode {
  return outer === whole && isCutDown(mine, base) ? fragment : outer;
}

function mapOf(slot: Slot | undefined): MapValue {
  return slot?.value.kind === "map" ? slot.value : emptyMap;
}

/** What of a value differs from its default; undefined when that is nothing but keys that were taken out. */
function customised(b: Value, m: Value): Value | undefined {
  if (b.kind !== "map" || m.kind !== "map") return same(b, m) ? undefined : m;
  const slots = new Map<string, EntrySlot>();
  for (const [key, slot] of m.slots) {
    const before = b.slots.get(key);
    const value = before === undefined ? slot.value : customised(before.value, slot.value);
    if (value !== undefined) slots.set(key, { ...slot, value });
  }
  return slots.size === 0 ? undefined : { kind: "map", slots };
}

/** Null is what a value of any type may be by default. */
function reasonFor(b: Slot | undefined, m: Slot, t: Slot, otherwise: ReviewReason): ReviewReason {
  const [before, own, now] = [b && shapeOf(b.value), shapeOf(m.value), shapeOf(t.value)];
  const isRetyped = before !== undefined && before !== now && before !== "null" && now !== "null";
  return isRetyped && own !== now ? "retyped" : otherwise;
}
