/**
 * The clusters and their profile versions as CSV (RFC 4180), for spreadsheets. What these would take for a formula gets an apostrophe in
 * front, and what a terminal would take for a command is made visible, since the names are whatever a file says; no name that Palette takes is
 * like that, and JSON has all as it is.
 */

import type { ClustersReport, ReportedAssignment } from "../clusters-report.ts";
import { legible } from "./excerpt.ts";

type Cell = string | number | boolean | undefined;

/** More may be added behind the last one. */
const columns: Readonly<Record<string, (row: ReportedAssignment) => Cell>> = {
  cluster: ({ assignment }) => assignment.cluster.stated.name,
  profile: ({ assignment }) => assignment.reference.name,
  version: ({ assignment }) => assignment.version,
  versionIsDefault: ({ assignment }) => assignment.isDefault,
  state: ({ assignment }) => assignment.state,
  behind: ({ assignment }) => assignment.behind,
  newest: ({ assignment }) => assignment.newest,
  relation: ({ relation }) => relation,
  role: ({ assignment: { reference } }) => (reference.role === "list" ? undefined : reference.role),
  context: ({ assignment }) => assignment.reference.context,
  cloudType: ({ assignment }) => assignment.cluster.stated.cloudType,
  overrides: ({ assignment }) => assignment.reference.overrides.length,
  file: ({ file }) => file,
  line: ({ range }) => range.start.line,
  column: ({ range }) => range.start.column,
  clusterState: ({ status }) => status?.state,
  clusterHealth: ({ status }) => status?.health,
  statusAt: ({ status }) => status?.at,
};

export function writeClustersCsv({ rows }: Pick<ClustersReport, "rows">): string {
  const lines = rows.map((row) => Object.values(columns).map((cell) => cell(row)));
  return [Object.keys(columns), ...lines].map((cells) => `${cells.map(writeCell).join(",")}\r\n`).join("");
}

/** Some spreadsheets skip blanks before it, and some know its signs in full width. */
const formula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

function writeCell(cell: Cell): string {
  if (typeof cell !== "string") return cell === undefined ? "" : String(cell);
  const text = legible(cell);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
