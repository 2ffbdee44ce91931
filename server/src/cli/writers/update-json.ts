/**
 * What an update does or did as JSON, for programs. Within version 1 fields are added, never removed or given another meaning. What is not
 * known is left out.
 */

import type { PlannedPack } from "../../features/update-plan.ts";
import type { ReportedUpdate, UpdateReport } from "../update-report.ts";
import { blockerData } from "./blocker-json.ts";

export function writeUpdateJson({ isWritten, profiles, files, problems }: UpdateReport): string {
  const document = {
    version: 1,
    written: isWritten,
    profiles: profiles.map(profileData),
    files: files.map(({ file, isNew, diff, fault }) => ({ file, isNew, diff, fault })),
    problems: problems.map(({ source, file, message }) => ({ source, file, message })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function profileData({ planned, file, newFile }: ReportedUpdate): unknown {
  const { name, version, clusters, way, packs, isProven } = planned;
  return {
    file,
    profile: name,
    version,
    clusters,
    way: way.kind,
    newVersion: way.kind === "new" ? way.version : undefined,
    newFile,
    reason: way.kind === "left" ? way.reason : undefined,
    supersededBy: way.kind === "superseded" ? way.by : undefined,
    packs: packs.map(packData),
    // False where newer versions may go together than were found.
    proven: isProven,
  };
}

function packData({ step: { status, target }, outcome, heldBack }: PlannedPack): unknown {
  const blockers = outcome.kind === "conflict" ? outcome.blockers : heldBack?.blockers;
  return {
    pack: status.name,
    from: status.stated,
    to: target.version,
    outcome: outcome.kind,
    valuesKept: outcome.kind === "clean" ? outcome.values?.kept : undefined,
    valuesAdopted: outcome.kind === "clean" ? outcome.values?.adopted : undefined,
    valuesToReview: outcome.kind === "review" ? outcome.keys : undefined,
    conflicts: outcome.kind === "conflict" ? outcome.conflicts : undefined,
    heldBackFrom: heldBack?.from.version,
    blockedBy: blockers?.map(blockerData),
  };
}
