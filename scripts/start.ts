// `npm start`: builds, checks the samples on the terminal, and opens them in an editor with the extension:
// the desktop VS Code if there is one, else VS Code served to a browser on this machine.
//   --check-only  ends after the check
//   --no-open     opens no window: serves VS Code and prints its address (as where CI is set)

import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { makeEditorFolders, quietSettings } from "./host/editor-folders.ts";
import { ensureHost } from "./host/install.ts";
import { repoRoot, samplesDir } from "./host/paths.ts";
import { environmentForEditor, run, tail } from "./host/process.ts";
import { placeOfVersion, sample } from "./host/sample.ts";
import { installVsix, newConnectionToken, startServer } from "./host/server.ts";
import { packVsix } from "./host/vsix.ts";

const { values: options } = parseArgs({
  options: { "check-only": { type: "boolean" }, "no-open": { type: "boolean" } },
});
const mayOpen = options["no-open"] !== true && !process.env.CI;

try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function start(): Promise<number> {
  heading("Building");
  const build = await run(process.execPath, ["scripts/build.ts"], { cwd: repoRoot, output: "inherit" });
  if (build.code !== 0) return build.code;

  heading("Checking the samples: node dist/cli.js check samples");
  const check = await run(process.execPath, ["dist/cli.js", "check", "samples"], {
    cwd: repoRoot,
    output: "inherit",
  });
  // 1 says that there are findings, and samples/ is there to have some.
  if (check.code > 1) return check.code;
  if (options["check-only"] === true) return 0;

  if (mayOpen && (await openDesktop())) return 0;
  return serve();
}

function heading(text: string): void {
  console.log(`\n== ${text}`);
}

/** True if a desktop VS Code took it. It runs the extension from this folder and installs nothing. */
async function openDesktop(): Promise<boolean> {
  // From inside a remote window or WSL `code` is another program, which knows nothing of extension
  // development; and root is refused by the real one.
  const remote = process.env.VSCODE_IPC_HOOK_CLI !== undefined || process.env.WSL_DISTRO_NAME !== undefined;
  if (!hasDisplay() || remote || process.getuid?.() === 0) return false;
  const code = findOnPath(process.platform === "win32" ? "code.cmd" : "code");
  if (code === undefined) return false;

  const profile = join(samplesDir, sample.profile);
  const { line, column } = placeOfVersion(await readFile(profile, "utf8"));
  const args = [`--extensionDevelopmentPath=${repoRoot}`, "--new-window", samplesDir];
  heading(`Opening ${samplesDir} in VS Code`);
  const { code: exitCode, output } = await run(code, [...args, "--goto", `${profile}:${line}:${column}`], {
    env: environmentForEditor(),
    shell: process.platform === "win32",
  });
  if (exitCode === 0) return true;
  console.error(`${code} ended with code ${exitCode}; serving VS Code instead.\n${tail(output, 5)}`);
  return false;
}

/** Serves VS Code until Ctrl+C. */
async function serve(): Promise<number> {
  heading("Packing the extension");
  const { path, bytes } = await packVsix();
  console.log(`${path} (${Math.round(bytes / 1024)} kB)`);

  heading("Starting VS Code for the browser");
  const hostDir = await ensureHost(console.log);
  // Before anything is there to be cleaned up: a signal must not end us without it.
  const interrupted = firstSignal();
  // The README of the samples says what to try.
  const folders = await makeEditorFolders({ ...quietSettings, "workbench.startupEditor": "readme" });
  try {
    await installVsix(hostDir, path, folders);
    const connectionToken = newConnectionToken();
    const server = await startServer({
      hostDir,
      ...folders,
      connectionToken,
      smokeTestDriver: false,
      // It is our own folder, and the dialog would stand before everything else.
      disableWorkspaceTrust: true,
    });
    try {
      const address = `${server.url}/?tkn=${connectionToken}&folder=${encodeURI(samplesDir)}`;
      console.log(`\nOpen this address in a browser on this machine. Whoever knows it can use the editor.\n`);
      console.log(`  ${address}\n`);
      console.log("Ctrl+C ends it.");
      if (mayOpen) openInBrowser(address);
      const ending = await Promise.race([interrupted, server.ended.then(() => "ended" as const)]);
      if (ending === "ended") {
        console.error(`VS Code's server ended by itself.\n${tail(server.log())}`);
        return 1;
      }
      return 0;
    } finally {
      await server.stop();
    }
  } finally {
    await folders.remove();
  }
}

/** The first of the signals that ask us to end; a second one ends us at once. */
function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, resolve);
    // npm passes no signal on when it is ended by its own: whoever started us is gone when we have another parent.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve("SIGTERM"), 1000).unref();
  });
}

function openInBrowser(address: string): void {
  const opener = process.platform === "darwin" ? "open" : "xdg-open";
  if (!hasDisplay() || findOnPath(opener) === undefined) return;
  // A help, no more: the address is on the terminal anyway.
  spawn(opener, [address], { detached: true, stdio: "ignore" })
    .on("error", () => undefined)
    .unref();
}

function hasDisplay(): boolean {
  if (process.platform === "darwin" || process.platform === "win32") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function findOnPath(name: string): string | undefined {
  const candidates = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
