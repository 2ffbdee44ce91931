/** `cluster-profiles check`: what is wrong or outdated in the profiles, clusters and packs at the paths. */

import { analyze } from "../analysis/engine.ts";
import { type Finding, noFixes } from "../analysis/finding.ts";
import type { Rule } from "../analysis/rule.ts";
import { rules as allRules } from "../analysis/rules/index.ts";
import { secretSpans } from "../analysis/secrets.ts";
import { type Logger, silentLogger } from "../base/logger.ts";
import { atLeast, type Severity, severities } from "../base/severity.ts";
import type { Span } from "../base/span.ts";
import { type ConfigProblem, endedHolds } from "../config/config-file.ts";
import { findingActions } from "../features/finding-actions.ts";
import { packFileName } from "../model/pack-json.ts";
import type { CheckArguments } from "./arguments.ts";
import { describeNothing } from "./describe-nothing.ts";
import { type Environment, wantsColor } from "./environment.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { describeInternalError, wantsDebug } from "./internal-error.ts";
import { type Loaded, load } from "./load.ts";
import {
  compareFindings,
  type Report,
  type ReportedFinding,
  relativePath,
  reportProblems,
} from "./report.ts";
import { withoutLinks } from "./roots.ts";
import { type Place, type SecretsOf, SourceTexts } from "./source-texts.ts";
import { writeJson } from "./writers/json.ts";
import { writeFindings, writeProblems, writeSummary } from "./writers/pretty.ts";

/** The pseudo rule of what is wrong with a config file. No comment silences it and no setting weakens it. */
const configRule = "config-file";

/** Throws a UsageError where the command line names what is not there. */
export async function check(
  args: CheckArguments,
  env: Environment,
  rules: readonly Rule[] = allRules,
): Promise<ExitCode> {
  const loaded = await load(args, env.cwd);
  const faults: Fault[] = [];
  const findings = [...configFindings(loaded), ...documentFindings(loaded, rules, faults)];
  const cwd = await withoutLinks(env.cwd);
  const asJson = args.format === "json";
  const shown = asJson ? "hint" : mildestShown(args.minSeverity);
  const report = await createReport(loaded, findings, shown, cwd, faults);

  // People are told of faults on standard error, in full; programs read them here.
  if (asJson) env.stdout.write(writeJson(withFaults(report, faults, cwd)));
  else writePretty(report, args.minSeverity, env);

  const isEmpty = report.summary.files === 0;
  if (isEmpty)
    env.stderr.write(
      describeNothing("nothing to check: no profile, no cluster and no pack was found", args.paths, loaded),
    );
  if (faults.length > 0) {
    const what = "internal error: the findings may not be complete";
    env.stderr.write(describeInternalError(what, faults.map(causeOf), wantsDebug(args.debug, env)));
    return exitCodes.internal;
  }
  if (findings.some(({ severity }) => atLeast(severity, args.minSeverity))) return exitCodes.findings;
  return isEmpty ? exitCodes.nothing : exitCodes.clean;
}

/** A fault of ours in the middle of the work, which went on. */
interface Fault {
  readonly file: string;
  readonly message: string;
  readonly cause: unknown;
}

function configFindings({ configs, snapshot }: Loaded): Finding[] {
  return configs.flatMap(({ file, text, problems }) => {
    const finding = (severity: Severity, { message, span }: ConfigProblem): Finding => ({
      rule: configRule,
      severity,
      file,
      span,
      message,
      related: [],
      tags: [],
      fixes: noFixes,
    });
    return [
      ...problems.map((problem) => finding("error", problem)),
      ...endedHolds(text ?? "", snapshot.today).map((problem) => finding("warning", problem)),
    ];
  });
}

function documentFindings(
  { snapshot, candidates }: Loaded,
  rules: readonly Rule[],
  faults: Fault[],
): Finding[] {
  return candidates.flatMap((file) => {
    const logger: Logger = {
      ...silentLogger,
      error: (message, cause) => faults.push({ file, message, cause }),
    };
    return analyze(snapshot, file, logger, rules);
  });
}

/** Hints are for editors, where they cost no room: on a terminal they are shown to who asks for them. */
function mildestShown(minSeverity: Severity): Severity {
  return minSeverity === "hint" ? "hint" : "information";
}

async function createReport(
  loaded: Loaded,
  findings: readonly Finding[],
  shown: Severity,
  cwd: string,
  faults: Fault[],
): Promise<Report> {
  const { snapshot, texts, candidates, configs, troubles } = loaded;
  const known = new Map(texts);
  for (const { file, text } of configs) {
    if (text !== undefined) known.set(file, text);
  }
  const sources = new SourceTexts(known, secretsIn(snapshot));
  const reported: ReportedFinding[] = [];
  for (const finding of findings) {
    if (atLeast(finding.severity, shown))
      reported.push(await reportFinding(finding, snapshot, sources, cwd, faults));
  }

  const views = candidates.map((file) => snapshot.file(file)).filter((view) => view !== undefined);
  const told = new Set(findings.map(({ file }) => file));
  const documents = views.flatMap((view) => view.documents);
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return {
    summary: {
      files: views.length,
      profiles: documents.reduce((sum, document) => sum + document.profiles.length, 0),
      clusters: documents.reduce((sum, document) => sum + document.clusters.length, 0),
      packs: views.filter(({ pack }) => pack?.name === packFileName).length,
      counts,
    },
    findings: reported.sort(compareFindings),
    // What is wrong with a pack.json is told with its place where it is checked, unless its rule is off.
    problems: reportProblems(
      troubles.filter(({ path }) => !told.has(path) || snapshot.file(path)?.pack === undefined),
      cwd,
    ),
  };
}

/** Looked for once in a file. */
function secretsIn(snapshot: Loaded["snapshot"]): SecretsOf {
  const found = new Map<string, readonly Span[]>();
  return (file) => {
    const view = found.has(file) ? undefined : snapshot.file(file);
    if (view !== undefined) found.set(file, secretSpans(snapshot, view));
    return found.get(file) ?? [];
  };
}

async function reportFinding(
  finding: Finding,
  snapshot: Loaded["snapshot"],
  sources: SourceTexts,
  cwd: string,
  faults: Fault[],
): Promise<ReportedFinding> {
  const { rule, severity, file, span, message } = finding;
  const related = finding.related.map(async (other) => ({
    file: relativePath(cwd, other.file),
    range: other.span === undefined ? undefined : (await sources.place(other.file, other.span))?.range,
    message: other.message,
  }));
  return {
    rule,
    severity,
    file: relativePath(cwd, file),
    place: (await sources.place(file, span)) ?? nowhere,
    message,
    related: await Promise.all(related),
    fixes: titlesOf(finding, snapshot, faults),
  };
}

/** The file was read a moment ago, so this is for the type alone. */
const nowhere: Place = {
  range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
  line: "",
  start: 0,
  end: 0,
};

/** As the light bulb has them: what a fix of a pack would break, and what becomes of its values, is told in their titles. */
function titlesOf(finding: Finding, snapshot: Loaded["snapshot"], faults: Fault[]): string[] {
  const { rule, file } = finding;
  try {
    const view = snapshot.file(file);
    return view === undefined ? [] : findingActions(snapshot, view, [finding]).map(({ title }) => title);
  } catch (error) {
    faults.push({ file, message: `Internal error in the fixes of rule ${rule} on ${file}`, cause: error });
    return [];
  }
}

function withFaults(report: Report, faults: readonly Fault[], cwd: string): Report {
  const problems = faults.map(({ file, message }) => ({
    source: "cluster-profiles",
    file: relativePath(cwd, file),
    message,
  }));
  return { ...report, problems: [...report.problems, ...problems] };
}

function writePretty(report: Report, minSeverity: Severity, env: Environment): void {
  const { stdout, stderr } = env;
  const width = stdout.isTerminal ? stdout.columns : undefined;
  stdout.write(writeFindings(report.findings, { color: wantsColor(stdout, env), width }));
  stderr.write(writeProblems(report.problems, { color: wantsColor(stderr, env) }));
  const { files, counts } = report.summary;
  const isSilent = files === 0 && severities.every((severity) => counts[severity] === 0);
  if (!isSilent) stdout.write(writeSummary(report.summary, minSeverity === "hint"));
}

function causeOf({ message, cause }: Fault): Error {
  const reason = cause instanceof Error ? cause : new Error(String(cause));
  const error = new Error(`${message}: ${reason.message}`, { cause });
  error.stack = `${message}: ${reason.stack ?? reason.message}`;
  return error;
}
