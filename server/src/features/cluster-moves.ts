/**
 * Moving clusters to another version of a profile: what is meant at a place, which versions there are, which clusters could go, and the
 * edits for those that a person picked. Pure: asks the snapshot, and knows nothing of the editor.
 */

import { parseProfileVersion } from "../base/profile-version.ts";
import { touches } from "../base/span.ts";
import type { Cluster, ProfileReference } from "../model/cluster.ts";
import { contextsFit, profileContext, referenceContext } from "../model/context.ts";
import { defaultProfileVersion } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { hasTemplate } from "../syntax/template.ts";
import { profileOf } from "../updates/attached-profile.ts";
import {
  type MoveCandidate,
  moveCandidates,
  moveClusters,
  type ProfileIdentity,
} from "../updates/cluster-move.ts";
import type { EffectClass } from "../updates/effect/effect-class.ts";
import { type EffectSummary, lookAtSome, summarizeLooked } from "../updates/effect-summary.ts";
import { moveEffects } from "../updates/move-effect.ts";
import { compareProfiles } from "../updates/profile-comparison.ts";
import { meantVersion } from "../updates/profile-reference.ts";
import { countClusters, usersOf } from "../updates/profile-version.ts";
import type { Refusal } from "../updates/refusal.ts";
import { createReader } from "../updates/text-comparison.ts";
import type { FileId, ProfileEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { comparisonLine } from "./comparison-line.ts";
import type { PlannedCluster, ProfileMove } from "./effect-plan.ts";
import { type PlannedEdits, refusalAmong, whyRefused } from "./effect-preview.ts";
import { code } from "./markdown.ts";
import { type BoardPart, partFilter } from "./rollout/places.ts";
import { isOlder } from "./rollout/versions.ts";
import { subjectAt } from "./subject.ts";
import { count } from "./trees/tree-node.ts";

/** What is to be moved, and from where. */
export interface MoveSubject extends ProfileIdentity {
  /** The version at the place; undefined when it cannot be judged. */
  readonly from: string | undefined;
}

/** A version that clusters can be moved to. */
export interface MoveTarget {
  readonly version: string;
  /** How many clusters are on it. */
  readonly clusters: number;
  readonly newest: boolean;
  /** What differs from the version that is left, in a line; undefined where that is not known, and behind the first of a long list. */
  readonly differs: string | undefined;
  /** What the move does to those that would be ticked; undefined where there are none, and behind the first of a long list. */
  readonly effect: EffectSummary | undefined;
}

/** A profile that clusters could be moved between the versions of. */
export interface MovableProfile extends ProfileIdentity {
  readonly clusters: number;
  /** Newest first. */
  readonly versions: readonly string[];
}

/** The profile that a cluster refers to at the offset, or that is defined there. */
export function moveSubjectAt(snapshot: Snapshot, file: FileId, offset: number): MoveSubject | undefined {
  const view = snapshot.file(file);
  if (view === undefined) return undefined;
  const reference = referenceAt(view, offset);
  if (reference !== undefined) {
    const name = known(reference.name)?.text;
    const from = meantVersion({ role: reference.role, version: reference.version?.text });
    return name === undefined ? undefined : { name, context: referenceContext(reference), from };
  }
  const profile = view.documents
    .flatMap((document) => document.profiles)
    .find(({ span }, _, all) => touches(span, offset) || all.length === 1);
  const name = known(profile?.name)?.text;
  if (profile === undefined || name === undefined) return undefined;
  const version = profile.version?.text ?? defaultProfileVersion;
  return { name, context: profileContext(profile), from: hasTemplate(version) ? undefined : version };
}

/** The reference that the offset is in, or the only one of the cluster around it. */
function referenceAt(view: FileView, offset: number): ProfileReference | undefined {
  const subject = subjectAt(view, offset);
  if (subject?.kind === "reference") return subject.reference;
  const cluster = clusterAt(view, offset);
  const { references = [] } = cluster ?? {};
  return (
    references.find(({ span }) => span.start <= offset && offset < span.end) ??
    (references.length === 1 ? references[0] : undefined)
  );
}

/** The cluster around the offset, or the only one of the file. */
export function clusterAt(view: FileView, offset: number): Cluster | undefined {
  const clusters = view.documents.flatMap((document) => document.clusters);
  return (
    clusters.find(({ span }) => touches(span, offset)) ?? (clusters.length === 1 ? clusters[0] : undefined)
  );
}

/** The profiles of the cluster at the place, or of the workspace: those that have a version to go to. */
export function movableProfiles(
  snapshot: Snapshot,
  place: { readonly file: FileId; readonly offset: number } | undefined,
): readonly MovableProfile[] {
  const view = place === undefined ? undefined : snapshot.file(place.file);
  const cluster = view === undefined || place === undefined ? undefined : clusterAt(view, place.offset);
  const names =
    cluster === undefined
      ? snapshot.index.names()
      : new Set(cluster.references.flatMap(({ name }) => known(name)?.text ?? []));
  return [...names].flatMap((name) => profilesNamed(snapshot, name));
}

/** One for each context that the name is defined in. */
function profilesNamed({ index }: Snapshot, name: string): MovableProfile[] {
  const entries = index.versions(name);
  const contexts = [...new Set(entries.map(({ context }) => context))];
  return contexts.flatMap((context) => {
    const versions = distinctVersions(entries.filter((entry) => contextsFit(entry.context, context)));
    const users = index.references(name).filter((reference) => contextsFit(reference.context, context));
    return users.length === 0
      ? []
      : [{ name, context, clusters: countClusters(users), versions: versions.map(({ version }) => version) }];
  });
}

/** True when there is a version to go to. */
export function hasOtherVersion({ index }: Snapshot, { name, context, from }: MoveSubject): boolean {
  return index.versions(name).some((entry) => entry.version !== from && contextsFit(entry.context, context));
}

/** Newest first, without the version that is left. */
export function moveTargets(snapshot: Snapshot, { name, context, from }: MoveSubject): readonly MoveTarget[] {
  const entries = distinctVersions(
    snapshot.index.versions(name).filter((entry) => contextsFit(entry.context, context)),
  );
  const newest = entries.find(({ version }) => parseProfileVersion(version) !== undefined);
  const left = entries.find(({ version }) => version === from);
  const old = left === undefined ? undefined : profileOf(snapshot, left);
  const read = createReader();
  const differs = (entry: ProfileEntry) => {
    const profile = old === undefined ? undefined : profileOf(snapshot, entry);
    return old === undefined || profile === undefined
      ? undefined
      : comparisonLine(compareProfiles(old, profile, read));
  };
  const candidates = moveCandidates(snapshot, { name, context });
  const effectsOf = moveEffects(snapshot, { name, context });
  const effectOn = (version: string) => {
    const isMeant = meantBy(snapshot, version, from, undefined);
    const meant = candidates.filter(
      (candidate) => candidate.obstacle === undefined && candidate.from !== version && isMeant(candidate),
    );
    const { kind, verdict } = effectsOf(version);
    return meant.length === 0 ? undefined : summarizeLooked(lookAtSome(meant, kind, verdict));
  };
  return entries
    .filter((entry) => entry !== left)
    .map((entry, at) => ({
      version: entry.version,
      clusters: countClusters(usersOf(snapshot, { name, version: entry.version, context })),
      newest: entry === newest,
      differs: at < mostCompared ? differs(entry) : undefined,
      effect: at < mostCompared ? effectOn(entry.version) : undefined,
    }));
}

/** Each costs a parse of its file, and of what differs in it. */
const mostCompared = 20;

function distinctVersions(entries: readonly ProfileEntry[]): ProfileEntry[] {
  return [...new Map(entries.map((entry) => [entry.version, entry])).values()];
}

/** A cluster as a person picks it. */
export interface MoveChoice {
  /** Tells the reference among all, as long as its file stays as it is. */
  readonly id: string;
  readonly candidate: MoveCandidate;
  readonly effect: EffectClass;
  /** Why it cannot be moved, as the end of a sentence. */
  readonly obstacle: string | undefined;
  /** Those on the version that is left, or in the part of the board; behind the one to go to where neither is named. */
  readonly picked: boolean;
}

/** The clusters that are not on the version yet. */
export function moveChoices(
  snapshot: Snapshot,
  profile: ProfileIdentity,
  to: string,
  from: string | undefined,
  part?: BoardPart,
): readonly MoveChoice[] {
  const effects = moveEffects(snapshot, profile)(to);
  const isMeant = meantBy(snapshot, to, from, part);
  return moveCandidates(snapshot, profile)
    .filter((candidate) => candidate.from !== to)
    .map((candidate) => {
      const effect = effects.verdict(candidate);
      const obstacle = candidate.obstacle ?? whyRefused(effect);
      const picked = obstacle === undefined && isMeant(candidate);
      return { id: choiceId(candidate), candidate, effect: effect.total, obstacle, picked };
    });
}

/** Of a row of the rollout board only those that are behind are meant, of a cell all. */
function meantBy(
  snapshot: Snapshot,
  to: string,
  from: string | undefined,
  part: BoardPart | undefined,
): (candidate: MoveCandidate) => boolean {
  if (part !== undefined) {
    const isInPart = partFilter(snapshot, part);
    return (candidate) =>
      isInPart(candidate.cluster, candidate.reference) &&
      (part.column !== undefined || isOlder(candidate.from, to));
  }
  return (candidate) => (from === undefined ? isOlder(candidate.from, to) : candidate.from === from);
}

/** Clusters that share lines by an alias have one place of the reference, and each its own. */
export function choiceId({ cluster, reference, from }: MoveCandidate): string {
  return JSON.stringify([reference.file, cluster.span.start, reference.nameSpan.start, from ?? null]);
}

/** The edits for the choices with the ids, to be looked at before they are taken, and what they do. */
export function moveChosen(
  snapshot: Snapshot,
  profile: ProfileIdentity,
  to: string,
  ids: readonly string[],
): PlannedEdits | Refusal {
  const wanted = new Set(ids);
  const chosen = moveCandidates(snapshot, profile).filter((candidate) => wanted.has(choiceId(candidate)));
  if (chosen.length < wanted.size)
    return { reason: "The clusters have changed in the meantime: nothing was moved. Choose again" };
  const edits = moveClusters(snapshot, profile, chosen, to);
  if ("reason" in edits) return edits;
  const found = moveEffects(snapshot, profile)(to);
  const clusters = chosen.map((candidate): PlannedCluster => {
    const { cluster, from } = candidate;
    const move: ProfileMove = { kind: "moved", profile: profile.name, replaced: undefined, from, to };
    const effect = found.effect(candidate);
    const status = snapshot.statusOf(cluster);
    return { name: cluster.stated.name ?? "", entry: cluster, moves: [move], effect, status };
  });
  const refused = refusalAmong(clusters);
  if (refused !== undefined) return refused;
  const who = count(new Set(chosen.map(({ cluster }) => cluster)).size, "cluster");
  const label = `Move ${who} to ${profile.name} ${to}`;
  const heading = `moving ${who} to ${code(`${profile.name} ${to}`)}`;
  const annotation = {
    label,
    description: `the version of the profile that they have attached${unknownStatuses(snapshot, chosen)}`,
    confirm: true,
  };
  return { label, heading, edits: edits.map((edit) => ({ ...edit, annotation })), clusters };
}

/** Whether Palette takes an update depends on it. Where no cluster's status is known, nobody has asked for it to be. */
function unknownStatuses(snapshot: Snapshot, chosen: readonly MoveCandidate[]): string {
  const clusters = [...new Set(chosen.map(({ cluster }) => cluster))];
  const unknown = clusters.filter((cluster) => snapshot.statusOf(cluster) === undefined).length;
  if (unknown === 0 || snapshot.statusFiles().length === 0) return "";
  return unknown === clusters.length
    ? "; their status is unknown"
    : `; the status of ${unknown} of them is unknown`;
}
