/** The files of a repository as they were at a revision. Reads objects and nothing else: see git-objects.ts. */

import { join } from "node:path";
import { defaultGit, type GitOptions, readObjects, runGit } from "./git-objects.ts";

/** Texts by their absolute paths. */
export type RevisionAnswer =
  | {
      readonly kind: "known";
      readonly texts: ReadonlyMap<string, string>;
      /** The commits that submodules were at, by their absolute folders. */
      readonly submodules: ReadonlyMap<string, string>;
    }
  | { readonly kind: "unknown"; readonly reason: string };

/** `wanted` says of an absolute path whether its text is asked for. */
export async function readRevision(
  root: string,
  revision: string,
  wanted: (file: string) => boolean,
  options: GitOptions = defaultGit,
): Promise<RevisionAnswer> {
  const commit = await commitOf(root, revision, options);
  if (commit === undefined)
    return {
      kind: "unknown",
      reason: "the repository has no such revision, or cannot be read; a shallow clone has to fetch it first",
    };
  const entries = await listTree(root, commit, options);
  if (entries === undefined)
    return { kind: "unknown", reason: "Git does not list the files of the revision" };
  const submodules = new Map(
    entries.filter(({ kind }) => kind === "commit").map(({ path, object }) => [join(root, path), object]),
  );
  const files = entries
    .filter(({ kind }) => kind === "blob")
    .map(({ path, object }) => ({ file: join(root, path), object }))
    .filter(({ file }) => wanted(file));
  const contents = await readObjects(root, [...new Set(files.map(({ object }) => object))], options);
  // What is no text has none, but a file that Git has must not count as new.
  if (files.length > 0 && contents.size === 0)
    return { kind: "unknown", reason: "Git does not give the files of the revision" };
  const texts = new Map<string, string>();
  for (const { file, object } of files) {
    const text = contents.get(object);
    if (text !== undefined) texts.set(file, text);
  }
  const without = files.filter(({ file }) => !texts.has(file)).map(({ object }) => object);
  if (await isSomeMissing(root, without, options))
    return {
      kind: "unknown",
      reason: "the clone does not hold all files of the revision: fetch them first",
    };
  return { kind: "known", texts, submodules };
}

/** A clone can leave contents out, or Git end early: their files must not count as new. */
async function isSomeMissing(
  root: string,
  objects: readonly string[],
  options: GitOptions,
): Promise<boolean> {
  if (objects.length === 0) return false;
  const lines = objects.map((object) => `${object}\n`).join("");
  const said = await output(root, ["cat-file", "--batch-check"], lines, options);
  return said === undefined || / missing$/m.test(said.toString("utf8"));
}

/** The name of the commit's object, whatever moves in the meantime. */
async function commitOf(root: string, revision: string, options: GitOptions): Promise<string | undefined> {
  // A request is a line.
  if (/[\r\n\0]/.test(revision)) return undefined;
  const said = await output(root, ["cat-file", "--batch-check"], `${revision}^{commit}\n`, options);
  return /^([0-9a-f]{40,64}) commit \d+$/m.exec(said?.toString("utf8") ?? "")?.[1];
}

interface TreeEntry {
  readonly kind: "blob" | "commit";
  readonly path: string;
  readonly object: string;
}

/** Regular files and submodules: no links. */
async function listTree(root: string, commit: string, options: GitOptions): Promise<TreeEntry[] | undefined> {
  const said = await output(root, ["ls-tree", "-r", "-z", "--full-tree", commit], "", options);
  return said
    ?.toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, mode, object, path] =
        /^(100\d{3} blob|160000 commit) ([0-9a-f]{40,64})\t([\s\S]+)$/.exec(line) ?? [];
      if (mode === undefined || object === undefined || path === undefined) return [];
      return [{ kind: mode.endsWith("blob") ? "blob" : "commit", path, object } as const];
    });
}

async function output(
  root: string,
  args: readonly string[],
  input: string,
  options: GitOptions,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  const outcome = await runGit(root, args, input, (chunk) => chunks.push(chunk), options);
  return outcome === "done" ? Buffer.concat(chunks) : undefined;
}
