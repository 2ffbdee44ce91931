/** What an update does to a cluster: what changed, the rows of the tables that hold, the pools they hit, and what to know before. */

import type { ClusterEffect, EffectInput } from "./effect.ts";

/** Pure. A cluster to which nothing changes has no changes and the total `none`. */
export function clusterEffect(input: EffectInput): ClusterEffect {
  return {
    cluster: input.after.cluster.name?.text ?? "",
    environment: undefined,
    total: "unknown",
    certainty: "inferred",
    changes: [],
    pools: [],
    replacedNodes: undefined,
    cautions: [],
    status: input.status,
  };
}
