/**
 * Why packs are where they are as JSON, for programs. Within version 1 fields are added, never removed or given another meaning. What
 * is not known is left out.
 */

import type { ExplainedVersion } from "../../features/pack-explanation.ts";
import type { ExplainReport, ReportedExplanation } from "../explain-report.ts";

export function writeExplainJson({ packs, problems }: ExplainReport): string {
  const document = {
    version: 1,
    packs: packs.map(packData),
    problems: problems.map(({ source, file, message }) => ({ source, file, message })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function packData({ explanation, file, range }: ReportedExplanation): Record<string, unknown> {
  const { profile, profileVersion, status, versions } = explanation;
  return {
    pack: status.name,
    // A group such as `1.27.x` is stated, and the newest of it counts.
    stated: status.stated,
    version: status.current,
    catalog: status.answer.kind,
    profile,
    profileVersion,
    file,
    range,
    versions: versions.map(versionData),
  };
}

function versionData({ version, verdict, distance, reason, conflicts, values }: ExplainedVersion): unknown {
  return {
    version,
    verdict,
    distance,
    reason,
    conflicts,
    values: values?.kind,
    valuesToReview: values?.kind === "review" ? values.keys : undefined,
  };
}
