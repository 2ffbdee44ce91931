/** The effects on several clusters as one: the worst of them, how many clusters it hits, and how many nodes are replaced. */

import type { ClusterEffect } from "./effect/effect.ts";
import { type EffectClass, worstEffect } from "./effect/effect-class.ts";

/** What is needed of an effect to count it; undefined for a cluster of which nobody can tell, which counts as unknown. */
export type CountedEffect = Pick<ClusterEffect, "total" | "replacedNodes"> | undefined;

export interface EffectSummary {
  readonly worst: EffectClass;
  /** How many clusters the worst hits. */
  readonly hit: number;
  /** How many clusters there are. */
  readonly clusters: number;
  /** Clusters of which nodes are replaced. */
  readonly replacing: number;
  /** Nodes that are replaced; undefined where some cluster does not say how many it has. */
  readonly nodes: number | undefined;
}

export function summarizeEffects(effects: Iterable<CountedEffect>): EffectSummary {
  const counts = new Map<EffectClass, number>();
  let [clusters, replacing] = [0, 0];
  let nodes: number | undefined = 0;
  for (const effect of effects) {
    const total = totalOf(effect);
    counts.set(total, (counts.get(total) ?? 0) + 1);
    clusters += 1;
    const replaced = effect === undefined ? 0 : effect.replacedNodes;
    if (replaced !== 0) replacing += 1;
    nodes = nodes === undefined || replaced === undefined ? undefined : nodes + replaced;
  }
  const worst = worstEffect(counts.keys());
  return { worst, hit: counts.get(worst) ?? 0, clusters, replacing, nodes };
}

/** Nobody can tell what happens to a cluster that cannot be read. */
export function totalOf(effect: CountedEffect): EffectClass {
  return effect?.total ?? "unknown";
}
