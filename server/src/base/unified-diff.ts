/** The difference of two texts as `diff -u` writes it, and `git apply` reads it. */

import { type Hunk, lineHunks, splitLines } from "./line-difference.ts";

/** Lines that are shown around a change. */
const context = 3;

/** `from` and `to` are what stands behind `---` and `+++`. Empty for texts that are the same. */
export function unifiedDiff(before: string, after: string, from: string, to: string): string {
  const olds = splitLines(before);
  const news = splitLines(after);
  const groups = grouped(lineHunks(olds, news));
  if (groups.length === 0) return "";
  return `--- ${from}\n+++ ${to}\n${groups.map((hunks) => writeGroup(hunks, olds, news)).join("")}`;
}

/** Changes that are near enough to share what is shown around them. */
function grouped(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && hunk.oldStart - last.oldEnd <= 2 * context) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function writeGroup(hunks: readonly Hunk[], olds: readonly string[], news: readonly string[]): string {
  const [first] = hunks;
  const last = hunks.at(-1);
  if (first === undefined || last === undefined) return "";
  const lead = Math.min(context, first.oldStart);
  const tail = Math.min(context, olds.length - last.oldEnd);
  const [oldStart, oldEnd] = [first.oldStart - lead, last.oldEnd + tail];
  const [newStart, newEnd] = [first.newStart - lead, last.newEnd + tail];
  const lines: string[] = [];
  let at = oldStart;
  const write = (sign: string, some: readonly string[]) => {
    for (const line of some) lines.push(signed(sign, line));
  };
  for (const hunk of hunks) {
    write(" ", olds.slice(at, hunk.oldStart));
    write("-", olds.slice(hunk.oldStart, hunk.oldEnd));
    write("+", news.slice(hunk.newStart, hunk.newEnd));
    at = hunk.oldEnd;
  }
  write(" ", olds.slice(at, oldEnd));
  return `@@ -${rangeOf(oldStart, oldEnd)} +${rangeOf(newStart, newEnd)} @@\n${lines.join("")}`;
}

/** An empty range names the line before it. */
function rangeOf(start: number, end: number): string {
  const count = end - start;
  const first = count === 0 ? start : start + 1;
  return count === 1 ? `${first}` : `${first},${count}`;
}

function signed(sign: string, line: string): string {
  return /[\r\n]$/.test(line) ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}
