/**
 * What an update does to all clusters that it concerns, the worst first: of a move to a version of a profile, or of all that differs
 * between two states of the files. Pure: asks snapshots.
 */

import { compareNames } from "../base/name-order.ts";
import { contextsFit } from "../model/context.ts";
import { sameTrees } from "../syntax/data-difference.ts";
import { clusterEffect } from "../updates/effect/cluster-effect.ts";
import type { ClusterEffect, ClusterState } from "../updates/effect/effect.ts";
import { compareEffects, type EffectClass, worstEffect } from "../updates/effect/effect-class.ts";
import { profileSteps } from "../updates/effect/profile-steps.ts";
import { createEffectReaders } from "../updates/effect/readers.ts";
import { clusterOf, createEffects } from "../updates/effect/snapshot-effect.ts";
import { unknownEffect } from "../updates/effect-summary.ts";
import { meantVersion } from "../updates/profile-reference.ts";
import type { Refusal } from "../updates/refusal.ts";
import { createBudget } from "../updates/text-comparison.ts";
import type { ClusterStatus } from "../workspace/cluster-statuses.ts";
import type { ClusterEntry, FileId, ProfileEntry, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";

export interface EffectPlan {
  /** Those to which something happens, or whose profiles do; the worst first, and then by name. */
  readonly clusters: readonly PlannedCluster[];
  /** Clusters that were looked at and stay as they are. */
  readonly untouched: readonly ClusterEntry[];
  /** Clusters that only one of the two states has. */
  readonly added: readonly ClusterEntry[];
  readonly removed: readonly ClusterEntry[];
  /** Clusters with a profile version that no file of either state defines: a change of that is not seen. */
  readonly partlyKnown: readonly ClusterEntry[];
  readonly total: EffectClass;
}

export interface PlannedCluster {
  /** As its file has it; "" for none. */
  readonly name: string;
  /** Where it will be. */
  readonly entry: ClusterEntry;
  readonly moves: readonly ProfileMove[];
  readonly effect: ClusterEffect;
  /** What is known of it as it runs. */
  readonly status: ClusterStatus | undefined;
}

/** What becomes of one of a cluster's profiles: `overridden` is one whose overrides or variables the cluster states otherwise. */
export interface ProfileMove {
  readonly kind: "moved" | "edited" | "overridden" | "attached" | "detached" | "replaced";
  readonly profile: string;
  /** Of one that takes another's place: the other. */
  readonly replaced: string | undefined;
  /** Undefined where it states none. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** A profile version, as somebody asks for it. */
export interface PlanTarget {
  readonly name: string;
  readonly version: string;
}

/**
 * Clusters go to a version of a profile: those named, or all that use another version of it. What is asked for and is not there is
 * refused.
 */
export function planMove(
  snapshot: Snapshot,
  { name, version }: PlanTarget,
  wanted: readonly string[],
): EffectPlan | Refusal {
  const targets = snapshot.index.versions(name).filter((entry) => entry.version === version);
  if (targets.length === 0) return { reason: noVersion(snapshot, name, version) };
  const targetsOf = ({ context }: ReferenceEntry) =>
    targets.filter((entry) => contextsFit(entry.context, context));
  const meantIn = ({ references }: ClusterEntry) =>
    references.find((reference) => reference.name === name && targetsOf(reference).length > 0);
  const users = [...snapshot.index.allClusters()].filter((cluster) => meantIn(cluster) !== undefined);
  const missing = wanted.find((cluster) => !users.some((entry) => entry.stated.name === cluster));
  if (missing !== undefined) return { reason: noUser(snapshot, missing, { name, version }) };
  const chosen = users.filter(
    (entry) => wanted.length === 0 || (entry.stated.name !== undefined && wanted.includes(entry.stated.name)),
  );
  const effects = createEffects(snapshot);
  const planned: PlannedCluster[] = [];
  const untouched: ClusterEntry[] = [];
  for (const cluster of chosen) {
    const reference = meantIn(cluster);
    if (reference === undefined) continue;
    const [target, ...others] = targetsOf(reference);
    if (target === undefined) continue;
    const from = meantVersion(reference);
    const status = snapshot.statusOf(cluster);
    const isOne = others.length === 0;
    const told = () =>
      isOne ? effects.move({ cluster, reference }, target) : unknownEffect(cluster.stated, status);
    const effect = from === version ? undefined : told();
    if (effect === undefined) {
      untouched.push(cluster);
      continue;
    }
    const move: ProfileMove = { kind: "moved", profile: name, replaced: undefined, from, to: version };
    planned.push({ name: cluster.stated.name ?? "", entry: cluster, moves: [move], effect, status });
  }
  return planOf(planned, untouched, [], []);
}

function noVersion({ index }: Snapshot, name: string, version: string): string {
  const defined = [...new Set(index.versions(name).map((entry: ProfileEntry) => `\`${entry.version}\``))];
  if (defined.length === 0) return `no file here defines the profile \`${name}\``;
  const more = defined.length > 5 ? " and others" : "";
  return `no file here defines version \`${version}\` of the profile \`${name}\`: defined are ${defined.slice(0, 5).join(", ")}${more}`;
}

function noUser({ index }: Snapshot, cluster: string, { name, version }: PlanTarget): string {
  const entries = index.clusters(cluster);
  if (entries.length === 0) return `no file here defines the cluster \`${cluster}\``;
  if (entries.some(({ references }) => references.some((reference) => reference.name === name)))
    return `the cluster \`${cluster}\` uses the profile \`${name}\` of another context than that of version \`${version}\`: give both the same context`;
  return `the cluster \`${cluster}\` does not use the profile \`${name}\`: what attaching it would do is not told here`;
}

/** All that differs between two states of the files. */
export function planChange(before: Snapshot, after: Snapshot): EffectPlan {
  const readers = createEffectReaders();
  const [olds, news] = [createEffects(before, readers), createEffects(after, readers)];
  const partners = pairClusters(before, after);
  const planned: PlannedCluster[] = [];
  const added: ClusterEntry[] = [];
  const untouched: ClusterEntry[] = [];
  const partlyKnown: ClusterEntry[] = [];
  for (const entry of after.index.allClusters()) {
    const partner = partners.get(entry);
    if (partner === undefined) {
      added.push(entry);
      continue;
    }
    const isUnknown = (one: ReferenceEntry) =>
      [before, after].every((state) => filesOf(state, one).length === 0);
    if (entry.references.some(isUnknown)) partlyKnown.push(entry);
    const isSame = isUntouched(before, after, partner, entry);
    const [old, now] = isSame ? [] : [clusterOf(before, partner), clusterOf(after, entry)];
    if (old === undefined || now === undefined) {
      untouched.push(entry);
      continue;
    }
    const status = after.statusOf(entry);
    const states = { before: olds.state(old, partner.file), after: news.state(now, entry.file) };
    const effect = clusterEffect({ ...states, catalog: after.catalog, status }, readers);
    const moves = movesOf(states.before, states.after, effect);
    const isQuiet = effect.changes.length === 0 && effect.cautions.length === 0;
    if (isQuiet && moves.length === 0) untouched.push(entry);
    else planned.push({ name: entry.stated.name ?? "", entry, moves, effect, status });
  }
  const kept = new Set(partners.values());
  const removed = [...before.index.allClusters()].filter((entry) => !kept.has(entry));
  return planOf(planned, untouched, added, removed, partlyKnown);
}

/** A cluster is the one of its name in the same file, or the only one of its name. */
function pairClusters(before: Snapshot, after: Snapshot): Map<ClusterEntry, ClusterEntry> {
  const pairs = new Map<ClusterEntry, ClusterEntry>();
  const taken = new Set<ClusterEntry>();
  const olds = groupByName(before);
  const take = (entry: ClusterEntry, fits: (old: ClusterEntry, all: readonly ClusterEntry[]) => boolean) => {
    if (pairs.has(entry)) return;
    const all = olds.get(entry.stated.name) ?? [];
    const old = all.find((one) => !taken.has(one) && fits(one, all));
    if (old === undefined) return;
    taken.add(old);
    pairs.set(entry, old);
  };
  const entries = [...after.index.allClusters()];
  for (const entry of entries) take(entry, (old) => old.file === entry.file);
  for (const entry of entries) take(entry, (_, all) => all.length === 1 && entry.stated.name !== undefined);
  return pairs;
}

function groupByName({ index }: Snapshot): Map<string | undefined, ClusterEntry[]> {
  const groups = new Map<string | undefined, ClusterEntry[]>();
  for (const entry of index.allClusters()) {
    const group = groups.get(entry.stated.name);
    if (group === undefined) groups.set(entry.stated.name, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** Most clusters are, and nothing of them is parsed: all their files say what they said, letter by letter. */
function isUntouched(before: Snapshot, after: Snapshot, old: ClusterEntry, entry: ClusterEntry): boolean {
  if (old.file !== entry.file || !isSameFile(before, after, entry.file)) return false;
  return entry.references.every((reference) => {
    const [was, is] = [before, after].map((snapshot) => filesOf(snapshot, reference));
    return (
      was?.length === is?.length &&
      is?.every((file, at) => was?.[at] === file && isSameFile(before, after, file))
    );
  });
}

/** Those that define the version that is meant. */
function filesOf({ index }: Snapshot, reference: ReferenceEntry): FileId[] {
  const version = meantVersion(reference);
  return index
    .versions(reference.name)
    .filter((entry) => entry.version === version && contextsFit(entry.context, reference.context))
    .map(({ file }) => file);
}

function isSameFile(before: Snapshot, after: Snapshot, file: FileId): boolean {
  return before.text(file) === after.text(file);
}

/** What becomes of the profiles of a cluster that is changed as told. */
export function movesOf(
  before: ClusterState,
  after: ClusterState,
  { changes }: ClusterEffect,
): ProfileMove[] {
  const edited = new Set(changes.flatMap(({ subject }) => ("profile" in subject ? [subject.profile] : [])));
  return profileSteps(before, after).flatMap((step): ProfileMove[] => {
    const [old, now] = [step.before?.reference, step.after?.reference];
    const versionIn = (reference: typeof old) =>
      reference === undefined
        ? undefined
        : meantVersion({ role: reference.role, version: reference.version?.text });
    const [from, to] = [versionIn(old), versionIn(now)];
    const [was, is] = [old?.name?.text ?? "", now?.name?.text ?? ""];
    const move = { profile: is, replaced: undefined, from, to };
    if (old === undefined) return [{ ...move, kind: "attached" }];
    if (now === undefined) return [{ ...move, kind: "detached", profile: was }];
    if (was !== is) return [{ ...move, kind: "replaced", replaced: was }];
    if (from !== to) return [{ ...move, kind: "moved" }];
    if (!edited.has(is)) return [];
    const [one, other] = [step.before?.profile?.node, step.after?.profile?.node];
    const isSame = one !== undefined && other !== undefined && sameTrees(one, other, createBudget());
    return [{ ...move, kind: isSame ? "overridden" : "edited" }];
  });
}

/** The worst first. */
export function planOf(
  clusters: readonly PlannedCluster[],
  untouched: readonly ClusterEntry[],
  added: readonly ClusterEntry[],
  removed: readonly ClusterEntry[],
  partlyKnown: readonly ClusterEntry[] = [],
): EffectPlan {
  const byName = (a: ClusterEntry, b: ClusterEntry) => compareNames(a.stated.name ?? "", b.stated.name ?? "");
  return {
    clusters: [...clusters].sort(worstFirst),
    untouched,
    added: [...added].sort(byName),
    removed: [...removed].sort(byName),
    partlyKnown: [...partlyKnown].sort(byName),
    total: worstEffect(clusters.map(({ effect }) => effect.total)),
  };
}

/** The same text for clusters to which the same happens; pools and their nodes are each one's own. */
export function happening({ effect, moves }: PlannedCluster): string {
  const changes = effect.changes.map((change) => ({ ...change, pools: [] }));
  return JSON.stringify([effect.total, moves, changes]);
}

/** The clusters for which `isMeant` holds. */
export function planWithin(plan: EffectPlan, isMeant: (cluster: ClusterEntry) => boolean): EffectPlan {
  const clusters = plan.clusters.filter(({ entry }) => isMeant(entry));
  return planOf(
    clusters,
    plan.untouched.filter(isMeant),
    plan.added.filter(isMeant),
    plan.removed.filter(isMeant),
    plan.partlyKnown.filter(isMeant),
  );
}

function worstFirst(a: PlannedCluster, b: PlannedCluster): number {
  return (
    compareEffects(a.effect.total, b.effect.total) ||
    (b.effect.replacedNodes ?? Number.MAX_SAFE_INTEGER) -
      (a.effect.replacedNodes ?? Number.MAX_SAFE_INTEGER) ||
    compareNames(a.name, b.name)
  );
}
