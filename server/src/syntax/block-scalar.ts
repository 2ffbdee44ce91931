/** Literal and folded blocks read line by line, for the place of each line: indentation, folding and chomping as YAML 1.2 has them. */

import type { Span } from "../base/span.ts";
import { createMapBuilder, type MapBuilder, type MappedText } from "./offset-map.ts";

export type Chomping = "" | "-" | "+";

/** What stands behind a key whose value is a block, up to the end of its line. */
export interface BlockHead {
  readonly folded: boolean;
  readonly chomping: Chomping;
  /** The digit that tells the indentation, where there is one. */
  readonly digit: number | undefined;
  /** The end of `|`, `-` and the digit. */
  readonly end: number;
  /** The first character of the first line; the text's end when there is none. */
  readonly body: number;
}

export interface MappedBlock extends MappedText {
  readonly head: BlockHead;
  /** Spaces before each line; undefined when no line tells. */
  readonly indent: number | undefined;
  /** The end of the last line with something in it, without its line break; the end of the head's line when there is none. */
  readonly coreEnd: number;
  /** Behind the line breaks of the blank lines that follow. */
  readonly blankEnd: number;
}

export function readBlockHead(source: string, start: number): BlockHead {
  const match = /[|>]([-+\d]*)/y;
  match.lastIndex = start;
  const marks = match.exec(source)?.[1] ?? "";
  const lineBreak = source.indexOf("\n", start);
  const digit = /[1-9]/.exec(marks)?.[0];
  return {
    folded: source.charAt(start) === ">",
    chomping: marks.includes("-") ? "-" : marks.includes("+") ? "+" : "",
    digit: digit === undefined ? undefined : Number(digit),
    end: start + 1 + marks.length,
    body: lineBreak === -1 ? source.length : lineBreak + 1,
  };
}

interface Line {
  readonly start: number;
  /** Behind the spaces at its start. */
  readonly text: number;
  /** Before its line break. */
  readonly end: number;
  /** Behind its line break, which the last line of a text may lack. */
  readonly next: number;
}

/**
 * The value of the block that starts with `|` or `>` and has nothing but blanks behind the span's end. `value` is what a parser took
 * it for, and is asked for only where the indentation cannot be seen otherwise.
 */
export function mapBlockScalar(source: string, span: Span, value: () => string): MappedBlock {
  const head = readBlockHead(source, span.start);
  const lines = linesOf(source, head, span.end);
  const contentAt = lines.findIndex((line) => line.text < line.end);
  const first = lines[contentAt];
  const indent =
    first === undefined
      ? undefined
      : head.digit === undefined
        ? first.text - first.start
        : first.text - first.start - leadOf(value(), contentAt);
  const builder = createMapBuilder(source, head.body);
  if (first === undefined || indent === undefined) return emptyBlock(source, head, lines, builder);
  // Blank lines at the end count when they are longer than the indentation, or than the first line's where line breaks are not kept.
  const coreCount = countCore(lines, head.chomping === "+" ? indent : first.text - first.start);
  const core = lines.slice(0, coreCount);
  if (head.folded) readFolded(source, core, contentAt, indent, builder);
  else readLiteral(core, indent, builder);
  const coreEnd = builder.at();
  readEnd(lines.slice(coreCount - 1), head.chomping, builder);
  const blankEnd = lines.at(-1)?.next ?? coreEnd;
  return { ...builder.finish({ byLines: true, blankEnd }), head, indent, coreEnd, blankEnd };
}

function emptyBlock(
  source: string,
  head: BlockHead,
  lines: readonly Line[],
  builder: MapBuilder,
): MappedBlock {
  let coreEnd = head.body;
  if (source.charAt(coreEnd - 1) === "\n") coreEnd--;
  if (source.charAt(coreEnd - 1) === "\r") coreEnd--;
  // Without a line there is nothing to keep; a line without a line break counts as one.
  if (head.chomping === "+") {
    for (const line of lines) {
      if (line.next > line.end || lines.length === 1) builder.made(line.next - builder.at(), "\n");
    }
  }
  const blankEnd = lines.at(-1)?.next ?? head.body;
  return {
    ...builder.finish({ byLines: true, blankEnd }),
    head,
    indent: undefined,
    coreEnd: Math.max(head.end, coreEnd),
    blankEnd,
  };
}

/** Up to the end of the span, and the blank lines behind. */
function linesOf(source: string, { body }: BlockHead, spanEnd: number): Line[] {
  const lines: Line[] = [];
  for (let at = body; at < source.length; ) {
    let text = at;
    while (source.charCodeAt(text) === 32) text++;
    const lineBreak = source.indexOf("\n", text);
    const next = lineBreak === -1 ? source.length : lineBreak + 1;
    let end = lineBreak === -1 ? next : lineBreak;
    if (lineBreak !== -1 && end > text && source.charCodeAt(end - 1) === 13) end--;
    if (at >= spanEnd && text < end) break;
    lines.push({ start: at, text, end, next });
    at = next;
  }
  return lines;
}

function leadOf(value: string, line: number): number {
  let at = 0;
  for (let count = 0; count < line; count++) at = value.indexOf("\n", at) + 1;
  return /^ */.exec(value.slice(at, at + 1000))?.[0].length ?? 0;
}

/** The lines but for those at the end that hold nothing. */
function countCore(lines: readonly Line[], blanks: number): number {
  return 1 + lines.findLastIndex((line) => line.text < line.end || line.text - line.start > blanks);
}

/** Where the line's own text starts: behind the block's indentation, or behind as much as it has of it. */
function contentStart(line: Line, indent: number): number {
  return Math.min(line.start + indent, line.text);
}

function readLiteral(lines: readonly Line[], indent: number, builder: MapBuilder): void {
  for (const [at, line] of lines.entries()) {
    const start = contentStart(line, indent);
    builder.made(start - builder.at(), at === 0 ? "" : "\n");
    builder.same(line.end - start);
  }
}

function readFolded(
  source: string,
  lines: readonly Line[],
  contentAt: number,
  indent: number,
  builder: MapBuilder,
): void {
  for (const line of lines.slice(0, contentAt)) {
    const start = contentStart(line, indent);
    builder.made(start - builder.at(), "");
    builder.same(line.end - start);
    builder.made(line.next - line.end, "\n");
  }
  let gap = "";
  let separator = "";
  let wasDeeper = false;
  for (const line of lines.slice(contentAt)) {
    const start = contentStart(line, indent);
    if (line.text > start || source.charCodeAt(line.text) === 9) {
      if (separator === " ") separator = "\n";
      else if (!wasDeeper && separator === "\n") separator = "\n\n";
      wasDeeper = true;
    } else if (line.text >= line.end) {
      if (separator === "\n") gap += "\n";
      else separator = "\n";
      continue;
    } else wasDeeper = false;
    builder.made(start - builder.at(), gap + separator);
    builder.same(line.end - start);
    gap = "";
    separator = wasDeeper ? "\n" : " ";
  }
}

/** The line breaks at the end: none, one, or as many as there are, but never less than one. */
function readEnd(lines: readonly Line[], chomping: Chomping, builder: MapBuilder): void {
  if (chomping === "-") return;
  const kept = lines.slice(0, chomping === "+" ? lines.length : 1).filter((line) => line.next > line.end);
  if (kept.length === 0) builder.made(0, "\n");
  for (const line of kept) builder.made(line.next - builder.at(), "\n");
}
