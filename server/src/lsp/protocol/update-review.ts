/** The review of an update that somebody has to decide about. */

import type { ProfileEditResult } from "./pack-versions.ts";
import type { PlaceParams, PositionData } from "./places.ts";

/**
 * Scheme of documents that hold what the values of a pack would become with an update of it, for a person to look through and to change
 * before it is accepted; and of those that hold what the profile has, by the same URI otherwise.
 */
export const reviewScheme = "cluster-profiles-review";

export const reviewBeforeScheme = "cluster-profiles-review-before";

/** Command of the client: review the update of a pack. Arguments: one {@link ReviewUpdateParams}, or none for the pack at the cursor. */
export const reviewUpdateCommand = "clusterProfiles.reviewUpdate";

/** Command of the client: a conflict is decided as it stands, or open again. Arguments: one {@link DecideReviewParams}. */
export const decideReviewCommand = "clusterProfiles.review.decide";

/** Request: the review of the update of the pack at a place. Answer: {@link ReviewStartResult}. Nothing is kept of it. */
export const startReviewRequest = "clusterProfiles/startReview";

export interface ReviewUpdateParams extends PlaceParams {
  /** Absent for the newest that is offered. */
  readonly version?: string | undefined;
}

export interface ReviewStartResult {
  /** Of {@link reviewScheme}. */
  readonly uri: string;
  readonly title: string;
  /** The values that the profile has. */
  readonly before: string;
}

/** Request: what a review is about, which the server keeps while its document is open. Answer: {@link ReviewTexts}. */
export const openReviewRequest = "clusterProfiles/openReview";

/** What a client keeps of a review besides its text. */
export interface ReviewBasis {
  /** The values that it is of; absent for those that the profile has. */
  readonly before?: string | undefined;
  /** Ids of conflicts that were decided by saying so. */
  readonly marks: readonly string[];
}

export interface OpenReviewParams extends ReviewBasis {
  readonly uri: string;
}

export interface ReviewTexts {
  readonly before: string;
  readonly proposal: string;
}

/**
 * Request: the review anew, of what the profile has by now, with what was decided and written kept where it fits. Answer:
 * {@link RestartReviewResult}.
 */
export const restartReviewRequest = "clusterProfiles/restartReview";

export interface RestartReviewParams {
  readonly uri: string;
  /** The values that the review was of. */
  readonly before: string;
  readonly text: string;
  readonly marks: readonly string[];
}

export interface RestartReviewResult extends ReviewTexts {
  /** The proposal with what was decided. */
  readonly text: string;
  readonly marks: readonly string[];
}

/** Request: a conflict is decided as it stands, or open again. Answer: null; {@link reviewChangedNotification} follows. */
export const decideReviewRequest = "clusterProfiles/decideReview";

export interface DecideReviewParams {
  readonly uri: string;
  readonly id: string;
  readonly decided: boolean;
}

/** Request: the edit that accepts a review. Answer: {@link AcceptReviewResult}. */
export const acceptReviewRequest = "clusterProfiles/acceptReview";

export interface AcceptReviewParams {
  readonly uri: string;
  readonly text: string;
  /** The change goes into this new version of the profile, beside the old one. */
  readonly newVersion?: string | undefined;
}

export type AcceptReviewResult<Edit> =
  | (ProfileEditResult<Edit> & {
      readonly kind: "edit";
      /** Conflicts that are not decided. */
      readonly open: number;
      /** Of the pack. */
      readonly place: PlaceParams;
    })
  /** The profile has changed since the review began; why, in words. */
  | { readonly kind: "stale"; readonly reason: string };

/** Notification to the client: how far an open review is. */
export const reviewChangedNotification = "clusterProfiles/reviewChanged";

export interface ReviewChanged {
  readonly uri: string;
  readonly decided: number;
  readonly total: number;
  /** "1 of 3 decided". */
  readonly progress: string;
  /** Where there is something to decide, in the order of the text. */
  readonly open: readonly PositionData[];
  readonly marks: readonly string[];
  /** Why it cannot be accepted any more. */
  readonly stale?: string | undefined;
}
