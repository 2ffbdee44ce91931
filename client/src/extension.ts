/** Activation of the extension: wires session and commands, and decides nothing. */

import * as vscode from "vscode";
import { registerChoosePackVersion } from "./commands/choose-pack-version.ts";
import { registerUpdateAllPacks } from "./commands/update-all-packs.ts";
import { Session } from "./session.ts";
import { clustersView } from "./views/clusters-view.ts";
import { profilesView } from "./views/profiles-view.ts";
import { registerTreeCommands } from "./views/tree-commands.ts";
import { registerTreeView } from "./views/tree-view.ts";
import { mayConcernUs, workspaceConcernsUs } from "./worth-starting.ts";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const current = new Session(context);
  session = current;
  context.subscriptions.push(
    registerChoosePackVersion(current),
    ...registerUpdateAllPacks(current),
    registerTreeView(context, current, profilesView),
    registerTreeView(context, current, clustersView),
    ...registerTreeCommands(),
    vscode.commands.registerCommand("clusterProfiles.restartServer", () => current.restart()),
    vscode.commands.registerCommand("clusterProfiles.showLog", () => current.showLog()),
  );
  if (await workspaceConcernsUs()) {
    await current.start();
    return;
  }
  const waiting = vscode.workspace.onDidOpenTextDocument(async (document) => {
    if (!mayConcernUs(document)) return;
    waiting.dispose();
    await current.start();
  });
  context.subscriptions.push(waiting);
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
