/** The trees of profiles and of clusters, asked node by node. Pure: snapshot and node id in, plain items out. */

import type { ClusterEntry, FileId, ProfileEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { clustersTree } from "./trees/clusters-tree.ts";
import { profilesTree } from "./trees/profiles-tree.ts";
import { Standings } from "./trees/standings.ts";
import type { Tree, TreeItem, TreeName, TreeNode, TreeOptions, TreeSummary } from "./trees/tree-node.ts";

export type {
  TreeGrouping,
  TreeItem,
  TreeName,
  TreeOptions,
  TreePlace,
  TreeSummary,
} from "./trees/tree-node.ts";
export { allShown } from "./trees/tree-node.ts";

export interface TreeAnswer {
  readonly items: readonly TreeItem[];
  /** Of the whole tree; only with its roots. */
  readonly summary: TreeSummary | undefined;
}

/** The items below the parent, or the roots. None below what is not there any more. */
export function treeChildren(
  snapshot: Snapshot,
  name: TreeName,
  parent: string | undefined,
  options: TreeOptions,
): TreeAnswer {
  const tree = treeOf(snapshot, name, options);
  const nodes = parent === undefined ? tree.roots : (find(tree.roots, parent)?.children() ?? []);
  return {
    items: nodes.map((node) => node.item()),
    summary: parent === undefined ? tree.summary : undefined,
  };
}

/** An item as it is now, with its tooltip in Markdown. */
export function treeItemDetails(
  snapshot: Snapshot,
  name: TreeName,
  id: string,
  options: TreeOptions,
): { readonly item: TreeItem; readonly tooltip: string } | undefined {
  const node = find(treeOf(snapshot, name, options).roots, id);
  return node === undefined ? undefined : { item: node.item(), tooltip: node.tooltip() };
}

/** The items from a root down to the profile version or the cluster at the offset; empty when the tree does not show it. */
export function treePath(
  snapshot: Snapshot,
  name: TreeName,
  file: FileId,
  offset: number,
  options: TreeOptions,
): readonly TreeItem[] {
  const entry = entryAt(snapshot, name, file, offset);
  if (entry === undefined) return [];
  const path: TreeItem[] = [];
  let nodes = treeOf(snapshot, name, options).roots;
  for (;;) {
    const node = nodes.find((candidate) => candidate.holds(entry));
    if (node === undefined) return path;
    path.push(node.item());
    nodes = node.children();
  }
}

/** What the trees' badges say, and how much there is to show. */
export interface TreesStatus {
  readonly profiles: number;
  /** In the newest version of each profile: older ones are history, or the business of clusters. */
  readonly packsToUpdate: number;
  readonly profilesToUpdate: number;
  readonly clusters: number;
  readonly clustersBehind: number;
}

export function treesStatus(snapshot: Snapshot): TreesStatus {
  const standings = new Standings(snapshot);
  const outdated = [...snapshot.index.names()].map((name) => {
    const [newest] = snapshot.index.versions(name);
    return newest === undefined ? 0 : standings.outdated(newest);
  });
  const clusters = [...snapshot.index.allClusters()];
  return {
    profiles: outdated.length,
    packsToUpdate: outdated.reduce((sum, number) => sum + number, 0),
    profilesToUpdate: outdated.filter((number) => number > 0).length,
    clusters: clusters.length,
    clustersBehind: clusters.filter((cluster) => standings.isBehind(cluster)).length,
  };
}

function treeOf(snapshot: Snapshot, name: TreeName, options: TreeOptions): Tree {
  const standings = new Standings(snapshot);
  return name === "profiles"
    ? profilesTree(snapshot, standings, options)
    : clustersTree(snapshot, standings, options);
}

/** Ids of parents are the beginnings of their children's. */
function find(roots: readonly TreeNode[], id: string): TreeNode | undefined {
  let nodes = roots;
  for (;;) {
    const node = nodes.find((candidate) => id === candidate.id || id.startsWith(`${candidate.id}/`));
    if (node === undefined || node.id === id) return node;
    nodes = node.children();
  }
}

/** The last that begins before the offset, or the first of the file. */
function entryAt(
  snapshot: Snapshot,
  name: TreeName,
  file: FileId,
  offset: number,
): ProfileEntry | ClusterEntry | undefined {
  const { index } = snapshot;
  const all =
    name === "clusters"
      ? [...index.allClusters()]
      : [...index.names()].flatMap((profile) => [...index.versions(profile)]);
  const here = all.filter((entry) => entry.file === file).sort((a, b) => a.span.start - b.span.start);
  return here.findLast((entry) => entry.span.start <= offset) ?? here[0];
}
