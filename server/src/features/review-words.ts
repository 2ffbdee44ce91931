/** What a person reads of a conflict: why it needs a look, what there is to choose, and what has been decided so far. Shows no secret. */

import type { PathStep } from "../syntax/data-difference.ts";
import type { Node } from "../syntax/tree.ts";
import { type ShownValue, shownValue } from "../updates/key-change.ts";
import { isSecretPath, looksSecret } from "../updates/secrets.ts";
import { slotAt } from "../updates/values-merge/merge-path.ts";
import type { ReadValues } from "../updates/values-merge/read-values.ts";
import { type MergePath, pathInWords } from "../updates/values-merge.ts";
import type { Conflict, Decision, KeyConflict, ValuesReview } from "../updates/values-review.ts";
import { code } from "./markdown.ts";
import { valueWords } from "./value-words.ts";

/** Longest value in the title of an action. */
const longestInTitle = 40;

/** Of the values in the profile, of the old default and of the new one; each with a look at another, lest both look alike. */
interface Sides {
  readonly mine: ShownValue | undefined;
  readonly old: ShownValue | undefined;
  readonly theirs: ShownValue | undefined;
}

/** `to` is the version that the review is of, as in the functions below. */
export function conflictMessage({ read }: ValuesReview, conflict: Conflict, to: string): string {
  if (conflict.kind === "comment") return commentMessage(conflict.lines);
  const { entry } = conflict;
  const key = code(pathInWords(entry.path));
  const sides = sidesOf(read, conflict);
  const [mine, old, theirs] = [words(sides.mine), words(sides.old), words(sides.theirs)];
  const was = sides.old === undefined ? "" : ` (before: ${old})`;
  switch (entry.reason) {
    case "both-changed":
      return sides.mine === undefined
        ? `${key} was taken out here, and ${to} has another default for it: ${theirs}${was}. It stays out unless you take the new one`
        : `${key} is ${mine} here, and ${to} has another default: ${theirs}${was}. Yours stands unless you take the new one`;
    case "removed":
      return `${key} is ${mine} here, and ${to} has no such key any more. Yours stays, and may be read by nobody, unless you take it out`;
    case "renamed":
      return `${key} seems to be ${code(pathInWords(entry.to ?? entry.path))} in ${to}. What is set here (${mine}) goes to the new name unless you decide otherwise`;
    case "retyped":
      return `${key} is ${mine} here, and ${to} expects something of another kind: ${theirs}${was}. ${proposalWords(entry.proposed)}`;
    case "redefaulted":
      return `${key} is the old default ${mine} here, and the default in ${to} is ${theirs}. ${proposalWords(entry.proposed)}`;
    case "constrained":
      return entry.expected === undefined
        ? `${key} is ${mine} here, and is read-only in ${to}, where it is ${theirs}. Yours stands unless you take the new one`
        : `${key} is ${mine} here, which ${to} does not allow: it expects ${entry.expected}. Yours stands unless you take the new one (${theirs}) or write another`;
    case "required":
      return sides.theirs === undefined
        ? `${to} requires ${key}, and nothing is given for it: write a value`
        : `${to} requires ${key}, which is ${mine} here: take the new default ${theirs} or write a value`;
  }
}

/** Undefined for what the conflict does not leave to choose. */
export function decisionTitle(
  { read }: ValuesReview,
  conflict: Conflict,
  decision: Decision,
): string | undefined {
  if (conflict.kind === "comment")
    return decision === "mine" ? "Put the comment back" : "Leave the comment out";
  const { entry } = conflict;
  if (!entry.outcomes.some(({ choice }) => choice === decision)) return undefined;
  const sides = sidesOf(read, conflict);
  switch (decision) {
    case "mine":
      return sides.mine === undefined ? "Keep mine: without the key" : `Keep mine${titleWords(sides.mine)}`;
    case "theirs":
      return sides.theirs === undefined ? "Take new: without the key" : `Take new${titleWords(sides.theirs)}`;
    case "renamed":
      return `Take the new name ${code(pathInWords(entry.to ?? entry.path))}`;
    case "both":
      return "Take both keys";
  }
}

/** "1 of 3 decided". */
export function progressWords(decided: number, total: number): string {
  return total === 0 ? "nothing to decide" : `${decided} of ${total} decided`;
}

function commentMessage(lines: readonly string[]): string {
  const [first = ""] = lines;
  const shown = looksSecret(first) ? "A comment" : `The comment ${code(clip(first))}`;
  const more = lines.length > 1 ? ` and ${lines.length - 1} more below it` : "";
  return `${shown}${more} has lost its place: it is left out unless you put it back`;
}

function proposalWords(proposed: Decision | undefined): string {
  return proposed === "theirs"
    ? "The new one is taken unless you keep yours"
    : "Yours stands unless you take the new one";
}

function sidesOf(read: ValuesReview["read"], { entry: { path, to } }: KeyConflict): Sides {
  const [mine, old, theirs] = [
    nodeAt(read.mine, path),
    nodeAt(read.base, path),
    nodeAt(read.theirs, to ?? path),
  ];
  const isHidden = isSecretPath(path.map(toPathStep));
  const show = (node: Node | undefined, other: Node | undefined) =>
    node === undefined ? undefined : shownValue(node, other, isHidden);
  return { mine: show(mine, theirs), old: show(old, theirs), theirs: show(theirs, mine ?? old) };
}

function nodeAt({ root }: ReadValues, path: MergePath): Node | undefined {
  const source = slotAt(root, path)?.source;
  if (source === undefined) return undefined;
  return "entry" in source ? source.entry.value : source.list.items[source.at];
}

function toPathStep(step: MergePath[number]): PathStep {
  if (typeof step === "string") return { key: step };
  return typeof step === "number" ? { index: step } : { item: step.is, index: 0 };
}

function words(value: ShownValue | undefined): string {
  return value?.kind === "secret" ? "a value that is not shown" : valueWords(value);
}

function titleWords(value: ShownValue): string {
  if (value.kind !== "scalar") return "";
  return value.text === "" ? "" : `: ${clip(value.text)}`;
}

function clip(text: string): string {
  return text.length > longestInTitle ? `${text.slice(0, longestInTitle - 3)}...` : text;
}
