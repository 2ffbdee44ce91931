/** The same questions asked of a snapshot: what a move to another version does to a cluster, and what an edit of a profile does. */

import type { Cluster } from "../../model/cluster.ts";
import type { ModelDocument } from "../../model/document.ts";
import type { Profile } from "../../model/profile.ts";
import { directivesIn } from "../../syntax/template.ts";
import type { ClusterEntry, FileId, ProfileEntry, ReferenceEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { profileOf } from "../attached-profile.ts";
import { modelOf } from "../cluster-move.ts";
import { called } from "../profile-comparison.ts";
import { attachedEntries, meantVersion } from "../profile-reference.ts";
import { clusterEffect } from "./cluster-effect.ts";
import type { AttachedProfile, ClusterEffect, ClusterState, ClusterStatus } from "./effect.ts";
import { createEffectReaders, type EffectReaders } from "./readers.ts";

/** A cluster's reference to a profile. */
export interface EffectCandidate {
  readonly cluster: ClusterEntry;
  readonly reference: ReferenceEntry;
}

/**
 * Answers for the clusters of one snapshot, most of which share their profiles: each is read once. Not to be kept for long. The status of a
 * cluster is that of the snapshot where no other is given.
 */
export interface SnapshotEffects {
  /** The cluster's reference goes to the version of `to`. Undefined when the cluster or the version cannot be read any more. */
  move(candidate: EffectCandidate, to: ProfileEntry, status?: ClusterStatus): ClusterEffect | undefined;
  /** The profile version that the cluster is on changes in its place. Undefined when it is not on it, or cannot be read any more. */
  edit(
    cluster: ClusterEntry,
    before: Profile,
    after: Profile,
    status?: ClusterStatus,
  ): ClusterEffect | undefined;
  /** The cluster of the file, with the profiles behind its references. */
  state(cluster: Cluster, file?: FileId): ClusterState;
}

/** What a file says of a profile version. */
type DefinedProfile = Pick<AttachedProfile, "profile" | "directives" | "isBroken">;

export function createEffects(
  snapshot: Snapshot,
  readers: EffectReaders = createEffectReaders(),
): SnapshotEffects {
  const { catalog, index } = snapshot;
  const profiles = new Map<ProfileEntry, DefinedProfile>();

  function read(entry: ProfileEntry): DefinedProfile {
    const known = profiles.get(entry);
    if (known !== undefined) return known;
    const profile = profileOf(snapshot, entry);
    const isBroken = isInBroken(entry.file, ({ profiles: own }) => own.some((one) => one === profile));
    const defined = { profile, directives: directivesOf(entry.file), isBroken };
    profiles.set(entry, defined);
    return defined;
  }

  function isInBroken(file: FileId, holds: (document: ModelDocument) => boolean): boolean {
    const documents = snapshot.file(file)?.documents ?? [];
    return documents.some((document) => document.problems.length > 0 && holds(document));
  }

  /** Of several files that define a version the first counts, as long as there is no better answer. */
  function state(cluster: Cluster, file?: FileId): ClusterState {
    const attached = cluster.references.map((reference): AttachedProfile => {
      const [entry, ...others] = attachedEntries(index, reference);
      if (entry === undefined) return { reference, profile: undefined };
      return { reference, ...read(entry), isOneOfSeveral: others.length > 0 };
    });
    if (file === undefined) return { cluster, profiles: attached };
    const isBroken = isInBroken(file, ({ clusters }) => clusters.includes(cluster));
    return { cluster, profiles: attached, directives: directivesOf(file), isBroken };
  }

  function directivesOf(file: FileId): string {
    return directivesIn(snapshot.text(file) ?? "");
  }

  return {
    state,
    move(candidate, to, status = snapshot.statusOf(candidate.cluster)) {
      const found = modelOf(snapshot, candidate);
      const next = read(to);
      if (found === undefined || next.profile === undefined) return undefined;
      const before = state(found.cluster);
      const after = withProfile(before, next, ({ reference }) => reference === found.reference);
      return clusterEffect({ before, after, catalog, status }, readers);
    },
    edit(entry, before, after, status = snapshot.statusOf(entry)) {
      const cluster = clusterOf(snapshot, entry);
      if (cluster === undefined) return undefined;
      const { name, version } = called(before);
      const isOn = ({ reference }: AttachedProfile) =>
        reference.name?.text === name &&
        meantVersion({ role: reference.role, version: reference.version?.text }) === version;
      const current = state(cluster);
      if (!current.profiles.some(isOn)) return undefined;
      const states = {
        before: withProfile(current, { profile: before, isBroken: false }, isOn),
        after: withProfile(current, { profile: after, isBroken: false }, isOn),
      };
      return clusterEffect({ ...states, catalog, status }, readers);
    },
  };
}

function withProfile(
  { cluster, profiles }: ClusterState,
  next: DefinedProfile,
  isMeant: (attached: AttachedProfile) => boolean,
): ClusterState {
  return {
    cluster,
    profiles: profiles.map((attached) => (isMeant(attached) ? { ...attached, ...next } : attached)),
  };
}

/** The cluster behind an entry of the index. Its file is parsed if it is not. */
export function clusterOf(snapshot: Snapshot, { file, span }: ClusterEntry): Cluster | undefined {
  return snapshot
    .file(file)
    ?.documents.flatMap((document) => document.clusters)
    .find((cluster) => cluster.span.start === span.start);
}
