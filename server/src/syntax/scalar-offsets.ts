/** The way from an offset in what a scalar says to the place in the file where that is written. */

import type { Span } from "../base/span.ts";
import type { ScalarNode } from "./tree.ts";

/** Undefined where a character of the text has no place of its own, as in folded lines. */
export type ScalarOffsets = (offset: number) => number | undefined;

const made = new WeakMap<ScalarNode, ScalarOffsets>();

/** `text` is that of the file. */
export function scalarOffsets(node: ScalarNode, text: string): ScalarOffsets {
  const offsets = made.get(node) ?? create(node, text);
  made.set(node, offsets);
  return offsets;
}

/** The place of a part of the scalar's text; undefined when it does not stand in the file as it reads. */
export function spanInFile(node: ScalarNode, text: string, { start, end }: Span): Span | undefined {
  const offsets = scalarOffsets(node, text);
  const from = offsets(start);
  const to = end > start ? offsets(end - 1) : from;
  if (from === undefined || to === undefined) return undefined;
  return { start: from, end: end > start ? to + 1 : from };
}

function create(node: ScalarNode, text: string): ScalarOffsets {
  const { start, end } = node.span;
  if (node.style === "literal") return ofLines(node, text);
  const raw = text.slice(start, end);
  if (node.style === "folded" || /[\r\n]/.test(raw)) return () => undefined;
  if (node.style === "plain") return (offset) => start + offset;
  return ofEscapes(raw, start, node.style === "double" ? doubleEscape : singleEscape);
}

/** In a literal block each line stands for itself, behind its indentation. */
function ofLines(node: ScalarNode, text: string): ScalarOffsets {
  const headEnd = text.indexOf("\n", node.span.start);
  if (headEnd === -1) return () => undefined;
  const said = lineStarts(node.text, 0, node.text.length);
  const written = lineStarts(text, headEnd + 1, Math.max(node.span.end, headEnd + 1));
  return (offset) => {
    const line = lastUpTo(said, offset);
    const from = said[line];
    const start = written[line];
    if (from === undefined || start === undefined) return undefined;
    const length = lineLength(node.text, from);
    const indent = lineLength(text, start) - length;
    // The line as it is said must be the end of the line as it is written.
    const isSame = indent >= 0 && text.startsWith(node.text.slice(from, from + length), start + indent);
    return isSame ? start + indent + (offset - from) : undefined;
  };
}

function lineStarts(text: string, from: number, end: number): number[] {
  const starts = [from];
  for (let at = text.indexOf("\n", from); at !== -1 && at < end; at = text.indexOf("\n", at + 1))
    starts.push(at + 1);
  return starts;
}

function lineLength(text: string, start: number): number {
  const at = text.indexOf("\n", start);
  const end = at === -1 ? text.length : at;
  return (text.charAt(end - 1) === "\r" ? end - 1 : end) - start;
}

const doubleEscape = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[\s\S])/g;
const singleEscape = /''/g;

function ofEscapes(raw: string, start: number, pattern: RegExp): ScalarOffsets {
  // Behind each escape: how much has been said, and how much has been written for it.
  const said = [0];
  const written = [1];
  for (const { 0: whole, index } of raw.slice(1).matchAll(pattern)) {
    const units = whole.startsWith("\\U") && Number.parseInt(whole.slice(2), 16) > 0xffff ? 2 : 1;
    const before = written.length - 1;
    said.push((said[before] ?? 0) + (index + 1 - (written[before] ?? 0)) + units);
    written.push(index + 1 + whole.length);
  }
  return (offset) => {
    const at = lastUpTo(said, offset);
    const place = (written[at] ?? 0) + (offset - (said[at] ?? 0));
    return offset < 0 || place > raw.length ? undefined : start + place;
  };
}

/** The index of the last number that is not above the wanted one; 0 when all are. */
function lastUpTo(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
