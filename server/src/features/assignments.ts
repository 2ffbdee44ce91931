/**
 * Which cluster is on which version of which profile, as rows, and whether all are on one version. Pure, and from the index alone. It is
 * what the files say: a cluster that runs may still be on what it had before.
 */

import { compareProfileVersions, parseProfileVersion } from "../base/profile-version.ts";
import { touches } from "../base/span.ts";
import { contextsFit } from "../model/context.ts";
import { meantVersion, type ReferenceStanding } from "../updates/profile-reference.ts";
import type { ClusterEntry, FileId, ProfileEntry, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { compareClusters } from "./trees/cluster-order.ts";
import { type ReferenceView, Standings } from "./trees/standings.ts";

/**
 * - `newest`: no newer version is defined here
 * - `behind`: newer versions are defined here, whether or not the own one is
 * - `silenced`: the same, but a comment says that it shall be so, and it is not counted
 * - `unknown-profile`, `unknown-version`: no file here defines it
 * - `not-judged`: left to Terraform, no semantic version, or not stated where there is no default
 */
export type AssignmentState =
  | "newest"
  | "behind"
  | "silenced"
  | "unknown-profile"
  | "unknown-version"
  | "not-judged";

/** How a reference's version is to one that is asked for; `unclear` where the two cannot be compared. */
export type Relation = "same" | "older" | "newer" | "unclear";

/** A profile that a cluster refers to. */
export interface Assignment {
  readonly cluster: ClusterEntry;
  readonly reference: ReferenceEntry;
  /** As stated, or the default; undefined where none is stated and there is no default. */
  readonly version: string | undefined;
  /** No version is stated, and the default counts. */
  readonly isDefault: boolean;
  readonly state: AssignmentState;
  /** How many newer versions are defined here; 0 when a comment silences that. */
  readonly behind: number;
  /** The newest that is defined here, or the own one when nothing newer is; undefined for an unknown profile, and for what cannot be judged. */
  readonly newest: string | undefined;
  /** False also where it cannot be judged. */
  readonly isUnknown: boolean;
}

/** References to one profile. Without a version all of them are meant. */
export interface AssignmentFilter {
  readonly name: string;
  readonly version?: string | undefined;
  /** Absent where any is meant. */
  readonly context?: string | undefined;
}

/** Everything, or what is left by the filter: by cluster, and in each as its file has them (infra, system, add-ons). */
export function assignments(
  snapshot: Snapshot,
  options: { readonly files?: ReadonlySet<FileId>; readonly profile?: AssignmentFilter | undefined } = {},
): Assignment[] {
  const { files, profile } = options;
  const standings = new Standings(snapshot);
  return [...snapshot.index.allClusters()]
    .filter(({ file }) => files === undefined || files.has(file))
    .sort(compareClusters)
    .flatMap((cluster) => assignmentsOf(standings, cluster))
    .filter(({ reference }) => profile === undefined || isMeant(profile, reference));
}

function isMeant({ name, context }: AssignmentFilter, reference: ReferenceEntry): boolean {
  return reference.name === name && contextsFit(reference.context, context);
}

function assignmentsOf(standings: Standings, cluster: ClusterEntry): Assignment[] {
  return standings.references(cluster).map((view) => {
    const { reference, standing, trouble, behind } = view;
    const version = meantVersion(reference) ?? reference.version;
    return {
      cluster,
      reference,
      version,
      isDefault: reference.version === undefined && version !== undefined,
      state: stateOf(view),
      behind,
      newest: standing === undefined ? undefined : newestOf(standing),
      isUnknown: trouble !== undefined,
    };
  });
}

function newestOf({ newer, attached, versions }: ReferenceStanding): string | undefined {
  const isRelease = ({ version }: ProfileEntry) => parseProfileVersion(version)?.prerelease.length === 0;
  const own =
    attached !== undefined && parseProfileVersion(attached.version) !== undefined ? attached : undefined;
  return (newer[0] ?? own ?? versions.find(isRelease) ?? versions[0])?.version;
}

function stateOf({ standing, trouble, behind }: ReferenceView): AssignmentState {
  if (behind > 0) return "behind";
  if (trouble === "unknown profile") return "unknown-profile";
  if (trouble === "unknown version") return "unknown-version";
  if (standing === undefined || parseProfileVersion(standing.version) === undefined) return "not-judged";
  return standing.newer.length > 0 ? "silenced" : "newest";
}

export function relationTo(version: string, assignment: Assignment): Relation {
  const own = meantVersion(assignment.reference);
  if (own === version) return "same";
  if (own === undefined || parseProfileVersion(own) === undefined) return "unclear";
  if (parseProfileVersion(version) === undefined) return "unclear";
  return compareProfileVersions(own, version) < 0 ? "older" : "newer";
}

/** How many clusters that use a profile are on a version of it. A comment that silences changes nothing about that. */
export interface Verification {
  readonly clusters: number;
  /** Those all of whose references to the profile are to the version. */
  readonly onVersion: number;
  /** Those with a reference to an older one; the others alike. They may overlap, where a cluster refers to a profile twice. */
  readonly older: number;
  readonly newer: number;
  readonly unclear: number;
}

/** `rows` are those of one profile. */
export function verify(rows: readonly Assignment[], version: string): Verification {
  const byCluster = new Map<ClusterEntry, Set<Relation>>();
  for (const row of rows) {
    const relations = byCluster.get(row.cluster) ?? new Set();
    byCluster.set(row.cluster, relations.add(relationTo(version, row)));
  }
  const all = [...byCluster.values()];
  const having = (relation: Relation) => all.filter((relations) => relations.has(relation)).length;
  return {
    clusters: all.length,
    onVersion: all.filter((relations) => relations.size === 1 && relations.has("same")).length,
    older: having("older"),
    newer: having("newer"),
    unclear: having("unclear"),
  };
}

/** The proof in a sentence, without a full stop. */
export function verdict(
  { clusters, onVersion, older, newer, unclear }: Verification,
  name: string,
  version: string,
): string {
  if (clusters === 0) return `No cluster uses ${name}`;
  const others = [
    older === 0 ? undefined : `${older} older`,
    newer === 0 ? undefined : `${newer} newer`,
    unclear === 0 ? undefined : `${unclear} not judged`,
  ].filter((part) => part !== undefined);
  const rest = others.length === 0 ? "" : `: ${others.join(", ")}`;
  const isOnly = clusters === 1;
  if (isOnly)
    return `The only cluster that uses ${name} is ${onVersion === 1 ? "" : "not "}on ${version}${rest}`;
  if (onVersion === clusters) return `All ${clusters} clusters that use ${name} are on ${version}`;
  return `${onVersion} of ${clusters} clusters that use ${name} ${onVersion === 1 ? "is" : "are"} on ${version}${rest}`;
}

/** What there is to say of an assignment in a table, as plain words; held against a version when one is asked for. */
export function stateWords(assignment: Assignment, version: string | undefined): string {
  const { state, behind, newest, isUnknown } = assignment;
  const unknown = isUnknown ? [newest === undefined ? "unknown profile" : "unknown version"] : [];
  if (version !== undefined) return [relationWords[relationTo(version, assignment)], ...unknown].join(", ");
  switch (state) {
    case "behind":
      return [`${behind} behind ${newest}`, ...unknown].join(", ");
    case "silenced":
      return `silenced: ${newest} is newer`;
    default:
      return state.replace("-", " ");
  }
}

const relationWords: Readonly<Record<Relation, string>> = {
  same: "on it",
  older: "older",
  newer: "newer",
  unclear: "not judged",
};

/** Numbers of a list of rows, counted as the trees count. */
export interface AssignmentCounts {
  readonly references: number;
  readonly behind: number;
  readonly unknown: number;
  readonly silenced: number;
  readonly notJudged: number;
}

export function countAssignments(rows: readonly Assignment[]): AssignmentCounts {
  const having = (state: AssignmentState) => rows.filter((row) => row.state === state).length;
  return {
    references: rows.length,
    behind: having("behind"),
    unknown: rows.filter(({ isUnknown }) => isUnknown).length,
    silenced: having("silenced"),
    notJudged: having("not-judged"),
  };
}

/** What an offset is in: the innermost cluster or profile version; undefined outside of them, and for profiles that cannot be judged. */
export function assigneeAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): { readonly cluster: ClusterEntry } | { readonly profile: ProfileEntry } | undefined {
  const { index } = snapshot;
  const cluster = entryAround([...index.allClusters()], file, offset);
  if (cluster !== undefined) return { cluster };
  const profile = entryAround(
    [...index.names()].flatMap((name) => [...index.versions(name)]),
    file,
    offset,
  );
  return profile === undefined ? undefined : { profile };
}

/** The one that the offset is inside of, or the only one of the file. */
function entryAround<T extends ClusterEntry | ProfileEntry>(
  all: readonly T[],
  file: FileId,
  offset: number,
): T | undefined {
  const here = all.filter((entry) => entry.file === file);
  const around = here.filter(({ span }) => touches(span, offset));
  // A block ends where the next one begins.
  return around.sort((a, b) => b.span.start - a.span.start)[0] ?? (here.length === 1 ? here[0] : undefined);
}
