/** What can be done with an item of either tree: the commands of the editor, at the place that the item stands for. */

import * as vscode from "vscode";
import {
  choosePackVersionCommand,
  moveClustersCommand,
  openValuesCommand,
  type PlaceData,
  type PlaceParams,
  showRolloutBoardCommand,
  updateAllPacksCommand,
  updatePackInAllProfilesCommand,
  updatePacksCommand,
  verifyAssignmentCommand,
} from "../../../server/src/lsp/protocol.ts";
import { openCommand, type TreeElement } from "./tree-provider.ts";

/** What a command is given of the item. */
type Handler = (place: PlaceParams, element: TreeElement) => Thenable<unknown>;

const run = (command: string, ...rest: unknown[]) => vscode.commands.executeCommand(command, ...rest);

/** By the end of their names. */
const commands: Readonly<Record<string, Handler>> = {
  openValues: (place) => run(openValuesCommand, place),
  updatePack: (place) => run(choosePackVersionCommand, place),
  updatePacks: (place) => run(updatePacksCommand, place),
  updateAllPacks: (place) => run(updateAllPacksCommand, place),
  newProfileVersion: (place) => run("clusterProfiles.newProfileVersion", place),
  bumpProfileVersion: (place) => run("clusterProfiles.bumpProfileVersion", place),
  changeProfileVersion: (place) => run(moveClustersCommand, place),
  moveClustersHere: (place, { data }) => run(moveClustersCommand, place, data.label),
};

/** Those that only show something: the file stays closed. */
const pages: Readonly<Record<string, (place: PlaceParams) => Thenable<unknown>>> = {
  updatePackInAllProfiles: (place) => run(updatePackInAllProfilesCommand, place),
  verifyAssignment: (place) => run(verifyAssignmentCommand, place),
  compareProfileVersions: (place) => run("clusterProfiles.compareProfileVersions", place),
  showRolloutBoard: (place) => run(showRolloutBoardCommand, place),
};

/** Those that act in an editor, with the cursor at the place. */
const editorCommands: Readonly<Record<string, string>> = {
  renameProfile: "editor.action.rename",
  goToProfile: "editor.action.revealDefinition",
};

export function registerTreeCommands(): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(openCommand, async (element?: TreeElement, isClick?: unknown) => {
      const place = await placeOf(element);
      if (place !== undefined) await open(place, isClick === true);
    }),
    ...Object.entries(commands).map(([name, handler]) =>
      vscode.commands.registerCommand(`clusterProfiles.tree.${name}`, async (element?: TreeElement) => {
        const place = await placeOf(element);
        if (place === undefined || element === undefined) return;
        // The change is made in an editor, for the user to see and to save.
        await open(place, true);
        await handler(startOf(place), element);
      }),
    ),
    ...Object.entries(pages).map(([name, handler]) =>
      vscode.commands.registerCommand(`clusterProfiles.tree.${name}`, async (element?: TreeElement) => {
        const place = await placeOf(element);
        if (place !== undefined) await handler(startOf(place));
      }),
    ),
    ...Object.entries(editorCommands).map(([name, command]) =>
      vscode.commands.registerCommand(`clusterProfiles.tree.${name}`, async (element?: TreeElement) => {
        const place = await placeOf(element);
        if (place === undefined) return;
        await open({ ...place, range: { start: place.range.start, end: place.range.start } }, false);
        await run(command);
      }),
    ),
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

function startOf({ uri, range: { start } }: PlaceData): PlaceParams {
  return { uri, position: { line: start.line, character: start.character } };
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
