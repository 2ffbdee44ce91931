/**
 * Where each part of a scalar's value stands in the file. Kept as runs of characters that are the same in both, so that a block of
 * thousands of lines needs three numbers for a line, and a place is found by halving.
 */

import type { Span } from "../base/span.ts";

/** Between the offsets of a value (inner) and those of the text that it is written in (outer). */
export interface OffsetMap {
  /** A place within what an escape or a line break makes is moved to its beginning. */
  toOuter(offset: number): number;
  /** The smallest span that covers it: what an escape makes is covered by the whole escape. */
  toOuterSpan(span: Span): Span;
  /** Undefined outside of the value, the quotes and the head of a block included. */
  toInner(offset: number): number | undefined;
}

/** What is read from the beginning of a scalar to its end. */
export interface MapBuilder {
  /** So many characters stand for themselves. */
  same(length: number): void;
  /** So many characters are written for the text, which may be nothing. */
  made(length: number, text: string): void;
  /** Where reading has come to, in the outer text. */
  at(): number;
  finish(end: MapEnd): MappedText;
}

export interface MapEnd {
  /** True for a block, where a place in a line's indentation means the line and not what is before it. */
  readonly byLines: boolean;
  /** The end of the blank lines below a block, in which nothing of its value stands. */
  readonly blankEnd: number;
}

export interface MappedText {
  readonly text: string;
  readonly map: OffsetMap;
}

export function createMapBuilder(source: string, start: number): MapBuilder {
  const inner = [0];
  const outer = [start];
  const lengths = [0];
  const parts: string[] = [];
  let innerAt = 0;
  let outerAt = start;
  return {
    same(length) {
      if (length <= 0) return;
      parts.push(source.slice(outerAt, outerAt + length));
      lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + length;
      innerAt += length;
      outerAt += length;
    },
    made(length, text) {
      if (length <= 0 && text === "") return;
      parts.push(text);
      innerAt += text.length;
      outerAt += length;
      inner.push(innerAt);
      outer.push(outerAt);
      lengths.push(0);
    },
    at: () => outerAt,
    finish(end) {
      const runs = {
        inner: Int32Array.from(inner),
        outer: Int32Array.from(outer),
        lengths: Int32Array.from(lengths),
      };
      return { text: parts.join(""), map: createOffsetMap(source, runs, end) };
    },
  };
}

/** Runs in the order of their places. Between the end of one and the start of the next stands what was made. */
interface Runs {
  readonly inner: Int32Array;
  readonly outer: Int32Array;
  readonly lengths: Int32Array;
}

function createOffsetMap(
  source: string,
  { inner, outer, lengths }: Runs,
  { byLines, blankEnd }: MapEnd,
): OffsetMap {
  const last = inner.length - 1;
  const first = outer[0] ?? 0;
  const innerEnd = (inner[last] ?? 0) + (lengths[last] ?? 0);
  const outerEnd = (outer[last] ?? 0) + (lengths[last] ?? 0);

  /** The offset when it is in the run or at its end, and otherwise undefined. */
  function inRun(run: number, offset: number, from: Int32Array, to: Int32Array): number | undefined {
    const delta = offset - (from[run] ?? 0);
    return delta <= (lengths[run] ?? 0) ? (to[run] ?? 0) + delta : undefined;
  }

  function endOfRun(run: number, starts: Int32Array): number {
    return (starts[run] ?? 0) + (lengths[run] ?? 0);
  }

  /** What makes a line break in a block ends with it: the indentation behind is the next line's. */
  function endOfGap(run: number): number {
    const end = outer[run + 1] ?? outerEnd;
    const lineBreak = byLines ? source.lastIndexOf("\n", end - 1) : -1;
    return lineBreak >= endOfRun(run, outer) ? lineBreak + 1 : end;
  }

  function toOuter(offset: number): number {
    if (offset <= 0 && last === 0) return first;
    const run = lastAtOrBefore(inner, Math.max(0, Math.min(offset, innerEnd)));
    return inRun(run, Math.max(0, Math.min(offset, innerEnd)), inner, outer) ?? endOfRun(run, outer);
  }

  return {
    toOuter,
    toOuterSpan({ start, end }) {
      const from = toOuter(start);
      const covered = Math.min(end, innerEnd);
      if (covered <= start) return { start: from, end: from };
      const run = lastAtOrBefore(inner, covered - 1);
      const to = inRun(run, covered, inner, outer) ?? endOfGap(run);
      return { start: from, end: Math.max(from, to) };
    },
    toInner(offset) {
      if (offset < first) return undefined;
      if (offset > outerEnd) return byLines && offset <= blankEnd ? innerEnd : undefined;
      const run = lastAtOrBefore(outer, offset);
      return inRun(run, offset, outer, inner) ?? (byLines ? inner[run + 1] : endOfRun(run, inner));
    },
  };
}

/** The last of the ascending numbers that is not greater; 0 when all are. */
function lastAtOrBefore(numbers: Int32Array, limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
