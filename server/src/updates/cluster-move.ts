/**
 * Clusters and the versions of a profile: who is on which, and the edits that take chosen ones to another version. Who may be moved is
 * told from the index alone; only the files that change are parsed.
 */

import { compareNames } from "../base/name-order.ts";
import { parseProfileVersion } from "../base/profile-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Cluster, ProfileReference } from "../model/cluster.ts";
import { contextsFit } from "../model/context.ts";
import { contentSpan } from "../model/text.ts";
import type { ClusterEntry, FileId, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import type { FileEdit } from "./file-edit.ts";
import { meantVersion, moveEdits } from "./profile-reference.ts";
import type { Refusal } from "./refusal.ts";
import { whyNotUpdated } from "./update-refusal.ts";

/** A profile, whatever its version. */
export interface ProfileIdentity {
  readonly name: string;
  /** Undefined fits any. */
  readonly context: string | undefined;
}

/** A cluster's reference to a profile, which may go to another version. */
export interface MoveCandidate {
  readonly cluster: ClusterEntry;
  readonly reference: ReferenceEntry;
  /** The version that it means; undefined when that cannot be judged. */
  readonly from: string | undefined;
  /** Why it cannot be moved, as a sentence for the user. */
  readonly obstacle: string | undefined;
}

/** In the order of the clusters' names, as people look them up; of all clusters, where none are given. */
export function moveCandidates(
  snapshot: Snapshot,
  profile: ProfileIdentity,
  clusters: Iterable<ClusterEntry> = snapshot.index.allClusters(),
): MoveCandidate[] {
  const candidates: MoveCandidate[] = [];
  for (const cluster of clusters) {
    for (const reference of cluster.references) {
      if (reference.name !== profile.name || !contextsFit(reference.context, profile.context)) continue;
      const from = meantVersion(reference);
      candidates.push({ cluster, reference, from, obstacle: whyNotMoved(snapshot, cluster, reference) });
    }
  }
  return candidates.sort((a, b) => compareNames(a.cluster.stated.name ?? "", b.cluster.stated.name ?? ""));
}

/** As the end of a sentence; undefined where nothing is in the way. */
export function whyNotMoved(
  snapshot: Snapshot,
  cluster: ClusterEntry,
  reference: ReferenceEntry,
): string | undefined {
  return whyNotUpdated(snapshot, cluster) ?? obstacleOf(reference);
}

/** The list dialect states no default, and what is not stated there can be written. */
function obstacleOf(reference: ReferenceEntry): string | undefined {
  const { role, version } = reference;
  if (meantVersion(reference) !== undefined || (role === "list" && version === undefined)) return undefined;
  return `the version is \`${version ?? ""}\`, which somebody fills in`;
}

/** The edits that take the candidates to the version, file by file. All or nothing. */
export function moveClusters(
  snapshot: Snapshot,
  profile: ProfileIdentity,
  chosen: readonly MoveCandidate[],
  version: string,
): readonly FileEdit[] | Refusal {
  if (parseProfileVersion(version) === undefined && !isDefined(snapshot, profile, version))
    return { reason: `\`${version}\` is not a version of ${profile.name}` };
  const obstructed = chosen.find(({ obstacle }) => obstacle !== undefined);
  if (obstructed !== undefined)
    return { reason: `${labelOf(obstructed)} cannot be moved: ${obstructed.obstacle}` };
  const edits = new Map<FileId, Map<number, TextEdit>>();
  for (const candidate of chosen) {
    if (candidate.from === version) continue;
    const { file } = candidate.reference;
    const text = snapshot.text(file);
    const found = text === undefined ? undefined : modelOf(snapshot, candidate);
    const moves = text === undefined || found === undefined ? [] : moveEdits(found.reference, version, text);
    if (moves.length === 0) {
      return {
        reason: `${labelOf(candidate)} cannot be moved: its version comes by an alias or a merge from a place that means others too, or has no place of its own`,
      };
    }
    const ofFile = edits.get(file) ?? new Map<number, TextEdit>();
    for (const edit of moves) ofFile.set(edit.span.start, edit);
    edits.set(file, ofFile);
  }
  const sharer = sharerOf(snapshot, profile, chosen);
  if (sharer !== undefined) {
    return {
      reason: `${labelOf(sharer)} has the same lines by an alias and would be moved along: choose it too, or write them out`,
    };
  }
  return [...edits]
    .map(([file, ofFile]) => ({
      file,
      edits: [...ofFile.values()].sort((a, b) => a.span.start - b.span.start),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function isDefined({ index }: Snapshot, { name, context }: ProfileIdentity, version: string): boolean {
  return index
    .versions(name)
    .some((entry) => entry.version === version && contextsFit(entry.context, context));
}

/** Somebody who was not chosen, and whose reference is written in the same place as one that was. */
function sharerOf(
  snapshot: Snapshot,
  profile: ProfileIdentity,
  chosen: readonly MoveCandidate[],
): MoveCandidate | undefined {
  const places = new Set(chosen.map(placeOf));
  const same = new Set(chosen.map(({ reference }) => reference));
  return moveCandidates(snapshot, profile).find(
    (candidate) => !same.has(candidate.reference) && places.has(placeOf(candidate)),
  );
}

function placeOf({ reference }: MoveCandidate): string {
  return `${reference.nameSpan.start} ${reference.file}`;
}

/** The cluster and its reference as they stand in the file, which is parsed if it is not. */
export function modelOf(
  snapshot: Snapshot,
  { cluster, reference }: Pick<MoveCandidate, "cluster" | "reference">,
): { readonly cluster: Cluster; readonly reference: ProfileReference } | undefined {
  const clusters = snapshot.file(reference.file)?.documents.flatMap((document) => document.clusters) ?? [];
  for (const model of clusters) {
    if (model.span.start !== cluster.span.start) continue;
    const found = model.references.find(
      ({ name }) => name !== undefined && contentSpan(name).start === reference.nameSpan.start,
    );
    if (found !== undefined) return { cluster: model, reference: found };
  }
  return undefined;
}

export function labelOf({ cluster }: Pick<MoveCandidate, "cluster">): string {
  return cluster.stated.name ?? "A cluster without a name";
}
