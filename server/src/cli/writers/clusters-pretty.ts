/** The clusters and their profile versions for people: an aligned table, and what it comes to in one line. */

import { stateWords, verdict } from "../../features/assignments.ts";
import type { ClustersReport, ReportedAssignment } from "../clusters-report.ts";
import { columnsOf, excerpt, printable } from "./excerpt.ts";
import { count, type Format, painter, type Style } from "./pretty.ts";

const plainHeadings = ["CLUSTER", "PROFILE", "VERSION", "STATE", "FILE:LINE"];
/** Only where something is known of a cluster. */
const headingsWithStatus = ["CLUSTER", "PROFILE", "VERSION", "STATE", "STATUS", "FILE:LINE"];
const stateColumn = 3;

/** Columns of a cell, but for the last one of a line: longer names are cut, since one must not push all others out of sight. */
const widestCell = 60;

export function writeClusters(report: ClustersReport, style: Style): string {
  return `${writeTable(report, style)}${writeSummary(report)}\n`;
}

function writeTable({ rows, profile }: ClustersReport, style: Style): string {
  if (rows.length === 0) return "";
  const paint = painter(style);
  const withStatus = rows.some(({ status }) => status !== undefined);
  const headings = withStatus ? headingsWithStatus : plainHeadings;
  const lines = rows.map((row) => cellsOf(row, profile?.version, withStatus));
  const widths = headings.map((heading, at) =>
    lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[at] ?? "")), heading.length),
  );
  const write = (cells: readonly string[], paintCell: (cell: string, at: number) => string) =>
    cells
      .map((cell, at) => {
        const isLast = at === cells.length - 1;
        const padding = isLast ? "" : " ".repeat((widths[at] ?? 0) - widthOf(cell) + 2);
        return `${paintCell(cell, at)}${padding}`;
      })
      .join("");
  return [
    write(headings, (cell) => paint("bold", cell)),
    ...lines.map((cells, at) => {
      const row = rows[at];
      const format = row === undefined ? undefined : formatOf(row);
      return write(cells, (cell, column) =>
        column === stateColumn && format !== undefined ? paint(format, cell) : cell,
      );
    }),
    "\n",
  ].join("\n");
}

function cellsOf(
  { assignment, status, file, range }: ReportedAssignment,
  version: string | undefined,
  withStatus: boolean,
): string[] {
  const { cluster, reference } = assignment;
  const shown = assignment.version ?? "-";
  return [
    ...[
      cluster.stated.name ?? "(no name)",
      reference.name,
      assignment.isDefault ? `${shown} (default)` : shown,
      stateWords(assignment, version),
      ...(withStatus ? [status?.words ?? "unknown"] : []),
    ].map((text) => excerpt(text, 0, 0, widestCell).text),
    `${printable(file)}:${range.start.line}`,
  ];
}

function formatOf({ assignment, relation }: ReportedAssignment): Format | undefined {
  if (assignment.isUnknown) return "yellow";
  if (relation !== undefined)
    return relation === "same" ? "green" : relation === "older" ? "yellow" : undefined;
  if (assignment.state === "behind") return "yellow";
  return assignment.state === "newest" ? "green" : "dim";
}

function writeSummary({ clusters, counts, profile, verification }: ClustersReport): string {
  if (profile?.version !== undefined && verification !== undefined)
    return verdict(verification, printable(profile.name), printable(profile.version));
  const { references, behind, unknown, silenced, notJudged } = counts;
  const parts = [
    behind === 0 ? "none behind" : `${behind} behind`,
    unknown === 0 ? undefined : `${unknown} unknown`,
    silenced === 0 ? undefined : `${silenced} silenced`,
    notJudged === 0 ? undefined : `${notJudged} not judged`,
  ].filter((part) => part !== undefined);
  const what = `${count(clusters, "cluster")}, ${count(references, "reference") || "no references"}`;
  return references === 0 ? what : `${what}: ${parts.join(", ")}`;
}

function widthOf(text: string): number {
  return columnsOf(text, 0, text.length, Number.MAX_SAFE_INTEGER);
}
