/** Where the parts of a map's entry stand in its text: lines, the colon, the comment above, and the end of what is written. */

import type { MapEntry, Node, ScalarNode } from "./tree.ts";

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Before the line end. */
export function lineEnd(text: string, at: number): number {
  const lineBreak = text.indexOf("\n", at);
  if (lineBreak === -1) return text.length;
  return lineBreak > at && text.charAt(lineBreak - 1) === "\r" ? lineBreak - 1 : lineBreak;
}

/** Behind the line end. */
export function nextLine(text: string, at: number): number {
  const lineBreak = text.indexOf("\n", at);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

/** Behind the line of `end` and the comments below it that are indented deeper than the line at `line`, as what belongs to it is. */
export function linesEnd(text: string, end: number, line: number): number {
  const indent = /^[ \t]*/.exec(text.slice(line, line + 1000))?.[0].length ?? 0;
  let last = nextLine(text, end);
  while (last < text.length && indentOfComment(text, last) > indent) last = nextLine(text, last);
  return last;
}

/** -1 for a line that is no comment. */
function indentOfComment(text: string, at: number): number {
  return /^[ \t]*(?=#)/.exec(text.slice(at, Math.min(lineEnd(text, at), at + 1000)))?.[0].length ?? -1;
}

/** The line end that the text uses. */
export function lineBreakOf(text: string): "\r\n" | "\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Behind the colon of a key; undefined when something else stands before it. */
export function findColon(text: string, key: ScalarNode): number | undefined {
  const between = /^[ \t]*:/.exec(text.slice(key.span.end, key.span.end + 200));
  return between === null ? undefined : key.span.end + between[0].length;
}

/**
 * Where the comment directly above a line starts that is indented as the line is; the line itself when there is none. What stands at
 * the very start of a text is about all of it, unless `withHeader` says that there is no more than this to it.
 */
export function commentStart(text: string, line: number, withHeader = false): number {
  const indent = /^[ \t]*/.exec(text.slice(line, line + 1000))?.[0] ?? "";
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    const written = text.slice(above, start);
    if (!written.startsWith(`${indent}#`) || above === start) break;
    if (!withHeader && above === 0) return line;
    start = above;
  }
  return start;
}

/** The end of the last character of an entry's value, or of its colon: the spans of collections take comments behind them along. */
export function contentEnd(text: string, entry: MapEntry): number {
  return entry.value === undefined
    ? (findColon(text, entry.key) ?? entry.key.span.end)
    : nodeEnd(text, entry.value);
}

/** The same for a value or an item. */
export function nodeEnd(text: string, node: Node): number {
  if (node.kind === "scalar" || node.kind === "alias" || node.flow) return node.span.end;
  if (node.kind === "map") {
    const last = node.entries.at(-1);
    return last === undefined ? node.span.end : contentEnd(text, last);
  }
  const last = node.items.at(-1);
  if (last !== undefined) return nodeEnd(text, last);
  // The last item is an empty one, of which there is only the dash.
  return node.span.start + text.slice(node.span.start, node.span.end).trimEnd().length;
}
