/**
 * What client and server say to each other beyond the Language Server Protocol: names and plain types. The only file of the server
 * that the client imports, so it imports nothing.
 */

/** The `initializationOptions` of the client. */
export interface ClientOptions {
  /** Whether the user trusts the workspace; see {@link trustGranted}. */
  readonly trusted: boolean;
  /** URI of the folder with the rules' pages, with a slash at the end. */
  readonly rulePages?: string;
  /** Whether the client shows trees, and so wants {@link treesChangedNotification}. */
  readonly trees?: boolean;
}

export interface PositionData {
  readonly line: number;
  readonly character: number;
}

/** A place in a document, of the version that the client saw. */
export interface PlaceParams {
  readonly uri: string;
  readonly position: PositionData;
}

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
  readonly versionOnly: boolean;
}

/** Request: the edit that takes the pack at a place to a version. Answer: a WorkspaceEdit or null. */
export const updatePackRequest = "clusterProfiles/updatePack";

export interface UpdatePackParams extends PlaceParams {
  readonly version: string;
}

/** Request: the edit that updates all packs of the profile at a place. Answer: {@link UpdateAllResult} or null when there is nothing to do. */
export const updateAllPacksRequest = "clusterProfiles/updateAllPacks";

export type Reach = "patch" | "minor" | "newest";

export interface UpdateAllParams {
  readonly uri: string;
  /** Undefined for a file with one profile. */
  readonly position: PositionData | undefined;
  readonly reach: Reach;
}

export interface UpdateAllResult<Edit> {
  readonly count: number;
  readonly edit: Edit;
}

/** Command of the client: choose a version for the pack at a place. Arguments: one {@link PlaceParams}. */
export const choosePackVersionCommand = "clusterProfiles.choosePackVersion";

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

export type TreeName = "profiles" | "clusters";

/** Of profiles: `type`, `context`. Of clusters: the others. */
export type TreeGrouping = "type" | "context" | "cloudType" | "profileVersion" | "tag";

/** What a tree shows, and how. */
export interface TreeOptions {
  readonly groupBy?: TreeGrouping;
  /** Part of a name, version or tag. */
  readonly text?: string;
  readonly outdatedOnly?: boolean;
  /** Of profiles: versions that no cluster is on. */
  readonly unusedOnly?: boolean;
}

/** Request: what is below an item of a tree, or its roots. Answer: {@link TreeChildrenResult}. */
export const treeChildrenRequest = "clusterProfiles/treeChildren";

export interface TreeChildrenParams {
  readonly tree: TreeName;
  /** Id of the parent; undefined for the roots. */
  readonly parent?: string;
  readonly options?: TreeOptions;
}

export interface TreeChildrenResult {
  readonly items: readonly TreeItemData[];
  /** With the roots: how many profiles or clusters are shown, of how many. */
  readonly summary?: { readonly shown: number; readonly total: number };
}

/** Its place is asked for when it is needed ({@link treeItemRequest}), because places move while somebody types. */
export interface TreeItemData {
  /** The same for the same thing, unique in its tree. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** A kind, and flags behind it: `pack outdated`. */
  readonly contextValue: string;
  /** The document that it is about. */
  readonly uri?: string;
  readonly hasChildren: boolean;
  readonly accessibilityLabel: string;
}

/** Request: an item as it is now, with what it takes longer to say. Answer: {@link TreeItemDetails} or null when it is gone. */
export const treeItemRequest = "clusterProfiles/treeItem";

export interface TreeItemParams {
  readonly tree: TreeName;
  readonly id: string;
  readonly options?: TreeOptions;
}

export interface TreeItemDetails {
  readonly item: TreeItemData;
  /** Markdown; may be empty. */
  readonly tooltip: string;
  readonly place?: PlaceData;
}

export interface PlaceData {
  readonly uri: string;
  readonly range: { readonly start: PositionData; readonly end: PositionData };
}

/** Request: the items from a root to what a tree shows of a place. Answer: items, none when the tree does not show it. */
export const treePathRequest = "clusterProfiles/treePath";

export interface TreePathParams extends PlaceParams {
  readonly tree: TreeName;
  readonly options?: TreeOptions;
}

/** Request: read folders, configuration and registries again. Answers when that is done. */
export const reloadRequest = "clusterProfiles/reload";

/** Notification to the client: a tree shows something else from now on. Sent to clients that said they have trees. */
export const treesChangedNotification = "clusterProfiles/treesChanged";

export interface TreesStatus {
  readonly profiles: number;
  /** In the newest version of each profile. */
  readonly packsToUpdate: number;
  readonly profilesToUpdate: number;
  readonly clusters: number;
  readonly clustersBehind: number;
}

/** Notification to the server: the user has come to trust the workspace. */
export const trustGranted = "clusterProfiles/trustGranted";
