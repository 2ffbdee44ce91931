/** Runs the rules over a file of a snapshot. A rule that throws is one logged error; the others finish. */

import { type Logger, silentLogger } from "../base/logger.ts";
import { milder, type Severity } from "../base/severity.ts";
import type { Profile } from "../model/profile.ts";
import { type LayeredPack, layeredPacks } from "../updates/pack-layers.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { profileStatus } from "../updates/profile-update.ts";
import type { PackStatus } from "../updates/version-choice.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { type Finding, type Fix, noFixes, type Report } from "./finding.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { rules as allRules } from "./rules/index.ts";
import { describeUnused, rule as unusedSuppression } from "./rules/unused-suppression.ts";
import { findSuppressions, type Suppression } from "./suppression.ts";

/** Of one rule in one file: more than anybody reads, and few enough for any editor. */
const mostFindings = 5000;

/** The file's findings in the order of their places; empty for a file that is not ours. */
export function analyze(
  snapshot: Snapshot,
  file: FileId,
  logger: Logger = silentLogger,
  rules: readonly Rule[] = allRules,
): readonly Finding[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const severities = snapshot.config(file).severities;
  const context = createContext(snapshot, file, view);
  const findings: Finding[] = [];
  const ran = new Set<string>();
  for (const rule of rules) {
    const configured = severities.get(rule.id);
    if (configured === "off" || (configured === undefined && rule.offByDefault === true)) continue;
    try {
      const reported: Finding[] = [];
      for (const report of rule.check(context)) {
        reported.push(toFinding(rule, report, file, configured));
        if (reported.length === mostFindings) break;
      }
      for (const finding of reported) findings.push(finding);
      ran.add(rule.id);
    } catch (error) {
      logger.error(`Internal error in rule ${rule.id} on ${file}: the other rules went on`, error);
    }
  }
  const suppressions = findSuppressions(view);
  const kept =
    suppressions.length === 0
      ? findings
      : suppress(findings, suppressions, view, ran, severities.get(unusedSuppression.id));
  return withoutRepeats(kept.sort(inOrder));
}

function createContext(snapshot: Snapshot, file: FileId, view: FileView): RuleContext {
  const statuses = new Map<Profile, readonly PackStatus[]>();
  const layers = new Map<Profile, readonly LayeredPack[]>();
  const policyOf = policiesOf(snapshot, view);
  return {
    snapshot,
    file,
    view,
    documents: view.documents,
    profiles: view.documents.flatMap((document) => document.profiles),
    clusters: view.documents.flatMap((document) => document.clusters),
    pack: view.pack,
    packStatuses(profile) {
      const known = statuses.get(profile) ?? profileStatus(snapshot.catalog, profile, policyOf);
      statuses.set(profile, known);
      return known;
    },
    layeredPacks(profile) {
      const known = layers.get(profile) ?? layeredPacks(snapshot.catalog, profile);
      layers.set(profile, known);
      return known;
    },
  };
}

function toFinding(rule: Rule, report: Report, file: FileId, configured: Severity | undefined): Finding {
  return {
    rule: rule.id,
    severity: effectiveSeverity(rule.severity, configured, report),
    file,
    span: report.span,
    message: report.message,
    related: report.related ?? [],
    tags: report.tags ?? [],
    fixes: report.fixes === undefined ? noFixes : withEdits(report.fixes),
  };
}

/** A fix that finds nothing of its own to edit is none. */
function withEdits(fixes: () => readonly Fix[]): () => readonly Fix[] {
  return () => fixes().filter((fix) => fix.late === true || fix.edits.some(({ edits }) => edits.length > 0));
}

function effectiveSeverity(ofRule: Severity, configured: Severity | undefined, report: Report): Severity {
  const severity = configured ?? milder(ofRule, report.severity ?? ofRule);
  return report.atMost === undefined ? severity : milder(severity, report.atMost);
}

/** Drops what comments silence, and tells of comments that silence nothing. */
function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  view: FileView,
  ran: ReadonlySet<string>,
  configured: Severity | "off" | undefined,
): Finding[] {
  const used = new Set<Suppression>();
  const byPlace = new Map<string, Suppression>();
  for (const suppression of suppressions) {
    const place = `${suppression.line} ${suppression.rule}`;
    if (!byPlace.has(place)) byPlace.set(place, suppression);
  }
  const kept = findings.filter((finding) => {
    const { line } = view.lines.position(finding.span.start);
    const match = byPlace.get(`${line} ${finding.rule}`);
    if (match !== undefined) used.add(match);
    return match === undefined;
  });
  if (configured === "off") return kept;
  const known = allRules.map((rule) => rule.id);
  for (const suppression of suppressions.slice(0, mostFindings)) {
    const isRule = known.includes(suppression.rule);
    // A rule that was off or failed had no chance to be silenced.
    if (used.has(suppression) || (isRule && !ran.has(suppression.rule))) continue;
    kept.push(
      toFinding(unusedSuppression, describeUnused(suppression, isRule, known, view), view.id, configured),
    );
  }
  return kept;
}

/** An alias or a merge brings the same text in twice; it is said once. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding, at) => {
    const before = findings[at - 1];
    return before === undefined || inOrder(before, finding) !== 0 || before.message !== finding.message;
  });
}

function inOrder(a: Finding, b: Finding): number {
  return (
    a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}
