/** A text written as a scalar anew, for where an edit cannot be made inside of the one that is there. */

import { type Chomping, readBlockHead } from "./block-scalar.ts";

/** What only escapes can hold, or what readers disagree about: control characters but for line feed and tab, and halves of pairs. */
const needsEscape =
  /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u;
const allToEscape = new RegExp(needsEscape, "gu");

/** True when the text can stand in a block or in single quotes as it is. */
export function isPrintable(text: string): boolean {
  return !needsEscape.test(text);
}

/** What stands between double quotes, on one line; good for JSON as well. */
export function escapeDouble(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(allToEscape, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The column of the key or the dash that the scalar at the offset belongs to; undefined when that is not on the same line. */
export function parentColumn(fileText: string, start: number): number | undefined {
  const before = fileText.slice(fileText.lastIndexOf("\n", start - 1) + 1, start);
  const lead = /^[ \ufeff]*(?:- +)*/.exec(before)?.[0] ?? "";
  const column = lead.startsWith("\ufeff") ? lead.length - 1 : lead.length;
  if (before.trim() === "") return undefined;
  return before.length > lead.length ? column : lead.trimEnd().length - 1;
}

/** What a block's head must say for such a text. */
export function blockMarks(text: string, chomping: Chomping, digit: number | undefined): string {
  return `|${needsDigit(text) ? (digit ?? "") : ""}${chomping}`;
}

/** Without a digit, the first line that is not empty shows the indentation by its own. */
export function needsDigit(text: string): boolean {
  return /^\n* /.test(text);
}

export function indented(text: string, indent: number, eol: string): string {
  const pad = " ".repeat(indent);
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : pad + line))
    .join(eol);
}

/** The text without the line breaks at its end, and how many those are. */
export function splitEnd(text: string): { core: string; breaks: number } {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  return { core: text.slice(0, end), breaks: text.length - end };
}

export function chompingFor(breaks: number): Chomping {
  return breaks === 0 ? "-" : breaks === 1 ? "" : "+";
}

/** The line ends that the file has around the offset. */
export function lineEndAt(fileText: string, offset: number): string {
  const next = fileText.indexOf("\n", offset);
  const at = next === -1 ? fileText.indexOf("\n") : next;
  return at > 0 && fileText.charAt(at - 1) === "\r" ? "\r\n" : "\n";
}

/** The text as a literal block behind a key or a dash; undefined where none can hold it. */
export function writeLiteral(text: string, fileText: string, start: number): string | undefined {
  const parent = parentColumn(fileText, start);
  const { core, breaks } = splitEnd(text);
  if (parent === undefined || core === "" || !isPrintable(text)) return undefined;
  const isBlock = /[|>]/.test(fileText.charAt(start));
  const comment = isBlock ? headComment(fileText, start) : "";
  const eol = lineEndAt(fileText, start);
  const indent = 2;
  const marks = blockMarks(core, chompingFor(breaks), indent);
  return `${marks}${comment}${eol}${indented(core, parent + indent, eol)}${eol.repeat(Math.max(0, breaks - 1))}`;
}

/** What stands behind the head of a block on its line. */
function headComment(fileText: string, start: number): string {
  const { end, body } = readBlockHead(fileText, start);
  return fileText.slice(end, body).trimEnd();
}
