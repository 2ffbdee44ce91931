/**
 * Changes of a profile version that clusters are on. In its place a change reaches all of them at once; as a new version it waits until
 * each is moved, so that is what is offered first.
 */

import type { TextEdit } from "../base/text-edit.ts";
import { defaultProfileVersion, type Profile } from "../model/profile.ts";
import type { FileId, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import type { FileEdit } from "./file-edit.ts";
import { countClusters, newVersion, profileVersions, usersOfProfile } from "./profile-version.ts";

/** A profile version and the clusters that are on it. */
export interface ProfileUse {
  readonly version: string;
  /** At least one. */
  readonly references: readonly ReferenceEntry[];
  /** How many clusters the references are of. */
  readonly clusters: number;
  /** The free version that a change of it would get; undefined where there is none to count on to. */
  readonly next: string | undefined;
}

/** A version that was just made, and the one that it was made of: clusters that are on that may be moved. */
export interface MadeVersion {
  readonly name: string;
  readonly context: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** Undefined for a version that no cluster is on, or whose name or version cannot be judged. */
export function profileUse(snapshot: Snapshot, profile: Profile): ProfileUse | undefined {
  const references = usersOfProfile(snapshot, profile);
  if (references.length === 0) return undefined;
  return {
    version: profile.version?.text ?? defaultProfileVersion,
    references,
    clusters: countClusters(references),
    next: profileVersions(snapshot, profile)?.bumps[0]?.version,
  };
}

/**
 * The change of the profile as a new version of it, beside the old one, which stays as it is. Undefined where there is no room for a
 * version. The edits must all be of the profile's document.
 */
export function asNewVersion(
  snapshot: Snapshot,
  file: FileId,
  profile: Profile,
  version: string,
  edits: readonly TextEdit[],
): FileEdit | undefined {
  const exists = (other: FileId) => snapshot.file(other) !== undefined;
  return newVersion(snapshot, file, profile, version, exists, edits);
}

/** "3 clusters use 1.4.2". */
export function usageText({ clusters, version }: Pick<ProfileUse, "clusters" | "version">): string {
  return clusters === 1 ? `1 cluster uses ${version}` : `${clusters} clusters use ${version}`;
}
