/** Places in documents, and pages to read. */

export interface PositionData {
  readonly line: number;
  readonly character: number;
}

/** A place in a document. */
export interface PlaceParams {
  readonly uri: string;
  readonly position: PositionData;
}

/** Something to read. */
export interface MarkdownPage {
  /** Plain text. */
  readonly title: string;
  /** Links of it to files begin with a slash and are relative to the first folder of the workspace, as previews read them. */
  readonly markdown: string;
}

/** Command of the client: show a place. Arguments: the URI of a document, and a range in it ({@link PlaceData}). */
export const openPlaceCommand = "clusterProfiles.openPlace";

export interface PlaceData {
  readonly uri: string;
  readonly range: { readonly start: PositionData; readonly end: PositionData };
}
