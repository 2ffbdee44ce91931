/**
 * Where on the rollout board a cluster's reference to a profile is: in which rows, and in which column. The board counts by it, and
 * the tree of clusters and the moves find by it who is in a cell.
 */

import { compareProfileVersions, parseProfileVersion } from "../../base/profile-version.ts";
import { contextsFit } from "../../model/context.ts";
import type { ProfileIdentity } from "../../updates/cluster-move.ts";
import { meantVersion, referenceStanding } from "../../updates/profile-reference.ts";
import type {
  ClusterEntry,
  ProfileEntry,
  ProfileIndex,
  ReferenceEntry,
} from "../../workspace/profile-index.ts";
import { cloudGroup, tagGroups } from "../trees/cluster-groups.ts";

/** `profile` is for the board of all profiles. */
export type BoardGrouping = "profile" | "cloudType" | "tag" | "cluster";

export interface BoardScope {
  /** Undefined for all profiles: the columns are then how far behind clusters are, instead of versions. */
  readonly profile: ProfileIdentity | undefined;
  readonly groupBy: BoardGrouping;
}

/** A cell of the board; without a column a row, without a row a column. */
export interface BoardPart extends BoardScope {
  /** Keys, as the board has them. */
  readonly group: string | undefined;
  /** One cluster of the group, or of all. */
  readonly cluster: string | undefined;
  readonly column: string | undefined;
}

/** A reference that is on the board. */
export interface Placed {
  readonly reference: ReferenceEntry;
  /** Key of its column. */
  readonly column: string;
  /** True when it is to an older version than {@link newestVersion}. */
  readonly isBehind: boolean;
}

/** From so many versions on they share a column, where columns are how far behind. */
export const farthestLag = 3;

export const versionColumn = (version: string) => `version ${version}`;
export const lagColumn = (lag: number) => `lag ${Math.min(lag, farthestLag)}`;
export const unknownColumn = "unknown";
export const notJudgedColumn = "not judged";

/** Those of one name in one file count as one. */
export function clusterKey({ stated, file }: ClusterEntry): string {
  return JSON.stringify([stated.name ?? null, file]);
}

export function profileKey({ name, context }: ProfileIdentity): string {
  return JSON.stringify([name, context ?? null]);
}

/** What {@link profileKey} was made of. */
export function profileOfKey(key: string): ProfileIdentity {
  const [name, context] = JSON.parse(key) as [string, string | null];
  return { name, context: context ?? undefined };
}

/** Newest first, each version once. */
export function boardVersions(index: ProfileIndex, { name, context }: ProfileIdentity): readonly string[] {
  const entries = index.versions(name).filter((entry) => contextsFit(entry.context, context));
  return [...new Set(entries.map(({ version }) => version))];
}

/** The version that clusters are to go to: the newest, and a prerelease only where there is nothing else. */
export function newestVersion(versions: readonly string[]): string | undefined {
  return (
    versions.find((version) => parseProfileVersion(version)?.prerelease.length === 0) ??
    versions.find((version) => parseProfileVersion(version) !== undefined)
  );
}

/** How many versions behind the newest; undefined for a version that has no order. */
export function lagOf(
  index: ProfileIndex,
  { name, context }: ProfileIdentity,
  version: string,
): number | undefined {
  if (parseProfileVersion(version) === undefined) return undefined;
  return referenceStanding(index, { role: "list", name, version, context })?.newer.length;
}

/** True where both can be compared, and the first is older. */
export function isOlder(version: string | undefined, than: string | undefined): boolean {
  return (
    version !== undefined &&
    than !== undefined &&
    parseProfileVersion(version) !== undefined &&
    parseProfileVersion(than) !== undefined &&
    compareProfileVersions(version, than) < 0
  );
}

/** Looks up each profile's versions once. */
export class BoardPlaces {
  readonly #index: ProfileIndex;
  readonly #scope: BoardScope;
  readonly #known = new Map<string, KnownProfile>();

  constructor(index: ProfileIndex, scope: BoardScope) {
    this.#index = index;
    this.#scope = scope;
  }

  /** The cluster's references that are on the board. */
  of(cluster: ClusterEntry): Placed[] {
    const { profile } = this.#scope;
    return cluster.references
      .filter(
        (reference) =>
          profile === undefined ||
          (reference.name === profile.name && contextsFit(reference.context, profile.context)),
      )
      .map((reference) => this.#place(reference));
  }

  /** Keys of the rows that the reference is in. */
  groups(cluster: ClusterEntry, reference: ReferenceEntry): readonly string[] {
    switch (this.#scope.groupBy) {
      case "cloudType":
        return [cloudGroup(cluster)];
      case "tag":
        return tagGroups(cluster);
      case "cluster":
        return [clusterKey(cluster)];
      case "profile":
        return this.#profile(reference).keys;
    }
  }

  #place(reference: ReferenceEntry): Placed {
    const version = meantVersion(reference);
    const { lags, newest, isDefined } = this.#profile(reference);
    const isBehind = isOlder(version, newest);
    const column = () => {
      if (version === undefined) return notJudgedColumn;
      if (!isDefined || !lags.has(version)) return unknownColumn;
      if (this.#scope.profile !== undefined) return versionColumn(version);
      const lag = lags.get(version);
      return lag === undefined ? notJudgedColumn : lagColumn(lag);
    };
    return { reference, column: column(), isBehind };
  }

  #profile({ name, context }: ReferenceEntry): KnownProfile {
    const profile = this.#scope.profile ?? { name, context };
    const key = profileKey(profile);
    const known = this.#known.get(key) ?? knownProfile(this.#index, profile);
    this.#known.set(key, known);
    return known;
  }
}

interface KnownProfile {
  readonly isDefined: boolean;
  readonly newest: string | undefined;
  /** Of each version; see {@link lagOf}. */
  readonly lags: ReadonlyMap<string, number | undefined>;
  /** Of the profiles that it may be: a reference may leave the context open. */
  readonly keys: readonly string[];
}

function knownProfile(index: ProfileIndex, profile: ProfileIdentity): KnownProfile {
  const versions = boardVersions(index, profile);
  const keys = identitiesOf(index, profile.name)
    .filter(({ context }) => contextsFit(context, profile.context))
    .map(profileKey);
  return {
    isDefined: versions.length > 0,
    newest: newestVersion(versions),
    lags: new Map(versions.map((version) => [version, lagOf(index, profile, version)])),
    keys: keys.length === 0 ? [profileKey(profile)] : keys,
  };
}

/** One for each context that the name is defined in. */
export function identitiesOf(index: ProfileIndex, name: string): ProfileIdentity[] {
  const contexts = new Set(index.versions(name).map((entry: ProfileEntry) => entry.context));
  return [...contexts].map((context) => ({ name, context }));
}

/** Tells of a cluster's reference whether it is in the part. */
export function partFilter(
  index: ProfileIndex,
  part: BoardPart,
): (cluster: ClusterEntry, reference: ReferenceEntry) => boolean {
  const places = new BoardPlaces(index, part);
  return (cluster, reference) => {
    if (part.cluster !== undefined && clusterKey(cluster) !== part.cluster) return false;
    const placed = places.of(cluster).find((candidate) => candidate.reference === reference);
    if (placed === undefined || (part.column !== undefined && placed.column !== part.column)) return false;
    return part.group === undefined || places.groups(cluster, reference).includes(part.group);
  };
}
