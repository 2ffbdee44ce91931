/** The results as text: columns that line up, and the words that say how to read them. */

import type { EngineRow } from "./engine-bench.ts";
import type { FleetResult } from "./fleet-bench.ts";
import type { Summary } from "./measure.ts";
import { type CpuSource, cpuSource } from "./process-usage.ts";
import type { Servers } from "./servers.ts";
import type { MemoryRow, OperationRow, SizeResult } from "./size-bench.ts";
import type { SolverRow } from "./solver-bench.ts";
import type { WorkspaceResult } from "./workspace-bench.ts";

export function explanation([ours, theirs]: Servers): string {
  return `Times in ms, memory in MB: median (min-max). Ratios are ${ours.name} / ${theirs.name}: below 1 is less than theirs.
seen   what the client waits for: the answer, or the diagnostics of the text as it is after the change.
less   seen, less the silence that the server waits for before it looks (${ours.name} ${ours.wait} ms, ${theirs.name} ${theirs.wait} ms):
       what it takes to work, and for the answer to travel. Ours waits only while somebody types, and not for what is opened.
CPU    time of all threads of the server's process until its next turn (until the answer, at a start). ${cpuWords[cpuSource]}
An edit in values is an Enter inside of the values of one pack in the middle, or its undoing: our server publishes only what has changed,
and every finding below has. An edit of a version writes another version of the pack, or the first again. A hover right after an edit
is sent with the edit and waits for no silence; the diagnostics of the edit count for its CPU time, and not for what is seen.
Both servers see the same bytes with the same JSON Schema; ours also reads the registry and judges packs against it, theirs does not.`;
}

const cpuWords: Record<CpuSource, string> = {
  schedstat: "Exact (/proc/PID/task/*/schedstat).",
  stat: "In steps of 10 ms (/proc/PID/stat).",
  none: "Not available: this system has no /proc.",
};

export function sizeTable(servers: Servers, { operations, memory }: SizeResult): string {
  return [
    columns([
      ["", ...servers.flatMap(({ name }) => [name, "", ""]), "ratio", ""],
      ["", "seen", "less", "CPU", "seen", "less", "CPU", "seen", "CPU"],
      ...operations.map((row) => operationCells(servers, row)),
    ]),
    "",
    columns([
      ["memory", servers[0].name, servers[1].name, "ratio"],
      ...memory.map(({ moment, ours, theirs }: MemoryRow) => [
        moment,
        cell(ours, 0),
        cell(theirs, 0),
        ratio(ours, theirs),
      ]),
    ]),
  ].join("\n");
}

export function engineTable(rows: readonly EngineRow[]): string {
  return columns([["in process, warm", "CPU"], ...rows.map(({ part, cpu }) => [part, cell(cpu)])]);
}

export function workspaceTable(result: WorkspaceResult): string {
  return columns([
    ["first diagnostics", cell(result.firstDiagnostics, 0), "ms after the start"],
    ["all diagnostics", cell(result.allDiagnostics, 0), "ms after the start"],
    ["CPU until then", cell(result.cpu, 0), "ms"],
    ["resident then", cell(result.resident, 0), "MB"],
    ["peak", cell(result.peak, 0), "MB"],
  ]);
}

export function fleetTable({ rows }: FleetResult): string {
  return columns(rows.map(({ what, unit, value }) => [what, cell(value, unit === "MB" ? 0 : 1), unit]));
}

export function solverTable(rows: readonly SolverRow[]): string {
  return columns([
    ["catalog", "packs", "versions", "demands", "tables ms", "search ms", "held back", ""],
    ...rows.map((row) => [
      row.catalog,
      `${row.packs}`,
      `${row.versions}`,
      `${row.demands}`,
      cell(row.tables, 0),
      cell(row.search, 0),
      `${row.heldBack}`,
      row.isProven ? "" : "cut short",
    ]),
  ]);
}

function operationCells(servers: Servers, { operation, waits, ours, theirs }: OperationRow): string[] {
  const cells = [ours, theirs].flatMap((measured, at) => {
    const wait = servers[at]?.wait;
    const isWaiting = waits === "both" || (waits === "theirs" && at === 1);
    const less =
      !isWaiting || measured === undefined || wait === undefined ? "" : measured.latency.median - wait;
    return [cell(measured?.latency), less === "" ? "" : less.toFixed(1), cell(measured?.cpu)];
  });
  return [operation, ...cells, ratio(ours?.latency, theirs?.latency), ratio(ours?.cpu, theirs?.cpu)];
}

function cell(summary: Summary | undefined, digits = 1): string {
  if (summary === undefined) return "-";
  const { median, min, max, count } = summary;
  const range = count > 1 ? ` (${min.toFixed(digits)}-${max.toFixed(digits)})` : "";
  return median.toFixed(digits) + range;
}

function ratio(ours: Summary | undefined, theirs: Summary | undefined): string {
  return ours === undefined || theirs === undefined || theirs.median === 0
    ? "-"
    : (ours.median / theirs.median).toFixed(2);
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, text] of row.entries()) {
      // A name above three columns does not make the first of them wider.
      const width = isHeading(row, at) ? 0 : text.length;
      widths[at] = Math.max(widths[at] ?? 0, width);
    }
  }
  return rows
    .map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function isHeading(row: readonly string[], at: number): boolean {
  return row[0] === "" && row[at + 1] === "";
}
