/** The list of packs of a profile that can be updated. */

import type { ProfileEditResult } from "./pack-versions.ts";
import type { PlaceParams, PositionData } from "./places.ts";

/** Command of the client: choose packs of the profile at a place, and update them. Arguments: one {@link PlaceParams}, or none. */
export const updatePacksCommand = "clusterProfiles.updatePacks";

/** Request: the packs of the profile at a place that can be updated. Answer: {@link UpdateChoicesResult}, or null where there is no profile. */
export const updateChoicesRequest = "clusterProfiles/updateChoices";

export interface UpdateChoicesParams extends PlaceParams {
  /** Versions that the user has chosen instead of those that are proposed. */
  readonly chosen?: readonly ChosenPackData[];
  /** Places of the packs that are to change; absent for all. */
  readonly ticked?: readonly PositionData[];
}

/** A pack as it was when the list was made. */
export interface ChosenPackData {
  readonly position: PositionData;
  readonly name: string;
  readonly current: string;
  readonly version: string;
}

export interface UpdateChoicesResult {
  /** Where the profile is: in its own file, wherever it was asked about. */
  readonly place: PlaceParams;
  /** "" for a profile that states no name. */
  readonly name: string;
  readonly version: string;
  readonly packs: readonly UpdatablePackData[];
  /** Why there are none, where there are none. */
  readonly none?: string;
}

export interface UpdatablePackData extends ChosenPackData {
  readonly distance?: "patch" | "minor" | "major" | undefined;
  /**
   * - `clean`: goes there with its values
   * - `review`: somebody has to look at the values
   * - `unknown`: the values cannot be taken along
   * - `conflict`: something stands against it
   */
  readonly outcome: "clean" | "review" | "unknown" | "conflict";
  /** The same in words. */
  readonly note: string;
}

/** Request: the edit that takes chosen packs of the profile at a place to their versions. Answer: {@link UpdateChosenResult}. */
export const updateChosenRequest = "clusterProfiles/updateChosen";

export interface UpdateChosenParams extends PlaceParams {
  readonly packs: readonly ChosenPackData[];
  /** The change goes into this new version of the profile, beside the old one. */
  readonly newVersion?: string | undefined;
}

export interface UpdateChosenResult<Edit> {
  /** Absent where no pack is clean. */
  readonly change?: ProfileEditResult<Edit>;
  /** Those that were not updated. */
  readonly left: readonly UpdatablePackData[];
}

/**
 * Request: the newer versions of the pack at a place, newest first, beside the rest of a choice. Params: {@link UpdateChoicesParams}. Answer:
 * {@link VersionToGoToItem}s, or null where there is no pack.
 */
export const versionsToGoToRequest = "clusterProfiles/versionsToGoTo";

export interface VersionToGoToItem {
  readonly version: string;
  /** `later`: once a version between has been reached. */
  readonly verdict: "proposed" | "offered" | "withheld" | "later";
  readonly distance?: "patch" | "minor" | "major" | undefined;
  /** What becomes of the values, or why not; "" where there is nothing to say. */
  readonly note: string;
}
