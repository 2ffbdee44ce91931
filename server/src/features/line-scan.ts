/**
 * Where a caret stands in block-style YAML, read from the lines alone: indentation, dashes and keys. For what the tree has no
 * node for, because it is not written yet (`version: `) or broken by what is being typed. Knows no model and no schema.
 */

import type { Span } from "../base/span.ts";
import type { Path } from "../catalog/schema-lookup.ts";
import type { LineIndex } from "../syntax/line-index.ts";

export type LinePlace =
  | {
      /** A key is being written, or could be. With `item`, the first thing behind a dash, which may become a plain value as well. */
      readonly kind: "key" | "item";
      /** Of the map that the key is for; with `item`, of the list item. */
      readonly path: Path;
      readonly span: Span;
      readonly hasColon: boolean;
    }
  | {
      readonly kind: "value";
      readonly path: Path;
      readonly span: Span;
      /** The caret is directly behind the colon. */
      readonly needsSpace: boolean;
    };

/** Lines longer than this are data, not something a person completes. */
const maxLineLength = 2000;

const keyPattern =
  /^(?:(?:"([^"\\]*)"|'([^']*)')[ \t]*|((?!-(?:\s|$))[^\s"'#[\]{},&*!|>%@`][^:#"'[\]{},]*)):(?=[ \t]|$)/;
const documentMarker = /^(?:---|\.\.\.)(?:\s|$)/;
const properties = /^(?:[&!][^\s,[\]{}]*[ \t]*)*/;

/** Undefined inside of scalars, comments and flow collections, and where the indentation fits nothing above. */
export function scanLine(text: string, lines: LineIndex, offset: number): LinePlace | undefined {
  const number = lines.position(offset).line;
  const start = lines.lineStart(number);
  const line = text.slice(start, Math.min(lines.lineEnd(number), start + maxLineLength + 1));
  const above: Above = { text, lines, number };
  if (line.length > maxLineLength || /^[ ]*\t/.test(line)) return undefined;
  const parsed = parseLine(line);
  const caret = offset - start;
  if (caret > line.length || documentMarker.test(line)) return undefined;
  const { dashes, contentColumn, content } = parsed;
  if (content === "") return scanEmpty(above, start, caret, parsed);
  if (caret < contentColumn || content.startsWith("#")) return undefined;
  const key = keyPattern.exec(content);
  if (key === null) {
    const word = /^["']?[^\s:#,"'[\]{}]*["']?/.exec(content)?.[0] ?? "";
    if (caret > contentColumn + word.length || /^[|>&*!%@`]/.test(content)) return undefined;
    // Words behind it make it the beginning of a longer value.
    if (!/^[ \t]*(?:#|$)/.test(content.slice(word.length))) return undefined;
    const path = ancestors(above, parsed, contentColumn);
    const span = { start: start + contentColumn, end: start + contentColumn + word.length };
    return path && { kind: dashes.length > 0 ? "item" : "key", path, span, hasColon: false };
  }
  const keyText = key[1] ?? key[2] ?? key[3]?.trimEnd() ?? "";
  const written = key[0].slice(0, -1).trimEnd().length;
  const path = ancestors(above, parsed, contentColumn);
  if (path === undefined) return undefined;
  if (caret <= contentColumn + written) {
    const span = { start: start + contentColumn, end: start + contentColumn + written };
    return { kind: "key", path, span, hasColon: true };
  }
  const colonEnd = contentColumn + key[0].length;
  if (caret < colonEnd) return undefined;
  const value = valueSpan(line, colonEnd, caret);
  if (value === undefined) return undefined;
  return {
    kind: "value",
    path: [...path, keyText],
    span: { start: start + value.start, end: start + value.end },
    needsSpace: caret === colonEnd && value.start === value.end,
  };
}

/** The value on the line, if the caret is in it or at its edge; the caret itself where there is none. */
function valueSpan(line: string, from: number, caret: number): Span | undefined {
  const rest = line.slice(from);
  const blank = rest.length - rest.trimStart().length;
  const before = (properties.exec(rest.trimStart())?.[0] ?? "").length;
  const valueStart = from + blank + before;
  const comment = /(?:^|\s)#/.exec(line.slice(from));
  const commentStart = comment === null ? line.length : from + comment.index + 1;
  const valueText = line.slice(valueStart, Math.max(valueStart, commentStart)).trimEnd();
  if (valueText === "" || valueText.startsWith("#")) {
    const free = comment === null ? caret <= line.length : caret < commentStart;
    return free && (before === 0 || caret >= valueStart) ? { start: caret, end: caret } : undefined;
  }
  if (/^[|>[{*]/.test(valueText)) return undefined;
  const end = valueStart + valueText.length;
  return caret >= valueStart && caret <= end ? { start: valueStart, end } : undefined;
}

/** A line of blanks, or of nothing but dashes. */
function scanEmpty(above: Above, start: number, caret: number, line: Line): LinePlace | undefined {
  const lastDash = line.dashes.at(-1);
  if (lastDash !== undefined && caret < lastDash + 2) return undefined;
  const path = ancestors(above, line, caret);
  const span = { start: start + caret, end: start + caret };
  return path && { kind: lastDash === undefined ? "key" : "item", path, span, hasColon: false };
}

/** The lines above the one with the number. */
interface Above {
  readonly text: string;
  readonly lines: LineIndex;
  readonly number: number;
}

interface Line {
  readonly indent: number;
  readonly dashes: readonly number[];
  readonly contentColumn: number;
  /** Behind indentation and dashes. */
  readonly content: string;
}

function parseLine(line: string): Line {
  const indent = indentOf(line, 0);
  const dashes: number[] = [];
  let at = indent;
  while (line.charAt(at) === "-" && /^(?:[ \t]|$)/.test(line.charAt(at + 1))) {
    dashes.push(at);
    at = indentOf(line, at + 1);
  }
  return { indent, dashes, contentColumn: at, content: line.slice(at).trimEnd() };
}

/**
 * The path of the map or list whose entries start at the column, going upwards line by line: shallower lines lead
 * to the parent, lines of the same depth are siblings, deeper ones belong to siblings.
 */
function ancestors({ text, lines, number }: Above, own: Line, ownColumn: number): Path | undefined {
  const path: (string | number)[] = [];
  let column = ownColumn;
  // A number counts the items of the list at `column` above; undefined in a map.
  let items: number | undefined;

  /** What is at `column` is the first content of an item on this line; the lists around it may begin on the line, too. */
  function leaveItems(dashes: readonly number[]): void {
    for (const dash of dashes.toReversed()) {
      if (dash >= column) continue;
      if (items !== undefined) path.unshift(items);
      column = dash;
      items = 0;
    }
  }

  leaveItems(own.dashes);
  for (let at = number - 1; at >= 0; at--) {
    const lineStart = lines.lineStart(at);
    // Most lines are values, deeper than where we are.
    if (indentOf(text, lineStart) - lineStart > column) continue;
    const raw = text.slice(lineStart, Math.min(lines.lineEnd(at), lineStart + maxLineLength));
    if (documentMarker.test(raw)) break;
    const line = parseLine(raw);
    if (line.content.startsWith("#") || (line.content === "" && line.dashes.length === 0)) continue;
    if (items !== undefined && line.dashes.includes(column)) {
      items++;
      leaveItems(line.dashes);
      continue;
    }
    const dash = line.dashes.findLast((candidate) => candidate < column);
    if (line.contentColumn > column || line.content === "") {
      // A dash alone on its line, or one that opens the item which this column is the content of.
      if (dash === undefined) continue;
      if (line.content !== "") return undefined;
      leaveItems(line.dashes);
      continue;
    }
    const key = keyPattern.exec(line.content);
    if (line.contentColumn === column && items === undefined) {
      leaveItems(line.dashes);
      continue;
    }
    // Shallower, or a key at the column of its own list's dashes: the parent, unless it has a value already.
    const value = key === null ? undefined : line.content.slice(key[0].length).trim();
    if (key === null || value === undefined || !isEmptyValue(value)) return undefined;
    if (items !== undefined) path.unshift(items);
    path.unshift(key[1] ?? key[2] ?? key[3]?.trimEnd() ?? "");
    column = line.contentColumn;
    items = undefined;
    leaveItems(line.dashes);
  }
  if (items !== undefined) path.unshift(items);
  return path;
}

/** Nothing but anchors, tags and comments. */
function isEmptyValue(value: string): boolean {
  const rest = value.slice((properties.exec(value)?.[0] ?? "").length);
  return rest === "" || rest.startsWith("#");
}

function indentOf(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}
