/** What comes of the changes for each pool of a cluster, and in which order Palette gets to them. */

import type { Cluster } from "../../model/cluster.ts";
import { asScalar, valueAt } from "../../syntax/tree.ts";
import { poolNames } from "./cluster-changes.ts";
import type { ChangeEffect, PoolEffect } from "./effect.ts";
import { compareEffects, replacesNodes } from "./effect-class.ts";
import type { RuleHits } from "./effect-rule.ts";

/** A pool as the answer speaks of it. */
export interface NamedPool {
  readonly name: string;
  readonly isControlPlane: boolean;
  readonly nodes: number | undefined;
  readonly skipsUpdates: boolean;
}

/** The control plane first, which is where Palette begins. */
export function namedPools({ pools }: Cluster): NamedPool[] {
  const names = poolNames(pools);
  const named = pools.map((pool, at) => ({
    name: names[at] ?? "",
    isControlPlane: pool.isControlPlane,
    nodes: pool.nodes,
    skipsUpdates: pool.skipsUpdates,
  }));
  return [
    ...named.filter(({ isControlPlane }) => isControlPlane),
    ...named.filter((one) => !one.isControlPlane),
  ];
}

/** The names of the pools that a row means; `own` is the pool that changed. */
export function poolsHit(hits: RuleHits, pools: readonly NamedPool[], own: string | undefined): string[] {
  return pools.filter((pool) => isHit(pool, hits, own)).map(({ name }) => name);
}

function isHit(
  { name, isControlPlane, skipsUpdates }: NamedPool,
  hits: RuleHits,
  own: string | undefined,
): boolean {
  switch (hits) {
    case "all":
      return true;
    case "updated":
      return isControlPlane || !skipsUpdates;
    case "control-plane":
      return isControlPlane;
    case "workers":
      return !isControlPlane;
    case "pool":
      return name === own;
    case "nothing":
      return false;
  }
}

export function poolEffects(
  cluster: Cluster,
  pools: readonly NamedPool[],
  changes: readonly ChangeEffect[],
): PoolEffect[] {
  const isParallel = asScalar(valueAt(cluster.node, "update_worker_pools_in_parallel"))?.text === "true";
  let step = 0;
  let isWorkerCounted = false;
  return pools.map(({ name, isControlPlane, nodes }) => {
    const own = changes.filter((change) => change.pools.includes(name));
    const worst = own.reduce<ChangeEffect | undefined>((known, one) => worseOf(known, one), undefined);
    const effect = worst?.effect ?? "none";
    if (effect === "none") {
      return {
        name,
        isControlPlane,
        nodes,
        effect,
        certainty: worst?.certainty ?? "inferred",
        step: undefined,
      };
    }
    if (isControlPlane) step = 1;
    else if (!(isParallel && isWorkerCounted)) step += 1;
    if (!isControlPlane) isWorkerCounted = true;
    return { name, isControlPlane, nodes, effect, certainty: worst?.certainty ?? "inferred", step };
  });
}

/** Of two that are as bad the one that is documented. */
export function worseOf(known: ChangeEffect | undefined, one: ChangeEffect): ChangeEffect {
  if (known === undefined) return one;
  const order = compareEffects(one.effect, known.effect);
  if (order !== 0) return order < 0 ? one : known;
  return known.certainty === "inferred" && one.certainty === "documented" ? one : known;
}

/** Undefined where some pool that is replaced does not say how many nodes it has. */
export function replacedNodes(pools: readonly PoolEffect[]): number | undefined {
  let sum = 0;
  for (const { effect, nodes } of pools) {
    if (!replacesNodes(effect)) continue;
    if (nodes === undefined) return undefined;
    sum += nodes;
  }
  return sum;
}
