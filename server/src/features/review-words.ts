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

/** A few lines: what it is, both sides, and what happens unless somebody decides. `to` is the version that the review is of. */
export function conflictMessage({ read }: ValuesReview, conflict: Conflict, to: string): string {
  if (conflict.kind === "comment") return commentMessage(conflict.lines);
  const { entry } = conflict;
  const sides = sidesOf(read, conflict);
  // Where the key stands, its line says the rest of the way.
  const [last = ""] = entry.path.slice(-1);
  const key = code(pathInWords(sides.mine === undefined || typeof last !== "string" ? entry.path : [last]));
  const mine = sides.mine && `Mine: ${words(sides.mine)}`;
  const isOther = sides.old !== undefined && JSON.stringify(sides.old) !== JSON.stringify(sides.theirs);
  const before = isOther ? ` (before: ${words(sides.old)})` : "";
  const theirs = sides.theirs && `New: ${words(sides.theirs)}${before}`;
  const lines = (...all: readonly (string | undefined)[]) =>
    all.filter((line) => line !== undefined).join("\n");
  switch (entry.reason) {
    case "both-changed":
      return sides.mine === undefined
        ? lines(`${key} was taken out here, and has another default in ${to}`, theirs, staysOut)
        : lines(`${key} has another default in ${to}`, mine, theirs, proposalWords(entry.proposed));
    case "removed":
      return lines(
        `${key} is no key of ${to} any more`,
        mine,
        "It stays, and may be read by nobody, unless you take it out",
      );
    case "renamed": {
      const name = code(pathInWords(entry.to ?? entry.path));
      return lines(
        `${key} seems to be ${name} in ${to}`,
        mine,
        "It goes to the new name unless you decide otherwise",
      );
    }
    case "retyped":
      return lines(`${key} is a value of another kind in ${to}`, mine, theirs, proposalWords(entry.proposed));
    case "redefaulted":
      return lines(
        `${key} spells out the old default, and ${to} has another one`,
        mine,
        sides.theirs && `New: ${words(sides.theirs)}`,
        proposalWords(entry.proposed),
      );
    case "constrained":
      return lines(
        entry.expected === undefined
          ? `${key} is read-only in ${to}`
          : `${key} may not be this in ${to}: it expects ${entry.expected}`,
        mine,
        theirs,
        proposalWords(entry.proposed),
      );
    case "required":
      return lines(
        `${to} requires ${key}`,
        mine,
        theirs,
        sides.theirs === undefined ? "Write a value" : "Take the new one or write a value",
      );
  }
}

/** Undefined for what the conflict does not leave to choose. */
export function decisionTitle(
  { read }: ValuesReview,
  conflict: Conflict,
  decision: Decision,
): string | undefined {
  if (conflict.kind === "comment") return commentTitles[decision];
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

const commentTitles: Partial<Record<Decision, string>> = {
  mine: "Put the comment back",
  theirs: "Leave the comment out",
};

function commentMessage(lines: readonly string[]): string {
  const [first = ""] = lines;
  const shown = looksSecret(first) ? "A comment" : `The comment ${code(clip(first))}`;
  const more = lines.length > 1 ? ` and ${lines.length - 1} more below it` : "";
  return `${shown}${more} has lost its place\nIt is left out unless you put it back`;
}

const staysOut = "It stays out unless you take the new one";

function proposalWords(proposed: Decision | undefined): string {
  return proposed === "theirs"
    ? "The new one stands unless you keep mine"
    : "Mine stands unless you take the new one or write another";
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
