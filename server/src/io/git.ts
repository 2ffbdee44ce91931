/** What Git has of files at the last commit. */

import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { longestMilliseconds, readObjects } from "./git-objects.ts";

/**
 * The texts of the files at the last commit, by their absolute paths. Files without one are left out: new ones, those in no repository, and
 * all of them where Git is missing, refuses the repository, or takes too long.
 */
export async function readCommitted(
  files: readonly string[],
  git = "git",
  patience = longestMilliseconds,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const found = await Promise.all(
    [...byRepository(files)].map(([root, inside]) => readFromRepository(root, inside, git, patience)),
  );
  for (const part of found) for (const [file, text] of part) texts.set(file, text);
  return texts;
}

/** Files by the nearest folder around each that has a `.git`, which is a file in worktrees and submodules. */
export function byRepository(files: readonly string[]): Map<string, string[]> {
  const roots = new Map<string, string | undefined>();
  const rootOf = (folder: string): string | undefined => {
    if (roots.has(folder)) return roots.get(folder);
    const above = dirname(folder);
    const root = existsSync(join(folder, ".git")) ? folder : above === folder ? undefined : rootOf(above);
    roots.set(folder, root);
    return root;
  };
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const root = rootOf(dirname(file));
    // A request to Git is a line.
    if (root === undefined || /[\r\n]/.test(file)) continue;
    groups.set(root, [...(groups.get(root) ?? []), file]);
  }
  return groups;
}

async function readFromRepository(
  root: string,
  files: readonly string[],
  git: string,
  patience: number,
): Promise<Map<string, string>> {
  const names = files.map((file) => `HEAD:${relative(root, file).replaceAll("\\", "/")}`);
  const contents = await readObjects(root, names, { git, patience });
  return new Map(
    files.flatMap((file, at) => {
      const text = contents.get(names[at] ?? "");
      return text === undefined ? [] : [[file, text] as const];
    }),
  );
}
