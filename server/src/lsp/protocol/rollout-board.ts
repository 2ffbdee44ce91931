/** The board of clusters by profile version. */

import type { ProfileData } from "./cluster-moves.ts";

/** Command of the client: open the rollout board. Arguments: a {@link PlaceParams} in a profile or a cluster, or none. */
export const showRolloutBoardCommand = "clusterProfiles.showRolloutBoard";

/** Request: clusters counted by profile version. Parameters: {@link RolloutBoardParams}. Answer: {@link RolloutBoardData}. */
export const rolloutBoardRequest = "clusterProfiles/rolloutBoard";

/** `profile` is for the board of all profiles only. */
export type BoardGrouping = "profile" | "cloudType" | "tag" | "status" | "cluster";

export interface RolloutBoardParams {
  /** Absent for the profile that most clusters use. */
  readonly profile?: ProfileData | "all" | undefined;
  readonly groupBy?: BoardGrouping | undefined;
  /** How many rows at most. */
  readonly rows?: number | undefined;
  /** Opened groups, by key: how many of their clusters at most. */
  readonly opened?: Readonly<Record<string, number>> | undefined;
  /** All versions, when there are many and no cluster is on some. */
  readonly unused?: boolean | undefined;
}

export interface BoardScopeData {
  /** Absent for all profiles: the columns are then how far behind clusters are, instead of versions. */
  readonly profile?: ProfileData | undefined;
  readonly groupBy: BoardGrouping;
}

/** A cell of the board by the keys of its row and column; without a column a row, without a row a column. */
export interface BoardPartData extends BoardScopeData {
  readonly group?: string | undefined;
  readonly cluster?: string | undefined;
  readonly column?: string | undefined;
}

export interface RolloutBoardData extends BoardScopeData {
  /** Those to choose from, by name. */
  readonly profiles: readonly (ProfileData & { readonly clusters: number; readonly versions: number })[];
  /** The version to move clusters to; absent for all profiles. */
  readonly newest?: string | undefined;
  /** All clusters of the workspace. */
  readonly clusters: number;
  /** Oldest version to newest, then what is on none of them. */
  readonly columns: readonly BoardColumnData[];
  /** How many versions have no column, because no cluster is on them. */
  readonly leftOut: number;
  readonly total: BoardRowData;
  readonly rows: BoardRowsData;
}

export interface BoardColumnData {
  readonly key: string;
  readonly kind: "version" | "lag" | "unknown" | "not-judged";
  readonly version: string;
  /** How many versions behind the newest. */
  readonly lag?: number | undefined;
}

export interface BoardRowData {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly isCluster: boolean;
  readonly clusters: number;
  /** Clusters on an older version than the newest. */
  readonly behind: number;
  /** Those of them that cannot be moved at the moment. */
  readonly stuck?: BoardStuckData | undefined;
  readonly cells: readonly BoardCellData[];
  /** Of a row that is one profile's, on the board of all. */
  readonly profile?: ProfileData | undefined;
  /** The version that its clusters are to go to; absent for rows of several profiles. */
  readonly newest?: string | undefined;
  /** Of an opened group. */
  readonly children?: BoardRowsData | undefined;
}

export interface BoardCellData {
  /** Number of the column. */
  readonly column: number;
  readonly clusters: number;
  /** In the row of one cluster: its profile versions. */
  readonly stated: readonly string[];
  /** Of clusters that could be moved on, those that cannot at the moment. */
  readonly stuck?: BoardStuckData | undefined;
}

/** Clusters that cannot be moved. */
export interface BoardStuckData {
  readonly clusters: number;
  /** One of them, and why, as the end of a sentence. */
  readonly example: string;
  readonly why: string;
}

/** A part of a list, from its beginning, and how long it is. */
export interface BoardRowsData {
  readonly shown: readonly BoardRowData[];
  readonly count: number;
}
