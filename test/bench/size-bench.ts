/** Everything that is measured on a profile of one size, both servers side by side. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BenchClient } from "./client.ts";
import type { BenchProfile } from "./corpus.ts";
import {
  interleave,
  type Measured,
  type Sample,
  type Summary,
  summarize,
  summarizeSamples,
} from "./measure.ts";
import type { ServerDefinition, Servers } from "./servers.ts";
import { BenchSession } from "./session.ts";

/** Ours waits for somebody who types, theirs after any change. */
export type Waiting = "both" | "theirs" | "neither";

/** One operation, measured on each server that has it. */
export interface OperationRow {
  readonly operation: string;
  /** Whose latency includes the time that the server waits for silence. */
  readonly waits: Waiting;
  readonly ours: Measured | undefined;
  readonly theirs: Measured | undefined;
}

/** In MB. */
export interface MemoryRow {
  readonly moment: string;
  readonly ours: Summary | undefined;
  readonly theirs: Summary | undefined;
}

export interface SizeResult {
  readonly operations: readonly OperationRow[];
  readonly memory: readonly MemoryRow[];
}

/** How often; the first turns are not counted, because code that has just been loaded is slow. */
const starts = { warmUp: 1, rounds: 5 };
const opens = { warmUp: 2, rounds: 6 };
const edits = { warmUp: 8, rounds: 12 };
const questions = { warmUp: 15, rounds: 25 };

type Operation = {
  readonly operation: string;
  readonly waits: Waiting;
  readonly often: { readonly warmUp: number; readonly rounds: number };
  readonly run: (session: BenchSession) => Promise<number>;
  /** What the other server has no answer to. */
  readonly oursAlone?: boolean;
};

const operations: readonly Operation[] = [
  { operation: "edit in values", waits: "both", often: edits, run: (session) => session.editValues() },
  { operation: "edit of a version", waits: "both", often: edits, run: (session) => session.editVersion() },
  {
    operation: "hover right after an edit",
    waits: "neither",
    often: edits,
    run: (session) => session.hoverAfterEdit(),
  },
  { operation: "hover on a version", waits: "neither", often: questions, run: (session) => session.hover() },
  {
    operation: "completion of `type`",
    waits: "neither",
    often: questions,
    run: (session) => session.completeType(),
  },
  {
    operation: "completion of a version",
    waits: "neither",
    often: questions,
    run: (session) => session.completeVersion(),
    oursAlone: true,
  },
];

export async function benchSize(
  servers: Servers,
  folder: string,
  profile: BenchProfile,
): Promise<SizeResult> {
  const running = new Set<BenchClient>();
  try {
    const started = await benchStart(servers, folder, profile, running);
    const clients = await Promise.all(servers.map((server) => startClient(server, folder, running)));
    const [opened, sessions] = await benchOpen(folder, profile, clients);
    const rows = [...started.operations, opened];
    for (const { operation, waits, often, run, oursAlone } of operations) {
      const asked = oursAlone === true ? sessions.slice(0, 1) : sessions;
      const samples = await interleave(
        asked.map((session) => ({ run: () => run(session), cpu: () => session.client.cpu() })),
        often,
      );
      rows.push(toRow(operation, waits, samples));
    }
    const memory = [
      started.memory,
      memoryRow(
        "resident after all of it",
        clients.map((client) => [client.memory()?.resident]),
      ),
      memoryRow(
        "peak",
        clients.map((client) => [client.memory()?.peak]),
      ),
    ];
    for (const client of clients) await stopClient(client, running);
    return { operations: rows, memory };
  } finally {
    for (const client of running) client.kill();
  }
}

async function startClient(
  server: ServerDefinition,
  folder: string,
  running: Set<BenchClient>,
): Promise<BenchClient> {
  const client = await BenchClient.start(server, folder);
  running.add(client);
  return client;
}

async function stopClient(client: BenchClient, running: Set<BenchClient>): Promise<void> {
  await client.stop();
  running.delete(client);
}

/** New processes, and what they need until the first diagnostics of a document that is opened at once. */
async function benchStart(
  servers: Servers,
  folder: string,
  profile: BenchProfile,
  running: Set<BenchClient>,
): Promise<{ operations: OperationRow[]; memory: MemoryRow }> {
  const initialized: Sample[][] = servers.map(() => []);
  const shown: Sample[][] = servers.map(() => []);
  const resident: (number | undefined)[][] = servers.map(() => []);
  for (let round = 0; round < starts.warmUp + starts.rounds; round++) {
    for (const [at, server] of servers.entries()) {
      const client = await startClient(server, folder, running);
      const cpu = client.cpu();
      await BenchSession.open(client, uriIn(folder, `start-${round}.yaml`), profile);
      const latency = performance.now() - client.spawnedAt;
      if (round >= starts.warmUp) {
        initialized[at]?.push({ latency: client.initialized, cpu });
        shown[at]?.push({ latency, cpu: client.cpu() });
        resident[at]?.push(client.memory()?.resident);
      }
      await stopClient(client, running);
    }
  }
  return {
    operations: [
      toRow("start to initialized", "neither", initialized),
      toRow("start to first diagnostics", "theirs", shown),
    ],
    memory: memoryRow("resident after first diagnostics", resident),
  };
}

/** Every time a document that the server has not seen; the last one stays open. */
async function benchOpen(
  folder: string,
  profile: BenchProfile,
  clients: readonly BenchClient[],
): Promise<[OperationRow, BenchSession[]]> {
  const open = new Map<BenchClient, BenchSession>();
  const samples = await interleave(
    clients.map((client) => ({
      async run(round: number) {
        await open.get(client)?.close();
        const uri = uriIn(folder, `profile-${round}.yaml`);
        const { session, latency } = await BenchSession.open(client, uri, profile);
        open.set(client, session);
        return latency;
      },
      cpu: () => client.cpu(),
    })),
    opens,
  );
  return [toRow("open", "theirs", samples), [...open.values()]];
}

function uriIn(folder: string, name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

function toRow(operation: string, waits: Waiting, samples: readonly (readonly Sample[])[]): OperationRow {
  const [oursSamples, theirSamples] = samples.map(summarizeSamples);
  return { operation, waits, ours: oursSamples, theirs: theirSamples };
}

function memoryRow(moment: string, samples: readonly (readonly (number | undefined)[])[]): MemoryRow {
  const [oursSamples, theirSamples] = samples.map(summarize);
  return { moment, ours: oursSamples, theirs: theirSamples };
}
