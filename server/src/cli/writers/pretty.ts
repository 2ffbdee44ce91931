/** The report for people: each finding with the line it is about and a caret run below the place. */

import { styleText } from "node:util";
import { type Severity, severities } from "../../base/severity.ts";
import type { ReportedFinding, ReportedProblem, ReportedRelated, Summary } from "../report.ts";
import { excerpt, printable } from "./excerpt.ts";

export interface Style {
  readonly color: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly width?: number | undefined;
}

export type Format = Parameters<typeof styleText>[0];

const severityFormats = {
  error: ["red", "bold"],
  warning: ["yellow", "bold"],
  information: ["blue", "bold"],
  hint: ["cyan"],
} as const satisfies Record<Severity, Format>;

/** Where there is no terminal: a width that logs of CI systems show without wrapping. */
const defaultWidth = 120;

/** A folder that holds a copy of another gives hundreds, all of one kind. */
const mostProblems = 20;

export function writeFindings(findings: readonly ReportedFinding[], style: Style): string {
  return findings.map((finding) => `${writeFinding(finding, style)}\n\n`).join("");
}

export function writeProblems(problems: readonly ReportedProblem[], style: Style): string {
  if (problems.length === 0) return "";
  const paint = painter(style);
  const lines = problems
    .slice(0, mostProblems)
    .map(
      ({ source, file, message }) =>
        `  ${printable(file)}: ${printable(message)} ${paint("dim", `[${printable(source)}]`)}\n`,
    );
  const left = problems.length - lines.length;
  if (left > 0) lines.push(`  and ${left} more (all of them with --format json)\n`);
  return `${paint(["yellow", "bold"], "Trouble with what the answer relies on:")}\n${lines.join("")}\n`;
}

export function writeSummary(
  { files, profiles, clusters, packs, counts }: Summary,
  hintsShown: boolean,
): string {
  const documents = [count(profiles, "profile"), count(clusters, "cluster"), count(packs, "pack")].filter(
    (text) => text !== "",
  );
  const where = `${count(files, "file") || "no files"}`;
  const what = documents.length === 0 ? where : `${inWords(documents)} in ${where}`;
  const found = severities
    .map((severity) => count(counts[severity], severity, severity === "information" ? severity : undefined))
    .filter((text) => text !== "");
  const hidden = counts.hint > 0 && !hintsShown ? " (hints not shown: --min-severity hint)" : "";
  return `${what}: ${found.length === 0 ? "no findings" : found.join(", ")}${hidden}\n`;
}

/** "1 profile, 2 clusters and 3 packs". */
function inWords(documents: readonly string[]): string {
  const last = documents.at(-1) ?? "";
  return documents.length < 2 ? last : `${documents.slice(0, -1).join(", ")} and ${last}`;
}

function writeFinding(finding: ReportedFinding, style: Style): string {
  const { rule, severity, file, place, message, related, fixes } = finding;
  const paint = painter(style);
  const { line, column } = place.range.start;
  const number = String(line);
  const indent = " ".repeat(number.length + 2);
  const bar = paint("dim", "|");
  const room = (style.width ?? defaultWidth) - indent.length - 2;
  const shown = excerpt(place.line, place.start, place.end, room);
  const lines = [
    `${paint("bold", `${printable(file)}:${line}:${column}`)} ${paint(severityFormats[severity], severity)} ${printable(message)} ${paint("dim", `[${rule}]`)}`,
    ` ${paint("dim", number)} ${bar} ${shown.text}`.trimEnd(),
    `${indent}${bar} ${" ".repeat(shown.column)}${paint(severityFormats[severity], "^".repeat(shown.width))}`,
    ...related.map((other) => `${indent}see ${writeRelated(other)}`),
  ];
  const fix = fixes[0];
  if (fix !== undefined) {
    const more = fixes.length === 1 ? "" : paint("dim", ` (or ${fixes.length - 1} more)`);
    lines.push(`${indent}fix: ${printable(fix)}${more}`);
  }
  return lines.join("\n");
}

function writeRelated({ file, range, message }: ReportedRelated): string {
  const place = range === undefined ? "" : `:${range.start.line}:${range.start.column}`;
  return `${printable(file)}${place} ${printable(message)}`;
}

export function painter({ color }: Style): (format: Format, text: string) => string {
  // The decision is made; styleText must not make its own from the streams of the process.
  return (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
}

export function count(number: number, noun: string, plural = `${noun}s`): string {
  return number === 0 ? "" : `${number} ${number === 1 ? noun : plural}`;
}
