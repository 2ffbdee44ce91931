/**
 * `npm run bench -- FOLDER_OF_PACKS [--json FILE] [--only fleet|solver]`: time and memory of our language server beside yaml-language-server, on profiles made
 * of the packs in the folder. Measures `dist/server.js` as it was built last.
 */

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeProfile } from "./corpus.ts";
import { benchEngine } from "./engine-bench.ts";
import { benchFleet } from "./fleet-bench.ts";
import { readPacks } from "./packs.ts";
import { cpuSource } from "./process-usage.ts";
import { inScratch, inWorkspace } from "./scratch.ts";
import { builtServer, ourServer, type Servers, yamlLanguageServer } from "./servers.ts";
import { benchSize } from "./size-bench.ts";
import { benchSolver } from "./solver-bench.ts";
import { engineTable, explanation, fleetTable, sizeTable, solverTable, workspaceTable } from "./table.ts";
import { benchWorkspace } from "./workspace-bench.ts";

const packCounts = [1, 5, 20, 100];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, only: { type: "string" } },
});
const [folder] = positionals;
const wanted = options.only;
if (folder === undefined || positionals.length > 1) {
  console.error("Usage: npm run bench -- FOLDER_OF_PACKS [--json FILE] [--only fleet|solver]");
  process.exit(2);
}
const registry = resolve(folder);
const result = await inScratch(async (scratch) => {
  // A build that runs meanwhile must not change what is measured.
  const script = join(scratch, "server.js");
  try {
    await copyFile(builtServer, script);
  } catch (cause) {
    throw new Error(`${builtServer} cannot be read: run \`npm run build\` first`, { cause });
  }
  return bench([ourServer(script), yamlLanguageServer]);
});
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(result, undefined, 2)}\n`);

async function bench(servers: Servers) {
  const [ours] = servers;
  const started = performance.now();
  const machine = describeMachine();
  const packs = await readPacks(registry);
  console.log(`${machine.processor}, ${machine.cores} cores, load ${machine.load}, Node ${machine.node}`);
  console.log(`${packs.length} packs with values in ${registry}\n\n${explanation(servers)}`);

  const sizes = [];
  if (wanted === "solver") {
    const only = benchSolver();
    console.log(`\n${solverTable(only)}`);
    return { version: 1, machine, solver: only };
  }
  if (wanted === "fleet") {
    const only = await inWorkspace(registry, (path) => benchFleet(ours, path, packs));
    console.log(`\n${fleetTable(only)}`);
    return { version: 1, machine, fleet: only };
  }
  for (const count of packCounts) {
    const profile = makeProfile(packs, count, `bench-${count}`);
    const { lineCount, text } = profile;
    console.log(`\n== ${count} packs, ${lineCount} lines, ${kilobytes(text)} kB\n`);
    const measured = await inWorkspace(registry, (workspace) => benchSize(servers, workspace, profile));
    console.log(sizeTable(servers, measured));
    const engine = await benchEngine(registry, profile);
    console.log(`\n${engineTable(engine)}`);
    sizes.push({ packs: count, lines: lineCount, characters: text.length, ...measured, engine });
  }

  const workspace = await inWorkspace(registry, (path) => benchWorkspace(ours, path, packs));
  const { profiles, packsEach, characters } = workspace;
  console.log(
    `\n== a folder of ${profiles} profiles of ${packsEach} packs, ${(characters / 1e6).toFixed(1)} MB, and the registry: ${ours.name}\n`,
  );
  console.log(workspaceTable(workspace));
  const fleet = await inWorkspace(registry, (path) => benchFleet(ours, path, packs));
  console.log(
    `\n== ${fleet.profiles} profile versions and ${fleet.clusters} clusters, ${(fleet.characters / 1e6).toFixed(1)} MB: ${ours.name}\n`,
  );
  console.log(fleetTable(fleet));
  const solver = benchSolver();
  console.log(`\n== the newest set of versions\n\n${solverTable(solver)}`);
  console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s, load ${describeMachine().load}`);
  const described = await Promise.all(
    servers.map(async ({ name, wait }) => ({ name, wait, version: await versionOf(name, ours.name) })),
  );
  return {
    version: 1,
    machine,
    servers: described,
    registryPacks: packs.length,
    sizes,
    workspace,
    fleet,
    solver,
  };
}

function describeMachine() {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown processor",
    cores: processors.length,
    load: loadavg()[0]?.toFixed(2) ?? "unknown",
    node: process.versions.node,
    cpuTimes: cpuSource,
  };
}

async function versionOf(name: string, ours: string): Promise<string | undefined> {
  const root = join(import.meta.dirname, "../..");
  const file = join(name === ours ? root : join(root, "node_modules", name), "package.json");
  return (JSON.parse(await readFile(file, "utf8")) as { version?: string }).version;
}

function kilobytes(text: string): string {
  return (text.length / 1000).toFixed(0);
}
