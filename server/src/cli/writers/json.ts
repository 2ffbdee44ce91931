/**
 * The report as JSON, for programs. Within version 1 fields are added, never removed or given another meaning.
 */

import type { Report } from "../report.ts";

export function writeJson({ summary, findings, problems }: Report): string {
  const { files, profiles, clusters, packs, counts } = summary;
  const { error, warning, information, hint } = counts;
  const document = {
    version: 1,
    summary: { files, profiles, clusters, packs, error, warning, information, hint },
    findings: findings.map(({ rule, severity, file, place, message, related, fixes }) => ({
      rule,
      severity,
      file,
      range: place.range,
      message,
      // Without a range it is the file as a whole.
      related: related.map((other) => ({ file: other.file, range: other.range, message: other.message })),
      fixes,
    })),
    problems: problems.map(({ source, file, message }) => ({ source, file, message })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
