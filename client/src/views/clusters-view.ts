/** The view of clusters. */

import type { ViewKind } from "./tree-view.ts";

export const clustersView: ViewKind = {
  tree: "clusters",
  id: "clusterProfiles.clusters",
  title: "Clusters",
  noun: { one: "cluster", many: "clusters" },
  groupings: [
    { groupBy: undefined, label: "Nothing" },
    { groupBy: "cloudType", label: "Cloud Type" },
    { groupBy: "profileVersion", label: "Profile Version" },
    { groupBy: "tag", label: "Tag" },
    { groupBy: "status", label: "Status" },
  ],
  flags: [{ key: "outdatedOnly", label: "Clusters that are behind only", words: "being behind" }],
  badge: ({ clustersBehind }) =>
    clustersBehind === 0
      ? undefined
      : {
          value: clustersBehind,
          tooltip: `${clustersBehind} ${clustersBehind === 1 ? "cluster is" : "clusters are"} behind the newest version of a profile`,
        },
};
