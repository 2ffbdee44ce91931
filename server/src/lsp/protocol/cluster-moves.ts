/** Clusters that get another version of a profile. */

import type { MarkdownPage, PlaceParams } from "./places.ts";
import type { BoardPartData } from "./rollout-board.ts";

/** A profile, whatever its version. */
export interface ProfileData {
  readonly name: string;
  /** Absent where it may be any. */
  readonly context?: string | undefined;
}

/**
 * Request: profiles that clusters could be moved between the versions of. Params: a {@link PlaceParams} of a cluster, for its profiles
 * alone, or null. Answer: {@link MovableProfileData}s.
 */
export const movableProfilesRequest = "clusterProfiles/movableProfiles";

export interface MovableProfileData extends ProfileData {
  readonly clusters: number;
  /** Newest first. */
  readonly versions: readonly string[];
}

/** Request: the profile that is meant at a place, for moving clusters. Answer: {@link MoveSubjectData} or null. */
export const moveSubjectRequest = "clusterProfiles/moveSubject";

export interface MoveSubjectData extends ProfileData {
  /** The version at the place. */
  readonly from?: string | undefined;
}

/** Request: the versions that clusters can be moved to, newest first. Params: {@link MoveSubjectData}. Answer: {@link MoveTargetData}s. */
export const moveTargetsRequest = "clusterProfiles/moveTargets";

export interface MoveTargetData {
  readonly version: string;
  /** How many clusters are on it. */
  readonly clusters: number;
  readonly newest: boolean;
  /** What differs from the version that is left, in a line. */
  readonly differs?: string | undefined;
  /** What the move does to the clusters that would be ticked: in a word or two, and with how many of them it hits. */
  readonly effect?: { readonly name: string; readonly words: string } | undefined;
}

/** Request: the clusters that are not on a version yet. Answer: {@link MoveChoiceData}s. */
export const moveChoicesRequest = "clusterProfiles/moveChoices";

export interface MoveChoicesParams extends MoveSubjectData {
  readonly to: string;
  /** Picks the clusters of this part of the rollout board. */
  readonly part?: BoardPartData | undefined;
}

export interface MoveChoiceData {
  readonly id: string;
  readonly label: string;
  /** The version that the cluster is on. */
  readonly from?: string | undefined;
  readonly cloudType?: string | undefined;
  readonly uri: string;
  /** How it is, and how long ago that was true, in words. */
  readonly status: string;
  /** What the move does to it, in a word or two. */
  readonly effect: string;
  /** Why it cannot be moved. */
  readonly obstacle?: string | undefined;
  /** Picked before a person has looked. */
  readonly picked: boolean;
}

/** Request: the edit that moves the clusters with the ids. Answer: {@link ClusterEditResult}. */
export const moveClustersRequest = "clusterProfiles/moveClusters";

export interface MoveClustersParams extends ProfileData {
  readonly to: string;
  readonly ids: readonly string[];
}

/** An edit that changes what clusters have attached. */
export interface ClusterEditResult<Edit> {
  readonly edit: Edit;
  /** Absent where no node is disturbed and there is nothing to know. */
  readonly effect?: EffectPreviewData | undefined;
}

/** What the edit does to the clusters. */
export interface EffectPreviewData extends MarkdownPage {
  /** What a person has to agree to before the edit is looked at. Plain texts; absent where no node is replaced. */
  readonly question?: { readonly message: string; readonly detail: string } | undefined;
}

/** Request: the edit that attaches the profile version at a place to the clusters at others. Answer: {@link ClusterEditResult}. */
export const attachProfileRequest = "clusterProfiles/attachProfile";

export interface AttachProfileParams {
  readonly profile: PlaceParams;
  readonly clusters: readonly PlaceParams[];
}

/**
 * Command of the client: choose a version and clusters to move to it. Arguments: one {@link PlaceParams}, and what is chosen already: the
 * version, and ids of {@link MoveChoiceData}s, or `picked` for those that are picked before anybody has looked.
 */
export const moveClustersCommand = "clusterProfiles.changeProfileVersionOfClusters";

/** Command of the client: offer to move clusters to a version that was just made. Arguments: one {@link MadeVersionData}. */
export const offerMoveCommand = "clusterProfiles.offerMove";

export interface MadeVersionData {
  readonly name: string;
  readonly context?: string | undefined;
  /** The version that it was made of. */
  readonly from: string;
  readonly to: string;
}

/**
 * Request: which clusters are on the profile version at a place, or which versions the cluster there is on; all of them when there is
 * neither. Answer: {@link MarkdownPage}.
 */
export const verifyAssignmentRequest = "clusterProfiles/verifyAssignment";

export interface VerifyAssignmentParams {
  readonly place?: PlaceParams;
}

/** Command of the client: show who is on which profile version. Arguments: one {@link PlaceParams}, or none for the cursor's. */
export const verifyAssignmentCommand = "clusterProfiles.verifyAssignment";

/**
 * Request: the edit that makes the override at a place a part of a new version of its profile. Answer: {@link ProfileEditResult}, whose
 * file is the profile's.
 */
export const moveOverrideRequest = "clusterProfiles/moveOverride";
