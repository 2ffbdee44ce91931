/**
 * Which clusters are written alike. Those of a fleet often differ by nothing but their names: what an update does to one it does to all of
 * them, so a file is parsed only for what is written otherwise.
 */

import type { ClusterEntry, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";

/** A number that clusters have in common to which the same happens when what they refer to changes. */
export type KindOf = (cluster: ClusterEntry, reference: ReferenceEntry) => number;

interface Kinds {
  readonly numbers: Map<string, number>;
  readonly known: Map<ReferenceEntry, Map<ClusterEntry, number>>;
}

const kindsOfSnapshots = new WeakMap<Snapshot, Kinds>();

export function clusterKinds(snapshot: Snapshot): KindOf {
  const kinds = kindsOfSnapshots.get(snapshot) ?? { numbers: new Map(), known: new Map() };
  kindsOfSnapshots.set(snapshot, kinds);
  const hasStatuses = snapshot.statusFiles().length > 0;
  return (cluster, reference) => {
    const known = kinds.known.get(reference) ?? new Map<ClusterEntry, number>();
    kinds.known.set(reference, known);
    const before = known.get(cluster);
    if (before !== undefined) return before;
    const status = hasStatuses ? snapshot.statusOf(cluster) : undefined;
    const written = writtenOnce(snapshot, cluster, reference);
    const key =
      status === undefined ? written : `${status.state}\n${status.health}\n${status.takenAt}\n${written}`;
    const number = kinds.numbers.get(key) ?? kinds.numbers.size;
    kinds.numbers.set(key, number);
    known.set(cluster, number);
    return number;
  };
}

/** An entry is a new one as soon as its file says something else. */
const written = new WeakMap<ClusterEntry, WeakMap<ReferenceEntry, string>>();

function writtenOnce(snapshot: Snapshot, cluster: ClusterEntry, reference: ReferenceEntry): string {
  const ofCluster = written.get(cluster) ?? new WeakMap<ReferenceEntry, string>();
  written.set(cluster, ofCluster);
  const text = ofCluster.get(reference) ?? writtenText(snapshot, cluster, reference);
  ofCluster.set(reference, text);
  return text;
}

/** What is written of the cluster but its name, and which of its references it is. */
function writtenText(snapshot: Snapshot, cluster: ClusterEntry, reference: ReferenceEntry): string {
  const { file, name, span, nameSpan, references } = cluster;
  const text = snapshot.text(file) ?? "";
  const own =
    name === undefined
      ? text.slice(span.start, span.end)
      : `${text.slice(span.start, nameSpan.start)}\n${text.slice(nameSpan.end, span.end)}`;
  // Text alone does not tell the dialects apart, nor what an alias stands for.
  const dialect = reference.role === "list" ? "list" : "";
  const where = holdsAlias.test(own) ? `${file} ${span.start}` : "";
  return [references.indexOf(reference), dialect, where, own].join("\n");
}

const holdsAlias = /(?:^|[\s[{,:])\*[^\s*]/m;
