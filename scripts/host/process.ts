// Child processes for the host scripts: run to the end with the output kept, and stop one for certain.

import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";

export interface Finished {
  readonly code: number;
  /** Both streams in the order they came, for a message that shows what happened. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** "inherit" shows the output on our own terminal, "keep" returns it. */
  readonly output?: "inherit" | "keep";
  readonly shell?: boolean;
}

/** Runs a command to its end. A command that cannot be started at all throws. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  const keep = options.output !== "inherit";
  const spawnOptions: SpawnOptions = {
    stdio: ["ignore", keep ? "pipe" : "inherit", keep ? "pipe" : "inherit"],
  };
  if (options.cwd !== undefined) spawnOptions.cwd = options.cwd;
  if (options.env !== undefined) spawnOptions.env = options.env;
  if (options.shell !== undefined) spawnOptions.shell = options.shell;
  const child = spawn(command, args, spawnOptions);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise<Finished>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * npm, by its own JavaScript where npm is what runs us: on Windows `npm` is a script that cannot be spawned.
 */
export function runNpm(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const npm = process.env.npm_execpath;
  return npm !== undefined && basename(npm).startsWith("npm-cli")
    ? run(process.execPath, [npm, ...args], options)
    : run("npm", args, options);
}

/** Asks a child to end, insists after a while, and returns when it has ended. */
export async function stopProcess(child: ChildProcess, graceMs = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), graceMs);
  try {
    await exited;
  } finally {
    clearTimeout(insist);
  }
}

/** The last lines of a long output, for an error message. */
export function tail(text: string, lines = 25): string {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}

/**
 * Our environment without what VS Code gives to its own terminals: with it, an editor that we start would
 * take itself for a part of the one we were started from.
 */
export function environmentForEditor(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.startsWith("VSCODE_") && name !== "ELECTRON_RUN_AS_NODE") environment[name] = value;
  }
  return { ...environment, ...extra };
}
