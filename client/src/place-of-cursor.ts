/** Where the cursor is, as the server asks for it. */

import * as vscode from "vscode";
import type { PlaceParams } from "../../server/src/lsp/protocol.ts";

export function placeOfCursor(): PlaceParams | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
