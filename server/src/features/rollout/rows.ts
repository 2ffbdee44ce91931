/** The rows of a rollout board with their cells; those of single clusters only below groups that are opened. */

import { compareNames } from "../../base/name-order.ts";
import type { ProfileIdentity } from "../../updates/cluster-move.ts";
import { meantVersion } from "../../updates/profile-reference.ts";
import type { ClusterEntry, ProfileIndex } from "../../workspace/profile-index.ts";
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
  index: ProfileIndex,
  scope: BoardScope,
  { total, groups }: CountedGroups,
  columns: readonly { readonly key: string }[],
  limits: RowLimits,
): { readonly total: BoardRow; readonly rows: BoardRows } {
  const maker = new RowMaker(index, scope, columns);
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
  readonly #index: ProfileIndex;
  readonly #scope: BoardScope;
  readonly #columns: ReadonlyMap<string, number>;

  constructor(index: ProfileIndex, scope: BoardScope, columns: readonly { readonly key: string }[]) {
    this.#index = index;
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
    return profile === undefined ? undefined : versionsOf(this.#index, profile).newest;
  }

  total(group: Group): BoardRow {
    return {
      ...this.#counts(group, false),
      key: "",
      label: "",
      detail: "",
      isCluster: false,
      profile: undefined,
      newest: this.target(),
    };
  }

  group(key: string, group: Group): BoardRow {
    const profile = this.#scope.groupBy === "profile" ? profileOfKey(key) : undefined;
    const context = profile?.context;
    return {
      ...this.#counts(group, false),
      key,
      label: this.label(key, group),
      detail: context === undefined || context === "project" ? "" : context,
      isCluster: false,
      profile,
      newest: this.target(profile),
    };
  }

  cluster(key: string, group: Group, newest: string | undefined): BoardRow {
    const [cluster] = group.keys();
    return {
      ...this.#counts(group, true),
      key,
      label: clusterLabel(group),
      detail: this.#scope.groupBy === "cloudType" ? "" : (cluster?.stated.cloudType ?? ""),
      isCluster: true,
      profile: undefined,
      newest,
    };
  }

  #counts(group: Group, isCluster: boolean): Pick<BoardRow, "clusters" | "behind" | "cells" | "children"> {
    const byColumn = new Map<string, { clusters: number; stated: string[] }>();
    let behind = 0;
    for (const placed of group.values()) {
      if (placed.some(({ isBehind }) => isBehind)) behind += 1;
      for (const column of new Set(placed.map((one) => one.column))) {
        const cell = byColumn.get(column) ?? { clusters: 0, stated: [] };
        byColumn.set(column, cell);
        cell.clusters += 1;
        if (isCluster) cell.stated.push(...placed.filter((one) => one.column === column).map(statedVersion));
      }
    }
    const cells = [...byColumn].flatMap(([key, cell]) => {
      const column = this.#columns.get(key);
      return column === undefined ? [] : [{ column, ...cell }];
    });
    return {
      clusters: group.size,
      behind,
      cells: cells.sort((a, b) => a.column - b.column),
      children: undefined,
    };
  }
}

function clusterLabel(group: Group): string {
  const [cluster] = group.keys();
  return cluster?.stated.name ?? "(cluster without a name)";
}

function statedVersion({ reference }: Placed): string {
  return `${reference.name} ${meantVersion(reference) ?? reference.version ?? ""}`.trim();
}
