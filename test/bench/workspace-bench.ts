/** How long our server takes for a folder with many profiles: from the start to the diagnostics of the last of them. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BenchClient } from "./client.ts";
import { makeProfile } from "./corpus.ts";
import { type Summary, summarize } from "./measure.ts";
import type { BenchPack } from "./packs.ts";
import type { ServerDefinition } from "./servers.ts";

export interface WorkspaceResult {
  readonly profiles: number;
  readonly packsEach: number;
  readonly characters: number;
  /** Times in ms from the spawn of the server, memory in MB. */
  readonly firstDiagnostics: Summary | undefined;
  readonly allDiagnostics: Summary | undefined;
  readonly cpu: Summary | undefined;
  readonly resident: Summary | undefined;
  readonly peak: Summary | undefined;
}

const profileCount = 200;
const packsEach = 5;
const rounds = 3;

/** The folder is a workspace already; the profiles are put into it. */
export async function benchWorkspace(
  server: ServerDefinition,
  folder: string,
  packs: readonly BenchPack[],
): Promise<WorkspaceResult> {
  let characters = 0;
  for (let at = 0; at < profileCount; at++) {
    const { text } = makeProfile(packs, packsEach, `profile-${at}`, at);
    characters += text.length;
    await writeFile(join(folder, `profile-${at}.yaml`), text);
  }
  const loads = [];
  for (let round = 0; round < rounds; round++) loads.push(await load(server, folder));
  return {
    profiles: profileCount,
    packsEach,
    characters,
    firstDiagnostics: summarize(loads.map(({ first }) => first)),
    allDiagnostics: summarize(loads.map(({ all }) => all)),
    cpu: summarize(loads.map(({ cpu }) => cpu)),
    resident: summarize(loads.map(({ memory }) => memory?.resident)),
    peak: summarize(loads.map(({ memory }) => memory?.peak)),
  };
}

async function load(server: ServerDefinition, folder: string) {
  const client = await BenchClient.start(server, folder);
  try {
    const { first, all } = await client.allDiagnostics(profileCount);
    const usage = { cpu: client.cpu(), memory: client.memory() };
    await client.stop();
    return { first: first - client.spawnedAt, all: all - client.spawnedAt, ...usage };
  } finally {
    client.kill();
  }
}
