/** Whether a cluster can take an update at all, by what is known of it as it runs. One answer for every way in to a move. */

import { formatTime } from "../base/time.ts";
import type { ClusterStatus } from "../workspace/cluster-statuses.ts";
import type { ClusterEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";

/**
 * Why Palette would refuse any update of the cluster, as the end of a sentence: "it is being provisioned, ...". Undefined where nothing
 * speaks against one, as where nothing is known.
 */
export function whyNotUpdated(
  snapshot: Snapshot,
  cluster: Pick<ClusterEntry, "file" | "name">,
): string | undefined {
  const status = snapshot.statusOf(cluster);
  return status?.state === "Provisioning"
    ? `it is being provisioned, and Palette takes no update until the first deployment has finished (${sourceOf(status)})`
    : undefined;
}

/** `status of 2027-03-01 09:30 UTC from clusters.status.yaml`. */
function sourceOf({ takenAt, file }: ClusterStatus): string {
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return `status ${takenAt === undefined ? "" : `of ${formatTime(takenAt)} `}from ${name}`;
}
