/** Small workspaces on the disk, and the command run on them inside this process or in one of its own. */

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Environment } from "../../server/src/cli/environment.ts";
import { run } from "../../server/src/cli/run.ts";

export const repoRoot = join(import.meta.dirname, "../..");

/** A temporary folder with these files, by their paths in it; it is gone after the test. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "cluster-profiles-cli-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}

/** A profile that no rule has a word for, but for its packs: `name version`, or `name version registry`. */
export function profile(name: string, ...packs: readonly string[]): string {
  const items = (packs.length === 0 ? ["tool 1.0.0"] : packs).map((pack) => {
    const [packName, version, registry = "Palette Registry"] = pack.split(" ");
    return `  - name: ${packName}\n    type: spectro\n    registry: ${registry}\n    version: ${version}\n`;
  });
  return `name: ${name}\ntype: add-on\ndescription: ""\nversion: "1.0.0"\npacks:\n${items.join("")}`;
}

/** A cluster that refers to a profile. */
export function cluster(
  name: string,
  infra: string,
  version: string,
  addons: readonly string[] = [],
): string {
  const head = `name: ${name}\ncloudType: maas\nprofiles:\n  infra:\n    name: ${infra}\n    version: ${version}\n`;
  return `${head}${addons.length === 0 ? "" : `  addons: [${addons.join(", ")}]\n`}node_groups:\n  - name: main\n    control_plane: true\n    count: 1\n`;
}

/** A profile with one error: its type is none. */
export function wrongProfile(name: string): string {
  return profile(name, "nginx 1.12.4").replace("add-on", "addon");
}

export function pack(name: string, version: string): string {
  const manifest = { name, version, displayName: name, layer: "addon", cloudTypes: ["all"] };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** Both outputs are a terminal of so many columns. */
  readonly terminal?: number;
}

/** The command in this process, as if started in `cwd`. */
export async function runIn(
  cwd: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const output = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
    isTerminal: options.terminal !== undefined,
    columns: options.terminal,
  });
  const env: Environment = {
    cwd,
    stdout: output("stdout"),
    stderr: output("stderr"),
    variables: options.variables ?? {},
    version: "1.2.3",
  };
  return { code: await run(args, env), ...written };
}

export interface JsonReport {
  readonly version: number;
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly JsonFinding[];
  readonly problems: readonly { readonly source: string; readonly file: string; readonly message: string }[];
}

export interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly range: JsonRange;
  readonly message: string;
  readonly related: readonly {
    readonly file: string;
    readonly range?: JsonRange;
    readonly message: string;
  }[];
  readonly fixes: readonly string[];
}

export interface JsonRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** `check ... --format json`, parsed. */
export async function checkJson(cwd: string, args: readonly string[] = []): Promise<JsonReport> {
  const { stdout } = await runIn(cwd, ["check", "--format", "json", ...args]);
  return JSON.parse(stdout) as JsonReport;
}

/** `file:line:column rule` of each finding. */
export function places({ findings }: JsonReport): string[] {
  return findings.map(({ file, range: { start }, rule }) => `${file}:${start.line}:${start.column} ${rule}`);
}

/** The command from its source, in a process of its own. */
export async function runProcess(
  cwd: string,
  args: readonly string[],
  after?: "close-stdout",
): Promise<Outcome> {
  const main = join(repoRoot, "server/src/cli/main.ts");
  const child = spawn(nodeThatReadsTypes(), [main, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  if (after === "close-stdout") child.stdout.destroy();
  else {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve(exitCode ?? -1));
  });
  return { code, stdout, stderr };
}

function nodeThatReadsTypes(): string {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= 24 ? process.execPath : join(repoRoot, "node_modules/.bin/node");
}
