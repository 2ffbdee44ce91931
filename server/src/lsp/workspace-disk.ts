/** The workspace's folders, and which of their files were found on the disk: what is heard of the disk is held against it. */

import { relative, sep } from "node:path";
import { isInside } from "../io/folder-loader.ts";
import { isSkipped } from "../io/list-folder.ts";
import type { FileId } from "../workspace/profile-index.ts";

export class WorkspaceDisk {
  #folders: readonly string[] = [];
  #files = new Set<FileId>();

  get folders(): readonly string[] {
    return this.#folders;
  }

  setFolders(paths: readonly string[]): void {
    this.#folders = [...new Set(paths)];
  }

  /** The files that a walk through the folders has found. */
  setFiles(files: Iterable<FileId>): void {
    this.#files = new Set(files);
  }

  /** Files that were found and lie at the path or below it. */
  filesBelow(path: string): FileId[] {
    if (this.#files.has(path)) return [path];
    const below = path + sep;
    return [...this.#files].filter((file) => file.startsWith(below));
  }

  /** True for a file that a walk through the folders would find. */
  isInWorkspace(file: FileId): boolean {
    return this.#folders.some((folder) => isInside(folder, file) && !isSkipped(relative(folder, file)));
  }

  has(file: FileId): boolean {
    return this.#files.has(file);
  }

  note(file: FileId, exists: boolean): void {
    if (exists) this.#files.add(file);
    else this.#files.delete(file);
  }
}
