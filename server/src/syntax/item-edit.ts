/** Edits of the items of a list: copies of items of other lists put in, with their comments, moved to where their neighbours stand. */

import type { TextEdit } from "../base/text-edit.ts";
import { commentStart, lineBreakOf, lineEnd, lineStart, linesEnd, nodeEnd } from "./entry-place.ts";
import { flowText, moveLines } from "./entry-source.ts";
import type { Node, SeqNode } from "./tree.ts";

export interface ItemSource {
  /** The text that the list was read from. */
  readonly text: string;
  readonly list: SeqNode;
  readonly at: number;
}

/**
 * Puts items behind the one at `behind`, or before the first for -1. Undefined when the list has no items yet, or the items cannot be
 * copied there.
 */
export function insertItems(
  text: string,
  list: SeqNode,
  behind: number,
  sources: readonly ItemSource[],
): TextEdit | undefined {
  const beside = list.items[Math.max(behind, 0)];
  if (beside === undefined || sources.length === 0) return undefined;
  if (list.flow) return insertInBrackets(beside, behind, sources);
  const dash = dashOf(text, beside);
  if (dash === undefined) return undefined;
  const eol = lineBreakOf(text);
  const lines: string[] = [];
  for (const source of sources) {
    const copied = itemLines(source, dash - lineStart(text, dash), eol);
    if (copied === undefined) return undefined;
    lines.push(copied);
  }
  const own = lineStart(text, dash);
  if (text.slice(own, dash).trim() !== "") return undefined;
  if (behind < 0) {
    const at = commentStart(text, own);
    return { span: { start: at, end: at }, text: lines.join(eol) + eol };
  }
  const at = linesEnd(text, nodeEnd(text, beside), own);
  const open = at > 0 && text.charAt(at - 1) !== "\n" ? eol : "";
  return { span: { start: at, end: at }, text: open + lines.join(eol) + eol };
}

function insertInBrackets(
  beside: Node,
  behind: number,
  sources: readonly ItemSource[],
): TextEdit | undefined {
  const written: string[] = [];
  for (const { list, at } of sources) {
    const flow = flowText(list.items[at]);
    if (flow === undefined) return undefined;
    written.push(flow);
  }
  if (behind < 0) {
    const { start } = beside.span;
    return { span: { start, end: start }, text: `${written.join(", ")}, ` };
  }
  const { end } = beside.span;
  return { span: { start: end, end }, text: `, ${written.join(", ")}` };
}

/** The lines of an item with the comment above it, no line end behind it. */
export function itemLines({ text, list, at }: ItemSource, column: number, eol: string): string | undefined {
  const item = list.items[at];
  const flow = () => {
    const written = flowText(item);
    return written === undefined ? undefined : `${" ".repeat(column)}- ${written}`;
  };
  if (item === undefined || list.flow) return flow();
  const dash = dashOf(text, item);
  if (dash === undefined) return flow();
  const line = lineStart(text, dash);
  if (text.slice(line, dash).trim() !== "") return flow();
  const end = nodeEnd(text, item);
  const behind = /^[ \t]*#.*$/.exec(text.slice(end, lineEnd(text, end)))?.[0] ?? "";
  const lines = text.slice(commentStart(text, line, true), end).split(/\r?\n/);
  return moveLines(lines, column - (dash - line)).join(eol) + behind;
}

function dashOf(text: string, item: Node): number | undefined {
  const start = lineStart(text, item.span.start);
  const before = /^(.*)-[ \t]+(?:[&!][^\s,[\]{}]*[ \t]+)*$/.exec(text.slice(start, item.span.start));
  return before === null ? undefined : start + (before[1] ?? "").length;
}
