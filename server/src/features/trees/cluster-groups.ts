/** What clusters are grouped by, in the tree and on the rollout board. */

import type { ClusterEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";

export function cloudGroup({ stated }: ClusterEntry): string {
  return stated.cloudType ?? "no cloud type";
}

/** A cluster is in the group of each of its tags. */
export function tagGroups({ tags }: ClusterEntry): readonly string[] {
  return tags.length === 0 ? ["no tags"] : tags;
}

/** The state alone: what is unwell is told of each cluster. */
export function statusGroup(snapshot: Snapshot, cluster: ClusterEntry): string {
  return snapshot.statusOf(cluster)?.state ?? "status unknown";
}
