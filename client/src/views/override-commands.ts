/** What can be done with an override in the tree of clusters: see the pack that it is of, and move it into the profile. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  moveOverrideRequest,
  openPlaceCommand,
  type PlaceData,
  type PlaceParams,
  type ProfileEditResult,
} from "../../../server/src/lsp/protocol.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";
import { placeOf } from "./tree-commands.ts";
import type { TreeElement } from "./tree-provider.ts";

export function registerOverrideCommands(session: Session): vscode.Disposable[] {
  const register = (command: string, act: (place: PlaceData) => Promise<void>) =>
    vscode.commands.registerCommand(command, (element?: TreeElement) =>
      withRefusals(async () => {
        const place = await placeOf(element);
        if (place !== undefined) await act(place);
      }),
    );
  return [
    register("clusterProfiles.tree.openOverriddenPack", openPack),
    register("clusterProfiles.tree.moveOverride", (place) => move(session, place)),
  ];
}

async function openPack({ uri, range }: PlaceData): Promise<void> {
  const { line, character } = range.start;
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    "vscode.executeDefinitionProvider",
    vscode.Uri.parse(uri),
    new vscode.Position(line, character),
  );
  const [first] = found;
  if (first === undefined) throw new Error("The profile version that the cluster is on is not known here");
  const [target, at] = "uri" in first ? [first.uri, first.range] : [first.targetUri, first.targetRange];
  await vscode.commands.executeCommand(openPlaceCommand, target.toString(), at);
}

/** Shows what was made of the profile; nothing is saved. */
async function move(session: Session, { uri, range }: PlaceData): Promise<void> {
  const params: PlaceParams = { uri, position: range.start };
  const made = await session.request<PlaceParams, ProfileEditResult<WorkspaceEdit>>(
    moveOverrideRequest,
    params,
  );
  const cluster = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  if (!(await session.applyEdit(made.edit)))
    throw new Error("The cluster has changed in the meantime: nothing was done. Try again.");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(made.uri));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const isNew = made.edit.documentChanges?.some((change) => !("textDocument" in change)) === true;
  // A new file gets the line ends of the system, and this one is to have those of the files around it.
  if (isNew && document.eol !== cluster.eol)
    await editor.edit((builder) => builder.setEndOfLine(cluster.eol));
}
