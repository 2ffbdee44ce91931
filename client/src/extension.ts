/** Activation of the extension: wires session and commands, and decides nothing. */

import * as vscode from "vscode";
import { registerBumpProfileVersion } from "./commands/bump-profile-version.ts";
import { registerChangeProfileVersion } from "./commands/change-profile-version.ts";
import { registerChoosePackVersion } from "./commands/choose-pack-version.ts";
import { registerCompareProfileVersions } from "./commands/compare-profile-versions.ts";
import { registerNewProfileVersion } from "./commands/new-profile-version.ts";
import { registerOpenPlace } from "./commands/open-place.ts";
import { registerOpenValues } from "./commands/open-values.ts";
import { registerReviewUpdate } from "./commands/review-update.ts";
import { registerUpdateAllPacks } from "./commands/update-all-packs.ts";
import { registerUpdatePackInAllProfiles } from "./commands/update-pack-in-all-profiles.ts";
import { registerUpdatePacks } from "./commands/update-packs.ts";
import { registerVerifyAssignment } from "./commands/verify-assignment.ts";
import { registerRolloutBoard } from "./panels/rollout-board.ts";
import { ReviewDocuments } from "./reviews/review-documents.ts";
import { ReviewProgress } from "./reviews/review-progress.ts";
import { Session } from "./session.ts";
import { ValuesDocuments } from "./values-documents.ts";
import { clustersView } from "./views/clusters-view.ts";
import { registerOverrideCommands } from "./views/override-commands.ts";
import { profilesView } from "./views/profiles-view.ts";
import { registerTreeCommands } from "./views/tree-commands.ts";
import { registerTreeView } from "./views/tree-view.ts";
import { mayConcernUs, workspaceConcernsUs } from "./worth-starting.ts";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const current = new Session(context);
  session = current;
  const { documents } = current;
  const reviews = new ReviewDocuments(current, context.workspaceState);
  context.subscriptions.push(
    registerChoosePackVersion(current),
    ...registerUpdateAllPacks(current),
    ...registerUpdatePacks(current, reviews),
    registerUpdatePackInAllProfiles(current),
    registerBumpProfileVersion(current),
    registerNewProfileVersion(current),
    ...registerChangeProfileVersion(current),
    registerCompareProfileVersions(current, documents),
    registerVerifyAssignment(current, documents),
    registerOpenPlace(),
    new ValuesDocuments(current),
    registerOpenValues(current),
    reviews,
    new ReviewProgress(reviews),
    ...registerReviewUpdate(current, reviews),
    registerTreeView(context, current, profilesView),
    registerTreeView(context, current, clustersView),
    ...registerTreeCommands(),
    ...registerOverrideCommands(current),
    ...registerRolloutBoard(context, current),
    vscode.commands.registerCommand("clusterProfiles.restartServer", () => current.restart()),
    vscode.commands.registerCommand("clusterProfiles.showLog", () => current.showLog()),
  );
  // JSON files are opened in every workspace: the server waits for something that could be its business.
  const waiting = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => look(document)),
    vscode.workspace.onDidSaveTextDocument((document) => look(document)),
  );
  context.subscriptions.push(waiting);
  const begin = () => {
    waiting.dispose();
    return current.start();
  };
  const look = (document: vscode.TextDocument) => {
    // The log says why it did not start; the next command tries again.
    if (mayConcernUs(document)) begin().catch(() => undefined);
  };
  // Listening comes first, so that nothing is missed while the workspace is looked through.
  if (await workspaceConcernsUs()) await begin();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
