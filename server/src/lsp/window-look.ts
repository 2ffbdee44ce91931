/**
 * A document that holds one text of a layer, seen beside the profile's file: positions of the one as positions of the other. The file is
 * as it would be with what was typed in the document and is not in the file yet; `real` positions are those of the file without.
 */

import type { Diagnostic, Location, Position, Range } from "vscode-languageserver/node";
import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { WindowPlace } from "../features/values-window.ts";
import type { LineIndex } from "../syntax/line-index.ts";
import type { FileId } from "../workspace/profile-index.ts";

/** A blank line of the document that has got the indentation of the lines around it in the file, as if somebody had typed it there. */
export interface CaretLine {
  readonly line: number;
  /** In the file. */
  readonly outerLine: number;
  readonly indent: number;
}

export interface WindowLook extends WindowPlace {
  readonly uri: string;
  /** Of the document; null when it is not open. */
  readonly version: number | null;
  readonly file: FileId;
  readonly outerUri: string;
  readonly innerLines: LineIndex;
  readonly realLines: LineIndex;
  /** What made the file's text of the real one, step by step. */
  readonly steps: readonly (readonly TextEdit[])[];
  readonly caret: CaretLine | undefined;
}

export function toOuterPosition(look: WindowLook, position: Position): Position {
  const { caret } = look;
  if (caret?.line === position.line) return { line: caret.outerLine, character: caret.indent };
  return look.view.lines.position(look.nested.toOuter(look.innerLines.offset(position)));
}

export function toOuterRange(look: WindowLook, { start, end }: Range): Range {
  return { start: toOuterPosition(look, start), end: toOuterPosition(look, end) };
}

/** Undefined for what is not in the document. */
export function toWindowPosition(look: WindowLook, position: Position): Position | undefined {
  const { caret } = look;
  if (caret?.outerLine === position.line)
    return { line: caret.line, character: Math.max(0, position.character - caret.indent) };
  const offset = look.nested.toInner(look.view.lines.offset(position));
  return offset === undefined ? undefined : look.innerLines.position(offset);
}

export function toWindowRange(look: WindowLook, range: Range): Range | undefined {
  const [start, end] = [toWindowPosition(look, range.start), toWindowPosition(look, range.end)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

export function toRealPosition({ view, steps, realLines }: WindowLook, position: Position): Position {
  const offset = steps.reduceRight((at, edits) => before(edits, at), view.lines.offset(position));
  return realLines.position(offset);
}

export function toRealRange(look: WindowLook, { start, end }: Range): Range {
  return { start: toRealPosition(look, start), end: toRealPosition(look, end) };
}

/** In the document where it is inside, else in the file it is of. */
export function toWindowLocation(look: WindowLook, { uri, range }: Location): Location {
  if (uri !== look.outerUri) return { uri, range };
  const inside = toWindowRange(look, range);
  return inside === undefined ? { uri, range: toRealRange(look, range) } : { uri: look.uri, range: inside };
}

export function toWindowDiagnostic(look: WindowLook, diagnostic: Diagnostic): Diagnostic | undefined {
  const range = toWindowRange(look, diagnostic.range);
  if (range === undefined) return undefined;
  const { relatedInformation } = diagnostic;
  if (relatedInformation === undefined) return { ...diagnostic, range };
  const related = relatedInformation.map(({ location, message }) => ({
    location: toWindowLocation(look, location),
    message,
  }));
  return { ...diagnostic, range, relatedInformation: related };
}

/** Of the file, in what the scalar is written with, quotes and the head of a block included. */
export function isInScalar({ view: { lines }, scalar }: WindowLook, range: Range): boolean {
  const span: Span = { start: lines.offset(range.start), end: lines.offset(range.end) };
  return scalar.span.start <= span.start && span.end <= scalar.span.end;
}

/** Where the offset was before the edits: what was inserted was at its beginning. */
function before(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { span, text } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const start = span.start + shift;
    if (offset < start) break;
    if (offset < start + text.length) return span.start;
    shift += text.length - (span.end - span.start);
  }
  return offset - shift;
}
