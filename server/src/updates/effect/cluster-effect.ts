/** What an update does to a cluster: what changed, the rows of the tables that hold, the pools they hit, and what to know before. */

import { packLayers } from "../../model/layer.ts";
import { whyNotInState } from "../update-refusal.ts";
import { cautionsOf } from "./cautions.ts";
import { classify, type Outcome, type Setting } from "./classify.ts";
import { clusterSetting } from "./cluster-setting.ts";
import type { ChangeEffect, ChangeSubject, ClusterEffect, EffectInput } from "./effect.ts";
import type { Certainty } from "./effect-class.ts";
import { type NamedPool, namedPools, poolEffects, poolsHit, replacedNodes, worseOf } from "./pool-effects.ts";
import type { RawChange } from "./raw-change.ts";
import { createEffectReaders, type EffectReaders } from "./readers.ts";
import { stateChanges } from "./state-changes.ts";

/**
 * Pure. A cluster to which nothing changes has no changes and the total `none`. Whoever asks for many clusters gives the same readers each
 * time.
 */
export function clusterEffect(
  input: EffectInput,
  readers: EffectReaders = createEffectReaders(),
): ClusterEffect {
  const { before, after, catalog, status } = input;
  const found = stateChanges(before, after, catalog, readers);
  const setting = clusterSetting(after, found.steps);
  const outcomes = found.changes.flatMap((change) => classifiedOnce(change, setting, readers));
  const named = namedPools(after.cluster);
  const changes = outcomes.map((outcome) => changeEffect(outcome, named)).sort(bySubject);
  const worst = changes.reduce<ChangeEffect | undefined>((known, one) => worseOf(known, one), undefined);
  const tooEarly = changes.length > 0 ? whyNotInState(status) : undefined;
  const total = tooEarly !== undefined ? "refused" : (worst?.effect ?? "none");
  // Of what is refused nothing is done.
  const pools = poolEffects(after.cluster, named, total === "refused" ? [] : changes);
  return {
    cluster: after.cluster.name?.text ?? "",
    environment: setting.environment,
    total,
    certainty: tooEarly !== undefined ? "documented" : certaintyOf(worst, changes),
    changes,
    pools,
    replacedNodes: replacedNodes(pools),
    cautions: cautionsOf({ ...found, before, after, outcomes, tooEarly, readers }),
    status,
  };
}

/** That nothing happens is as sure as the least sure of what is said to do nothing. */
function certaintyOf(worst: ChangeEffect | undefined, changes: readonly ChangeEffect[]): Certainty {
  if (worst === undefined) return "documented";
  if (worst.effect !== "none") return worst.certainty;
  return changes.every(({ certainty }) => certainty === "documented") ? "documented" : "inferred";
}

/** What two profiles differ in is the same change for thousands of clusters. */
function classifiedOnce(change: RawChange, setting: Setting, readers: EffectReaders): readonly Outcome[] {
  const { environment, cloud, conditions } = setting;
  const ofChange = readers.outcomes.get(change) ?? new Map<string, readonly Outcome[]>();
  readers.outcomes.set(change, ofChange);
  const key = [environment, cloud, ...conditions].join(" ");
  const outcomes = ofChange.get(key) ?? classify(change, setting);
  ofChange.set(key, outcomes);
  return outcomes;
}

function changeEffect({ change, shown, verdict }: Outcome, pools: readonly NamedPool[]): ChangeEffect {
  const { effect, certainty, rule, reason, source, hits } = verdict;
  const own = change.subject.kind === "pool" ? change.subject.pool : undefined;
  return {
    subject: change.subject,
    change: shown,
    through: change.through,
    effect,
    certainty,
    rule,
    reason,
    source,
    pools: poolsHit(hits, pools, own),
  };
}

function bySubject(a: ChangeEffect, b: ChangeEffect): number {
  return placeOf(a.subject) - placeOf(b.subject);
}

/** From the operating system up, then what belongs to profiles as a whole, then the cluster's own. */
function placeOf(subject: ChangeSubject): number {
  switch (subject.kind) {
    case "layer":
      return subject.layer === undefined ? packLayers.length : packLayers.indexOf(subject.layer);
    case "variable":
      return 7;
    case "profile":
      return 8;
    case "pool":
      return subject.isControlPlane ? 9 : 10;
    case "cluster":
      return 11;
  }
}
