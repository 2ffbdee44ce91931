/** What a move to another version does to each of many clusters: worked out once for those that are written alike. */

import { contextsFit } from "../model/context.ts";
import type { ProfileEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { clusterKinds } from "./cluster-kind.ts";
import type { MoveCandidate, ProfileIdentity } from "./cluster-move.ts";
import type { ClusterEffect } from "./effect/effect.ts";
import { createEffects, type SnapshotEffects } from "./effect/snapshot-effect.ts";
import { type EffectVerdict, unknownEffect, verdictOf } from "./effect-summary.ts";

export interface MoveEffects {
  effect(candidate: MoveCandidate): ClusterEffect;
  /** The same in short, which is kept until something changes in the workspace. */
  verdict(candidate: MoveCandidate): EffectVerdict;
  /** The same happens to clusters with the same number. */
  kind(candidate: MoveCandidate): number;
}

/** For moves of clusters between versions of the profile. Not to be kept for long. */
export function moveEffects(snapshot: Snapshot, profile: ProfileIdentity): (version: string) => MoveEffects {
  const effects = createEffects(snapshot);
  return (version) => effectsTo(snapshot, definedOnce(snapshot, profile, version), effects);
}

function effectsTo(snapshot: Snapshot, to: ProfileEntry | undefined, effects: SnapshotEffects): MoveEffects {
  const verdicts = verdictsOf(snapshot);
  const kindOf = clusterKinds(snapshot);
  const whole = new Map<number, ClusterEffect>();

  const kind = ({ cluster, reference }: MoveCandidate) => kindOf(cluster, reference);

  function work(candidate: MoveCandidate): ClusterEffect {
    const status = snapshot.statusOf(candidate.cluster);
    return (to && effects.move(candidate, to, status)) ?? unknownEffect(candidate.cluster, status);
  }

  return {
    kind,
    effect(candidate) {
      const number = kind(candidate);
      const alike = whole.get(number) ?? work(candidate);
      whole.set(number, alike);
      return { ...alike, cluster: candidate.cluster.name ?? "" };
    },
    verdict(candidate) {
      const key = `${kind(candidate)} ${to?.span.start} ${to?.file}`;
      const known = verdicts.get(key) ?? verdictOf(work(candidate));
      verdicts.set(key, known);
      return known;
    },
  };
}

/** The one file that says what the version is. */
function definedOnce(
  { index }: Snapshot,
  { name, context }: ProfileIdentity,
  version: string,
): ProfileEntry | undefined {
  const entries = index
    .versions(name)
    .filter((entry) => entry.version === version && contextsFit(entry.context, context));
  return entries.length === 1 ? entries[0] : undefined;
}

/** By kind of cluster and place of the version. */
const verdictsOfSnapshots = new WeakMap<Snapshot, Map<string, EffectVerdict>>();

function verdictsOf(snapshot: Snapshot): Map<string, EffectVerdict> {
  const verdicts = verdictsOfSnapshots.get(snapshot) ?? new Map<string, EffectVerdict>();
  verdictsOfSnapshots.set(snapshot, verdicts);
  return verdicts;
}
