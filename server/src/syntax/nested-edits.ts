/**
 * Edits of a nested text as edits of the file that it stands in: lines are indented, characters escaped, and what is not meant keeps
 * its bytes. Where the scalar's style cannot hold the new text, the scalar is written anew. What comes out has been read again.
 */

import { keptByText } from "../base/kept-by-text.ts";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { mapBlockScalar } from "./block-scalar.ts";
import { createNestedText, type NestedText } from "./nested.ts";
import { parse } from "./parse.ts";
import { canBePlain } from "./plain-scalar.ts";
import { writeScalar } from "./scalar-edit.ts";
import {
  blockMarks,
  chompingFor,
  escapeDouble,
  indented,
  isPrintable,
  lineEndAt,
  needsDigit,
  parentColumn,
  splitEnd,
  writeLiteral,
} from "./scalar-writer.ts";
import type { Node, ScalarNode } from "./tree.ts";

/**
 * The inner edits must not overlap. Undefined when there is no way to write the new text that a reader would read as such; empty when
 * they change nothing.
 */
export function innerEdits(
  node: ScalarNode,
  fileText: string,
  nested: NestedText,
  edits: readonly TextEdit[],
): TextEdit[] | undefined {
  const wanted = applyEdits(nested.text, edits);
  if (wanted === nested.text) return [];
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const problemsBefore = countProblems(fileText);
  for (const candidate of candidates(node, fileText, nested, ordered, wanted)) {
    if (candidate !== undefined && reads(node, applyEdits(fileText, candidate), wanted, problemsBefore)) {
      return candidate;
    }
  }
  return undefined;
}

/** From the one that changes least. */
function* candidates(
  node: ScalarNode,
  fileText: string,
  nested: NestedText,
  edits: readonly TextEdit[],
  wanted: string,
): Iterable<TextEdit[] | undefined> {
  const { span, style } = node;
  const whole = (text: string | undefined): TextEdit[] | undefined =>
    text === undefined ? undefined : [{ span, text }];
  const onLines = wanted.includes("\n");
  const isEmpty = nested.text === "" && onLines;
  if (style === "literal") yield literalEdits(node, fileText, nested, edits, wanted);
  else if ((style === "single" || style === "double") && !isEmpty) yield quotedEdits(style, nested, edits);
  else if (style === "plain" && canBePlain(wanted)) yield whole(wanted);
  if (onLines && style !== "double") yield whole(writeLiteral(wanted, fileText, span.start));
  else if (isEmpty) yield whole(writeLiteral(wanted, fileText, span.start));
  if (style === "single" && !onLines && isPrintable(wanted)) yield whole(writeScalar(wanted, "single"));
  yield whole(`"${escapeDouble(wanted)}"`);
}

/** True when the scalar at the same place has become the text, and nothing around it is worse than before. */
function reads(node: ScalarNode, fileText: string, wanted: string, problemsBefore: number): boolean {
  const documents = parse(fileText);
  if (documents.reduce((sum, { problems }) => sum + problems.length, 0) > problemsBefore) return false;
  const found = documents.map(({ root }) => scalarAt(root, node.span.start)).find((at) => at !== undefined);
  return found !== undefined && createNestedText(found, fileText).text === wanted;
}

/** Many edits are made of one text: the packs of a profile, each with several versions to go to. */
const countProblems = keptByText(
  (fileText: string) => parse(fileText).reduce((sum, { problems }) => sum + problems.length, 0),
  0,
);

function scalarAt(node: Node | undefined, start: number): ScalarNode | undefined {
  if (node === undefined || node.kind === "alias") return undefined;
  if (node.kind === "scalar") return node.span.start === start ? node : undefined;
  if (node.span.start > start || node.span.end < start) return undefined;
  const children = node.kind === "seq" ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  for (const child of children) {
    const found = scalarAt(child, start);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Characters between quotes. What an escape makes is replaced as a whole, and the rest of it written again. */
function quotedEdits(
  style: "single" | "double",
  nested: NestedText,
  edits: readonly TextEdit[],
): TextEdit[] | undefined {
  const result: TextEdit[] = [];
  for (const { span, text } of edits) {
    const outer = nested.toOuterSpan(span);
    const from = nested.toInner(outer.start) ?? span.start;
    const to = span.start === span.end ? from : (nested.toInner(outer.end) ?? span.end);
    if (from > span.start || to < span.end) return undefined;
    const written = nested.text.slice(from, span.start) + text + nested.text.slice(span.end, to);
    if (style === "single" && (written.includes("\n") || !isPrintable(written))) return undefined;
    result.push({
      span: outer,
      text: style === "single" ? written.replaceAll("'", "''") : escapeDouble(written),
    });
  }
  return result.every(({ span }, at) => span.start >= (result[at - 1]?.span.end ?? 0)) ? result : undefined;
}

/** Lines that an edit touches, from the start of the first to the end of the last without its line break. */
interface Lines {
  start: number;
  end: number;
  /** What the edits make the text of these lines longer by. */
  growth: number;
}

function literalEdits(
  node: ScalarNode,
  fileText: string,
  nested: NestedText,
  edits: readonly TextEdit[],
  wanted: string,
): TextEdit[] | undefined {
  if (!edits.every(({ text }) => isPrintable(text))) return undefined;
  const block = mapBlockScalar(fileText, node.span, () => node.text);
  const before = splitEnd(nested.text);
  const after = splitEnd(wanted);
  if (after.core === "" && wanted !== "") return undefined;
  const parent = parentColumn(fileText, node.span.start);
  const indent = block.indent ?? (parent === undefined ? undefined : parent + 2);
  if (indent === undefined) return undefined;
  const eol = lineEndAt(fileText, node.span.start);
  const { head } = block;

  const isSame = head.chomping === "+" && after.breaks === before.breaks;
  const chomping = isSame ? "+" : after.core === "" ? "" : chompingFor(after.breaks);
  const digit = head.digit ?? (parent === undefined ? undefined : indent - parent);
  if (needsDigit(after.core) && (digit === undefined || digit > 9)) return undefined;
  const needed = blockMarks(after.core, chomping, digit);
  // A digit that is there already does no harm.
  const marks = head.digit === undefined ? needed : `|${head.digit}${chomping}`;
  const result: TextEdit[] = [];
  if (fileText.slice(node.span.start, head.end) !== marks && !sayTheSame(fileText, node, head.end, marks)) {
    result.push({ span: { start: node.span.start, end: head.end }, text: marks });
  }
  if (before.core === "") {
    const at = block.coreEnd;
    result.push({ span: { start: at, end: at }, text: eol + indented(after.core, indent, eol) });
  } else {
    for (const lines of touchedLines(nested.text, before.core.length, after.core.length, edits)) {
      const text = wanted.slice(lines.newStart, lines.newEnd);
      const first = nested.toOuter(lines.start);
      const start = fileText.lastIndexOf("\n", first - 1) + 1;
      const end = nested.toOuter(lines.end);
      const edit = smallest(fileText, { span: { start, end }, text: indented(text, indent, eol) });
      if (edit !== undefined) result.push(edit);
    }
  }
  if (chomping === "+" && !isSame) {
    const tail = { span: { start: block.coreEnd, end: block.blankEnd }, text: eol.repeat(after.breaks) };
    const edit = smallest(fileText, tail);
    if (edit !== undefined) result.push(edit);
  }
  return result;
}

/** The digit and the chomping may come in any order. */
function sayTheSame(fileText: string, node: ScalarNode, end: number, marks: string): boolean {
  return [...fileText.slice(node.span.start, end)].sort().join("") === [...marks].sort().join("");
}

/** Groups of lines with their places in the text before and after. None of them touches another. */
function touchedLines(
  text: string,
  coreLength: number,
  newCoreLength: number,
  edits: readonly TextEdit[],
): { start: number; end: number; newStart: number; newEnd: number }[] {
  const groups: Lines[] = [];
  for (const { span, text: replacement } of edits) {
    const from = Math.min(span.start, coreLength);
    const start = from === 0 ? 0 : text.lastIndexOf("\n", from - 1) + 1;
    const next = text.indexOf("\n", Math.min(span.end, coreLength));
    const end = next === -1 ? coreLength : Math.min(next, coreLength);
    const growth = replacement.length - (span.end - span.start);
    const group = groups.at(-1);
    if (group !== undefined && start <= group.end) {
      group.end = Math.max(group.end, end);
      group.growth += growth;
    } else groups.push({ start, end, growth });
  }
  let shift = 0;
  const placed = groups.map(({ start, end, growth }) => {
    const newStart = start + shift;
    shift += growth;
    // What the last line loses to the line breaks at the end, or takes from them, is told by the lengths.
    return { start, end, newStart, newEnd: end === coreLength ? newCoreLength : end + shift };
  });
  const last = placed.at(-1);
  const isOrdered = placed.every(({ newStart, newEnd }) => newEnd >= newStart);
  // Lines above the last edit have become empty lines at the end; or the edit was of those alone.
  const isWhole = !isOrdered || (last !== undefined && last.newEnd > newCoreLength);
  return isWhole ? [{ start: 0, end: coreLength, newStart: 0, newEnd: newCoreLength }] : placed;
}

/** Without what is the same at both ends; undefined when all is. */
function smallest(fileText: string, { span, text }: TextEdit): TextEdit | undefined {
  const old = fileText.slice(span.start, span.end);
  if (old === text) return undefined;
  const shorter = Math.min(old.length, text.length);
  let head = 0;
  while (head < shorter && old.charCodeAt(head) === text.charCodeAt(head)) head++;
  if (isHighSurrogate(old.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (
    tail < shorter - head &&
    old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)
  )
    tail++;
  if (tail > 0 && isLowSurrogate(old.charCodeAt(old.length - tail))) tail--;
  return {
    span: { start: span.start + head, end: span.end - tail },
    text: text.slice(head, text.length - tail),
  };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
