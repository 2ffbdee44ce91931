/**
 * What a move to another version does to each of many clusters. Clusters of a fleet are often written alike but for their names: what is
 * known of one holds for all of them, so a file is parsed only for what is written otherwise.
 */

import { formatTime } from "../base/time.ts";
import { contextsFit } from "../model/context.ts";
import type { ClusterEntry, ProfileEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import type { MoveCandidate, ProfileIdentity } from "./cluster-move.ts";
import type { ClusterEffect, ClusterStatus } from "./effect/effect.ts";
import { createEffects, type SnapshotEffects } from "./effect/snapshot-effect.ts";

/** Undefined where nobody can tell: no file defines the version, or several do, or the cluster's cannot be read any more. */
export type EffectOf = (candidate: MoveCandidate) => ClusterEffect | undefined;

/** For moves of clusters between versions of the profile. What was found out serves until something changes in the workspace. */
export function moveEffects(snapshot: Snapshot, profile: ProfileIdentity): (version: string) => EffectOf {
  const effects = createEffects(snapshot);
  return (version) => {
    const to = definedOnce(snapshot, profile, version);
    return to === undefined ? () => undefined : effectsTo(snapshot, to, effects);
  };
}

function effectsTo(snapshot: Snapshot, to: ProfileEntry, effects: SnapshotEffects): EffectOf {
  const known = knownOf(snapshot);
  return (candidate) => {
    const { cluster, reference } = candidate;
    const status = statusFor(snapshot, cluster);
    const place = cluster.references.indexOf(reference);
    const key = JSON.stringify([to.file, to.span.start, place, shapeOf(snapshot, cluster), status ?? null]);
    const alike = known.moves.get(key);
    if (alike !== undefined) return { ...alike, cluster: cluster.name ?? "" };
    const effect = effects.move(candidate, to, status);
    if (effect !== undefined) known.moves.set(key, effect);
    return effect;
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

/** What is known of the cluster as it runs, as effects have it. */
export function statusFor(
  snapshot: Snapshot,
  cluster: Pick<ClusterEntry, "file" | "name">,
): ClusterStatus | undefined {
  const status = snapshot.statusOf(cluster);
  if (status === undefined) return undefined;
  const { state, health, takenAt } = status;
  return { state, health, at: takenAt === undefined ? undefined : formatTime(takenAt) };
}

interface Known {
  readonly moves: Map<string, ClusterEffect>;
  /** A number for each text that a cluster has, without its name. */
  readonly shapes: Map<string, number>;
  readonly shapeOf: Map<ClusterEntry, number>;
}

const knownOfSnapshots = new WeakMap<Snapshot, Known>();

function knownOf(snapshot: Snapshot): Known {
  const known = knownOfSnapshots.get(snapshot) ?? {
    moves: new Map(),
    shapes: new Map(),
    shapeOf: new Map(),
  };
  knownOfSnapshots.set(snapshot, known);
  return known;
}

/** The same for clusters that differ by nothing but their names. */
export function shapeOf(snapshot: Snapshot, cluster: ClusterEntry): number {
  const { shapes, shapeOf: numbers } = knownOf(snapshot);
  const before = numbers.get(cluster);
  if (before !== undefined) return before;
  const text = shapeText(snapshot, cluster);
  const number = shapes.get(text) ?? shapes.size;
  shapes.set(text, number);
  numbers.set(cluster, number);
  return number;
}

function shapeText(snapshot: Snapshot, { file, name, span, nameSpan, references }: ClusterEntry): string {
  const text = snapshot.text(file) ?? "";
  const own =
    name === undefined
      ? text.slice(span.start, span.end)
      : `${text.slice(span.start, nameSpan.start)}\n${text.slice(nameSpan.end, span.end)}`;
  // Text alone does not tell the dialects apart, nor what an alias stands for.
  const dialect = references.some(({ role }) => role === "list") ? "list" : "";
  return holdsAlias.test(own) ? `${file} ${span.start}` : `${dialect}\n${own}`;
}

const holdsAlias = /(?:^|[\s[{,:])\*[^\s*]/m;
