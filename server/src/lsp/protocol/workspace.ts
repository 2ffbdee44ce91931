/** What client and server tell each other of the workspace: options, trust, the catalog, what was committed. */

/** The `initializationOptions` of the client. */
export interface ClientOptions {
  /** Whether the user trusts the workspace; see {@link trustGranted}. */
  readonly trusted: boolean;
  /** URI of the folder with the rules' pages, with a slash at the end. */
  readonly rulePages?: string;
  /** The client's command that opens the list of completions, for keys whose values are known. */
  readonly suggestCommand?: string;
  /** Whether the client shows trees, and so wants {@link treesChangedNotification}. */
  readonly trees?: boolean;
  /** Whether the client knows of Git: it answers {@link committedTextRequest} and sends {@link committedChangedNotification}. */
  readonly committedTexts?: boolean;
}

/** Notification to the client: what the catalog is made of, whenever that changes. */
export const statusNotification = "clusterProfiles/status";

export interface CatalogStatus {
  readonly registries: readonly {
    readonly label: string;
    readonly packs: number;
    readonly failure: string | undefined;
  }[];
  readonly troubles: readonly { readonly source: string; readonly path: string; readonly message: string }[];
  readonly profiles: number;
}

/** Request: read folders, configuration and registries again. Answers when that is done. */
export const reloadRequest = "clusterProfiles/reload";

/** Request to the client: a file's text at the last commit. Parameters: {@link CommittedTextParams}. Answer: {@link CommittedTextResult}. */
export const committedTextRequest = "clusterProfiles/committedText";

export interface CommittedTextParams {
  readonly uri: string;
}

export interface CommittedTextResult {
  /** Null where the file was not there, or no repository is known. */
  readonly text: string | null;
}

/** Notification to the server: what Git knows of the workspace, whenever that changes. */
export const committedChangedNotification = "clusterProfiles/committedChanged";

export interface CommittedChangedParams {
  /** URIs of all files that differ from the last commit on the disk. */
  readonly changed: readonly string[];
  /** Repositories came or went, or stand at another commit: texts that were asked for may not be the last any more. */
  readonly anew: boolean;
}

/** Notification to the server: the user has come to trust the workspace. */
export const trustGranted = "clusterProfiles/trustGranted";
