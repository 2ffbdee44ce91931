/** The edit that gives a pack of a profile other values: a literal block where the profile is written in lines, a quoted string elsewhere. */

import type { TextEdit } from "../base/text-edit.ts";
import { insertLineBelow } from "../syntax/line-edit.ts";
import { literalBlock } from "../syntax/literal-block.ts";
import { writeScalar } from "../syntax/scalar-edit.ts";
import type { MapEntry, MapNode, ScalarNode } from "../syntax/tree.ts";

/** Undefined where the values are no text of the pack's own, or have no place. */
export function valuesEdit(text: string, pack: MapNode, values: string): TextEdit | undefined {
  const own = pack.entries.filter(({ key }) => key.text === "values");
  const [entry] = own;
  if (entry === undefined) return pack.flow ? addInFlow(text, pack, values) : addBelow(text, pack, values);
  if (own.length > 1) return undefined;
  const { value } = entry;
  if (value !== undefined && value.kind !== "scalar") return undefined;
  if (!pack.flow) return replaceInBlock(text, entry, value, values);
  return value === undefined ? undefined : { span: value.span, text: writeScalar(values, "double") };
}

function replaceInBlock(
  text: string,
  { key }: MapEntry,
  value: ScalarNode | undefined,
  values: string,
): TextEdit | undefined {
  const colon = /^[ \t]*:/.exec(text.slice(key.span.end, key.span.end + 100))?.[0];
  if (colon === undefined) return undefined;
  const { start, end } = value?.span ?? {
    start: key.span.end + colon.length,
    end: key.span.end + colon.length,
  };
  const old = text.slice(start, end);
  const isBlock = value?.style === "literal" || value?.style === "folded";
  const lineEnd = lineEndAt(text, end);
  const rest = text.slice(end, lineEnd);
  // An anchor or a tag without a value, or a key whose value begins on the next line.
  if (!isBlock && !/^[ \t]*$|^[ \t]+#/.test(rest)) return undefined;
  if (text.slice(key.span.end + colon.length, start).includes("\n")) return undefined;
  const comment = isBlock ? (/^[|>][-+\d]*([ \t]+#[^\r\n]*)/.exec(old)?.[1] ?? "") : rest;
  const written = write(text, key, values, comment, isBlock ? indentOf(old) : undefined);
  const lead = value === undefined ? " " : "";
  return { span: { start, end: lineEnd }, text: lead + written + finalLineEnd(text, lineEnd, written) };
}

/** Below the last entry that is on one line, as far down as that. */
function addBelow(text: string, pack: MapNode, values: string): TextEdit | undefined {
  const neighbour = pack.entries.findLast(
    ({ key, value }) =>
      value?.kind === "scalar" &&
      value.style !== "literal" &&
      value.style !== "folded" &&
      !/[\r\n]/.test(text.slice(key.span.start, value.span.end)),
  );
  if (neighbour === undefined) return undefined;
  const written = write(text, neighbour.key, values, "", undefined);
  const { span, text: line } = insertLineBelow(text, neighbour.span, `values: ${written}`);
  return { span, text: line + finalLineEnd(text, span.end, written) };
}

/** Quoted where a block cannot hold the text. */
function write(
  text: string,
  key: ScalarNode,
  values: string,
  comment: string,
  indent: number | undefined,
): string {
  const column = key.span.start - lineStartOf(text, key.span.start);
  const place = { column, indent: indent ?? column + 2, eol: eolOf(text) };
  return literalBlock(values, place, comment) ?? writeScalar(values, "double") + comment;
}

function addInFlow(text: string, pack: MapNode, values: string): TextEdit | undefined {
  const last = pack.entries.at(-1);
  if (last?.value === undefined) return undefined;
  const { start } = last.key.span;
  const before = text.slice(lineStartOf(text, start), start);
  // In lines of their own, or all on one.
  const gap = before.trim() === "" && text.includes("\n") ? eolOf(text) + before : " ";
  const key = last.key.style === "double" ? '"values"' : "values";
  const at = last.value.span.end;
  return { span: { start: at, end: at }, text: `,${gap}${key}: ${writeScalar(values, "double")}` };
}

/** A block at the end of a text needs the line end that it is said to have. */
function finalLineEnd(text: string, at: number, written: string): string {
  return at === text.length && /^\|\d?(?:\+|\s|$)/.test(written) ? eolOf(text) : "";
}

/** Spaces before the first line of a block's content; undefined for one without any. */
function indentOf(block: string): number | undefined {
  return /\n( +)\S/.exec(block)?.[1]?.length;
}

function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEndAt(text: string, offset: number): number {
  const lineBreak = text.indexOf("\n", offset);
  if (lineBreak === -1) return text.length;
  return lineBreak - (text.charAt(lineBreak - 1) === "\r" ? 1 : 0);
}

function eolOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
