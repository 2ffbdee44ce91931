/**
 * Edits of the profile's file as edits of the document that holds one of its texts: what is written in the file, indented and escaped,
 * is read again, so that the document gets what it means.
 */

import type {
  AnnotatedTextEdit,
  CompletionItem,
  TextEdit as ProtocolEdit,
  Range,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { differenceEdits } from "../base/line-difference.ts";
import { createNestedText } from "../syntax/nested.ts";
import { toRange, toSpan } from "./convert.ts";
import type { ValuesWindows } from "./values-windows.ts";
import { isInScalar, toRealRange, toWindowRange, type WindowLook } from "./window-look.ts";

type FileChange = NonNullable<WorkspaceEdit["documentChanges"]>[number];

/** What lies in the text becomes an edit of the document, the rest stays one of its file. */
export function toWindowEdit(windows: ValuesWindows, look: WindowLook, edit: WorkspaceEdit): WorkspaceEdit {
  const { documentChanges } = edit;
  if (documentChanges === undefined) return edit;
  return { ...edit, documentChanges: documentChanges.flatMap((change) => changes(windows, look, change)) };
}

function changes(windows: ValuesWindows, look: WindowLook, change: FileChange): FileChange[] {
  if (!("textDocument" in change) || change.textDocument.uri !== look.outerUri) return [change];
  const own = change.edits.filter(({ range }) => isInScalar(look, range));
  const inside = windowChange(windows, look, own);
  const others = inside === undefined ? change.edits : change.edits.filter((edit) => !own.includes(edit));
  const outside = {
    ...change,
    edits: others.map((edit) => ({ ...edit, range: toRealRange(look, edit.range) })),
  };
  return [...(inside === undefined ? [] : [inside]), ...(others.length === 0 ? [] : [outside])];
}

/** Undefined where the edits are not of what the document holds. */
function windowChange(
  windows: ValuesWindows,
  look: WindowLook,
  edits: readonly TextDocumentEdit["edits"][number][],
): TextDocumentEdit | undefined {
  const plain = edits.filter((edit): edit is ProtocolEdit | AnnotatedTextEdit => "newText" in edit);
  if (plain.length === 0 || plain.length < edits.length) return undefined;
  const { lines } = look.view;
  const after = windows.textAfter(
    look,
    plain.map(({ range, newText }) => ({ span: toSpan(lines, range), text: newText })),
  );
  const inner = after === undefined ? [] : differenceEdits(look.nested.text, after);
  if (inner.length === 0) return undefined;
  const [first] = plain;
  const mark = first !== undefined && "annotationId" in first ? { annotationId: first.annotationId } : {};
  return {
    textDocument: { uri: look.uri, version: look.version },
    edits: inner.map(({ span, text }) => ({ range: toRange(look.innerLines, span), newText: text, ...mark })),
  };
}

/** Undefined for one that would change what is not in the document. */
export function toWindowCompletion(look: WindowLook, item: CompletionItem): CompletionItem | undefined {
  const { textEdit, additionalTextEdits } = item;
  const main = textEdit === undefined ? undefined : "range" in textEdit ? textEdit.range : textEdit.replace;
  const range = main === undefined ? undefined : toWindowRange(look, main);
  if (textEdit === undefined || range === undefined) return textEdit === undefined ? item : undefined;
  const more = additionalTextEdits?.map((edit) => toWindowTextEdit(look, edit));
  if (more?.some((edit) => edit === undefined) === true) return undefined;
  return {
    ...item,
    textEdit: { range, newText: readWritten(look, textEdit.newText) },
    ...(more === undefined ? {} : { additionalTextEdits: more.filter((edit) => edit !== undefined) }),
  };
}

function toWindowTextEdit(look: WindowLook, { range, newText }: ProtocolEdit): ProtocolEdit | undefined {
  const inside: Range | undefined = toWindowRange(look, range);
  return inside === undefined ? undefined : { range: inside, newText: readWritten(look, newText) };
}

/** What a piece of the scalar means, by how the whole is written. */
function readWritten({ scalar: { style }, nested, view, innerLines }: WindowLook, written: string): string {
  switch (style) {
    case "single":
    case "double": {
      const quote = style === "single" ? "'" : '"';
      const quoted = `${quote}${written}${quote}`;
      const span = { start: 0, end: quoted.length };
      const node = { kind: "scalar" as const, span, style, text: written, reading: undefined };
      return createNestedText(node, quoted).text;
    }
    case "literal":
    case "folded": {
      const first = nested.text.search(/\S/);
      if (first === -1 || !written.includes("\n")) return written;
      const column = view.lines.position(nested.toOuter(first)).character;
      const indent = " ".repeat(column - innerLines.position(first).character);
      return written.replaceAll(`\n${indent}`, "\n");
    }
    case "plain":
      return written;
  }
}
