/** Which folders the command loads for the paths it was given, so that it sees what the editor would see there. */

import { realpath, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { configFileName } from "../config/config.ts";
import { isInside } from "../io/folder-loader.ts";
import { describeFault } from "../io/list-folder.ts";
import { UsageError } from "./arguments.ts";

/** A file or folder that the user named. */
export interface CheckedPath {
  /** As written. */
  readonly given: string;
  /** Absolute, without symbolic links: a file must not be seen under two names. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** Throws a UsageError for paths that lead nowhere. */
export async function findPaths(given: readonly string[], cwd: string): Promise<CheckedPath[]> {
  const missing: string[] = [];
  const paths: CheckedPath[] = [];
  for (const word of given) {
    const absolute = resolve(cwd, word);
    try {
      const isFolder = (await stat(absolute)).isDirectory();
      paths.push({ given: word, path: await withoutLinks(absolute), isFolder });
    } catch (error) {
      missing.push(`the path \`${word}\` cannot be read: ${describeFault(error)}`);
    }
  }
  if (missing.length > 0) throw new UsageError(missing.join("\ncluster-profiles: "));
  return paths;
}

/** The folders to load, each once, in alphabetical order. */
export async function findRoots(paths: readonly CheckedPath[], cwd: string): Promise<string[]> {
  const roots = new Set<string>();
  for (const path of paths) roots.add(await findRoot(path, cwd));
  return [...roots].sort();
}

async function findRoot({ path, isFolder }: CheckedPath, cwd: string): Promise<string> {
  const folder = isFolder ? path : dirname(path);
  const configured = await findConfigured(folder);
  if (configured !== undefined) return configured;
  return isInside(cwd, path) ? cwd : folder;
}

/** The nearest folder around, or the folder itself, that has a config file. A repository ends the search. */
async function findConfigured(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if (await exists(join(at, configFileName))) return at;
    if (dirname(at) === at || (await exists(join(at, ".git")))) return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** What has no path of its own, such as a pipe of the shell, stays as it is named. */
export async function withoutLinks(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
