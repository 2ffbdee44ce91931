/**
 * What Git has of files at the last commit. Reads the repository's objects and nothing else, so that nothing which a repository says of
 * itself can start a program: `git diff` would run the clean filters that its configuration names, and no flag stops that.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { maxBytes } from "./read-text.ts";

/** Whoever waits for a command does not wait longer than this for Git. */
const longestMilliseconds = 10_000;

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

/** The nearest folder around each file that has a `.git`, which is a file in worktrees and submodules. */
function byRepository(files: readonly string[]): Map<string, string[]> {
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

/**
 * What could start a program is off, even where reading objects would not ask for it: the watcher of the working tree, hooks and pagers. No
 * protocol is allowed and nothing is fetched late, because a partial clone would fetch what it lacks from where its configuration says.
 */
const safeOptions = [
  "--no-pager",
  "--no-optional-locks",
  "-c",
  "core.fsmonitor=",
  "-c",
  "core.hooksPath=",
  "-c",
  "protocol.allow=never",
  "-c",
  "safe.bareRepository=explicit",
];

const safeVariables = {
  GIT_ALLOW_PROTOCOL: "",
  GIT_NO_LAZY_FETCH: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
};

/** Those of the caller, but for what points Git to another repository, as it does for its own hooks. Where its configuration is stays. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^GIT_/i.test(name) || /^GIT_(?:CONFIG|EXEC_PATH$|CEILING_DIRECTORIES$)/i.test(name),
  );
  return { ...Object.fromEntries(own), ...safeVariables };
}

async function readFromRepository(
  root: string,
  files: readonly string[],
  git: string,
  patience: number,
): Promise<Map<string, string>> {
  const reader = createReader(files);
  await new Promise<void>((resolve) => {
    const child = spawn(git, ["-C", root, ...safeOptions, "cat-file", "--batch"], {
      // Windows looks for programs in the present folder first, and there lies what we know nothing of.
      cwd: dirname(process.execPath),
      env: environment(),
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    const timer = setTimeout(() => {
      reader.forget();
      child.kill("SIGKILL");
      // Something may hold the output open beyond the end of Git.
      child.stdout.destroy();
      resolve();
    }, patience);
    const finish = () => {
      clearTimeout(timer);
      resolve();
    };
    child.on("error", finish);
    child.on("close", finish);
    child.stdout.on("data", (chunk: Buffer) => reader.take(chunk));
    // A Git that refuses the repository ends without reading what it is asked.
    child.stdin.on("error", () => undefined);
    child.stdin.end(files.map((file) => `HEAD:${relative(root, file).replaceAll("\\", "/")}\n`).join(""));
  });
  return reader.texts();
}

interface Reader {
  take(chunk: Buffer): void;
  texts(): Map<string, string>;
  forget(): void;
}

/** Takes apart what `cat-file --batch` says: a line for each request, in their order, and the content behind it where there is some. */
function createReader(files: readonly string[]): Reader {
  let texts = new Map<string, string>();
  let line = "";
  let at = 0;
  /** What is awaited of a content, with the line feed behind it; undefined while a line is. */
  let left: number | undefined;
  let content: Buffer[] | undefined;
  const finish = () => {
    const file = files[at++];
    const text = content === undefined ? undefined : textOf(Buffer.concat(content));
    if (file !== undefined && text !== undefined) texts.set(file, text);
    left = undefined;
    content = undefined;
  };
  const begin = () => {
    const [, type, size] = /^[0-9a-f]+ ([a-z]+) (\d+)$/.exec(line) ?? [];
    line = "";
    if (type === undefined) {
      // `... missing`, and whatever else there is to say of what is not there.
      at++;
      return;
    }
    left = Number(size) + 1;
    // What nobody reads is let go by.
    content = type === "blob" && left <= maxBytes ? [] : undefined;
  };
  return {
    take(chunk) {
      for (let from = 0; from < chunk.length; ) {
        if (left === undefined) {
          const end = chunk.indexOf(10, from);
          line += chunk.toString("utf8", from, end === -1 ? chunk.length : end);
          from = end === -1 ? chunk.length : end + 1;
          if (end !== -1) begin();
        } else {
          const part = chunk.subarray(from, from + left);
          content?.push(part);
          from += part.length;
          left -= part.length;
          if (left === 0) finish();
        }
      }
    },
    texts: () => texts,
    forget() {
      texts = new Map();
    },
  };
}

/** Undefined for what is no text. The line feed behind the content is Git's, and a byte order mark is nobody's. */
function textOf(content: Buffer): string | undefined {
  const text = content.toString("utf8", 0, content.length - 1);
  if (text.includes("\0")) return undefined;
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
