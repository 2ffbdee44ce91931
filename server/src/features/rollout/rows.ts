/** The rows of a rollout board with their cells; those of single clusters only below groups that are opened. */

import { compareNames } from "../../base/name-order.ts";
import { type ProfileIdentity, whyNotMoved } from "../../updates/cluster-move.ts";
import { meantVersion } from "../../updates/profile-reference.ts";
import type { ClusterEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { compareClusters } from "../trees/cluster-order.ts";
import type { CountedGroups, Group } from "./groups.ts";
import { type BoardScope, clusterKey, type Placed, profileOfKey } from "./places.ts";
import { versionsOf } from "./versions.ts";

export interface BoardRow {
  readonly key: string;
  readonly label: string;
  /** What else tells the row from others, such as a context or a cloud type; may be "". */
  readonly detail: string;
  readonly isCluster: boolean;
  readonly clusters: number;
  /** Clusters that are on an older version than the newest. */
  readonly behind: number;
  /** Those of them that cannot be moved at the moment; undefined where all can, and where there is no version to move them to. */
  readonly stuck: BoardStuck | undefined;
  /** Those that are not empty, by the number of their column. */
  readonly cells: readonly BoardCell[];
  /** Of a row that is one profile's, on the board of all. */
  readonly profile: ProfileIdentity | undefined;
  /** Where clusters of the row are to go to; undefined for rows of several profiles, and where no version is defined. */
  readonly newest: string | undefined;
  /** Of an opened group. */
  readonly children: BoardRows | undefined;
}

export interface BoardCell {
  readonly column: number;
  readonly clusters: number;
  /** In the row of one cluster: which profile versions it says, such as `platform 1.4.0`. */
  readonly stated: readonly string[];
  /** Those of them that could be moved on, but cannot at the moment. */
  readonly stuck: BoardStuck | undefined;
}

/** Clusters that cannot be moved. */
export interface BoardStuck {
  readonly clusters: number;
  /** The name of one of them, and why, as the end of a sentence. */
  readonly example: string;
  readonly why: string;
}

/** A part of a list, from its beginning. */
export interface BoardRows {
  readonly shown: readonly BoardRow[];
  /** With those that are not shown. */
  readonly count: number;
}

/** How much of the rows is to be seen. */
export interface RowLimits {
  readonly rows: number;
  /** By the keys of opened groups. */
  readonly opened: ReadonlyMap<string, number>;
}

export function boardRows(
  snapshot: Snapshot,
  scope: BoardScope,
  { total, groups }: CountedGroups,
  columns: readonly { readonly key: string }[],
  limits: RowLimits,
): { readonly total: BoardRow; readonly rows: BoardRows } {
  const maker = new RowMaker(snapshot, scope, columns);
  const isOfClusters = scope.groupBy === "cluster";
  const labelled = [...groups].map(([key, group]) => ({ key, group, label: maker.label(key, group) }));
  labelled.sort((a, b) => compareNames(a.label, b.label) || (a.key < b.key ? -1 : 1));
  const shown = labelled.slice(0, limits.rows).map(({ key, group }) => {
    if (isOfClusters) return maker.cluster(key, group, maker.target());
    const most = limits.opened.get(key);
    const row = maker.group(key, group);
    return most === undefined ? row : { ...row, children: clustersOf(group, most, maker, row.newest) };
  });
  return { total: maker.total(total), rows: { shown, count: labelled.length } };
}

function clustersOf(group: Group, most: number, maker: RowMaker, newest: string | undefined): BoardRows {
  const byKey = new Map<string, Map<ClusterEntry, readonly Placed[]>>();
  for (const [cluster, placed] of [...group].sort(([a], [b]) => compareClusters(a, b))) {
    const key = clusterKey(cluster);
    const same = byKey.get(key) ?? new Map<ClusterEntry, readonly Placed[]>();
    byKey.set(key, same.set(cluster, placed));
  }
  return {
    shown: [...byKey].slice(0, most).map(([key, same]) => maker.cluster(key, same, newest)),
    count: byKey.size,
  };
}

class RowMaker {
  readonly #snapshot: Snapshot;
  readonly #scope: BoardScope;
  readonly #columns: ReadonlyMap<string, number>;

  constructor(snapshot: Snapshot, scope: BoardScope, columns: readonly { readonly key: string }[]) {
    this.#snapshot = snapshot;
    this.#scope = scope;
    this.#columns = new Map(columns.map(({ key }, at) => [key, at]));
  }

  label(key: string, group: Group): string {
    const { groupBy } = this.#scope;
    if (groupBy === "profile") return profileOfKey(key).name;
    return groupBy === "cluster" ? clusterLabel(group) : key;
  }

  /** The version that clusters of a row are to go to, which is of the profile on the board of all. */
  target(ofRow?: ProfileIdentity): string | undefined {
    const profile = this.#scope.profile ?? ofRow;
    return profile === undefined ? undefined : versionsOf(this.#snapshot.index, profile).newest;
  }

  total(group: Group): BoardRow {
    const newest = this.target();
    return {
      ...this.#counts(group, false, newest),
      key: "",
      label: "",
      detail: "",
      isCluster: false,
      profile: undefined,
      newest,
    };
  }

  group(key: string, group: Group): BoardRow {
    const profile = this.#scope.groupBy === "profile" ? profileOfKey(key) : undefined;
    const context = profile?.context;
    const newest = this.target(profile);
    return {
      ...this.#counts(group, false, newest),
      key,
      label: this.label(key, group),
      detail: context === undefined || context === "project" ? "" : context,
      isCluster: false,
      profile,
      newest,
    };
  }

  cluster(key: string, group: Group, newest: string | undefined): BoardRow {
    const [cluster] = group.keys();
    return {
      ...this.#counts(group, true, newest),
      key,
      label: clusterLabel(group),
      detail: this.#scope.groupBy === "cloudType" ? "" : (cluster?.stated.cloudType ?? ""),
      isCluster: true,
      profile: undefined,
      newest,
    };
  }

  #counts(
    group: Group,
    isCluster: boolean,
    newest: string | undefined,
  ): Pick<BoardRow, "clusters" | "behind" | "stuck" | "cells" | "children"> {
    const byColumn = new Map<string, { clusters: number; stated: string[]; stuck: BoardStuck | undefined }>();
    let behind = 0;
    let stuck: BoardStuck | undefined;
    for (const [cluster, placed] of group) {
      const old = placed.filter(({ isBehind }) => isBehind);
      if (old.length > 0) behind += 1;
      stuck = withStuck(stuck, cluster, this.#whyStuck(cluster, old, newest));
      for (const column of new Set(placed.map((one) => one.column))) {
        const here = placed.filter((one) => one.column === column);
        const cell = byColumn.get(column) ?? { clusters: 0, stated: [], stuck: undefined };
        byColumn.set(column, cell);
        cell.clusters += 1;
        cell.stuck = withStuck(cell.stuck, cluster, this.#whyStuck(cluster, here, newest));
        if (isCluster) cell.stated.push(...here.map(statedVersion));
      }
    }
    const cells = [...byColumn].flatMap(([key, cell]) => {
      const column = this.#columns.get(key);
      return column === undefined ? [] : [{ column, ...cell }];
    });
    return {
      clusters: group.size,
      behind,
      stuck,
      cells: cells.sort((a, b) => a.column - b.column),
      children: undefined,
    };
  }

  /** Undefined where one of the references can be moved, and where none is to be. */
  #whyStuck(
    cluster: ClusterEntry,
    placed: readonly Placed[],
    newest: string | undefined,
  ): string | undefined {
    if (newest === undefined) return undefined;
    let why: string | undefined;
    for (const { reference } of placed) {
      if (meantVersion(reference) === newest) continue;
      why = whyNotMoved(this.#snapshot, cluster, reference);
      if (why === undefined) return undefined;
    }
    return why;
  }
}

function withStuck(
  before: BoardStuck | undefined,
  cluster: ClusterEntry,
  why: string | undefined,
): BoardStuck | undefined {
  if (why === undefined) return before;
  return before === undefined
    ? { clusters: 1, example: nameOf(cluster), why }
    : { ...before, clusters: before.clusters + 1 };
}

function clusterLabel(group: Group): string {
  const [cluster] = group.keys();
  return nameOf(cluster);
}

function nameOf(cluster: ClusterEntry | undefined): string {
  return cluster?.stated.name ?? "(cluster without a name)";
}

function statedVersion({ reference }: Placed): string {
  return `${reference.name} ${meantVersion(reference) ?? reference.version ?? ""}`.trim();
}
