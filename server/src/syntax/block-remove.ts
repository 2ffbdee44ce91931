/**
 * Takes an item of a list or an entry of a map out of a text, with the lines and comments that are its own: those directly above it, and
 * deeper ones below. Every other byte stays. Undefined where what is its own cannot be told.
 */

import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { MapEntry, MapNode, Node, SeqNode } from "./tree.ts";

export function removeItem(text: string, list: SeqNode, item: Node): TextEdit | undefined {
  const at = list.items.indexOf(item);
  if (at === -1) return undefined;
  if (list.flow) {
    const spans = list.items.map((one) => one?.span);
    return removeInFlow(text, item.span, spans[at - 1], spans[at + 1]);
  }
  const dash = dashOf(text, item);
  return dash === undefined ? undefined : removeLines(text, dash, endOf(item), columnOf(text, dash));
}

export function removeEntry(text: string, map: MapNode, entry: MapEntry): TextEdit | undefined {
  const at = map.entries.indexOf(entry);
  if (at === -1) return undefined;
  const next = map.entries[at + 1];
  if (map.flow) return removeInFlow(text, entry.span, map.entries[at - 1]?.span, next?.span);
  const { start } = entry.key.span;
  const end = entry.value === undefined ? entry.key.span.end : endOf(entry.value);
  if (isFirstInLine(text, start)) return removeLines(text, start, end, innerColumn(text, entry));
  // Behind a dash: the next entry takes its place.
  if (next === undefined || text.slice(end, next.key.span.start).trim() !== "") return undefined;
  return { span: { start, end: next.key.span.start }, text: "" };
}

/** With the comma that parts it from the next, or from the one before. */
function removeInFlow(
  text: string,
  own: Span,
  before: Span | undefined,
  after: Span | undefined,
): TextEdit | undefined {
  const isComma = (start: number, end: number) => /^\s*,\s*$/.test(text.slice(start, end));
  if (after !== undefined)
    return isComma(own.end, after.start)
      ? { span: { start: own.start, end: after.start }, text: "" }
      : undefined;
  if (before === undefined) return { span: own, text: "" };
  return isComma(before.end, own.start) ? { span: { start: before.end, end: own.end }, text: "" } : undefined;
}

/** Behind the end of a node: the colon of a key that has no value, an anchor or a tag that has none, and a comment. */
const restOfLine = /^(?:[ \t]*:(?:[ \t]+[&!]\S*)*)?[ \t]*(?:(?<=[ \t])#[^\n]*)?\r?\n?$/;

/** The lines from `start` to `end`. Comments below them are theirs when they are indented further than `column`. */
function removeLines(text: string, start: number, end: number, column: number): TextEdit | undefined {
  const ownColumn = columnOf(text, start);
  let from = lineStartOf(text, start);
  let to = nextLine(text, end);
  if (!restOfLine.test(text.slice(end, to))) return undefined;
  while (from > 0) {
    const above = lineStartOf(text, from - 1);
    if (commentColumn(text, above) !== ownColumn) break;
    from = above;
  }
  for (let at = commentColumn(text, to); at !== undefined && at > column; at = commentColumn(text, to))
    to = nextLine(text, to);
  // Two gaps that meet become one.
  if (from === 0 || isBlank(text, lineStartOf(text, from - 1)))
    while (to < text.length && isBlank(text, to)) to = nextLine(text, to);
  if (to === text.length && !text.endsWith("\n") && from > 0) from -= text.charAt(from - 2) === "\r" ? 2 : 1;
  return { span: { start: from, end: to }, text: "" };
}

/** Where the content of the node ends: the span of a block may reach over comments and blank lines behind it. */
function endOf(node: Node): number {
  let last: Node = node;
  for (;;) {
    if (last.kind === "scalar" || last.kind === "alias" || last.flow) return last.span.end;
    if (last.kind === "seq") {
      const item: Node | undefined = last.items.at(-1);
      // An item without anything behind its dash has no place of its own.
      if (item === undefined) return last.span.end;
      last = item;
      continue;
    }
    const entry: MapEntry | undefined = last.entries.at(-1);
    if (entry === undefined) return last.span.end;
    if (entry.value === undefined) return entry.key.span.end;
    last = entry.value;
  }
}

function dashOf(text: string, item: Node): number | undefined {
  const lineStart = lineStartOf(text, item.span.start);
  const before = text.slice(lineStart, item.span.start);
  const match = /^( *)-[ \t]+(?:[&!][^\s,[\]{}]*[ \t]+)*$/.exec(before);
  return match === null ? undefined : lineStart + (match[1] ?? "").length;
}

/** What stands in a list is deeper than its dashes, which may be no deeper than its key. */
function innerColumn(text: string, { key, value }: MapEntry): number {
  const first =
    value?.kind === "seq" && !value.flow ? value.items.find((one) => one !== undefined) : undefined;
  return columnOf(text, (first === undefined ? undefined : dashOf(text, first)) ?? key.span.start);
}

function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** The column of the comment that the line consists of. */
function commentColumn(text: string, lineStart: number): number | undefined {
  let at = lineStart;
  while (text.charAt(at) === " ") at++;
  return text.charAt(at) === "#" ? at - lineStart : undefined;
}

function isBlank(text: string, lineStart: number): boolean {
  return text.slice(lineStart, nextLine(text, lineStart)).trim() === "";
}

function isFirstInLine(text: string, offset: number): boolean {
  return text.slice(lineStartOf(text, offset), offset).trim() === "";
}

function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function nextLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at + 1;
}
