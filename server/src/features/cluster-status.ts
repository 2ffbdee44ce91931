/** What is known of a cluster as it runs, in words: for trees, picks, pages and the command. `now` comes from whoever has a clock. */

import { formatAge, formatTime, oneDay } from "../base/time.ts";
import type { ClusterStatus } from "../workspace/cluster-statuses.ts";
import { code, escapeText } from "./markdown.ts";

/** `Running`, `Running, UnHealthy`, `Running (old)`: where there is little room. Undefined where nothing is known. */
export function statusLabel(status: ClusterStatus | undefined, now: number | undefined): string | undefined {
  if (status === undefined) return undefined;
  return isOld(status, now) ? `${wordsOf(status)} (old)` : wordsOf(status);
}

/** `Running, as of 3 hours ago`; `Running (old: 3 days ago)`; `status unknown`. */
export function statusWithAge(status: ClusterStatus | undefined, now: number | undefined): string {
  if (status === undefined) return "status unknown";
  const words = wordsOf(status);
  const { takenAt } = status;
  if (takenAt === undefined) return words;
  const when = now === undefined ? formatTime(takenAt) : formatAge(takenAt, now);
  return isOld(status, now) ? `${words} (old: ${when})` : `${words}, as of ${when}`;
}

function wordsOf(status: ClusterStatus): string {
  const { state = "state unknown", health } = status;
  return isUnwell(status) ? `${state}, ${health}` : state;
}

/** A sentence in Markdown, with all that is known. */
export function statusMarkdown(status: ClusterStatus | undefined, now: number | undefined): string {
  if (status === undefined) return "Status: unknown.";
  const { state, health, takenAt, file } = status;
  const words = [state ?? "state unknown", health].filter((part) => part !== undefined).map(escapeText);
  const when = takenAt === undefined ? "at an unknown time" : `at ${formatTime(takenAt)}`;
  const age = takenAt === undefined || now === undefined ? "" : `, ${formatAge(takenAt, now)}`;
  const old = isOld(status, now) ? ": that is old" : "";
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return `Status: ${words.join(", ")} (${code(name)}, taken ${when}${age}${old}).`;
}

export function statusIcon(status: ClusterStatus | undefined): string {
  if (status === undefined) return "server-environment";
  switch (status.state) {
    case "Running":
      return isUnwell(status) ? "warning" : "vm-running";
    case "Error":
      return "error";
    case "Pending":
    case "Provisioning":
    case "Importing":
    case "Resuming":
      return "sync";
    case "Pausing":
    case "Paused":
      return "debug-pause";
    case "Deleting":
    case "Deleted":
      return "trash";
    default:
      return "server-environment";
  }
}

function isUnwell({ health }: ClusterStatus): boolean {
  return health !== undefined && health !== "Healthy" && health !== "Unknown";
}

/** A day in which much may have happened. */
function isOld({ takenAt }: ClusterStatus, now: number | undefined): boolean {
  return takenAt !== undefined && now !== undefined && now - takenAt > oneDay;
}
