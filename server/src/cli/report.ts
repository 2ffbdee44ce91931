/** What a check found, as plain data with lines, columns and relative paths: all that a writer needs. */

import { isAbsolute, relative } from "node:path";
import type { Severity } from "../base/severity.ts";
import type { SourceTrouble } from "../catalog/catalog.ts";
import type { Place, Range } from "./source-texts.ts";

export interface Report {
  readonly summary: Summary;
  /** By file, place and rule. */
  readonly findings: readonly ReportedFinding[];
  readonly problems: readonly ReportedProblem[];
}

export interface Summary {
  /** Files that hold a profile or a cluster, or are a pack's. */
  readonly files: number;
  readonly profiles: number;
  readonly clusters: number;
  readonly packs: number;
  /** How many findings of each severity, whether they are in the report or not. */
  readonly counts: Readonly<Record<Severity, number>>;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly place: Place;
  readonly message: string;
  readonly related: readonly ReportedRelated[];
  /** Titles, the best first. */
  readonly fixes: readonly string[];
}

export interface ReportedRelated {
  readonly file: string;
  /** Undefined means the file as a whole. */
  readonly range: Range | undefined;
  readonly message: string;
}

/** Trouble with a source of what we know, which is no fault of a profile. */
export interface ReportedProblem {
  readonly source: string;
  readonly file: string;
  readonly message: string;
}

/** The path as seen from the working directory, with `/` on every system. */
export function relativePath(cwd: string, path: string): string {
  const way = relative(cwd, path);
  if (way === "") return ".";
  return (isAbsolute(way) ? path : way).replaceAll("\\", "/");
}

export function reportProblems(troubles: readonly SourceTrouble[], cwd: string): ReportedProblem[] {
  const problems = troubles.map(({ source, path, message }) => ({
    source,
    file: relativePath(cwd, path),
    message,
  }));
  return problems.sort(
    (a, b) =>
      compareText(a.file, b.file) || compareText(a.source, b.source) || compareText(a.message, b.message),
  );
}

export function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
  const { start: startA, end: endA } = a.place.range;
  const { start: startB, end: endB } = b.place.range;
  return (
    compareText(a.file, b.file) ||
    startA.line - startB.line ||
    startA.column - startB.column ||
    endA.line - endB.line ||
    endA.column - endB.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** By UTF-16 units, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
