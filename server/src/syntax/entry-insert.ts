/** Inserts an entry into a map next to one that is there, written as its neighbour is: in block YAML, in braces, in JSON. */

import type { TextEdit } from "../base/text-edit.ts";
import { canBePlain } from "./plain-scalar.ts";
import { type QuotePreference, writeScalar } from "./scalar-edit.ts";
import type { MapEntry, MapNode } from "./tree.ts";

/** The entry on a line of its own below the neighbour's, or behind it in braces. Undefined where its place has no room for one. */
export function insertEntryBelow(
  text: string,
  home: MapNode,
  neighbour: MapEntry,
  key: string,
  value: string,
): TextEdit | undefined {
  const entry = writeEntry(neighbour, key, value);
  const node = neighbour.value;
  if (home.flow) {
    // What ends with its value has no braces: a pair in a list in brackets, which has no room for a second entry.
    if (node === undefined || node.span.end >= home.span.end) return undefined;
    const { end } = node.span;
    const separator = `,${startsLine(text, neighbour) ? lineStartOf(text, neighbour) : " "}`;
    return { span: { start: end, end }, text: separator + entry };
  }
  // A block scalar ends behind its last line break, and a map or list who knows where.
  const isShort = node?.kind === "scalar" && node.style !== "literal" && node.style !== "folded";
  if (!isFirstInLine(text, neighbour) || (!isShort && node?.kind !== "alias")) return undefined;
  const lineBreak = text.indexOf("\n", node.span.end);
  const at = lineBreak === -1 ? text.length : lineBreak - (text.charAt(lineBreak - 1) === "\r" ? 1 : 0);
  return { span: { start: at, end: at }, text: lineStartOf(text, neighbour) + entry };
}

/** The entry before the neighbour, which moves to the next line, or on behind a comma. */
export function insertEntryBefore(
  text: string,
  home: MapNode,
  neighbour: MapEntry,
  key: string,
  value: string,
): TextEdit | undefined {
  // Behind a tag on its line a key has no column to line up with.
  if (!home.flow && !isFirstInLine(text, neighbour)) return undefined;
  const { start } = neighbour.key.span;
  const isAlone = !home.flow || startsLine(text, neighbour);
  const separator = `${home.flow ? "," : ""}${isAlone ? lineStartOf(text, neighbour) : " "}`;
  return { span: { start, end: start }, text: writeEntry(neighbour, key, value) + separator };
}

/** Key and value, quoted as the neighbour's are. */
function writeEntry({ key: besideKey, value: beside }: MapEntry, key: string, value: string): string {
  const quote =
    beside?.kind === "scalar" && (beside.style === "single" || beside.style === "double")
      ? beside.style
      : undefined;
  const isJson = besideKey.style === "double";
  return `${isJson ? JSON.stringify(key) : key}: ${writeValue(value, isJson ? "double" : quote)}`;
}

/** Quoted as asked, or where plain text would be read as something else than a string. */
export function writeValue(value: string, quote: QuotePreference | undefined): string {
  return writeScalar(value, quote ?? (canBePlain(value) ? "plain" : "double"));
}

/** A line break, and blanks up to the column of the entry: what stands in front of it, such as a `-`, is its own. */
export function lineStartOf(text: string, { key }: MapEntry): string {
  const lineStart = text.lastIndexOf("\n", key.span.start - 1) + 1;
  const before = text.slice(lineStart, key.span.start).replace(/^\ufeff/, "");
  return eolOf(text) + before.replace(/[^\t]/g, " ");
}

/** False on the first line too, where a map in braces has its brace. */
function startsLine(text: string, entry: MapEntry): boolean {
  return text.lastIndexOf("\n", entry.key.span.start - 1) >= 0 && isFirstInLine(text, entry, "");
}

function isFirstInLine(text: string, { key }: MapEntry, ahead = "(?:-[ \\t]+)*"): boolean {
  const lineStart = text.lastIndexOf("\n", key.span.start - 1) + 1;
  return new RegExp(`^\\ufeff?[ \\t]*${ahead}$`).test(text.slice(lineStart, key.span.start));
}

export function eolOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
