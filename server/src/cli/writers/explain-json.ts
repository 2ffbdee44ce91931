/**
 * Why packs are where they are as JSON, for programs. Within version 1 fields are added, never removed or given another meaning. What
 * is not known is left out.
 */

import type { ExplainedVersion } from "../../features/pack-explanation.ts";
import type { PackStep } from "../../updates/profile-update.ts";
import type { ExplainReport, ReportedExplanation } from "../explain-report.ts";
import { blockerData } from "./blocker-json.ts";

export function writeExplainJson({ packs, problems }: ExplainReport): string {
  const document = {
    version: 1,
    packs: packs.map(packData),
    problems: problems.map(({ source, file, message }) => ({ source, file, message })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function packData({ explanation, file, range }: ReportedExplanation): Record<string, unknown> {
  const { profile, profileVersion, status, versions, path, isProven } = explanation;
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
    // False where newer versions may go together than were found.
    proven: isProven,
    path: path.map(({ update, version, together }) => ({
      update,
      version,
      together: together.map(stepData),
    })),
  };
}

function stepData({ status, target }: PackStep): unknown {
  return { pack: status.name, from: status.stated, to: target.version };
}

function versionData(explained: ExplainedVersion): unknown {
  const { version, verdict, distance, reason, conflicts, blockers, together, values } = explained;
  return {
    version,
    verdict,
    distance,
    reason,
    conflicts,
    blockedBy: blockers.map(blockerData),
    together: together.map(stepData),
    values: values?.kind,
    valuesToReview: values?.kind === "review" ? values.keys : undefined,
  };
}
