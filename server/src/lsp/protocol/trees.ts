/** The trees of profiles and clusters. */

import type { PlaceData, PlaceParams } from "./places.ts";
import type { BoardPartData } from "./rollout-board.ts";

export type TreeName = "profiles" | "clusters";

/** Of profiles: `type`, `context`. Of clusters: the others. */
export type TreeGrouping = "type" | "context" | "cloudType" | "profileVersion" | "tag" | "status";

/** What a tree shows, and how. */
export interface TreeOptions {
  readonly groupBy?: TreeGrouping;
  /** Part of a name, version or tag. */
  readonly text?: string;
  readonly outdatedOnly?: boolean;
  /** Of profiles: versions that no cluster is on. */
  readonly unusedOnly?: boolean;
  /** Of clusters: only what is in this part of the rollout board. */
  readonly part?: BoardPartData;
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

/** Request: the items from a root to what a tree shows of a place. Answer: items, none when the tree does not show it. */
export const treePathRequest = "clusterProfiles/treePath";

export interface TreePathParams extends PlaceParams {
  readonly tree: TreeName;
  readonly options?: TreeOptions;
}

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
