/** The same questions asked of a snapshot: what a move to another version does to a cluster, and what an edit of a profile does. */

import type { Profile } from "../../model/profile.ts";
import type { ClusterEntry, ProfileEntry, ReferenceEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import type { ClusterEffect, ClusterStatus } from "./effect.ts";

/** The cluster's reference goes to the version of `to`. Undefined when the cluster's file or the version cannot be read any more. */
export declare function moveEffect(
  snapshot: Snapshot,
  candidate: { readonly cluster: ClusterEntry; readonly reference: ReferenceEntry },
  to: ProfileEntry,
  status?: ClusterStatus,
): ClusterEffect | undefined;

/** The profile version that the cluster is on changes in its place, from `before` to `after`. */
export declare function editEffect(
  snapshot: Snapshot,
  cluster: ClusterEntry,
  before: Profile,
  after: Profile,
  status?: ClusterStatus,
): ClusterEffect | undefined;
