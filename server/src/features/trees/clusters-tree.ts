/** The tree of clusters: cluster, the profiles that it has attached, and what it overrides of them. */

import { compareNames } from "../../base/name-order.ts";
import { isKnown } from "../../model/text.ts";
import { meantVersion } from "../../updates/profile-reference.ts";
import type { ClusterEntry, OverrideEntry, ReferenceEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { statusIcon, statusLabel, statusMarkdown } from "../cluster-status.ts";
import { bullets, code, escapeText, paragraphs } from "../markdown.ts";
import { referenceMarkdown } from "../profile-markdown.ts";
import { partFilter } from "../rollout/places.ts";
import { cloudGroup, statusGroup, tagGroups } from "./cluster-groups.ts";
import { compareClusters, roleNames } from "./cluster-order.ts";
import type { ReferenceView, Standings } from "./standings.ts";
import {
  ChildIds,
  containsText,
  count,
  groupNode,
  groupsOf,
  type Tree,
  type TreeNode,
  type TreeOptions,
  treeItem,
  wantedText,
} from "./tree-node.ts";

/** A cluster, and which of its references are shown. */
interface ShownCluster {
  readonly entry: ClusterEntry;
  readonly references: (view: ReferenceView) => boolean;
}

export function clustersTree(snapshot: Snapshot, standings: Standings, options: TreeOptions): Tree {
  const filter = filterOf(snapshot, standings, options);
  const all = [...snapshot.index.allClusters()].sort(compareClusters);
  const shown = all.flatMap((entry) => filter(entry) ?? []);
  const summary = { shown: shown.length, total: all.length };
  const nodes = (parent: string, clusters: readonly ShownCluster[]) => {
    const ids = new ChildIds(parent);
    return clusters.map((cluster) =>
      clusterNode(
        ids.next("cluster", cluster.entry.stated.name ?? ""),
        snapshot,
        standings,
        cluster,
        options.now,
      ),
    );
  };
  const keysOf = groupKeys(snapshot, options);
  if (keysOf === undefined) return { roots: nodes("", shown), summary };
  const ids = new ChildIds("");
  const roots = [...groupsOf(shown, ({ entry }) => keysOf(entry))]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([key, clusters]) => {
      const id = ids.next("group", key);
      const behind = clusters.filter(({ entry }) => standings.isBehind(entry)).length;
      return groupNode(
        id,
        {
          noun: "Group",
          label: key,
          description: [count(clusters.length, "cluster"), behind === 0 ? undefined : `${behind} behind`],
          icon: groupIcons[options.groupBy ?? ""] ?? "cloud",
        },
        () => nodes(id, clusters),
        (wanted) => clusters.some(({ entry }) => entry === wanted),
      );
    });
  return { roots, summary };
}

const groupIcons: Readonly<Record<string, string>> = {
  tag: "tag",
  profileVersion: "layers",
  status: "pulse",
};

/** A cluster is in the group of each of its profile versions, or of each of its tags. */
function groupKeys(
  snapshot: Snapshot,
  { groupBy }: TreeOptions,
): ((entry: ClusterEntry) => readonly string[]) | undefined {
  if (groupBy === "status") return (entry) => [statusGroup(snapshot, entry)];
  if (groupBy === "cloudType") return (entry) => [cloudGroup(entry)];
  if (groupBy === "tag") return tagGroups;
  if (groupBy !== "profileVersion") return undefined;
  return ({ references }) => (references.length === 0 ? ["no profiles"] : references.map(nameAndVersion));
}

function nameAndVersion(reference: ReferenceEntry): string {
  return `${reference.name} ${meantVersion(reference) ?? reference.version ?? ""}`.trim();
}

/** What is shown of a cluster; undefined when nothing is. */
function filterOf(
  snapshot: Snapshot,
  standings: Standings,
  options: TreeOptions,
): (entry: ClusterEntry) => ShownCluster | undefined {
  const wanted = wantedText(options);
  if (options.part !== undefined) {
    const isInPart = partFilter(snapshot, options.part);
    return (entry) => {
      const references = ({ reference }: ReferenceView) => isInPart(entry, reference);
      return standings.references(entry).some(references) ? { entry, references } : undefined;
    };
  }
  const { outdatedOnly } = options;
  if (wanted === undefined && !outdatedOnly) return (entry) => ({ entry, references: () => true });
  return (entry) => {
    const isWanted =
      wanted === undefined ||
      containsText(wanted, [
        entry.stated.name,
        entry.stated.cloudType,
        snapshot.statusOf(entry)?.state,
        snapshot.statusOf(entry)?.health,
        ...entry.tags,
      ]);
    const references = ({ reference, behind }: ReferenceView) =>
      (isWanted || containsText(wanted, [nameAndVersion(reference)])) && (!outdatedOnly || behind > 0);
    const isShown = (isWanted && !outdatedOnly) || standings.references(entry).some(references);
    return isShown ? { entry, references } : undefined;
  };
}

function clusterNode(
  id: string,
  snapshot: Snapshot,
  standings: Standings,
  { entry, references }: ShownCluster,
  now: number | undefined,
): TreeNode {
  return {
    id,
    item: () => {
      const views = standings.references(entry);
      const behind = views.filter((view) => view.behind > 0).length;
      const unknown = views.filter((view) => view.trouble !== undefined).length;
      return treeItem(id, {
        noun: "Cluster",
        label: entry.stated.name ?? "(cluster without a name)",
        description: [
          entry.stated.cloudType,
          statusLabel(snapshot.statusOf(entry), now),
          behind === 0 ? undefined : `${behind} behind`,
          unknown === 0 ? undefined : `${unknown} unknown`,
        ],
        icon: statusIcon(snapshot.statusOf(entry)),
        kind: "cluster",
        flags: [behind > 0 ? "behind" : undefined, unknown > 0 ? "unknown" : undefined],
        place: { file: entry.file, span: entry.nameSpan },
        hasChildren: views.length > 0,
      });
    },
    tooltip: () =>
      clusterMarkdown(entry, standings.references(entry), statusMarkdown(snapshot.statusOf(entry), now)),
    children: () => {
      const ids = new ChildIds(id);
      const views = standings.references(entry).filter(references);
      return views.map((view) =>
        referenceNode(
          ids.next("reference", `${view.reference.role} ${view.reference.name}`),
          snapshot,
          entry,
          view,
        ),
      );
    },
    holds: (wanted) => wanted === entry,
  };
}

function clusterMarkdown(entry: ClusterEntry, views: readonly ReferenceView[], status: string): string {
  const lines = views.map(({ reference, standing, trouble, behind }) => {
    const newest = standing?.newer[0]?.version;
    const note =
      trouble !== undefined
        ? `: ${trouble}`
        : behind === 0 || newest === undefined
          ? ""
          : `: ${count(behind, "version")} behind ${code(newest)}`;
    return `${code(nameAndVersion(reference))}${note}`;
  });
  return paragraphs([
    `**${escapeText(entry.stated.name ?? "(cluster without a name)")}**`,
    status,
    entry.tags.length === 0 ? undefined : `Tags: ${entry.tags.slice(0, 20).map(code).join(", ")}`,
    bullets([...lines.slice(0, 20), lines.length > 20 ? `and ${lines.length - 20} more` : undefined]),
  ]);
}

function referenceNode(
  id: string,
  snapshot: Snapshot,
  cluster: ClusterEntry,
  { reference, standing, trouble, behind }: ReferenceView,
): TreeNode {
  return {
    id,
    item: () => {
      const version = meantVersion(reference) ?? reference.version;
      const newest = behind === 0 ? undefined : standing?.newer[0]?.version;
      return treeItem(id, {
        noun: "Profile",
        label: reference.name,
        description: [
          newest === undefined ? version : `${version} → ${newest}`,
          newest === undefined ? undefined : `${behind} behind`,
          trouble,
          roleNames[reference.role] ?? standing?.versions[0]?.type,
        ],
        icon: trouble !== undefined ? "warning" : newest === undefined ? "layers" : "arrow-circle-up",
        kind: "reference",
        flags: [newest === undefined ? undefined : "behind", trouble === undefined ? undefined : "unknown"],
        place: { file: reference.file, span: reference.versionSpan ?? reference.nameSpan },
        hasChildren: reference.overrides.length > 0,
      });
    },
    tooltip: () => {
      const clusters = snapshot.file(reference.file)?.documents.flatMap((document) => document.clusters);
      const model = clusters
        ?.find(({ span }) => span.start === cluster.span.start)
        ?.references.find(
          ({ name }) => name !== undefined && touchesSpan(name.span, reference.nameSpan.start),
        );
      return model === undefined ? "" : (referenceMarkdown(snapshot.index, model, reference.file) ?? "");
    },
    children: () => {
      const ids = new ChildIds(id);
      const packs = standing?.attached?.packs.map(({ name }) => name);
      return reference.overrides.map((override) =>
        overrideNode(ids.next("override", override.name ?? ""), reference, override, packs),
      );
    },
    holds: () => false,
  };
}

function touchesSpan({ start, end }: { start: number; end: number }, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** `packs`: those of the attached version, if it is known; a name that is left to Terraform may be any. */
function overrideNode(
  id: string,
  reference: ReferenceEntry,
  override: OverrideEntry,
  packs: readonly (string | undefined)[] | undefined,
): TreeNode {
  const isUnknown =
    override.name !== undefined &&
    isKnown(override.name) &&
    packs?.some((pack) => pack === undefined || pack === override.name) === false;
  return {
    id,
    item: () =>
      treeItem(id, {
        noun: "Override",
        label: override.name ?? "(pack without a name)",
        description: [
          override.version,
          "override",
          isUnknown ? `no pack of ${nameAndVersion(reference)}` : undefined,
        ],
        icon: isUnknown ? "warning" : "edit",
        kind: "override",
        flags: [isUnknown ? "unknown" : undefined],
        place: { file: reference.file, span: override.nameSpan },
        hasChildren: false,
      }),
    tooltip: () =>
      "Values that this cluster has instead of the profile's. They hide later changes of the profile, and reach no other cluster.",
    children: () => [],
    holds: () => false,
  };
}
