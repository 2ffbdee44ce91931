// Starts VS Code as a server on this machine only, and installs a packed extension into it.

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { environmentForEditor, run, stopProcess, tail } from "./process.ts";

export interface ServerOptions {
  /** As `ensureHost()` returns it. */
  readonly hostDir: string;
  readonly extensionsDir: string;
  readonly userDataDir: string;
  readonly serverDataDir: string;
  /** Undefined: anybody on this machine may connect. For tests only. */
  readonly connectionToken?: string | undefined;
  /** Makes a built VS Code honour the test arguments in the address, and answer to a test driver. */
  readonly smokeTestDriver: boolean;
  readonly disableWorkspaceTrust: boolean;
  /** Added to the environment of the server, and so of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Server {
  /** `http://127.0.0.1:PORT`, without a token. */
  readonly url: string;
  /** `127.0.0.1:PORT`, as in `vscode-remote://` addresses. */
  readonly authority: string;
  /** What the server printed so far. */
  log(): string;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

export function newConnectionToken(): string {
  return randomBytes(24).toString("hex");
}

export async function startServer(options: ServerOptions): Promise<Server> {
  const args = [
    join(options.hostDir, "out", "server-main.js"),
    "--host=127.0.0.1",
    "--port=0",
    "--accept-server-license-terms",
    "--telemetry-level=off",
    `--user-data-dir=${options.userDataDir}`,
    `--server-data-dir=${options.serverDataDir}`,
    `--extensions-dir=${options.extensionsDir}`,
  ];
  if (options.disableWorkspaceTrust) args.push("--disable-workspace-trust");
  if (options.smokeTestDriver) args.push("--enable-smoke-test-driver");
  if (options.connectionToken === undefined) {
    args.push("--without-connection-token");
  } else {
    // In a file, because a command line can be read by every user of the machine.
    await mkdir(options.serverDataDir, { recursive: true });
    const tokenFile = join(options.serverDataDir, "connection-token");
    await writeFile(tokenFile, options.connectionToken, { mode: 0o600 });
    args.push(`--connection-token-file=${tokenFile}`);
  }

  const child = spawn(process.execPath, args, {
    env: environmentForEditor(options.env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  const output = collectOutput(child);
  try {
    const port = await listeningPort(child, output);
    const authority = `127.0.0.1:${port}`;
    const url = `http://${authority}`;
    await answers(url, options.connectionToken);
    return { url, authority, log: output.text, ended, stop: () => stopProcess(child) };
  } catch (error) {
    await stopProcess(child);
    throw error;
  }
}

interface Output {
  text(): string;
  onText(listener: () => void): void;
}

function collectOutput(child: ChildProcess): Output {
  let text = "";
  let listener: (() => void) | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => {
      text += chunk;
      listener?.();
    });
  }
  return {
    text: () => text,
    onText: (added) => {
      listener = added;
    },
  };
}

/** The server picks a free port itself (so nobody can take it in between) and prints which. */
function listeningPort(child: ChildProcess, output: Output): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    const timeout = setTimeout(
      () => fail(`VS Code's server did not listen within ${startTimeoutMs / 1000} s.`),
      startTimeoutMs,
    );
    const fail = (what: string) => {
      clearTimeout(timeout);
      reject(new Error(`${what}\n${tail(output.text())}`));
    };
    child.once("error", (error) => fail(`VS Code's server could not be started: ${error.message}`));
    child.once("exit", (code, signal) =>
      fail(`VS Code's server ended at once (${signal ?? `code ${code}`}).`),
    );
    output.onText(() => {
      const port = /Extension host agent listening on (\d+)/.exec(output.text())?.[1];
      if (port === undefined) return;
      clearTimeout(timeout);
      resolve(Number(port));
    });
  });
}

async function answers(url: string, token: string | undefined): Promise<void> {
  const address = new URL(url);
  if (token !== undefined) address.searchParams.set("tkn", token);
  const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(startTimeoutMs) });
  await response.body?.cancel();
  if (response.status >= 400) throw new Error(`VS Code's server answers ${response.status} at ${url}.`);
}

/** Installs a packed extension, as a user does by "Install from VSIX". */
export async function installVsix(
  hostDir: string,
  vsix: string,
  dirs: Pick<ServerOptions, "extensionsDir" | "userDataDir" | "serverDataDir">,
): Promise<void> {
  const args = [
    join(hostDir, "out", "server-main.js"),
    `--install-extension=${vsix}`,
    "--force",
    "--accept-server-license-terms",
    `--extensions-dir=${dirs.extensionsDir}`,
    `--server-data-dir=${dirs.serverDataDir}`,
    `--user-data-dir=${dirs.userDataDir}`,
  ];
  const { code, output } = await run(process.execPath, args, { env: environmentForEditor() });
  if (code !== 0 || !output.includes("was successfully installed")) {
    throw new Error(`VS Code refused to install ${vsix}.\n${tail(output)}`);
  }
}
