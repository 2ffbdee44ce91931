/**
 * What the page says, read as what anybody may have said: a message of another shape, or of another size than any board has, is none. The
 * page reads by it what it kept of itself, which an older version of it may have written.
 */

import type {
  BoardGrouping,
  BoardPartData,
  ProfileData,
  RolloutBoardParams,
} from "../../../../server/src/lsp/protocol.ts";
import type { PageMessage } from "./messages.ts";

/** Names, keys and words: no file has longer ones that somebody reads. */
const mostCharacters = 10_000;
const mostRows = 1_000_000;
const mostOpened = 10_000;

const groupings: ReadonlySet<unknown> = new Set<BoardGrouping>([
  "profile",
  "cloudType",
  "tag",
  "status",
  "cluster",
]);

/** Undefined for what is no message of the page. */
export function readPageMessage(data: unknown): PageMessage | undefined {
  if (!isRecord(data)) return undefined;
  switch (data.kind) {
    case "ready":
      return { kind: "ready" };
    case "ask": {
      const { number } = data;
      const params = readParams(data.params);
      return isCount(number) && params !== undefined ? { kind: "ask", number, params } : undefined;
    }
    case "show": {
      const part = readPart(data.part);
      const { words } = data;
      return part !== undefined && isText(words) ? { kind: "show", part, words } : undefined;
    }
    case "move": {
      const [part, profile] = [readPart(data.part), readProfile(data.profile)];
      const { to } = data;
      return part !== undefined && profile !== undefined && isText(to)
        ? { kind: "move", part, profile, to }
        : undefined;
    }
    default:
      return undefined;
  }
}

export function readParams(data: unknown): RolloutBoardParams | undefined {
  if (!isRecord(data)) return undefined;
  const { rows, opened, unused } = data;
  const profile = data.profile === "all" ? "all" : readProfile(data.profile);
  if (data.profile !== undefined && profile === undefined) return undefined;
  if (data.groupBy !== undefined && !isGrouping(data.groupBy)) return undefined;
  if (rows !== undefined && !isRows(rows)) return undefined;
  if (opened !== undefined && !isOpened(opened)) return undefined;
  if (unused !== undefined && typeof unused !== "boolean") return undefined;
  return { profile, groupBy: data.groupBy, rows, opened, unused };
}

function readPart(data: unknown): BoardPartData | undefined {
  if (!isRecord(data) || !isGrouping(data.groupBy)) return undefined;
  const { group, cluster, column } = data;
  const profile = readProfile(data.profile);
  if (data.profile !== undefined && profile === undefined) return undefined;
  if (!isTextOrNone(group) || !isTextOrNone(cluster) || !isTextOrNone(column)) return undefined;
  return { profile, groupBy: data.groupBy, group, cluster, column };
}

function readProfile(data: unknown): ProfileData | undefined {
  if (!isRecord(data) || !isText(data.name) || !isTextOrNone(data.context)) return undefined;
  return { name: data.name, context: data.context };
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function isGrouping(data: unknown): data is BoardGrouping {
  return groupings.has(data);
}

function isText(data: unknown): data is string {
  return typeof data === "string" && data.length <= mostCharacters;
}

function isTextOrNone(data: unknown): data is string | undefined {
  return data === undefined || isText(data);
}

function isCount(data: unknown): data is number {
  return Number.isSafeInteger(data) && (data as number) >= 0;
}

function isRows(data: unknown): data is number {
  return isCount(data) && data <= mostRows;
}

function isOpened(data: unknown): data is Readonly<Record<string, number>> {
  if (!isRecord(data)) return false;
  const entries = Object.entries(data);
  return entries.length <= mostOpened && entries.every(([key, rows]) => isText(key) && isRows(rows));
}
