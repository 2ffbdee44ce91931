/** Changes on the disk: of profiles and clusters, of configuration, and of packs. */

import { lstat } from "node:fs/promises";
import { basename } from "node:path";
import {
  DidChangeWatchedFilesNotification,
  type Disposable,
  FileChangeType,
  type FileEvent,
  WatchKind,
} from "vscode-languageserver/node";
import { packFiles } from "../../catalog/catalog.ts";
import { configFileName } from "../../config/config.ts";
import { isDocumentName } from "../../io/list-folder.ts";
import { forEachLimited, readText } from "../../io/read-text.ts";
import { packFileName } from "../../model/pack-json.ts";
import type { Change } from "../../workspace/workspace.ts";
import { fileIdOf, uriOf } from "../convert.ts";
import type { Session } from "../session.ts";

const contentNames: ReadonlySet<string> = new Set(packFiles);

export function registerWatchedFiles(session: Session): void {
  // One batch after the other: what is read of a file must not come behind what is heard of it later.
  let last: Promise<void> = Promise.resolve();
  session.connection.onDidChangeWatchedFiles(({ changes }) => {
    last = last.then(() =>
      handleEvents(session, changes).catch((error: unknown) =>
        session.logger.error("Changes on the disk were not taken in", error),
      ),
    );
    return last;
  });
}

/** Asks the client to watch; the folders of registries outside of the workspace as they become known. */
export async function watchFiles(session: Session): Promise<void> {
  const { connection, abilities } = session;
  if (!abilities.dynamicWatchers) return;
  try {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: "**/*.{yaml,yml,json}" },
        { globPattern: "**/README.md" },
        // A folder that comes or goes is told once, as the folder, whose name no pattern of files matches.
        { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
      ],
    });
  } catch (error) {
    session.logger.warn(
      `Changes on the disk show after a restart, as files are not watched: ${String(error)}`,
    );
    return;
  }
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
  // What is being read may have been read before this, and be taken in after it.
  let reload = session.isLoading;
  let hasOtherContent = false;
  for (const { uri, type } of events) {
    if (!uri.startsWith("file:")) continue;
    const path = fileIdOf(uri);
    const name = basename(path);
    const isOurs = session.disk.isInWorkspace(path);
    // A file that goes is looked up; only for a folder is everything below it gone through.
    const isFile = session.disk.has(path);
    const hasPacks = !isFile && type === FileChangeType.Deleted && session.hasPacksBelow(path);
    const isOfPack = session.isInRegistry(path);
    if (!isOurs && !isOfPack && !hasPacks) continue;
    if (isOfPack || hasPacks) session.forgetContent(path);
    if (isOfPack && contentNames.has(name)) hasOtherContent = true;
    // A chart or manifest that comes or goes is what its pack.json may speak of.
    if (isOurs && isOfPack && type !== FileChangeType.Changed) changes.push({ kind: "beside", file: path });
    if (name === configFileName || name === packFileName) reload = true;
    else if (type === FileChangeType.Deleted) {
      for (const file of session.disk.filesBelow(path)) {
        session.disk.note(file, false);
        if (!session.documents.has(file)) changes.push({ kind: "removed", file });
      }
      if (hasPacks) reload = true;
    } else if (isDocumentName(name)) {
      if (isOurs) toRead.push(path);
    } else if (type === FileChangeType.Created && (await isFolder(path))) reload = true;
  }
  await forEachLimited([...new Set(toRead)], async (file) => {
    const answer = await readText(file);
    if ("fault" in answer) return;
    session.disk.note(file, true);
    if (!session.documents.has(file)) changes.push({ kind: "text", file, text: answer.text });
  });
  if (changes.length > 0) session.apply(...changes);
  // What rules say of values depends on what the packs say of them. Applied apart, since it affects "all", which are not all packs.
  if (hasOtherContent && !reload) session.apply({ kind: "catalog", catalog: session.snapshot.catalog });
  if (reload) void session.reload();
}

async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
