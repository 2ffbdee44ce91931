/**
 * Takes somebody's values of a pack over to a new version of it: a merge of the old version's defaults, the values, and the new
 * version's defaults. Whole values become the new defaults with every customisation put in; a fragment stays the fragment that it is.
 */

import type { Span } from "../base/span.ts";
import { createDraft } from "../base/text-draft.ts";
import type { PackSchema } from "../catalog/pack-schema/schema-file.ts";
import type { Refusal } from "./refusal.ts";
import { constraintNotes, withRequired } from "./values-merge/constraint-notes.ts";
import { type Extent, extentOf } from "./values-merge/extent.ts";
import { isRightMerge } from "./values-merge/guard.ts";
import type { MergeEntry, MergePlaces, Note } from "./values-merge/merge-entry.ts";
import { type MergePath, samePath, slotAt, spanOf } from "./values-merge/merge-path.ts";
import { bringComments, commonComments, lostComments } from "./values-merge/own-comments.ts";
import { bringPresets } from "./values-merge/own-presets.ts";
import { planMerge } from "./values-merge/plan.ts";
import { type ReadValues, readDefaults, readValues, withoutEnd } from "./values-merge/read-values.ts";
import { type MapValue, same } from "./values-merge/value.ts";
import { writeValues } from "./values-merge/writer.ts";

export { choiceEdits, choiceIn } from "./values-merge/choices.ts";
export type { Extent } from "./values-merge/extent.ts";
export type {
  Change,
  Choice,
  MergeEntry,
  MergePlaces,
  ReviewEntry,
  ReviewReason,
} from "./values-merge/merge-entry.ts";
export { type MergePath, pathInWords } from "./values-merge/merge-path.ts";

export interface MergeInput {
  /** The defaults of the version that the values are for. */
  readonly base: string;
  /** The values. */
  readonly mine: string;
  /** The defaults of the new version. */
  readonly theirs: string;
  /** The schema of the new version; undefined when it has none, or nobody knows it. */
  readonly schema?: PackSchema | undefined;
  /** How much of the defaults the values spell out; undefined to find out. */
  readonly extent?: Extent | undefined;
}

export interface ValuesMerge {
  readonly text: string;
  readonly extent: Extent;
  /** What was taken over, what is new and what a person has to look at; in the order of the merged values. */
  readonly entries: readonly MergeEntry[];
  /** True when nobody has to look at it. */
  readonly isClean: boolean;
  /** Comments that somebody wrote and that have no place in the merged values, in offsets of `mine`. */
  readonly lostComments: readonly Span[];
}

const cannotWrite: Refusal = {
  reason:
    "The values are written in a way that only a person can merge, such as with anchors: merge them by hand",
};

export function mergeValues(input: MergeInput): ValuesMerge | Refusal {
  const base = readDefaults(input.base, "The old version's defaults");
  if ("reason" in base) return base;
  const mine = readValues(input.mine, "The values");
  if ("reason" in mine) return mine;
  const theirs = readDefaults(input.theirs, "The new version's defaults");
  if ("reason" in theirs) return theirs;
  const extent = input.extent ?? extentOf(mine.root, base.root);
  const plan = planMerge(base.root, mine.root, theirs.root, extent);
  const isNew = input.base !== input.theirs;
  const { wanted, added } =
    input.schema === undefined || extent === "whole" || !isNew
      ? { wanted: plan.wanted, added: [] }
      : withRequired(plan.wanted, mine, theirs, input.schema);
  const notes: Note[] = [
    ...plan.notes,
    ...added.map((path): Note => ({ kind: "adopted", change: "added", path })),
  ];
  const renames = renamesIn(notes);
  const isFromTheirs = extent === "whole" && isNew;
  const written = isFromTheirs
    ? writeOver(theirs, wanted, { mine, base, renames })
    : writeOver(mine, wanted, undefined);
  // What was written is what was read last, so this is a look at the text itself.
  if (written === undefined || !same(written.root, wanted)) return cannotWrite;
  const result = written;
  const open = notes.flatMap((note) => (note.kind === "review" ? [note.path, note.to ?? note.path] : []));
  const told = { extent, fragments: plan.fragments, open: [...open, ...added] };
  if (!isRightMerge({ base, mine, theirs, result }, told)) return cannotWrite;
  const [carrier, given] = isFromTheirs ? [theirs, input.theirs] : [mine, input.mine];
  const text = withoutEnd(result.text, carrier.text.slice(given.length));
  if (input.schema !== undefined) notes.push(...constraintNotes(result, theirs, input.schema, notes));
  return {
    text,
    extent,
    entries: notes.map((note) => ({
      ...note,
      places: placesOf(note, renames, { base, mine, theirs, result }),
    })),
    isClean: !notes.some(({ kind }) => kind === "review"),
    lostComments: lostComments(mine, base, result),
  };
}

/** The text with the values in it, and what somebody wrote around their own; as it is read again. */
function writeOver(
  carrier: ReadValues,
  wanted: MapValue,
  from:
    | { readonly mine: ReadValues; readonly base: ReadValues; readonly renames: readonly Rename[] }
    | undefined,
): ReadValues | undefined {
  const draft = createDraft(carrier.text);
  const known = from === undefined ? undefined : commonComments(from.base, carrier);
  const result = writeValues(draft, carrier, wanted, known);
  if (from === undefined || result === undefined) return result;
  const goBack = draft.mark();
  bringComments(draft, from.mine, from.base, result, (path) => moved(path, from.renames));
  const commented = readAgain(draft.text(), result);
  // Where a comment cannot stand it is told as lost.
  if (commented === undefined || !same(commented.root, wanted)) goBack();
  bringPresets(draft, from.mine.text, from.base.text);
  return readAgain(draft.text(), commented ?? result);
}

function readAgain(text: string, before: ReadValues): ReadValues | undefined {
  if (text === before.text) return before;
  const read = readValues(text, "The merged values");
  return "reason" in read ? undefined : read;
}

interface Rename {
  readonly from: MergePath;
  readonly to: MergePath;
}

function renamesIn(notes: readonly Note[]): Rename[] {
  return notes.flatMap((note) =>
    note.kind === "review" && note.to !== undefined ? [{ from: note.path, to: note.to }] : [],
  );
}

/** Where a place of the values is after renaming. */
function moved(path: MergePath, renames: readonly Rename[]): MergePath {
  for (const { from, to } of renames)
    if (samePath(path.slice(0, from.length), from)) return [...to, ...path.slice(from.length)];
  return path;
}

/** The other way: what a place under a new name was called. */
function formerly(path: MergePath, renames: readonly Rename[]): MergePath {
  for (const { from, to } of renames)
    if (samePath(path.slice(0, to.length), to)) return [...from, ...path.slice(to.length)];
  return path;
}

interface Texts {
  readonly base: ReadValues;
  readonly mine: ReadValues;
  readonly theirs: ReadValues;
  readonly result: ReadValues;
}

function placesOf(
  note: Note,
  renames: readonly Rename[],
  { base, mine, theirs, result }: Texts,
): MergePlaces {
  const now = note.kind === "review" ? (note.to ?? note.path) : note.path;
  const before = note.kind === "review" && note.to !== undefined ? note.path : formerly(note.path, renames);
  const span = (values: ReadValues, path: MergePath) => {
    const slot = slotAt(values.root, path);
    return slot && spanOf(slot);
  };
  return {
    mine: span(mine, before),
    base: span(base, before),
    theirs: span(theirs, now),
    result: span(result, now),
  };
}
