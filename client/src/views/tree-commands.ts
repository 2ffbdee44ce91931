/** What can be done with an item of either tree. */

import * as vscode from "vscode";
import {
  choosePackVersionCommand,
  type PlaceData,
  type PlaceParams,
} from "../../../server/src/lsp/protocol.ts";
import { openCommand, type TreeElement } from "./tree-provider.ts";

export function registerTreeCommands(): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(openCommand, async (element?: TreeElement, isClick?: unknown) => {
      const place = await placeOf(element);
      if (place !== undefined) await open(place, isClick === true);
    }),
    vscode.commands.registerCommand("clusterProfiles.tree.updatePack", async (element?: TreeElement) => {
      const place = await placeOf(element);
      if (place === undefined) return;
      // The change is made in an editor, for the user to see and to save.
      await open(place, true);
      const { line, character } = place.range.start;
      const at: PlaceParams = { uri: place.uri, position: { line, character } };
      await vscode.commands.executeCommand(choosePackVersionCommand, at);
    }),
  ];
}

/** Where the item is now; undefined for one that has none, or is gone. */
export async function placeOf(element: TreeElement | undefined): Promise<PlaceData | undefined> {
  if (element === undefined) return undefined;
  const place = await element.provider.placeOf(element);
  if (place === undefined) {
    // It went away while it was shown.
    element.provider.refresh();
  }
  return place;
}

/** A click shows the place and leaves the keyboard in the tree, as in the Explorer. */
async function open({ uri, range }: PlaceData, preserveFocus: boolean): Promise<void> {
  const { start, end } = range;
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
    preserveFocus,
    preview: preserveFocus,
  });
}
