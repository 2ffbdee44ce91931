/** What a change of a profile version in its place does to the clusters that are on it. */

import type { PackCatalog } from "../catalog/catalog.ts";
import type { Profile } from "../model/profile.ts";
import type { CommittedText } from "../workspace/committed-texts.ts";
import type { ClusterEntry, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { clusterKinds } from "./cluster-kind.ts";
import type { CommittedChange } from "./committed-change.ts";
import type { ClusterEffect } from "./effect/effect.ts";
import { createEffectReaders, type EffectReaders } from "./effect/readers.ts";
import { createEffects, type EffectCandidate, type SnapshotEffects } from "./effect/snapshot-effect.ts";
import { type EffectSummary, summarizeSome, unknownEffect, verdictOf } from "./effect-summary.ts";

/** Asked for at every key that is pressed in a profile in use: what was read of the committed text is kept until the next commit. */
export function committedEffect(
  snapshot: Snapshot,
  committed: CommittedText,
  { committed: before, profile, references }: CommittedChange,
): EffectSummary {
  return editSummary(snapshot, references, [before, profile], readersOf(committed, snapshot.catalog));
}

const readersOfTexts = new WeakMap<CommittedText, { catalog: PackCatalog; readers: EffectReaders }>();

function readersOf(committed: CommittedText, catalog: PackCatalog): EffectReaders {
  const known = readersOfTexts.get(committed);
  if (known?.catalog === catalog) return known.readers;
  const readers = createEffectReaders();
  readersOfTexts.set(committed, { catalog, readers });
  return readers;
}

type Edit = readonly [before: Profile, after: Profile];

/** Over the clusters of the references, of which not all may be looked at. */
export function editSummary(
  snapshot: Snapshot,
  references: readonly ReferenceEntry[],
  [before, after]: Edit,
  readers?: EffectReaders,
): EffectSummary {
  const effects = createEffects(snapshot, readers);
  const kindOf = clusterKinds(snapshot);
  return summarizeSome(
    usersOf(snapshot, references),
    ({ cluster, reference }) => kindOf(cluster, reference),
    ({ cluster }) => verdictOf(editEffect(snapshot, effects, cluster, [before, after])),
  );
}

/** Cluster by cluster. */
export function editEffects(
  snapshot: Snapshot,
  references: readonly ReferenceEntry[],
  [before, after]: Edit,
): { readonly cluster: ClusterEntry; readonly effect: ClusterEffect }[] {
  const effects = createEffects(snapshot);
  return usersOf(snapshot, references).map(({ cluster }) => ({
    cluster,
    effect: editEffect(snapshot, effects, cluster, [before, after]),
  }));
}

function editEffect(
  snapshot: Snapshot,
  effects: SnapshotEffects,
  cluster: ClusterEntry,
  [before, after]: Edit,
): ClusterEffect {
  const status = snapshot.statusOf(cluster);
  return effects.edit(cluster, before, after, status) ?? unknownEffect(cluster, status);
}

/** Each cluster once. */
function usersOf({ index }: Snapshot, references: readonly ReferenceEntry[]): EffectCandidate[] {
  const users = new Map<ClusterEntry, ReferenceEntry>();
  let unnamed: readonly ClusterEntry[] | undefined;
  for (const reference of references) {
    const { cluster: name } = reference;
    unnamed ??= name === undefined ? [...index.allClusters()] : undefined;
    const named = name === undefined ? (unnamed ?? []) : index.clusters(name);
    for (const cluster of named)
      if (cluster.references.includes(reference) && !users.has(cluster)) users.set(cluster, reference);
  }
  return [...users].map(([cluster, reference]) => ({ cluster, reference }));
}
