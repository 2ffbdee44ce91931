/** Shows a place that the server names: behind actions of the light bulb that lead somewhere. */

import * as vscode from "vscode";
import { openPlaceCommand, type PlaceData } from "../../../server/src/lsp/protocol.ts";

/** Arguments: the URI of a document, and a range in it. */
export function registerOpenPlace(): vscode.Disposable {
  return vscode.commands.registerCommand(
    openPlaceCommand,
    async (uri?: PlaceData["uri"], range?: PlaceData["range"]) => {
      if (uri === undefined) return;
      const { start, end } = range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
        selection: new vscode.Range(start.line, start.character, end.line, end.character),
      });
    },
  );
}
