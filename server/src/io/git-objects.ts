/**
 * Objects of a Git repository, and nothing else, so that nothing which a repository says of itself can start a program: `git diff` would
 * run the clean filters that its configuration names, and no flag stops that.
 */

import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { maxBytes } from "./read-text.ts";

/** Whoever waits for a command does not wait longer than this for Git. */
export const longestMilliseconds = 10_000;

export interface GitOptions {
  /** The program. */
  readonly git: string;
  readonly patience: number;
}

export const defaultGit: GitOptions = { git: "git", patience: longestMilliseconds };

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

/** `failed`: Git is missing, or refuses the repository; `late`: it takes too long, and what it said is not all. */
export type GitOutcome = "done" | "failed" | "late";

/** Runs a command of Git that reads objects, and gives what it says piece by piece. */
export async function runGit(
  root: string,
  args: readonly string[],
  input: string,
  take: (chunk: Buffer) => void,
  { git, patience }: GitOptions,
): Promise<GitOutcome> {
  return await new Promise<GitOutcome>((resolve) => {
    const child = spawn(git, ["-C", root, ...safeOptions, ...args], {
      // Windows looks for programs in the present folder first, and there lies what we know nothing of.
      cwd: dirname(process.execPath),
      env: environment(),
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      // Something may hold the output open beyond the end of Git.
      child.stdout.destroy();
      resolve("late");
    }, patience);
    const finish = (outcome: GitOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    child.on("error", () => finish("failed"));
    child.on("close", (code) => finish(code === 0 ? "done" : "failed"));
    child.stdout.on("data", take);
    // A Git that refuses the repository ends without reading what it is asked.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** The texts of the objects, by the names that they are asked for. Those without one are left out, and all where Git fails. */
export async function readObjects(
  root: string,
  names: readonly string[],
  options: GitOptions,
): Promise<Map<string, string>> {
  const reader = createReader(names);
  const lines = names.map((name) => `${name}\n`).join("");
  const outcome = await runGit(root, ["cat-file", "--batch"], lines, (chunk) => reader.take(chunk), options);
  return outcome === "late" ? new Map() : reader.texts();
}

interface Reader {
  take(chunk: Buffer): void;
  texts(): Map<string, string>;
}

/** Takes apart what `cat-file --batch` says: a line for each request, in their order, and the content behind it where there is some. */
function createReader(names: readonly string[]): Reader {
  const texts = new Map<string, string>();
  let line = "";
  let at = 0;
  /** What is awaited of a content, with the line feed behind it; undefined while a line is. */
  let left: number | undefined;
  let content: Buffer[] | undefined;
  const finish = () => {
    const name = names[at++];
    const text = content === undefined ? undefined : textOf(Buffer.concat(content));
    if (name !== undefined && text !== undefined) texts.set(name, text);
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
  };
}

/** Undefined for what is no text. The line feed behind the content is Git's, and a byte order mark is nobody's. */
function textOf(content: Buffer): string | undefined {
  const text = content.toString("utf8", 0, content.length - 1);
  if (text.includes("\0")) return undefined;
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
