/** Update All Packs, to the newest patch, minor or version: the whole profile at the cursor, as one edit. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  type PlaceParams,
  type Reach,
  type UpdateAllParams,
  type UpdateAllResult,
  updateAllPacksCommand,
  updateAllPacksRequest,
} from "../../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { applyAtHome, type ChosenHome, chooseHome } from "../profile-version-choice.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";

const commands: Record<string, Reach> = {
  "clusterProfiles.updateAllPacksToPatch": "patch",
  "clusterProfiles.updateAllPacksToMinor": "minor",
  "clusterProfiles.updateAllPacksToNewest": "newest",
};

export function registerUpdateAllPacks(session: Session): vscode.Disposable[] {
  const choosing = vscode.commands.registerCommand(updateAllPacksCommand, async (place?: PlaceParams) => {
    const picked = await vscode.window.showQuickPick(reaches, { title: "Update All Packs of the Profile" });
    if (picked !== undefined) await withRefusals(() => updateAllPacks(session, picked.reach, place));
  });
  const direct = Object.entries(commands).map(([command, reach]) =>
    vscode.commands.registerCommand(command, () =>
      withRefusals(() => updateAllPacks(session, reach, undefined)),
    ),
  );
  return [choosing, ...direct];
}

const reaches: readonly (vscode.QuickPickItem & { readonly reach: Reach })[] = [
  { label: "Newest patch", description: "each pack stays in its minor version", reach: "patch" },
  { label: "Newest minor", description: "each pack stays in its major version", reach: "minor" },
  { label: "Newest", description: "as far as is advised; Kubernetes one minor version", reach: "newest" },
];

async function updateAllPacks(session: Session, reach: Reach, place: PlaceParams | undefined): Promise<void> {
  const at = place ?? placeOfCursor();
  if (at === undefined) {
    await vscode.window.showInformationMessage("Open a cluster profile first.");
    return;
  }
  const ask = (newVersion: string | undefined) =>
    session.request<UpdateAllParams, UpdateAllResult<WorkspaceEdit>>(updateAllPacksRequest, {
      ...at,
      reach,
      newVersion,
    });
  let answer = await ask(undefined);
  let home: ChosenHome | undefined;
  if (answer.kind === "edit") {
    home = await chooseHome(session, at, "Update All Packs of the Profile");
    if (home === undefined) return;
    if (home.newVersion !== undefined) answer = await ask(home.newVersion);
  }
  switch (answer.kind) {
    case "no-profile":
      await vscode.window.showInformationMessage("This file holds no cluster profile: open one first.");
      return;
    case "no-registry":
      await vscode.window.showInformationMessage(
        "No pack registry is known here: put packs in the workspace, or name their folder in .cluster-profiles.yaml.",
      );
      return;
    case "up-to-date":
      await vscode.window.showInformationMessage(upToDate[reach]);
      return;
    case "left":
      await vscode.window.showInformationMessage(`${answer.left}.`);
      return;
    case "edit":
      if (home !== undefined && (await applyAtHome(session, at, home, answer))) return;
      await vscode.window.showWarningMessage(
        "The profile has changed in the meantime: nothing was updated. Try again.",
      );
  }
}

const upToDate: Record<Reach, string> = {
  patch: "No pack of the profile at the cursor has a newer patch.",
  minor: "No pack of the profile at the cursor has a newer patch or minor version.",
  newest: "No pack of the profile at the cursor has a newer version to go to.",
};
