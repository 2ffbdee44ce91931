/** The clusters of a rollout board, sorted into its rows. */

import type { ClusterEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { BoardPlaces, type BoardScope, type Placed } from "./places.ts";

/** The clusters of a row, each with those of its references that are in the row. */
export type Group = ReadonlyMap<ClusterEntry, readonly Placed[]>;

export interface CountedGroups {
  /** All that are on the board. */
  readonly total: Group;
  /** By the keys of rows. */
  readonly groups: ReadonlyMap<string, Group>;
}

export function countedGroups(snapshot: Snapshot, scope: BoardScope): CountedGroups {
  const places = new BoardPlaces(snapshot, scope);
  const total = new Map<ClusterEntry, Placed[]>();
  const groups = new Map<string, Map<ClusterEntry, Placed[]>>();
  for (const cluster of snapshot.index.allClusters()) {
    for (const placed of places.of(cluster)) {
      add(total, cluster, placed);
      for (const key of onceEach(places.groups(cluster, placed.reference))) {
        const group = groups.get(key) ?? new Map<ClusterEntry, Placed[]>();
        groups.set(key, group);
        add(group, cluster, placed);
      }
    }
  }
  return { total, groups };
}

/** A tag may be stated twice. */
function onceEach(keys: readonly string[]): Iterable<string> {
  return keys.length === 1 ? keys : new Set(keys);
}

function add(group: Map<ClusterEntry, Placed[]>, cluster: ClusterEntry, placed: Placed): void {
  const before = group.get(cluster);
  if (before === undefined) group.set(cluster, [placed]);
  else before.push(placed);
}
