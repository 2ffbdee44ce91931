/** Which lines differ between two texts: what both have at their beginning and end is left out, and what they share between too. */

import type { TextEdit } from "./text-edit.ts";

/** Lines `[start, end)` of the one text that stand where those of the other do; numbers from 0. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Up to so many pairs of lines are compared with each other; of more, all between the same beginning and end is one hunk. */
const mostPairs = 1_000_000;

/** Each with its line end; LF, CRLF and CR end lines. An empty text has no line. */
export function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** In the order of the lines; two hunks have at least one line between them that is the same in both. */
export function lineHunks(before: readonly string[], after: readonly string[]): Hunk[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const [oldEnd, newEnd] = [before.length - tail, after.length - tail];
  if (head === oldEnd && head === newEnd) return [];
  const rows = oldEnd - head;
  const columns = newEnd - head;
  if (rows === 0 || columns === 0 || rows * columns > mostPairs) {
    return [{ oldStart: head, oldEnd, newStart: head, newEnd }];
  }
  return between(before.slice(head, oldEnd), after.slice(head, newEnd), head);
}

/** By the longest list of lines that both have in the same order. */
function between(before: readonly string[], after: readonly string[], offset: number): Hunk[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const at = row * width + column;
      lengths[at] =
        before[row] === after[column]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  const hunks: Hunk[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const [oldStart, newStart] = [row, column];
    while (
      (row < before.length || column < after.length) &&
      (row === before.length || column === after.length || before[row] !== after[column])
    ) {
      const at = row * width + column;
      const isOld =
        column === after.length ||
        (row < before.length && (lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0));
      if (isOld) row++;
      else column++;
    }
    if (row > oldStart || column > newStart) {
      hunks.push({
        oldStart: oldStart + offset,
        oldEnd: row + offset,
        newStart: newStart + offset,
        newEnd: column + offset,
      });
    }
    while (row < before.length && column < after.length && before[row] === after[column]) {
      row++;
      column++;
    }
  }
  return hunks;
}

/**
 * The edits that make the new text of the old one: of lines, and within these of the characters that differ. The old text keeps its
 * line ends: lines that differ in nothing else are the same, and new ones end as the first one does.
 */
export function differenceEdits(before: string, after: string): TextEdit[] {
  const olds = splitLines(before);
  const news = splitLines(withLineFeeds(after));
  const eol = /\r\n|\r|\n/.exec(before)?.[0] ?? "\n";
  const starts = [0];
  for (const line of olds) starts.push((starts.at(-1) ?? 0) + line.length);
  return lineHunks(olds.map(withLineFeeds), news).flatMap(({ oldStart, oldEnd, newStart, newEnd }) => {
    const written = news.slice(newStart, newEnd).join("").replaceAll("\n", eol);
    const span = { start: starts[oldStart] ?? 0, end: starts[oldEnd] ?? 0 };
    return trimmed(before.slice(span.start, span.end), { span, text: written });
  });
}

/** The text with `\n` at the end of every line, as YAML reads it. */
export function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Without what is the same at both ends; pairs of units stay together, and so do line ends. */
function trimmed(old: string, { span, text }: TextEdit): TextEdit[] {
  if (old === text) return [];
  const shorter = Math.min(old.length, text.length);
  let head = 0;
  while (head < shorter && old.charCodeAt(head) === text.charCodeAt(head)) head++;
  if (isSplit(old, head) || isSplit(text, head)) head--;
  let tail = 0;
  while (
    tail < shorter - head &&
    old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)
  )
    tail++;
  if (isSplit(old, old.length - tail) || isSplit(text, text.length - tail)) tail--;
  return [
    {
      span: { start: span.start + head, end: span.end - tail },
      text: text.slice(head, text.length - tail),
    },
  ];
}

/** True in the middle of a pair of units, or of CR and LF. */
function isSplit(text: string, at: number): boolean {
  const [before, behind] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  const isPair = before >= 0xd800 && before < 0xdc00 && behind >= 0xdc00 && behind < 0xe000;
  return isPair || (before === 13 && behind === 10);
}
