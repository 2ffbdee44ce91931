/**
 * The rollout board: how many clusters are on which version of a profile, by cloud type, tag or status, or one by one; or how far behind they are,
 * over all profiles. Pure, and from the index alone. Groups are counted; their clusters are listed only where a group is opened.
 */

import { compareNames } from "../base/name-order.ts";
import { contextsFit } from "../model/context.ts";
import type { ProfileIdentity } from "../updates/cluster-move.ts";
import { countClusters } from "../updates/profile-version.ts";
import type { ProfileIndex } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { countedGroups, type Group } from "./rollout/groups.ts";
import {
  type BoardGrouping,
  type BoardScope,
  farthestLag,
  identitiesOf,
  lagColumn,
  notJudgedColumn,
  unknownColumn,
  versionColumn,
} from "./rollout/places.ts";
import { type BoardRow, type BoardRows, boardRows } from "./rollout/rows.ts";

import { versionsOf } from "./rollout/versions.ts";

export type { BoardCell, BoardRow, BoardRows } from "./rollout/rows.ts";

/** What is to be seen of the board. */
export interface BoardView {
  /** Undefined for the profile that most clusters use. */
  readonly profile: ProfileIdentity | "all" | undefined;
  /** Undefined for what fits the profile, or all of them. */
  readonly groupBy: BoardGrouping | undefined;
  /** How many rows at most. */
  readonly rows: number;
  /** Opened groups, by key: how many of their clusters at most. */
  readonly opened: ReadonlyMap<string, number>;
  /** All versions, when there are many and no cluster is on some. */
  readonly unused: boolean;
}

export interface RolloutBoard extends BoardScope {
  /** Those to choose from, by name. */
  readonly profiles: readonly BoardProfile[];
  /** The version to move clusters to; undefined for all profiles, and where none is defined. */
  readonly newest: string | undefined;
  /** All clusters of the workspace, whatever they use. */
  readonly clusters: number;
  /** Oldest to newest; what is on none of the versions is last. */
  readonly columns: readonly BoardColumn[];
  /** How many versions have no column, because no cluster is on them. */
  readonly leftOut: number;
  /** All that is on the board, as one row. */
  readonly total: BoardRow;
  readonly rows: BoardRows;
}

export interface BoardProfile extends ProfileIdentity {
  readonly clusters: number;
  readonly versions: number;
}

export interface BoardColumn {
  readonly key: string;
  readonly kind: "version" | "lag" | "unknown" | "not-judged";
  /** The version; for the others "". */
  readonly version: string;
  /** How many versions behind the newest; undefined where that is not known. */
  readonly lag: number | undefined;
}

/** Where there are more versions, those that no cluster is on have no column. */
const mostVersions = 12;

export function rolloutBoard(snapshot: Snapshot, view: BoardView): RolloutBoard {
  const { index } = snapshot;
  const profiles = boardProfiles(index);
  const profile = view.profile === "all" ? undefined : (view.profile ?? mostUsed(profiles));
  const scope: BoardScope = { profile, groupBy: groupingFor(profile, view.groupBy) };
  const { total, groups } = countedGroups(snapshot, scope);
  const { columns, leftOut } = columnsOf(index, scope, total, view.unused);
  return {
    ...scope,
    profiles,
    newest: profile === undefined ? undefined : versionsOf(index, profile).newest,
    clusters: [...index.allClusters()].length,
    columns,
    leftOut,
    ...boardRows(snapshot, scope, { total, groups }, columns, view),
  };
}

/** One for each context that a name is defined in, by name. */
function boardProfiles(index: ProfileIndex): BoardProfile[] {
  const identities = [...index.names()].flatMap((name) => identitiesOf(index, name));
  return identities
    .map((identity) => {
      const { name, context } = identity;
      const users = index.references(name).filter((reference) => contextsFit(reference.context, context));
      return {
        ...identity,
        clusters: countClusters(users),
        versions: versionsOf(index, identity).all.length,
      };
    })
    .sort((a, b) => compareNames(a.name, b.name) || compareNames(a.context ?? "", b.context ?? ""));
}

function mostUsed(profiles: readonly BoardProfile[]): ProfileIdentity | undefined {
  const [first, ...others] = profiles;
  if (first === undefined) return undefined;
  const { name, context } = others.reduce((most, one) => (one.clusters > most.clusters ? one : most), first);
  return { name, context };
}

/** A board of one profile has no rows of profiles. */
function groupingFor(profile: ProfileIdentity | undefined, wanted: BoardGrouping | undefined): BoardGrouping {
  if (profile === undefined) return wanted ?? "profile";
  return wanted === undefined || wanted === "profile" ? "cloudType" : wanted;
}

function columnsOf(
  index: ProfileIndex,
  { profile }: BoardScope,
  total: Group,
  unused: boolean,
): Pick<RolloutBoard, "columns" | "leftOut"> {
  const used = new Set([...total.values()].flat().map(({ column }) => column));
  const extra = [
    { key: unknownColumn, kind: "unknown" as const, version: "", lag: undefined },
    { key: notJudgedColumn, kind: "not-judged" as const, version: "", lag: undefined },
  ].filter(({ key }) => used.has(key));
  if (profile === undefined) {
    const lags = Array.from({ length: farthestLag + 1 }, (_, at) => farthestLag - at);
    const columns = lags.map((lag) => ({ key: lagColumn(lag), kind: "lag" as const, version: "", lag }));
    return { columns: [...columns, ...extra], leftOut: 0 };
  }
  const { all: versions, newest, lag } = versionsOf(index, profile);
  const shown = versions.filter(
    (version) =>
      unused || versions.length <= mostVersions || version === newest || used.has(versionColumn(version)),
  );
  const columns = shown.toReversed().map((version) => ({
    key: versionColumn(version),
    kind: "version" as const,
    version,
    lag: lag(version),
  }));
  return { columns: [...columns, ...extra], leftOut: versions.length - shown.length };
}
