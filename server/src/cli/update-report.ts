/** What an update does or did, as plain data with relative paths: all that a writer needs. */

import type { PlannedProfile } from "../features/update-plan.ts";
import type { ReportedProblem } from "./report.ts";

export interface UpdateReport {
  /** True where files were written, or could not be. */
  readonly isWritten: boolean;
  /** The one version that packs shall go to; undefined for a reach. */
  readonly version: string | undefined;
  readonly profiles: readonly ReportedUpdate[];
  /** By path. */
  readonly files: readonly ReportedFile[];
  readonly problems: readonly ReportedProblem[];
}

export interface ReportedUpdate {
  readonly planned: PlannedProfile;
  readonly file: string;
  /** Where the profile goes; undefined unless it becomes a new version. */
  readonly newFile: string | undefined;
}

export interface ReportedFile {
  readonly file: string;
  readonly isNew: boolean;
  /** Unified, with passwords masked. */
  readonly diff: string;
  /** Why it stays as it was; undefined when it was written, or nothing was to be written. */
  readonly fault: string | undefined;
}

/** True where a person has something to do: what was asked for did not come about. */
export function hasLeft({ profiles, files }: UpdateReport): boolean {
  return (
    files.some(({ fault }) => fault !== undefined) ||
    profiles.some(
      ({ planned: { way, packs } }) =>
        way.kind === "left" ||
        (way.kind !== "superseded" &&
          packs.some(({ outcome, heldBack }) => outcome.kind !== "clean" || heldBack !== undefined)),
    )
  );
}
