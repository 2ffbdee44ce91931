/** What a change of a profile version in its place does to the clusters that are on it. */

import type { PackCatalog } from "../catalog/catalog.ts";
import type { Profile } from "../model/profile.ts";
import type { CommittedText } from "../workspace/committed-texts.ts";
import type { ClusterEntry, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { clusterKinds } from "./cluster-kind.ts";
import type { CommittedChange } from "./committed-change.ts";
import { createEffectReaders, type EffectReaders } from "./effect/readers.ts";
import { createEffects, type EffectCandidate } from "./effect/snapshot-effect.ts";
import {
  type EffectSummary,
  type Looked,
  lookAtSome,
  summarizeLooked,
  unknownEffect,
  verdictOf,
} from "./effect-summary.ts";

/** Asked for at every key that is pressed in a profile in use: what was read of the committed text is kept until the next commit. */
export function committedEffect(
  snapshot: Snapshot,
  committed: CommittedText,
  { committed: before, profile, references }: CommittedChange,
): EffectSummary {
  const readers = readersOf(committed, snapshot.catalog);
  return summarizeLooked(editEffects(snapshot, references, { before, after: profile }, readers));
}

const readersOfTexts = new WeakMap<CommittedText, { catalog: PackCatalog; readers: EffectReaders }>();

function readersOf(committed: CommittedText, catalog: PackCatalog): EffectReaders {
  const known = readersOfTexts.get(committed);
  if (known?.catalog === catalog) return known.readers;
  const readers = createEffectReaders();
  readersOfTexts.set(committed, { catalog, readers });
  return readers;
}

/** A profile version that becomes another in its place. */
export interface ProfileEdit {
  readonly before: Profile;
  readonly after: Profile;
}

/** On the clusters of the references, of which not all may be looked at. */
export function editEffects(
  snapshot: Snapshot,
  references: readonly ReferenceEntry[],
  { before, after }: ProfileEdit,
  readers?: EffectReaders,
): Looked<EffectCandidate> {
  const effects = createEffects(snapshot, readers);
  const kindOf = clusterKinds(snapshot);
  return lookAtSome(
    usersOf(snapshot, references),
    ({ cluster, reference }) => kindOf(cluster, reference),
    ({ cluster }) => {
      const status = snapshot.statusOf(cluster);
      return verdictOf(effects.edit(cluster, before, after, status) ?? unknownEffect(cluster, status));
    },
  );
}

/** Each cluster once. */
function usersOf({ index }: Snapshot, references: readonly ReferenceEntry[]): EffectCandidate[] {
  const users = new Map<ClusterEntry, ReferenceEntry>();
  let all: readonly ClusterEntry[] | undefined;
  for (const reference of references) {
    const { cluster: name } = reference;
    if (name === undefined) all ??= [...index.allClusters()];
    const clusters = name === undefined ? (all ?? []) : index.clusters(name);
    for (const cluster of clusters)
      if (cluster.references.includes(reference) && !users.has(cluster)) users.set(cluster, reference);
  }
  return [...users].map(([cluster, reference]) => ({ cluster, reference }));
}
