/** Walks a folder for the files that can concern us. */

import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { packFileName } from "../model/pack-json.ts";

export interface FolderListing {
  /** YAML and JSON files, absolute, in alphabetical order. */
  readonly documents: readonly string[];
  /** pack.json files, absolute, in alphabetical order. */
  readonly packFiles: readonly string[];
  /** Folders that could not be read, with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/** Folders of other tools, which hold many files and none of a person's. */
const skippedFolders = new Set([
  "node_modules",
  ".git",
  ".hg",
  ".svn",
  ".terraform",
  ".terragrunt-cache",
  ".venv",
  "__pycache__",
]);

/** Symbolic links are not followed: they can lead in circles, and out of the folder. */
export async function listFolder(folder: string): Promise<FolderListing> {
  const documents: string[] = [];
  const packFiles: string[] = [];
  const unreadable: { path: string; message: string }[] = [];
  await walk(folder);
  return { documents: documents.sort(), packFiles: packFiles.sort(), unreadable };

  async function walk(path: string): Promise<void> {
    let entries: Dirent[];
    try {
      entries = await readdir(path, { withFileTypes: true });
    } catch (error) {
      unreadable.push({ path, message: describeFault(error) });
      return;
    }
    const folders: string[] = [];
    for (const entry of entries) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) folders.push(child);
      } else if (entry.isFile()) {
        if (entry.name === packFileName) packFiles.push(child);
        else if (isDocumentName(entry.name)) documents.push(child);
      }
    }
    await Promise.all(folders.map(walk));
  }
}

/** True for a path in one of the folders that are not walked. `path` is relative to a folder that is. */
export function isSkipped(path: string): boolean {
  return path.split(/[\\/]/).some((segment) => skippedFolders.has(segment));
}

/** True for the names that profiles and clusters can have. */
export function isDocumentName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name);
}

/** A fault of the disk in a user's words. */
export function describeFault(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case "ENOENT":
      return "it does not exist";
    case "EACCES":
    case "EPERM":
      return "permission is denied";
    case "ENOTDIR":
      return "it is not a folder";
    case "EISDIR":
      return "it is a folder, not a file";
    case "ELOOP":
      return "it is a symbolic link, which is not followed here";
    case "EMFILE":
    case "ENFILE":
      return "too many files are open";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
