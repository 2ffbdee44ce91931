/**
 * Moving clusters to another version of a profile: what is meant at a place, which versions there are, which clusters could go, and the
 * edits for those that a person picked. Pure: asks the snapshot, and knows nothing of the editor.
 */

import { parseProfileVersion } from "../base/profile-version.ts";
import { touches } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Cluster, ProfileReference } from "../model/cluster.ts";
import { contextsFit, profileContext, referenceContext } from "../model/context.ts";
import { defaultProfileVersion } from "../model/profile.ts";
import { isKnown, known } from "../model/text.ts";
import { hasDirective, hasTemplate } from "../syntax/template.ts";
import { profileOf } from "../updates/attached-profile.ts";
import {
  type MoveCandidate,
  moveCandidates,
  moveClusters,
  type ProfileIdentity,
} from "../updates/cluster-move.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { attachEdits } from "../updates/profile-attach.ts";
import { compareProfiles } from "../updates/profile-comparison.ts";
import { meantVersion } from "../updates/profile-reference.ts";
import { countClusters, usersOf } from "../updates/profile-version.ts";
import type { Refusal } from "../updates/refusal.ts";
import { createReader } from "../updates/text-comparison.ts";
import { whyNotUpdated } from "../updates/update-refusal.ts";
import type { FileId, ProfileEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { comparisonLine } from "./comparison-line.ts";
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

function clusterAt(view: FileView, offset: number): Cluster | undefined {
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
  return entries
    .filter((entry) => entry !== left)
    .map((entry, at) => ({
      version: entry.version,
      clusters: countClusters(usersOf(snapshot, { name, version: entry.version, context })),
      newest: entry === newest,
      differs: at < mostCompared ? differs(entry) : undefined,
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
  const isMeant = meantBy(snapshot, to, from, part);
  return moveCandidates(snapshot, profile)
    .filter((candidate) => candidate.from !== to)
    .map((candidate) => ({
      id: idOf(candidate),
      candidate,
      picked: candidate.obstacle === undefined && isMeant(candidate),
    }));
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
function idOf({ cluster, reference, from }: MoveCandidate): string {
  return JSON.stringify([reference.file, cluster.span.start, reference.nameSpan.start, from ?? null]);
}

/** The edits for the choices with the ids, to be looked at before they are taken. */
export function moveChosen(
  snapshot: Snapshot,
  profile: ProfileIdentity,
  to: string,
  ids: readonly string[],
): readonly FileEdit[] | Refusal {
  const wanted = new Set(ids);
  const chosen = moveCandidates(snapshot, profile).filter((candidate) => wanted.has(idOf(candidate)));
  if (chosen.length < wanted.size)
    return { reason: "The clusters have changed in the meantime: nothing was moved. Choose again" };
  const edits = moveClusters(snapshot, profile, chosen, to);
  if ("reason" in edits) return edits;
  const clusters = new Set(chosen.map(({ cluster }) => cluster)).size;
  return edits.map((edit) => ({
    ...edit,
    annotation: {
      label: `Move ${count(clusters, "cluster")} to ${profile.name} ${to}`,
      description: `the version of the profile that they have attached${unknownStatuses(snapshot, chosen)}`,
      confirm: true,
    },
  }));
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

/** A place in the file of a profile version or a cluster. */
export interface EnginePlace {
  readonly file: FileId;
  readonly offset: number;
}

/** The edits that attach the profile version at the one place to the clusters at the others. */
export function attachAt(
  snapshot: Snapshot,
  profilePlace: EnginePlace,
  clusterPlaces: readonly EnginePlace[],
): readonly FileEdit[] | Refusal {
  const entry = entryAt(snapshot, profilePlace);
  if (entry === undefined)
    return { reason: "The profile version has changed in the meantime: choose it again" };
  if (!isKnown(entry.version)) return { reason: `The version of ${entry.name} is filled in by Terraform` };
  const byFile = new Map<FileId, TextEdit[]>();
  const seen = new Set<Cluster>();
  for (const { file, offset } of clusterPlaces) {
    const view = snapshot.file(file);
    const cluster = view === undefined ? undefined : clusterAt(view, offset);
    if (view === undefined || cluster === undefined)
      return { reason: "A cluster has changed in the meantime: nothing was done" };
    if (seen.has(cluster) || isOn(cluster, entry)) continue;
    const reason =
      whyNotChanged(snapshot, view, cluster) ?? (byFile.has(file) ? undefined : whyNotEdited(view, cluster));
    if (reason !== undefined) return { reason };
    seen.add(cluster);
    const answer = attachEdits(cluster, entry, view.text);
    if ("reason" in answer) return answer;
    byFile.set(file, [...(byFile.get(file) ?? []), ...answer.edits]);
  }
  const sharer = [...byFile.keys()]
    .map((file) => sharerIn(snapshot, file, seen))
    .find((name) => name !== undefined);
  if (sharer !== undefined)
    return {
      reason: `${sharer} has the same lines by an alias and would be changed along: choose it too, or write them out`,
    };
  if (byFile.size === 0) {
    const who = clusterPlaces.length === 1 ? "The cluster is" : "All of these clusters are";
    return { reason: `${who} on ${entry.name} ${entry.version} already` };
  }
  return [...byFile].map(([file, edits]) => ({
    file,
    edits: onceEach(edits),
    annotation: {
      label: `Attach ${entry.name} ${entry.version} to ${count(seen.size, "cluster")}`,
      description: "the profiles that they have attached",
      confirm: true,
    },
  }));
}

function whyNotChanged(snapshot: Snapshot, { id }: FileView, cluster: Cluster): string | undefined {
  const name = known(cluster.name)?.text;
  const refusal = whyNotUpdated(snapshot, { file: id, name });
  return refusal === undefined ? undefined : `${name} cannot be changed: ${refusal}`;
}

/** What is added would be read as something else there, or only now and then. */
function whyNotEdited({ documents, text }: FileView, cluster: Cluster): string | undefined {
  const name = known(cluster.name)?.text ?? "The cluster";
  if (documents.some(({ problems }) => problems.length > 0))
    return `The file of ${name} has syntax errors: repair them first`;
  return hasDirective(text)
    ? `The file of ${name} has \`%{ }\` directives, between which Terraform chooses: edit it by hand`
    : undefined;
}

function entryAt({ index }: Snapshot, { file, offset }: EnginePlace): ProfileEntry | undefined {
  for (const name of index.names()) {
    const found = index
      .versions(name)
      .find(
        (entry) =>
          entry.file === file &&
          (touches(entry.versionSpan, offset) ||
            touches(entry.nameSpan, offset) ||
            entry.span.start === offset),
      );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A cluster of the file that was not chosen, and that has a reference in common with one that was. */
function sharerIn(snapshot: Snapshot, file: FileId, chosen: ReadonlySet<Cluster>): string | undefined {
  const clusters = snapshot.file(file)?.documents.flatMap((document) => document.clusters) ?? [];
  const places = ({ references }: Cluster) => references.map(({ name }) => name?.span.start);
  const taken = new Set(clusters.filter((cluster) => chosen.has(cluster)).flatMap(places));
  const sharer = clusters.find(
    (cluster) =>
      !chosen.has(cluster) && places(cluster).some((place) => place !== undefined && taken.has(place)),
  );
  return sharer === undefined ? undefined : (sharer.name?.text ?? "A cluster without a name");
}

function isOn({ references }: Cluster, entry: ProfileEntry): boolean {
  return references.some(
    (reference) =>
      reference.name !== undefined &&
      reference.name.text === entry.name &&
      contextsFit(referenceContext(reference), entry.context) &&
      meantVersion({ role: reference.role, version: reference.version?.text }) === entry.version,
  );
}

/** Clusters that share lines by an alias share the edits of them. */
function onceEach(edits: readonly TextEdit[]): TextEdit[] {
  const distinct = new Map(edits.map((edit) => [JSON.stringify([edit.span, edit.text]), edit]));
  return [...distinct.values()].sort((a, b) => a.span.start - b.span.start);
}
