/**
 * Where on the rollout board a cluster's reference to a profile is: in which rows, and in which column. The board counts by it, and
 * the tree of clusters and the moves find by it who is in a cell.
 */

import { contextsFit } from "../../model/context.ts";
import type { ProfileIdentity } from "../../updates/cluster-move.ts";
import { meantVersion } from "../../updates/profile-reference.ts";
import type {
  ClusterEntry,
  ProfileEntry,
  ProfileIndex,
  ReferenceEntry,
} from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { cloudGroup, statusGroup, tagGroups } from "../trees/cluster-groups.ts";
import { versionsOf } from "./versions.ts";

/** `profile` is for the board of all profiles. */
export type BoardGrouping = "profile" | "cloudType" | "tag" | "status" | "cluster";

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
  /** True when it is to an older version than the newest. */
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

/** Works out each version of each profile once: thousands of clusters are on a few. */
export class BoardPlaces {
  readonly #snapshot: Snapshot;
  readonly #scope: BoardScope;
  readonly #looked = new Map<string, Map<string | undefined, LookedUp>>();

  constructor(snapshot: Snapshot, scope: BoardScope) {
    this.#snapshot = snapshot;
    this.#scope = scope;
  }

  /** The cluster's references that are on the board. */
  of({ references }: ClusterEntry): Placed[] {
    return references
      .filter((reference) => this.#isOnBoard(reference))
      .map((reference) => ({ reference, ...this.#look(reference).spot(meantVersion(reference)) }));
  }

  /** Keys of the rows that the reference is in. */
  groups(cluster: ClusterEntry, reference: ReferenceEntry): readonly string[] {
    switch (this.#scope.groupBy) {
      case "cloudType":
        return [cloudGroup(cluster)];
      case "tag":
        return tagGroups(cluster);
      case "status":
        return [statusGroup(this.#snapshot, cluster)];
      case "cluster":
        return [clusterKey(cluster)];
      case "profile":
        return this.#look(reference).keys;
    }
  }

  #isOnBoard({ name, context }: ReferenceEntry): boolean {
    const { profile } = this.#scope;
    return profile === undefined || (name === profile.name && contextsFit(context, profile.context));
  }

  #look(reference: ReferenceEntry): LookedUp {
    const profile = this.#scope.profile ?? reference;
    const ofName = this.#looked.get(profile.name) ?? new Map<string | undefined, LookedUp>();
    this.#looked.set(profile.name, ofName);
    const found = ofName.get(profile.context) ?? lookUp(this.#snapshot.index, profile, this.#scope);
    ofName.set(profile.context, found);
    return found;
  }
}

/** A profile as references to it need it. */
interface LookedUp {
  /** Where a reference is that means the version. */
  spot(version: string | undefined): Spot;
  /** Of the profiles that it may be: a reference may leave the context open. */
  readonly keys: readonly string[];
}

type Spot = Pick<Placed, "column" | "isBehind">;

function lookUp(index: ProfileIndex, { name, context }: ProfileIdentity, scope: BoardScope): LookedUp {
  const profile = { name, context };
  const versions = versionsOf(index, profile);
  const columnOf = (version: string | undefined) => {
    if (version === undefined) return notJudgedColumn;
    if (!versions.all.includes(version)) return unknownColumn;
    if (scope.profile !== undefined) return versionColumn(version);
    const lag = versions.lag(version);
    return lag === undefined ? notJudgedColumn : lagColumn(lag);
  };
  const spots = new Map<string | undefined, Spot>();
  const keys = identitiesOf(index, name)
    .filter((identity) => contextsFit(identity.context, context))
    .map(profileKey);
  return {
    spot: (version) => {
      const spot = spots.get(version) ?? { column: columnOf(version), isBehind: versions.isBehind(version) };
      spots.set(version, spot);
      return spot;
    },
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
  snapshot: Snapshot,
  part: BoardPart,
): (cluster: ClusterEntry, reference: ReferenceEntry) => boolean {
  const places = new BoardPlaces(snapshot, part);
  return (cluster, reference) => {
    if (part.cluster !== undefined && clusterKey(cluster) !== part.cluster) return false;
    const placed = places.of(cluster).find((candidate) => candidate.reference === reference);
    if (placed === undefined || (part.column !== undefined && placed.column !== part.column)) return false;
    return part.group === undefined || places.groups(cluster, reference).includes(part.group);
  };
}
