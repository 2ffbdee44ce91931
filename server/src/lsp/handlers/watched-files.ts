/** Changes on the disk: of profiles and clusters, of configuration, and of packs. */

import { basename } from "node:path";
import {
  DidChangeWatchedFilesNotification,
  type Disposable,
  FileChangeType,
  type FileEvent,
  WatchKind,
} from "vscode-languageserver/node";
import { configFileName } from "../../config/config.ts";
import { isInside } from "../../io/folder-loader.ts";
import { isDocumentName } from "../../io/list-folder.ts";
import { forEachLimited, readText } from "../../io/read-text.ts";
import type { Change } from "../../workspace/workspace.ts";
import { fileIdOf, uriOf } from "../convert.ts";
import type { Session } from "../session.ts";

export function registerWatchedFiles(session: Session): void {
  session.connection.onDidChangeWatchedFiles(({ changes }) => handleEvents(session, changes));
}

/** Asks the client to watch; the folders of registries outside of the workspace as they become known. */
export async function watchFiles(session: Session): Promise<void> {
  const { connection, abilities } = session;
  if (!abilities.dynamicWatchers) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      { globPattern: "**/*.{yaml,yml,json}" },
      { globPattern: "**/README.md" },
      // A folder that goes away is told once, as the folder, whose name no pattern of files matches.
      { globPattern: "**/*", kind: WatchKind.Delete },
    ],
  });
  if (!abilities.relativePatterns) return;
  let outside: Disposable | undefined;
  let watched = "";
  session.onRegistryFolders((folders) => {
    const key = folders.join("\n");
    if (key === watched) return;
    watched = key;
    outside?.dispose();
    outside = undefined;
    if (folders.length === 0) return;
    const watchers = folders.map((folder) => ({ globPattern: { baseUri: uriOf(folder), pattern: "**/*" } }));
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).then(
      (registration) => {
        // The folders may have changed again while the client was asked.
        if (key === watched) outside = registration;
        else registration.dispose();
      },
      (error: unknown) =>
        session.logger.error("Registry folders outside of the workspace are not watched", error),
    );
  });
}

async function handleEvents(session: Session, events: readonly FileEvent[]): Promise<void> {
  const changes: Change[] = [];
  const toRead: string[] = [];
  let reload = false;
  for (const { uri, type } of events) {
    if (!uri.startsWith("file:")) continue;
    const path = fileIdOf(uri);
    const name = basename(path);
    if (name === configFileName || name === "pack.json") reload = true;
    else if (type === FileChangeType.Deleted) {
      const files = session.filesBelow(path);
      for (const file of files) {
        session.noteOnDisk(file, false);
        if (!session.documents.has(file)) changes.push({ kind: "removed", file });
      }
      // A folder with packs in it may have gone as a whole.
      if (session.isInRegistry(path) && !/\.[a-z]+$/i.test(name)) reload = true;
    } else if (isDocumentName(name) && session.folders.some((folder) => isInside(folder, path)))
      toRead.push(path);
    if (session.isInRegistry(path)) session.forgetContent(path);
  }
  await forEachLimited([...new Set(toRead)], async (file) => {
    const answer = await readText(file);
    if ("fault" in answer) return;
    session.noteOnDisk(file, true);
    if (!session.documents.has(file)) changes.push({ kind: "text", file, text: answer.text });
  });
  if (changes.length > 0) session.apply(...changes);
  if (reload) await session.reload();
}
