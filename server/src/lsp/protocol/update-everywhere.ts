/** One pack in all profiles of the workspace. */

import type { Reach } from "./pack-versions.ts";
import type { PlaceData, PlaceParams } from "./places.ts";

/** Command of the client: one pack in all profiles. Arguments: the {@link PlaceParams} of a pack, or none. */
export const updatePackInAllProfilesCommand = "clusterProfiles.updatePackInAllProfiles";

/** Request: the packs that are behind in some profile of the workspace. Answer: {@link OutdatedPackData}s. */
export const outdatedPacksRequest = "clusterProfiles/outdatedPacks";

export interface OutdatedPackData {
  readonly name: string;
  /** Those that profiles have, newest first. */
  readonly current: readonly string[];
  readonly newest: string;
  readonly profiles: number;
}

/** Request: where a pack could go, and how many profiles that touches. Params: {@link PackOfAllParams}. Answer: {@link EverywhereTargetData}s. */
export const everywhereTargetsRequest = "clusterProfiles/everywhereTargets";

/** A pack by its name, or the one at a place. */
export interface PackOfAllParams {
  readonly pack: string | PlaceParams;
}

export interface EverywhereTargetsResult {
  readonly name: string;
  readonly targets: readonly EverywhereTargetData[];
}

export interface EverywhereTargetData {
  readonly to: Reach | { readonly version: string };
  /** What it comes to, newest first. */
  readonly versions: readonly string[];
  readonly profiles: number;
  /** Those among them that clusters use. */
  readonly used: number;
  /** Comes to the same as a nearer one, and need not be shown. */
  readonly same: boolean;
}

/**
 * Request: the edit that updates a pack in all profiles, to be looked at first. May take a while: it can be cancelled, and tells its
 * progress to a `workDoneToken`. Answer: {@link UpdateEverywhereResult}.
 */
export const updateEverywhereRequest = "clusterProfiles/updateEverywhere";

export interface UpdateEverywhereParams {
  readonly name: string;
  readonly to: Reach | { readonly version: string };
  /** What profiles that clusters use become; absent leaves them alone. */
  readonly newVersion?: "patch" | "minor" | "major" | undefined;
}

export interface UpdateEverywhereResult<Edit> {
  /** Absent where nothing can be changed. */
  readonly edit?: Edit;
  readonly profiles: number;
  readonly left: readonly LeftProfileData[];
}

/** A profile in which the pack stays where it is. */
export interface LeftProfileData extends PlaceData {
  readonly name: string;
  readonly version: string;
  /** The version that the pack would go to. */
  readonly target: string;
  readonly why: string;
  readonly canReview: boolean;
}
