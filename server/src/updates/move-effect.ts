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
import { type EffectVerdict, verdictOf } from "./effect-summary.ts";

export interface MoveEffects {
  /** All of it; undefined where nobody can tell: no file or several define the version, or the cluster cannot be read any more. */
  effect(candidate: MoveCandidate): ClusterEffect | undefined;
  /** The same in short, which is kept until something changes in the workspace. */
  verdict(candidate: MoveCandidate): EffectVerdict;
  /** Clusters with the same number are written alike, but for their names, and the same happens to them. */
  likeness(candidate: MoveCandidate): number;
}

/** For moves of clusters between versions of the profile. Not to be kept for long. */
export function moveEffects(snapshot: Snapshot, profile: ProfileIdentity): (version: string) => MoveEffects {
  const effects = createEffects(snapshot);
  return (version) => effectsTo(snapshot, definedOnce(snapshot, profile, version), effects);
}

function effectsTo(snapshot: Snapshot, to: ProfileEntry | undefined, effects: SnapshotEffects): MoveEffects {
  const { verdicts, numbers, likenesses } = knownOf(snapshot);
  const whole = new Map<number, ClusterEffect | undefined>();

  function likeness({ cluster, reference }: MoveCandidate): number {
    const before = likenesses.get(reference);
    if (before !== undefined) return before;
    const key = likenessText(snapshot, cluster, cluster.references.indexOf(reference));
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    likenesses.set(reference, number);
    return number;
  }

  function work(candidate: MoveCandidate): ClusterEffect | undefined {
    return to && effects.move(candidate, to, statusFor(snapshot, candidate.cluster));
  }

  return {
    likeness,
    effect(candidate) {
      const number = likeness(candidate);
      if (!whole.has(number)) whole.set(number, work(candidate));
      const alike = whole.get(number);
      return alike && { ...alike, cluster: candidate.cluster.name ?? "" };
    },
    verdict(candidate) {
      const key = `${likeness(candidate)} ${to?.span.start} ${to?.file}`;
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
  /** By likeness and the place of the version. */
  readonly verdicts: Map<string, EffectVerdict>;
  readonly numbers: Map<string, number>;
  readonly likenesses: Map<MoveCandidate["reference"], number>;
}

const knownOfSnapshots = new WeakMap<Snapshot, Known>();

function knownOf(snapshot: Snapshot): Known {
  const known = knownOfSnapshots.get(snapshot) ?? {
    verdicts: new Map(),
    numbers: new Map(),
    likenesses: new Map(),
  };
  knownOfSnapshots.set(snapshot, known);
  return known;
}

/** All that an effect can hang on: what is written of the cluster but its name, which of its references it is, and its state. */
function likenessText(snapshot: Snapshot, cluster: ClusterEntry, place: number): string {
  const { file, name, span, nameSpan, references } = cluster;
  const text = snapshot.text(file) ?? "";
  const own =
    name === undefined
      ? text.slice(span.start, span.end)
      : `${text.slice(span.start, nameSpan.start)}\n${text.slice(nameSpan.end, span.end)}`;
  // Text alone does not tell the dialects apart, nor what an alias stands for.
  const dialect = references[place]?.role === "list" ? "list" : "";
  const where = holdsAlias.test(own) ? `${file} ${span.start}` : "";
  const status = snapshot.statusOf(cluster);
  return [place, status?.state, status?.health, status?.takenAt, dialect, where, own].join("\n");
}

const holdsAlias = /(?:^|[\s[{,:])\*[^\s*]/m;
