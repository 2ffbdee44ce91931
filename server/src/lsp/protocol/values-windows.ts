/** Values that are open alone, beside their profile. */

import type { PositionData } from "./places.ts";

/**
 * Scheme of documents that hold the values or a manifest of one layer alone. Their URIs say which, are made by the server, and work
 * for every request about a document.
 */
export const valuesWindowScheme = "cluster-profiles-values";

/** Command of the client: open the values of the pack at a place alone. Arguments: one {@link PlaceParams}, or none for the cursor's. */
export const openValuesCommand = "clusterProfiles.openValues";

/** Request: the texts of the pack at a place that can be opened alone, one at least. Answer: {@link ValuesWindowItem}s. */
export const valuesWindowsRequest = "clusterProfiles/valuesWindows";

export interface ValuesWindowItem {
  readonly uri: string;
  /** "values", or "manifest NAME". */
  readonly label: string;
  /** Where in it the place is, when it is inside. */
  readonly position?: PositionData;
}

/** Request: the text of a document of {@link valuesWindowScheme} as the profile has it. Answer: {@link ValuesText}. */
export const readValuesRequest = "clusterProfiles/readValues";

export interface ReadValuesParams {
  readonly uri: string;
}

export interface ValuesText {
  readonly text: string;
  /** The profile's file. */
  readonly file: string;
}

/** Request: a changed text of such a document as an edit of the profile. Answer: {@link MergeValuesResult}. */
export const mergeValuesRequest = "clusterProfiles/mergeValues";

export interface MergeValuesParams {
  readonly uri: string;
  /** What the text was changed from: the profile may have changed since, too. */
  readonly base: string;
  readonly text: string;
}

export interface MergeValuesResult<Edit> {
  readonly edit: Edit;
  /** What the profile has now. */
  readonly current: string;
  /** What it has after the edit: the text, with the changes of the profile. */
  readonly text: string;
}

/** Notification to the client: the profile has another text for an open document of {@link valuesWindowScheme}, or none any more. */
export const valuesChangedNotification = "clusterProfiles/valuesChanged";

export interface ValuesChanged {
  readonly uri: string;
  /** Undefined when there is none. */
  readonly text?: string | undefined;
}
