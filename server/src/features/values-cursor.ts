/**
 * Where a completion stands inside of a pack's values, and how what it writes gets into the scalar that holds them. Answers only where
 * the text can be put in as it is, escapes of a quoted string aside.
 */

import type { Span } from "../base/span.ts";
import { createLineIndex } from "../syntax/line-index.ts";
import { escapeDouble, isPrintable, parentColumn } from "../syntax/scalar-writer.ts";
import type { Node } from "../syntax/tree.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { type PackValues, rootAt } from "./values-place.ts";

export interface ValuesCursor {
  /** Its places are those of the values' own text. */
  readonly cursor: Cursor;
  /** Of the document of the values that it is in. */
  readonly root: Node | undefined;
  /** What is replaced, in the file. */
  readonly span: Span;
  /** A text as it is written in the scalar; undefined when it cannot be. */
  write(text: string): string | undefined;
}

/** `outside`: the caret is below the block, where something else of the file may be meant. Undefined where nothing can be written. */
export function valuesCursorAt(
  values: PackValues,
  fileText: string,
  offset: number,
): ValuesCursor | "outside" | undefined {
  const { style } = values.scalar;
  // Lines that are folded are not the lines that one sees.
  if (style === "folded" || style === "plain") return undefined;
  const caret = style === "literal" ? caretInBlock(values, fileText, offset) : caretAt(values, offset);
  if (caret === "outside" || caret === undefined) return caret;
  const root = rootAt(values.nested, caret.inner);
  const view = { text: caret.text, lines: createLineIndex(caret.text) };
  const cursor = cursorAt(root, view, caret.inner);
  if (cursor === undefined) return undefined;
  const before = caret.inner - cursor.span.start;
  const span = { start: offset - before, end: offset - before + cursor.span.end - cursor.span.start };
  // Of what escapes make, one cannot write a part.
  if (fileText.slice(span.start, span.end) !== caret.text.slice(cursor.span.start, cursor.span.end))
    return undefined;
  return { cursor, root, span, write: (text) => writeIn(style, text) };
}

interface Caret {
  /** The values, as they would be with a line for the caret. */
  readonly text: string;
  readonly inner: number;
}

function caretAt({ nested }: PackValues, offset: number): Caret | undefined {
  const inner = nested.toInner(offset);
  return inner !== undefined && nested.toOuter(inner) === offset ? { text: nested.text, inner } : undefined;
}

function caretInBlock(values: PackValues, fileText: string, offset: number): Caret | "outside" | undefined {
  const { scalar, nested } = values;
  const written = fileText.slice(scalar.span.start, offset);
  const headEnd = written.indexOf("\n");
  if (headEnd === -1) return undefined;
  const below = written.slice(written.trimEnd().length);
  const rest = /[^\r\n]*/y;
  rest.lastIndex = offset;
  const isLast =
    below.includes("\n") && fileText.slice(offset, Math.max(offset, scalar.span.end)).trim() === "";
  if (!isLast) return caretAt(values, offset);
  if (rest.exec(fileText)?.[0].trim() !== "") return "outside";
  // Blank lines at the end are hardly any text, or none. The caret's column tells what it is meant for.
  const column = below.length - 1 - below.lastIndexOf("\n");
  const core = nested.text.trimEnd();
  if (core === "") {
    const parent = parentColumn(fileText, scalar.span.start);
    return parent !== undefined && column > parent ? { text: "", inner: 0 } : "outside";
  }
  const first = nested.toOuter(0);
  const indent = first - (fileText.lastIndexOf("\n", first - 1) + 1);
  if (column < indent) return "outside";
  const text = `${core}\n${" ".repeat(column - indent)}`;
  return { text, inner: text.length };
}

function writeIn(style: "literal" | "single" | "double", text: string): string | undefined {
  if (style === "double") return escapeDouble(text);
  if (!isPrintable(text)) return undefined;
  return style === "single" ? text.replaceAll("'", "''") : text;
}
