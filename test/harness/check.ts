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
  fixtureFolder,
  fixtureWorkspace,
  parseFixture,
  sectionsOf,
} from "./fixture.ts";

/** Every finding of every file must be annotated, and every annotation be met. Gives the findings, for what annotations cannot say. */
export function checkFindings(source: string): readonly Finding[] {
  const fixture = parseFixture(source);
  const workspace = fixtureWorkspace(fixture);
  const findings: Finding[] = [];
  const complaints: string[] = [];
  for (const file of fixture.files) {
    const actual = findingsOf(workspace, file);
    findings.push(...actual);
    complaints.push(...compare(file, actual));
  }
  if (complaints.length > 0) {
    const files = fixture.files.map(
      (file) => `-- ${file.name} --\n${render(file, findingsOf(workspace, file))}`,
    );
    throw new Error(`${complaints.join("\n")}\n\nThe files with their findings:\n\n${files.join("\n")}`);
  }
  return findings;
}

/**
 * Takes the one fix whose title holds the text (of the findings at the cursor, if there is one) and compares the file byte for
 * byte with what is expected, which is dedented and given the line ends of the file. Where the fix changes several files, or makes new
 * ones, each stands in a section of its own, `-- NAME --`; a new file has the line ends of the first one. Gives the fix.
 */
export function checkFix(source: string, title: string, expected: string): Fix {
  const fixture = parseFixture(source);
  const findings = findingsAtCursor(fixture);
  const fixes = distinct(findings.flatMap((finding) => finding.fixes()));
  const chosen = fixes.filter((fix) => fix.title.includes(title));
  const [fix] = chosen;
  if (fix === undefined || chosen.length > 1) {
    const titles = fixes.map((candidate) => `  ${candidate.title}`).join("\n");
    throw new Error(`${chosen.length} fixes have \`${title}\` in their titles. All fixes:\n${titles}`);
  }
  const texts = applyFix(fixture, fix);
  const [first] = texts;
  const sections = sectionsOf(dedent(expected));
  const wanted =
    texts.length > 1 || sections.length > 1
      ? sections.map(({ title: name, body }) => ({ name, text: body.map((line) => `${line}\n`).join("") }))
      : [{ name: first?.name ?? "", text: dedent(expected) }];
  const show = (files: readonly { readonly name: string; readonly text: string }[]) =>
    files.map(({ name, text }) => `-- ${name} --\n${visible(text)}`).join("\n\n");
  const dressed = wanted.map(({ name, text }, at) => ({
    name,
    text: (texts[at]?.dress ?? ((same: string) => same))(text),
  }));
  const actual = texts.map(({ name, text }) => ({ name, text }));
  if (JSON.stringify(actual) !== JSON.stringify(dressed))
    throw new Error(`\`${fix.title}\` gives\n\n${show(actual)}\n\nand not\n\n${show(dressed)}`);
  return fix;
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

function findingsOf(workspace: Workspace, file: FixtureFile): readonly Finding[] {
  const errors: unknown[] = [];
  const logger = {
    error: (message: string, cause?: unknown) => errors.push(new Error(message, { cause })),
    warn: () => undefined,
  };
  const findings = analyze(workspace.snapshot(), file.id, logger);
  if (errors.length > 0) throw errors[0];
  return findings;
}

function findingsAtCursor(fixture: Fixture): readonly Finding[] {
  const workspace = fixtureWorkspace(fixture);
  const findings = fixture.files.flatMap((file) => findingsOf(workspace, file));
  const { cursor } = fixture;
  if (cursor === undefined) return findings;
  return findings.filter(({ file, span }) => file === cursor.file && touches(span, cursor.offset));
}

/** The same edit can be offered by two findings, as quoting can. */
function distinct(fixes: readonly Fix[]): Fix[] {
  return [...new Map(fixes.map((fix) => [JSON.stringify([fix.title, fix.edits]), fix])).values()];
}

interface FixedFile {
  readonly name: string;
  readonly text: string;
  dress(text: string): string;
}

function applyFix(fixture: Fixture, fix: Fix): FixedFile[] {
  const [first] = fix.edits.map((edit) => fixture.files.find(({ id }) => id === edit.file));
  if (first === undefined) throw new Error(`\`${fix.title}\` edits no file of the fixture first`);
  return fix.edits.map((edit) => {
    const file = fixture.files.find(({ id }) => id === edit.file);
    if ((file === undefined) !== (edit.create === true))
      throw new Error(
        `\`${fix.title}\` ${file === undefined ? "edits" : "makes"} ${edit.file}, which is ${file === undefined ? "not " : ""}there`,
      );
    const name = file?.name ?? edit.file.replace(`${fixtureFolder}/`, "");
    return { name, text: applyEdits(file?.text ?? "", edit.edits), dress: (file ?? first).dress };
  });
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
