/** Updates of the pack at a place, and of all packs of a profile. */

import type { PlaceParams } from "./places.ts";

/** Request: the versions of the pack at a place, for a person to choose from. Answer: {@link PackVersionsResult} or null. */
export const packVersionsRequest = "clusterProfiles/packVersions";

export interface PackVersionsResult {
  readonly name: string;
  readonly current: string;
  /** Newest first. */
  readonly versions: readonly PackVersionItem[];
}

export interface PackVersionItem {
  readonly version: string;
  readonly relation: "newer" | "current" | "older" | "unordered";
  readonly distance: "patch" | "minor" | "major" | undefined;
  readonly state: "deprecated" | "disabled" | "deleted" | undefined;
  readonly prerelease: boolean;
  /** The pack's default values differ from those of the current version. */
  readonly otherDefaults: boolean;
}

/** Request: the edit that takes the pack at a place to a version. Answer: {@link ProfileEditResult} or null. */
export const updatePackRequest = "clusterProfiles/updatePack";

export interface UpdatePackParams extends PlaceParams {
  /** The pack and its version as they were when the list was made; the answer is null when another one is at the place by now. */
  readonly name: string;
  readonly current: string;
  readonly version: string;
  /** The change goes into this new version of the profile, beside the old one. */
  readonly newVersion?: string | undefined;
}

export interface ProfileEditResult<Edit> {
  readonly edit: Edit;
  /** The file that holds the changed profile: another one when it became a new version. */
  readonly uri: string;
  /** What it leaves to do, in words for the user. */
  readonly left?: string;
  /** What a review of the update would show first, in a few words, where the edit changes the version and leaves values that want a look. */
  readonly toReview?: string;
}

/** Request: the edit that updates all packs of the profile at a place. Answer: {@link UpdateAllResult}. */
export const updateAllPacksRequest = "clusterProfiles/updateAllPacks";

export type Reach = "patch" | "minor" | "newest";

export interface UpdateAllParams extends PlaceParams {
  readonly reach: Reach;
  /** The change goes into this new version of the profile, beside the old one. */
  readonly newVersion?: string | undefined;
}

/** The edit, or why there is none. */
export type UpdateAllResult<Edit> =
  | ({ readonly kind: "edit" } & ProfileEditResult<Edit>)
  | { readonly kind: "no-profile" }
  | { readonly kind: "no-registry" }
  /** Packs have somewhere to go, and none can be taken there by itself: why, for the user. */
  | { readonly kind: "left"; readonly left: string }
  | { readonly kind: "up-to-date" };

/** Command of the client: choose a version for the pack at a place. Arguments: one {@link PlaceParams}. */
export const choosePackVersionCommand = "clusterProfiles.choosePackVersion";

/** Command of the client: choose how far all packs of the profile at a place should go. Arguments: one {@link PlaceParams}. */
export const updateAllPacksCommand = "clusterProfiles.updateAllPacks";

/** Command of the client: take the pack at a place to a version, or ask what is to be asked. Arguments: one {@link UpdatePackToParams}. */
export const updatePackToCommand = "clusterProfiles.updatePackTo";

export interface UpdatePackToParams extends PlaceParams {
  readonly version: string;
}
