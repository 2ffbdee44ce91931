/** The effects on several clusters as one: the worst of them, how many clusters it hits, and how many nodes are replaced. */

import type { ClusterEntry } from "../workspace/profile-index.ts";
import type { Caution, ClusterEffect, ClusterStatus } from "./effect/effect.ts";
import { type EffectClass, worstEffect } from "./effect/effect-class.ts";

/** What is needed of an effect to count it, and to say why an update is not taken. */
export interface EffectVerdict {
  readonly total: EffectClass;
  readonly replacedNodes: number | undefined;
  /** Why Palette refuses, where it does. */
  readonly refusal: Caution | undefined;
}

export function verdictOf({ total, replacedNodes, cautions }: ClusterEffect): EffectVerdict {
  const refusal = total === "refused" ? cautions.find(({ isRefusal }) => isRefusal) : undefined;
  return { total, replacedNodes, refusal };
}

/** For a cluster of which nobody can tell: no file or several define the version, or its own cannot be read. */
export function unknownEffect(
  { name }: Pick<ClusterEntry, "name">,
  status: ClusterStatus | undefined,
): ClusterEffect {
  const text =
    "What changes cannot be told: no file here defines the version, or several do, or the cluster's cannot be read.";
  return {
    cluster: name ?? "",
    environment: undefined,
    total: "unknown",
    certainty: "inferred",
    changes: [],
    pools: [],
    replacedNodes: 0,
    cautions: [{ kind: "unknown-profile", isRefusal: false, text }],
    status,
  };
}

export interface EffectSummary {
  readonly worst: EffectClass;
  /** How many clusters the worst hits. */
  readonly hit: number;
  /** How many clusters were looked at. */
  readonly clusters: number;
  /** How many more there are, which were not. */
  readonly more: number;
  /** Clusters of which nodes are replaced. */
  readonly replacing: number;
  /** Nodes that are replaced; undefined where some cluster does not say how many it has. */
  readonly nodes: number | undefined;
}

export function summarizeEffects(verdicts: Iterable<EffectVerdict>, more = 0): EffectSummary {
  const counts = new Map<EffectClass, number>();
  let [clusters, replacing] = [0, 0];
  let nodes: number | undefined = 0;
  for (const { total, replacedNodes } of verdicts) {
    counts.set(total, (counts.get(total) ?? 0) + 1);
    clusters += 1;
    if (replacedNodes !== 0) replacing += 1;
    nodes = nodes === undefined || replacedNodes === undefined ? undefined : nodes + replacedNodes;
  }
  const worst = worstEffect(counts.keys());
  return { worst, hit: counts.get(worst) ?? 0, clusters, more, replacing, nodes };
}

/** How many kinds of clusters are looked at: each costs a look at its file. */
const mostKinds = 100;

export interface Looked<T> {
  readonly looked: readonly { readonly one: T; readonly verdict: EffectVerdict }[];
  /** How many more there are. */
  readonly more: number;
}

/** For so many clusters that not each can be looked at: those that are like one of the first that differ. */
export function lookAtSome<T>(
  all: readonly T[],
  kindOf: (one: T) => number,
  verdictOn: (one: T) => EffectVerdict,
): Looked<T> {
  const verdicts = new Map<number, EffectVerdict>();
  const looked = all.flatMap((one) => {
    const kind = kindOf(one);
    const verdict = verdicts.get(kind) ?? (verdicts.size < mostKinds ? verdictOn(one) : undefined);
    if (verdict === undefined) return [];
    verdicts.set(kind, verdict);
    return [{ one, verdict }];
  });
  return { looked, more: all.length - looked.length };
}

export function summarizeLooked({ looked, more }: Looked<unknown>): EffectSummary {
  return summarizeEffects(
    looked.map(({ verdict }) => verdict),
    more,
  );
}
