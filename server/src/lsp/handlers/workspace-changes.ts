/** Changes around the files: folders that come and go, settings, and trust. */

import { DidChangeConfigurationNotification } from "vscode-languageserver/node";
import { fileIdOf } from "../convert.ts";
import { trustGranted } from "../protocol.ts";
import type { Session } from "../session.ts";

export function registerWorkspaceChanges(session: Session): void {
  session.connection.onDidChangeConfiguration(() => session.reload());
  session.connection.onNotification(trustGranted, () => session.trust());
}

/** What can only be asked for once the client is initialized. */
export async function followWorkspace(session: Session): Promise<void> {
  const { connection, abilities, logger } = session;
  if (abilities.workspaceFolders) followFolders(session);
  if (!abilities.configurationChanges) return;
  try {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "clusterProfiles" });
  } catch (error) {
    logger.warn(`Changes of settings show after a restart: ${String(error)}`);
  }
}

function followFolders(session: Session): void {
  session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => folderPath(uri)));
    const kept = session.disk.folders.filter((folder) => !gone.has(folder));
    session.disk.setFolders([...kept, ...added.map(({ uri }) => folderPath(uri))]);
    return session.reload();
  });
}

export function folderPath(uri: string): string {
  const path = fileIdOf(uri);
  return path.length > 1 ? path.replace(/[\\/]+$/, "") : path;
}
