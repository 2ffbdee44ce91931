/** Versions of a profile: new ones, changed ones, and what differs between two. */

import type { PlaceParams } from "./places.ts";

/**
 * Request: the version of the profile at a place, and the next ones. Answer: {@link ProfileVersionsResult}. What cannot be done is an
 * error with a message for the user, here and in the requests below.
 */
export const profileVersionsRequest = "clusterProfiles/profileVersionsAt";

export interface ProfileVersionsResult {
  /** "" for a profile that states no name. */
  readonly name: string;
  readonly version: string;
  /** Absent where it may be any. */
  readonly context?: string | undefined;
  /** Clusters that are on this version. */
  readonly clusters: number;
  /** Those that are free, the smallest step first. */
  readonly bumps: readonly { readonly bump: ProfileBump; readonly version: string }[];
}

export type ProfileBump = "patch" | "minor" | "major" | "prerelease";

/** A version for the profile at a place. */
export interface ProfileVersionParams extends PlaceParams {
  readonly version: string;
}

/** Request: whether the profile at a place can have a version. Answer: null, or why not in words for the user. */
export const checkProfileVersionRequest = "clusterProfiles/checkProfileVersion";

/** Request: the edit that changes the version of the profile at a place. Answer: a WorkspaceEdit. */
export const bumpProfileRequest = "clusterProfiles/bumpProfile";

/**
 * Request: the edit that adds a version of the profile at a place, beside it. Answer: {@link ProfileEditResult}, whose file is the same
 * where that holds several documents.
 */
export const newProfileVersionRequest = "clusterProfiles/newProfileVersion";

/** Request: the versions that the profile at a place can be compared with. Answer: {@link VersionsToCompareResult}. */
export const versionsToCompareRequest = "clusterProfiles/versionsToCompare";

export interface VersionsToCompareResult {
  readonly name: string;
  readonly version: string;
  readonly place: PlaceParams;
  /** Newest first. */
  readonly versions: readonly VersionToCompareItem[];
}

export interface VersionToCompareItem {
  readonly version: string;
  /** Of its name. */
  readonly place: PlaceParams;
  /** What differs, from the older to the newer of the two, in a few words; absent far down a long list. */
  readonly line?: string;
}

/** Request: what differs between two profiles, the older version first. Answer: {@link ProfileComparisonResult}. */
export const compareProfilesRequest = "clusterProfiles/compareProfiles";

export interface CompareProfilesParams {
  readonly first: PlaceParams;
  readonly second: PlaceParams;
}

export interface ProfileComparisonResult {
  /** "platform 1.4.0 → 1.5.0". */
  readonly title: string;
  /** In a few words. */
  readonly line: string;
  readonly markdown: string;
  readonly before: ComparedDocument;
  readonly after: ComparedDocument;
}

export interface ComparedDocument {
  /** The file that holds the profile. */
  readonly uri: string;
  readonly name: string;
  readonly version: string;
  /** The profile's own document, when the file holds others besides. */
  readonly text?: string;
}
