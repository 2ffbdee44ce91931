/** Two changes of one text brought together line by line, or the place where they cannot be. */

import { type Hunk, lineHunks, splitLines } from "./line-difference.ts";

export type LineMerge =
  | { readonly kind: "merged"; readonly text: string }
  /** Both have changed the same lines, or added some at the same place. The line is of `ours`, from 0. */
  | { readonly kind: "conflict"; readonly line: number };

/** `base` is what both texts came of. All three have the same line ends. */
export function mergeLines(base: string, ours: string, theirs: string): LineMerge {
  if (ours === theirs || theirs === base) return { kind: "merged", text: ours };
  if (ours === base) return { kind: "merged", text: theirs };
  const [baseLines, ourLines, theirLines] = [base, ours, theirs].map(splitLines) as [
    string[],
    string[],
    string[],
  ];
  const ourHunks = lineHunks(baseLines, ourLines);
  const theirHunks = lineHunks(baseLines, theirLines);
  const result: string[] = [];
  let at = 0;
  const take = ({ oldStart, oldEnd, newStart, newEnd }: Hunk, lines: readonly string[]) => {
    result.push(...baseLines.slice(at, oldStart), ...lines.slice(newStart, newEnd));
    at = oldEnd;
  };
  let [our, their] = [ourHunks.shift(), theirHunks.shift()];
  while (our !== undefined || their !== undefined) {
    if (our !== undefined && their !== undefined && meet(our, their)) {
      if (!isSame(our, ourLines, their, theirLines)) return { kind: "conflict", line: our.newStart };
      take(our, ourLines);
      [our, their] = [ourHunks.shift(), theirHunks.shift()];
    } else if (their === undefined || (our !== undefined && isBefore(our, their))) {
      if (our !== undefined) take(our, ourLines);
      our = ourHunks.shift();
    } else {
      take(their, theirLines);
      their = theirHunks.shift();
    }
  }
  result.push(...baseLines.slice(at));
  // A last line without an end that has got another behind it would run into that.
  const isWhole = result.slice(0, -1).every((line) => line.endsWith("\n"));
  return isWhole
    ? { kind: "merged", text: result.join("") }
    : { kind: "conflict", line: ourLines.length - 1 };
}

/** They share a line, or one adds lines at an edge of the other, so that nobody knows which come first. */
function meet(one: Hunk, other: Hunk): boolean {
  const isAddition = one.oldStart === one.oldEnd || other.oldStart === other.oldEnd;
  return isAddition
    ? one.oldStart <= other.oldEnd && other.oldStart <= one.oldEnd
    : one.oldStart < other.oldEnd && other.oldStart < one.oldEnd;
}

function isBefore(one: Hunk, other: Hunk): boolean {
  return one.oldStart < other.oldStart;
}

function isSame(one: Hunk, ones: readonly string[], other: Hunk, others: readonly string[]): boolean {
  return (
    one.oldStart === other.oldStart &&
    one.oldEnd === other.oldEnd &&
    ones.slice(one.newStart, one.newEnd).join("") === others.slice(other.newStart, other.newEnd).join("")
  );
}
