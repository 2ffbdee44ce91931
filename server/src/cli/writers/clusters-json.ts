/**
 * The clusters and their profile versions as JSON, for programs. Within version 1 fields are added, never removed or given another
 * meaning. What is not known is left out.
 */

import type { ClustersReport, ReportedAssignment } from "../clusters-report.ts";

export function writeClustersJson(report: ClustersReport): string {
  const { clusters, counts, rows, profile, verification, problems } = report;
  const { references, behind, unknown, silenced, notJudged } = counts;
  const document = {
    version: 1,
    summary: { clusters, references, behind, unknown, silenced, notJudged },
    // Only with a version that was asked for.
    verification: verification && { profile: profile?.name, version: profile?.version, ...verification },
    references: rows.map(referenceData),
    problems: problems.map(({ source, file, message }) => ({ source, file, message })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function referenceData({
  assignment,
  status,
  file,
  range,
  relation,
}: ReportedAssignment): Record<string, unknown> {
  const { cluster, reference, version, isDefault, state, behind, newest } = assignment;
  return {
    cluster: cluster.stated.name,
    profile: reference.name,
    version,
    versionIsDefault: isDefault,
    state,
    behind,
    newest,
    relation,
    role: reference.role === "list" ? undefined : reference.role,
    context: reference.context,
    cloudType: cluster.stated.cloudType,
    overrides: reference.overrides.length,
    file,
    range,
    status: status && { state: status.state, health: status.health, at: status.at, file: status.file },
  };
}
