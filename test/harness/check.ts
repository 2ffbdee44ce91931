/** The helpers through which tests of findings and fixes see the engine, so that the tests outlive its changes. */

import { analyze } from "../../server/src/analysis/engine.ts";
import type { Finding, Fix } from "../../server/src/analysis/finding.ts";
import { touches } from "../../server/src/base/span.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { createLineIndex } from "../../server/src/syntax/line-index.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import {
  type Annotation,
  dedent,
  type Fixture,
  type FixtureFile,
  fixtureWorkspace,
  parseFixture,
} from "./fixture.ts";

/** Every finding of every file must be annotated, and every annotation be met. Gives the findings, for what annotations cannot say. */
export function checkFindings(source: string): readonly Finding[] {
  const fixture = parseFixture(source);
  const workspace = fixtureWorkspace(fixture);
  const findings: Finding[] = [];
  const complaints: string[] = [];
  for (const file of fixture.files) {
    const actual = findingsOf(fixture, workspace, file);
    findings.push(...actual);
    complaints.push(...compare(file, actual));
  }
  if (complaints.length > 0) {
    const files = fixture.files.map(
      (file) => `-- ${file.name} --\n${render(file, findingsOf(fixture, workspace, file))}`,
    );
    throw new Error(`${complaints.join("\n")}\n\nThe files with their findings:\n\n${files.join("\n")}`);
  }
  return findings;
}

/**
 * Takes the one fix whose title holds the text (of the findings at the cursor, if there is one) and compares the file byte for
 * byte with what is expected, which is dedented and given the line ends of the file.
 */
export function checkFix(source: string, title: string, expected: string): void {
  const fixture = parseFixture(source);
  const fix = chooseFix(fixture, title);
  const { file, text } = applyFix(fixture, fix);
  const wanted = file.dress(dedent(expected));
  if (text !== wanted) {
    throw new Error(`\`${fix.title}\` gives\n\n${visible(text)}\n\nand not\n\n${visible(wanted)}`);
  }
}

/**
 * The same for a fix of several files. `expected` is a fixture of those that the fix changes or creates, all of them, each with its own line
 * ends.
 */
export function checkFixFiles(source: string, title: string, expected: string): void {
  const fixture = parseFixture(source);
  const fix = chooseFix(fixture, title);
  const wanted = new Map(parseFixture(expected).files.map(({ id, text }) => [id, text]));
  for (const { file, edits, create } of fix.edits) {
    const before = fixture.files.find(({ id }) => id === file);
    if ((create === true) === (before !== undefined))
      throw new Error(
        `\`${fix.title}\` ${create ? "creates what is there" : "edits what is not there"}: ${file}`,
      );
    const text = applyEdits(before?.text ?? "", edits);
    const other = wanted.get(file);
    if (text !== other)
      throw new Error(
        `\`${fix.title}\` makes of ${file}\n\n${visible(text)}\n\nand not\n\n${visible(other ?? "(no such file)")}`,
      );
    wanted.delete(file);
  }
  if (wanted.size > 0) throw new Error(`\`${fix.title}\` does not touch ${[...wanted.keys()].join(", ")}`);
}

/** There are findings (of the rule, at the cursor), and none of them offers a fix. */
export function checkNoFix(source: string, rule?: string): void {
  const findings = findingsAtCursor(parseFixture(source)).filter(
    (finding) => rule === undefined || finding.rule === rule,
  );
  if (findings.length === 0) throw new Error(`there is no finding${rule === undefined ? "" : ` of ${rule}`}`);
  const titles = findings.flatMap((finding) =>
    finding.fixes().map((fix) => `  ${finding.rule}: ${fix.title}`),
  );
  if (titles.length > 0) throw new Error(`no fix was expected, but there are\n${titles.join("\n")}`);
}

/** What is true of every piece of a profile, and says nothing of the rule that it is to show. */
const rulesOfWholeProfiles: ReadonlySet<string> = new Set(["layer-missing", "duplicate-pack"]);

function findingsOf({ isWhole }: Fixture, workspace: Workspace, file: FixtureFile): readonly Finding[] {
  const errors: unknown[] = [];
  const logger = {
    error: (message: string, cause?: unknown) => errors.push(new Error(message, { cause })),
    warn: () => undefined,
  };
  const findings = analyze(workspace.snapshot(), file.id, logger);
  if (errors.length > 0) throw errors[0];
  return isWhole ? findings : findings.filter(({ rule }) => !rulesOfWholeProfiles.has(rule));
}

function findingsAtCursor(fixture: Fixture): readonly Finding[] {
  const workspace = fixtureWorkspace(fixture);
  const findings = fixture.files.flatMap((file) => findingsOf(fixture, workspace, file));
  const { cursor } = fixture;
  if (cursor === undefined) return findings;
  return findings.filter(({ file, span }) => file === cursor.file && touches(span, cursor.offset));
}

function chooseFix(fixture: Fixture, title: string): Fix {
  const fixes = distinct(findingsAtCursor(fixture).flatMap((finding) => finding.fixes()));
  const chosen = fixes.filter((fix) => fix.title.includes(title));
  const [fix] = chosen;
  if (fix === undefined || chosen.length > 1) {
    const titles = fixes.map((candidate) => `  ${candidate.title}`).join("\n");
    throw new Error(`${chosen.length} fixes have \`${title}\` in their titles. All fixes:\n${titles}`);
  }
  return fix;
}

/** The same edit can be offered by two findings, as quoting can. */
function distinct(fixes: readonly Fix[]): Fix[] {
  return [...new Map(fixes.map((fix) => [JSON.stringify([fix.title, fix.edits]), fix])).values()];
}

function applyFix(fixture: Fixture, fix: Fix): { file: FixtureFile; text: string } {
  const [edit] = fix.edits;
  const file = fixture.files.find((candidate) => candidate.id === edit?.file);
  if (edit === undefined || file === undefined || fix.edits.length > 1) {
    throw new Error(`\`${fix.title}\` does not edit just one file of the fixture`);
  }
  return { file, text: applyEdits(file.text, edit.edits) };
}

function compare(file: FixtureFile, actual: readonly Finding[]): string[] {
  const left = new Set(actual);
  const complaints: string[] = [];
  for (const annotation of file.annotations) {
    const match = [...left].find((finding) => meets(file, finding, annotation));
    if (match === undefined)
      complaints.push(`missing in ${file.name}:${annotation.line + 1}: ${describe(annotation)}`);
    else left.delete(match);
  }
  for (const finding of left) {
    const annotation = annotationOf(file, finding);
    complaints.push(`unexpected in ${file.name}:${annotation.line + 1}: ${describe(annotation)}`);
  }
  return complaints;
}

function meets(file: FixtureFile, finding: Finding, wanted: Annotation): boolean {
  const found = annotationOf(file, finding);
  return (
    found.line === wanted.line &&
    found.column === wanted.column &&
    found.length === wanted.length &&
    found.severity === wanted.severity &&
    found.rule === wanted.rule &&
    found.hasFix === wanted.hasFix &&
    found.tags.join() === wanted.tags.join() &&
    found.message.includes(wanted.message)
  );
}

function annotationOf(file: FixtureFile, finding: Finding): Annotation {
  const { line, character } = createLineIndex(file.text).position(finding.span.start);
  return {
    line,
    column: character,
    length: finding.span.end - finding.span.start,
    severity: finding.severity,
    rule: finding.rule,
    hasFix: finding.fixes().length > 0,
    tags: finding.tags,
    message: finding.message,
  };
}

function describe({ severity, rule, hasFix, tags, message }: Annotation): string {
  const words = [...(hasFix ? ["fix"] : []), ...tags];
  return `${severity}(${rule})${words.length === 0 ? "" : ` [${words.join(", ")}]`}: ${message}`;
}

/** The file with what was found written below its lines, ready to be pasted into the test. */
function render(file: FixtureFile, findings: readonly Finding[]): string {
  const annotations = findings.map((finding) => annotationOf(file, finding));
  const lines = file.text.replace(/^\ufeff/, "").split(/\r?\n/);
  return lines
    .flatMap((text, line) => [
      text,
      ...annotations
        .filter((annotation) => annotation.line === line)
        .map((annotation) => renderOne(annotation, text)),
    ])
    .join("\n");
}

function renderOne(annotation: Annotation, text: string): string {
  const { column, length } = annotation;
  const indent = Math.min(text.length - text.trimStart().length, column - 1);
  const fits = column > 0 && length > 0 && column + length <= text.length && !text.includes("\t");
  const pointer = fits
    ? `${" ".repeat(indent)}#${" ".repeat(column - indent - 1)}${"^".repeat(length)}`
    : `# @${column}+${length}`;
  return `${pointer} ${describe(annotation)}`;
}

function visible(text: string): string {
  return text
    .replaceAll("\r", "␍")
    .replace(/\n$/, "⏎")
    .replace(/^\ufeff/, "[BOM]");
}
