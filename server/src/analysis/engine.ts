/** Runs the rules over a file of a snapshot. A rule that throws is one logged error; the others finish. */

import { type Logger, silentLogger } from "../base/logger.ts";
import { milder, type Severity } from "../base/severity.ts";
import type { Profile } from "../model/profile.ts";
import { profileStatus } from "../updates/profile-update.ts";
import type { PackStatus } from "../updates/version-choice.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { type Finding, noFixes, type Report } from "./finding.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { rules as allRules } from "./rules/index.ts";
import { describeUnused, rule as unusedSuppression } from "./rules/unused-suppression.ts";
import { findSuppressions, type Suppression } from "./suppression.ts";

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
    if (configured === "off") continue;
    try {
      findings.push(...[...rule.check(context)].map((report) => toFinding(rule, report, file, configured)));
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

/** Used by rules' tests too, so that a test sees what the engine sees. */
export function createContext(snapshot: Snapshot, file: FileId, view: FileView): RuleContext {
  const statuses = new Map<Profile, readonly PackStatus[]>();
  return {
    snapshot,
    file,
    view,
    documents: view.documents,
    profiles: view.documents.flatMap((document) => document.profiles),
    clusters: view.documents.flatMap((document) => document.clusters),
    packStatuses(profile) {
      const known = statuses.get(profile) ?? profileStatus(snapshot.catalog, profile);
      statuses.set(profile, known);
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
    fixes: report.fixes ?? noFixes,
  };
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
  const kept = findings.filter((finding) => {
    const line = view.lines.position(finding.span.start).line;
    const match = suppressions.find(
      (suppression) => suppression.rule === finding.rule && suppression.line === line,
    );
    if (match !== undefined) used.add(match);
    return match === undefined;
  });
  if (configured === "off") return kept;
  const known = allRules.map((rule) => rule.id);
  for (const suppression of suppressions) {
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
