/**
 * A merge of values that a person looks through: what there is to decide, what of it is decided in the text as it is by now, and what a
 * decision changes. Pure: the text is whoever's who has it open.
 */

import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { lineEnd } from "../syntax/entry-place.ts";
import { parse } from "../syntax/parse.ts";
import type { Refusal } from "./refusal.ts";
import { choiceOf } from "./values-merge/choices.ts";
import { slotAt, spanOf } from "./values-merge/merge-path.ts";
import { type ReadValues, readDefaults, readValues } from "./values-merge/read-values.ts";
import { type Slot, same, type Value } from "./values-merge/value.ts";
import { choiceEdits, type MergeInput, type MergePath, mergeValues } from "./values-merge.ts";
import {
  type Conflict,
  type Decision,
  type KeyConflict,
  keyConflicts,
  pathsOf,
} from "./values-review/conflict.ts";
import { commentConflicts, hasComment, putBack } from "./values-review/lost-comment.ts";

export type { CommentConflict, Conflict, Decision, KeyConflict } from "./values-review/conflict.ts";

export interface ValuesReview {
  readonly input: MergeInput;
  /** What the values become unless somebody decides otherwise. */
  readonly proposal: string;
  /** Keys in the order of the merged values, then comments. */
  readonly conflicts: readonly Conflict[];
  readonly read: {
    readonly base: ReadValues;
    readonly mine: ReadValues;
    readonly theirs: ReadValues;
    readonly proposal: ReadValues;
  };
}

/** Conflicts that were decided by saying so, by their ids: the text alone does not tell that the proposal is what somebody wants. */
export type Marks = ReadonlySet<string>;

export interface ConflictState {
  readonly conflict: Conflict;
  /** In the text: the key with what stands on its line, or what is left of the way there. */
  readonly span: Span;
  readonly isDecided: boolean;
  /** What the text stands for; undefined for something else than there is to choose from. */
  readonly choice: Decision | undefined;
}

/** The text may be no YAML while somebody types. */
export type ReviewState =
  | { readonly kind: "read"; readonly conflicts: readonly ConflictState[] }
  | { readonly kind: "unreadable"; readonly reason: string; readonly span: Span };

export function reviewValues(input: MergeInput): ValuesReview | Refusal {
  const merged = mergeValues(input);
  if ("reason" in merged) return merged;
  const base = readDefaults(input.base, "The old version's defaults");
  const mine = readValues(input.mine, "The values");
  const theirs = readDefaults(input.theirs, "The new version's defaults");
  const proposal = readValues(merged.text, "The merged values");
  for (const read of [base, mine, theirs, proposal]) if ("reason" in read) return read;
  const read = { base, mine, theirs, proposal } as ValuesReview["read"];
  const conflicts = [...keyConflicts(merged.entries), ...commentConflicts(read.mine, merged.lostComments)];
  return { input, proposal: merged.text, conflicts, read };
}

/** What is decided: where the text says something else than was proposed, and where somebody has said so. */
export function reviewState({ conflicts, read }: ValuesReview, text: string, marks: Marks): ReviewState {
  const now = readValues(text, "The values");
  if ("reason" in now) {
    const problem = parse(text).flatMap(({ problems }) => problems)[0];
    const firstLine = { start: 0, end: lineEnd(text, 0) };
    return { kind: "unreadable", reason: now.reason, span: problem?.span ?? firstLine };
  }
  return {
    kind: "read",
    conflicts: conflicts.map((conflict) => {
      const isMarked = marks.has(conflict.id);
      if (conflict.kind === "comment") {
        const isThere = hasComment(now, conflict);
        const choice = isThere ? "mine" : "theirs";
        return { conflict, span: spanAt(now, text, conflict.at), isDecided: isMarked || isThere, choice };
      }
      const isChanged = pathsOf(conflict).some((path) => !isAlike(now, read.proposal, path));
      return {
        conflict,
        span: spanOfKey(now, text, conflict),
        isDecided: isMarked || isChanged,
        choice: choiceOf(now.root, conflict.entry),
      };
    }),
  };
}

/** Edits of the text that make it say what a decision means; none where it does. */
export function decisionEdits(
  text: string,
  conflict: Conflict,
  decision: Decision,
): readonly TextEdit[] | Refusal {
  if (conflict.kind === "key") return choiceEdits(text, conflict.entry, decision);
  const now = readValues(text, "The values");
  if ("reason" in now) return now;
  return decision === "theirs" || hasComment(now, conflict) ? [] : [putBack(now, conflict)];
}

/** True for a decision that the text does not show, because it was proposed. */
export function isProposed(conflict: Conflict, decision: Decision): boolean {
  return decision === (conflict.kind === "key" ? conflict.entry.proposed : "theirs");
}

export interface CarriedOver {
  readonly text: string;
  readonly marks: Marks;
}

/** What was decided and written in a review, taken over to another one of the same pack. */
export function carryOver(before: ValuesReview, text: string, marks: Marks, next: ValuesReview): CarriedOver {
  const merged = mergeValues({
    base: before.proposal,
    mine: text,
    theirs: next.proposal,
    extent: "whole",
  });
  const kept = next.conflicts.filter((conflict) => {
    const old = before.conflicts.find(({ id }) => id === conflict.id);
    return old !== undefined && marks.has(old.id) && isSameQuestion(old, conflict);
  });
  return {
    text: "reason" in merged ? next.proposal : merged.text,
    marks: new Set(kept.map(({ id }) => id)),
  };
}

/** What somebody decided about a value says nothing of another one. */
function isSameQuestion(before: Conflict, now: Conflict): boolean {
  if (before.kind === "comment" || now.kind === "comment") return before.kind === now.kind;
  return before.entry.outcomes.every(({ choice, changes }) => {
    const other = now.entry.outcomes.find((outcome) => outcome.choice === choice)?.changes;
    return changes.every(({ slot }, at) => same(slot?.value, other?.[at]?.slot?.value));
  });
}

function isAlike(now: ReadValues, proposal: ReadValues, path: MergePath): boolean {
  return same(valueAt(now, path), valueAt(proposal, path));
}

function valueAt({ root }: ReadValues, path: MergePath): Value | undefined {
  return slotAt(root, path)?.value;
}

function spanOfKey(now: ReadValues, text: string, { entry: { path, to } }: KeyConflict): Span {
  const isMoved = to !== undefined && slotAt(now.root, to) !== undefined;
  return spanAt(now, text, isMoved ? to : path);
}

/** Of what is at the path, or the nearest thing around it that is there; the first line where there is nothing. */
function spanAt(now: ReadValues, text: string, path: MergePath): Span {
  for (let depth = path.length; depth > 0; depth--) {
    const slot = slotAt(now.root, path.slice(0, depth));
    const span = slot && headOf(now, slot);
    if (span !== undefined) return { start: span.start, end: Math.min(span.end, text.length) };
  }
  return { start: 0, end: lineEnd(text, 0) };
}

/** What of it stands on its first line; undefined for what a merge key brings in from elsewhere. */
function headOf({ text }: ReadValues, slot: Slot): Span | undefined {
  const span = slot.source.text === text ? spanOf(slot) : undefined;
  if (span === undefined) return undefined;
  const end = Math.min(span.end, lineEnd(text, span.start));
  return { start: span.start, end: span.start + text.slice(span.start, end).trimEnd().length };
}
