/** Whether a cluster can take an update at all, by what is known of it as it runs. One answer for every way in to a move. */

import { formatTime } from "../base/time.ts";
import type { ClusterStatus } from "../workspace/cluster-statuses.ts";
import type { ClusterEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";

/** What of a status decides it; the file is where it is from. */
export type JudgedStatus = Pick<ClusterStatus, "state" | "takenAt"> & { readonly file?: string | undefined };

/**
 * Why Palette would refuse any update of the cluster, as the end of a sentence: "it is being provisioned, ...". Undefined where nothing
 * speaks against one, as where nothing is known.
 */
export function whyNotUpdated(
  snapshot: Snapshot,
  cluster: Pick<ClusterEntry, "file" | "name">,
): string | undefined {
  return whyNotInState(snapshot.statusOf(cluster));
}

/** The same for a cluster of this status. */
export function whyNotInState(status: JudgedStatus | undefined): string | undefined {
  return status?.state === "Provisioning"
    ? `it is being provisioned, and Palette takes no update until the first deployment has finished${sourceOf(status)}`
    : undefined;
}

/** ` (status of 2027-03-01 09:30 UTC from clusters.status.yaml)`. */
function sourceOf({ takenAt, file }: JudgedStatus): string {
  const parts = [
    takenAt === undefined ? "" : ` of ${formatTime(takenAt)}`,
    file === undefined
      ? ""
      : ` from ${file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)}`,
  ].join("");
  return parts === "" ? "" : ` (status${parts})`;
}
