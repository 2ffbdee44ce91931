/** In which order clusters are shown, and what their references are called: in the tree as in lists. */

import { compareNames } from "../../base/name-order.ts";
import type { ReferenceRole } from "../../model/cluster.ts";
import type { ClusterEntry } from "../../workspace/profile-index.ts";

/** By name, as people count; those of one name by place. */
export function compareClusters(a: ClusterEntry, b: ClusterEntry): number {
  return (
    compareNames(a.stated.name ?? "", b.stated.name ?? "") ||
    (a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start)
  );
}

/** What a reference is to its cluster. The list dialect does not say. */
export const roleNames: Readonly<Record<ReferenceRole, string | undefined>> = {
  infra: "infra",
  system: "system",
  addon: "add-on",
  addon_deployment: "add-on deployment",
  list: undefined,
};
