/** Keys that values set and that another version of the pack has otherwise: what a merge would ask a person about, told without merging. */

import type { Span } from "../base/span.ts";
import type { PackDefaults } from "../catalog/pack-files.ts";
import type { Node } from "../syntax/tree.ts";
import { extentOf } from "./values-merge/extent.ts";
import type { ReviewReason } from "./values-merge/merge-entry.ts";
import { type MergePath, slotAt, spanOf } from "./values-merge/merge-path.ts";
import { planMerge } from "./values-merge/plan.ts";
import { type MapValue, readValue, type Value } from "./values-merge/value.ts";

export interface AgingKey {
  readonly path: MergePath;
  /** Of a renamed key, where it is in the new version. */
  readonly to: MergePath | undefined;
  readonly reason: ReviewReason;
  /** The key, in the values' text. */
  readonly span: Span;
  /** The entries in the defaults of the old version and of the new one; undefined where they have none. */
  readonly base: Span | undefined;
  readonly theirs: Span | undefined;
}

interface Found {
  readonly base: PackDefaults;
  readonly theirs: PackDefaults;
  readonly keys: readonly AgingKey[];
}

/** Values stay parsed while a person types elsewhere, and so does what is said of them. */
const ofRoots = new WeakMap<Node, Found>();

/** Defaults are read for as many profiles as use them. */
const ofDefaults = new WeakMap<PackDefaults, { readonly root: MapValue | undefined }>();

/** In the order of the values; none where one of the three is no map that can be read to its end. */
export function agingKeys(
  base: PackDefaults,
  mine: { readonly root: Node; readonly text: string },
  theirs: PackDefaults,
): readonly AgingKey[] {
  const before = ofRoots.get(mine.root);
  if (before?.base === base && before.theirs === theirs) return before.keys;
  const keys = findKeys(base, mine, theirs);
  ofRoots.set(mine.root, { base, theirs, keys });
  return keys;
}

function findKeys(
  base: PackDefaults,
  mine: { readonly root: Node; readonly text: string },
  theirs: PackDefaults,
): AgingKey[] {
  const own = asMap(readValue(mine.root, mine.text));
  const [old, now] = [readDefaults(base), readDefaults(theirs)];
  if (own === undefined || old === undefined || now === undefined) return [];
  const { notes } = planMerge(old, own, now, extentOf(own, old));
  const found = notes.flatMap((note): AgingKey[] => {
    const slot = note.kind === "review" ? slotAt(own, note.path) : undefined;
    if (note.kind !== "review" || slot === undefined || slot.source.text !== mine.text) return [];
    const span = "entry" in slot.source ? slot.source.entry.key.span : spanOf(slot);
    if (span === undefined) return [];
    const { path, to, reason } = note;
    return [{ path, to, reason, span, base: spanIn(old, path), theirs: spanIn(now, to ?? path) }];
  });
  return found.sort((a, b) => a.span.start - b.span.start);
}

function readDefaults(defaults: PackDefaults): MapValue | undefined {
  const known = ofDefaults.get(defaults);
  if (known !== undefined) return known.root;
  const root = asMap(readValue(defaults.root, defaults.text));
  ofDefaults.set(defaults, { root });
  return root;
}

function asMap(value: Value | undefined): MapValue | undefined {
  return value?.kind === "map" ? value : undefined;
}

function spanIn(root: MapValue, path: MergePath): Span | undefined {
  const slot = slotAt(root, path);
  return slot && spanOf(slot);
}
