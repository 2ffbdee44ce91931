// Gets the two programs that the editor tests and `npm start` need where there is no desktop VS Code:
// VS Code itself as a server (from the npm package code-server) and a Chromium.
// `node scripts/host/install.ts` fetches both ahead of time.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { repoRoot } from "./paths.ts";
import { run, runNpm, tail } from "./process.ts";

const codeServerVersion = "4.139.1";

const cacheVariable = "CLUSTER_PROFILES_HOST_CACHE";
/** Written last: a folder without it is not a finished install. */
const markerName = ".installed";

function cacheDir(): string {
  const chosen = process.env[cacheVariable];
  return chosen ? resolve(chosen) : join(repoRoot, ".cache", `code-server-${codeServerVersion}`);
}

function serverDirIn(cache: string): string {
  return join(cache, "node_modules", "code-server", "lib", "vscode");
}

async function isInstalled(cache: string): Promise<boolean> {
  const marker = await readFile(join(cache, markerName), "utf8").catch(() => "");
  return marker.trim() === codeServerVersion && existsSync(join(serverDirIn(cache), "out", "server-main.js"));
}

/** The folder of the VS Code server, installed first if it is not there yet. */
export async function ensureHost(log: (line: string) => void = console.error): Promise<string> {
  const cache = cacheDir();
  if (await isInstalled(cache)) return serverDirIn(cache);
  if (existsSync(cache) && (await readdir(cache)).length > 0 && !existsSync(join(cache, markerName))) {
    // Only a wrong CLUSTER_PROFILES_HOST_CACHE leads here; what is in that folder is not ours to delete.
    throw new Error(
      `${cache} is not empty and holds no code-server that we installed. Set ${cacheVariable} to another folder, or empty this one.`,
    );
  }
  log(
    `Installing VS Code for the browser (code-server ${codeServerVersion}, about 600 MB, once) in ${cache}`,
  );
  await mkdir(dirname(cache), { recursive: true });
  await removeLeftovers(cache);
  // Beside its final place, so that the rename at the end stays on one file system and is atomic.
  const staging = `${cache}.${process.pid}-staging`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging);
  try {
    await writeFile(join(staging, "package.json"), '{ "private": true }\n');
    await npmInstall(staging, [`code-server@${codeServerVersion}`]);
    // What code-server's own install script would do. Its native modules stay unbuilt: VS Code runs without
    // them, and no compiler is needed.
    await npmInstall(serverDirIn(staging), ["--omit=dev"]);
    await writeFile(join(staging, markerName), `${codeServerVersion}\n`);
    // Another process may have finished the same install in the meantime, and be using it: then it serves us,
    // too.
    if (!(await isInstalled(cache))) {
      await rm(cache, { recursive: true, force: true });
      await rename(staging, cache).catch(async (error: unknown) => {
        if (!(await isInstalled(cache))) throw error;
      });
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return serverDirIn(cache);
}

async function npmInstall(folder: string, what: readonly string[]): Promise<void> {
  const args = ["install", ...what, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } = await runNpm(args, { cwd: folder });
  if (code === 0) return;
  throw new Error(
    [
      `Could not install code-server ${codeServerVersion}: npm ended with code ${code}.`,
      tail(output),
      "It takes the npm registry and about 600 MB of disk, once. A machine without the registry can be given a",
      `copy of the folder from another one; ${cacheVariable} tells where it is.`,
    ].join("\n"),
  );
}

/** Half-done installs whose process is gone (Ctrl+C in the middle of one). */
async function removeLeftovers(cache: string): Promise<void> {
  const prefix = `${basename(cache)}.`;
  for (const name of await readdir(dirname(cache))) {
    const pid = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) {
      await rm(join(dirname(cache), name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const chromiumPaths: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** A browser of the Chromium family: CHROMIUM_PATH, one that is installed, or Debian's own package. */
export async function ensureChromium(log: (line: string) => void = console.error): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH names ${chosen}, which does not exist.`);
  }
  const installed = chromiumPaths.find((path) => existsSync(path));
  if (installed !== undefined) return installed;

  const advice = "Install Chromium or Chrome, or set CHROMIUM_PATH to the program.";
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) {
    throw new Error(`The editor tests need a Chromium, and none was found. ${advice}`);
  }
  log("Installing Chromium from Debian's packages");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-q"],
    ["install", "-y", "-q", "--no-install-recommends", "chromium"],
  ]) {
    const { code, output } = await run("apt-get", args, { env });
    if (code !== 0)
      throw new Error(`apt-get ${args.join(" ")} ended with code ${code}.\n${tail(output)}\n${advice}`);
  }
  const debian = "/usr/bin/chromium";
  if (!existsSync(debian)) throw new Error(`Debian's package left no ${debian}. ${advice}`);
  return debian;
}

if (import.meta.main) {
  try {
    console.log(await ensureHost());
    console.log(await ensureChromium());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
