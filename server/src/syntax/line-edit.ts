/** Edits of whole lines of block YAML, by the lines' own indentation and line ends. */

import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";

/** A new line below the one on which `end` lies, indented to the column of `start`. */
export function insertLineBelow(text: string, { start, end }: Span, line: string): TextEdit {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineBreak = text.indexOf("\n", end);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const at = lineBreak === -1 ? text.length : lineBreak - (text.charAt(lineBreak - 1) === "\r" ? 1 : 0);
  return { span: { start: at, end: at }, text: `${eol}${" ".repeat(start - lineStart)}${line}` };
}

/** Takes out the one line that the span is on; undefined when it is on several, or not alone on its line but for a comment. */
export function removeLine(text: string, { start, end }: Span): TextEdit | undefined {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineBreak = text.indexOf("\n", start);
  const next = lineBreak === -1 ? text.length : lineBreak + 1;
  if (end > next || text.slice(lineStart, start).trim() !== "") return undefined;
  if (!/^[ \t]*(?:#.*)?(?:\r?\n)?$/.test(text.slice(end, next))) return undefined;
  return { span: { start: lineStart, end: next }, text: "" };
}
