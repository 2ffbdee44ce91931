/** The tree of profiles: profile, its versions with the newest first, the layers of each from the operating system up. */

import { compareNames } from "../../base/name-order.ts";
import { parseProfileVersion } from "../../base/profile-version.ts";
import type { ProfileEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { escapeText, paragraphs } from "../markdown.ts";
import { packMarkdown } from "../pack-markdown.ts";
import { profileMarkdown, profileVersionsMarkdown } from "../profile-markdown.ts";
import { isMistaken, type PackView, type Standings } from "./standings.ts";
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

/** A version, and which of its packs are shown. */
interface ShownVersion {
  readonly entry: ProfileEntry;
  readonly packs: (view: PackView) => boolean;
}

const layerNames: Readonly<Record<string, string>> = {
  os: "operating system",
  k8s: "Kubernetes",
  cni: "network",
  csi: "storage",
};

const layerOrder = ["os", "k8s", "cni", "csi"];

export function profilesTree(snapshot: Snapshot, standings: Standings, options: TreeOptions): Tree {
  const filter = filterOf(standings, options);
  const names = [...snapshot.index.names()].sort(compareNames);
  const profiles = names
    .map((name) => snapshot.index.versions(name).flatMap((entry) => filter(entry) ?? []))
    .filter((versions) => versions.length > 0);
  const summary = { shown: profiles.length, total: snapshot.index.size };
  const nodes = (parent: string, shown: readonly (readonly ShownVersion[])[]) => {
    const ids = new ChildIds(parent);
    return shown.map((versions) =>
      profileNode(ids.next("profile", versions[0]?.entry.name ?? ""), snapshot, standings, versions),
    );
  };
  const keyOf = groupKey(options);
  if (keyOf === undefined) return { roots: nodes("", profiles), summary };
  const groups = [...groupsOf(profiles.flat(), ({ entry }) => [keyOf(entry)])];
  const ids = new ChildIds("");
  const roots = groups
    .sort(([a], [b]) => compareNames(a, b))
    .map(([key, versions]) => {
      const id = ids.next("group", key);
      const members = [...groupsOf(versions, ({ entry }) => [entry.name]).values()];
      return groupNode(
        id,
        {
          noun: "Group",
          label: key,
          description: [count(members.length, "profile")],
          icon: "folder",
        },
        () => nodes(id, members),
        (wanted) => versions.some(({ entry }) => entry === wanted),
      );
    });
  return { roots, summary };
}

function groupKey({ groupBy }: TreeOptions): ((entry: ProfileEntry) => string) | undefined {
  if (groupBy === "type") return ({ type }) => type ?? "no type";
  if (groupBy === "context") return ({ context }) => context ?? "any context (exports)";
  return undefined;
}

/** What is shown of a version; undefined when nothing is. */
function filterOf(
  standings: Standings,
  options: TreeOptions,
): (entry: ProfileEntry) => ShownVersion | undefined {
  const wanted = wantedText(options);
  const { outdatedOnly, unusedOnly } = options;
  if (wanted === undefined && !outdatedOnly && !unusedOnly) return (entry) => ({ entry, packs: () => true });
  return (entry) => {
    if (unusedOnly && standings.clustersOn(entry) > 0) return undefined;
    const { name, version, cloudType, type, context, tags } = entry;
    const words = [`${name} ${version}`, cloudType, type, context, ...tags];
    const isWanted = wanted === undefined || containsText(wanted, words);
    const packs = (view: PackView) =>
      (isWanted ||
        containsText(wanted, [`${view.pack.stated.name ?? ""} ${view.pack.stated.version ?? ""}`])) &&
      (!outdatedOnly || view.target !== undefined);
    const isShown = (isWanted && !outdatedOnly) || standings.packs(entry).some(packs);
    return isShown ? { entry, packs } : undefined;
  };
}

function profileNode(
  id: string,
  snapshot: Snapshot,
  standings: Standings,
  versions: readonly ShownVersion[],
): TreeNode {
  const entries = versions.map(({ entry }) => entry);
  const [newest] = entries;
  return {
    id,
    item: () => {
      const outdated = newest === undefined ? 0 : standings.outdated(newest);
      return treeItem(id, {
        noun: "Profile",
        label: newest?.name ?? "",
        description: [newest?.version, outdated === 0 ? undefined : `${outdated} outdated`, newest?.type],
        icon: "layers",
        kind: "profile",
        flags: [outdated > 0 ? "outdated" : undefined],
        place: newest && { file: newest.file, span: newest.nameSpan },
        hasChildren: true,
      });
    },
    tooltip: () =>
      newest === undefined
        ? ""
        : paragraphs([`**${escapeText(newest.name)}**`, profileVersionsMarkdown(entries, newest.file)]),
    children: () => {
      const ids = new ChildIds(id);
      const all = snapshot.index.versions(newest?.name ?? "");
      return versions.map((version) =>
        versionNode(ids.next("version", version.entry.version), snapshot, standings, version, all),
      );
    },
    holds: (wanted) => entries.some((entry) => entry === wanted),
  };
}

/** `all`: what else there is of the profile, shown or not. */
function versionNode(
  id: string,
  snapshot: Snapshot,
  standings: Standings,
  { entry, packs }: ShownVersion,
  all: readonly ProfileEntry[],
): TreeNode {
  return {
    id,
    item: () => {
      const clusters = standings.clustersOn(entry);
      const outdated = standings.outdated(entry);
      const isNewest = isNewestVersion(entry, all);
      const severalContexts = new Set(all.map(({ context }) => context)).size > 1;
      const defined = all.filter(
        ({ version, context }) => version === entry.version && context === entry.context,
      );
      return treeItem(id, {
        noun: "Version",
        label: entry.version,
        description: [
          isNewest ? "newest" : undefined,
          count(clusters, "cluster"),
          outdated === 0 ? undefined : `${outdated} outdated`,
          severalContexts ? (entry.context ?? "any context") : undefined,
          defined.length > 1 ? `in ${fileName(entry.file)}` : undefined,
        ],
        icon: "tag",
        kind: "version",
        flags: [
          isNewest ? "newest" : undefined,
          clusters > 0 ? "used" : "unused",
          outdated > 0 ? "outdated" : undefined,
        ],
        place: { file: entry.file, span: entry.versionSpan },
        hasChildren: entry.packs.length > 0,
      });
    },
    tooltip: () => {
      const profile = modelOf(snapshot, entry);
      return profile === undefined ? "" : (profileMarkdown(snapshot.index, profile, entry.file) ?? "");
    },
    children: () => {
      const ids = new ChildIds(id);
      return inLayers(standings.packs(entry).filter(packs)).map((view) =>
        packNode(ids.next("pack", view.pack.stated.name ?? ""), snapshot, entry, view),
      );
    },
    holds: (wanted) => wanted === entry,
  };
}

function isNewestVersion(entry: ProfileEntry, all: readonly ProfileEntry[]): boolean {
  const newest = all.find(({ context }) => context === entry.context);
  return newest?.version === entry.version && parseProfileVersion(entry.version) !== undefined;
}

/** From the operating system up; add-ons, and what no layer is known of, in the order of the file. */
function inLayers(packs: readonly PackView[]): readonly PackView[] {
  const rank = ({ layer }: PackView) => {
    const at = layerOrder.indexOf(layer ?? "");
    return at === -1 ? layerOrder.length : at;
  };
  return [...packs].sort((a, b) => rank(a) - rank(b));
}

function packNode(id: string, snapshot: Snapshot, entry: ProfileEntry, view: PackView): TreeNode {
  const { pack, target, standing, layer } = view;
  return {
    id,
    item: () => {
      const { stated } = pack;
      const version = stated.version ?? (stated.type === "manifest" ? "manifest" : undefined);
      const trouble = standing === undefined ? undefined : troubleOf(standing);
      return treeItem(id, {
        noun: "Pack",
        label: stated.name ?? "(pack without a name)",
        description: [
          target === undefined ? version : `${version} → ${target.version}`,
          trouble,
          layerNames[layer ?? ""],
        ],
        icon: target !== undefined ? "arrow-circle-up" : trouble === undefined ? "package" : "warning",
        kind: "pack",
        flags: [
          target === undefined ? undefined : "outdated",
          standing?.answer.kind === "known" ? "known" : undefined,
        ],
        place: { file: entry.file, span: pack.versionSpan ?? pack.span },
        hasChildren: false,
      });
    },
    tooltip: () => {
      const profile = modelOf(snapshot, entry);
      const model = profile?.packs[view.at];
      return profile === undefined || model === undefined
        ? ""
        : (packMarkdown(snapshot, entry.file, profile, model) ?? "");
    },
    children: () => [],
    holds: () => false,
  };
}

function troubleOf(standing: NonNullable<PackView["standing"]>): string | undefined {
  const { answer, installed } = standing;
  if (installed?.state !== undefined) return installed.state;
  if (isMistaken(standing)) return "unknown version";
  return answer.kind === "absent" && answer.certain ? "unknown pack" : undefined;
}

/** The profile itself, whose file is parsed for it. */
function modelOf(snapshot: Snapshot, entry: ProfileEntry) {
  const profiles = snapshot.file(entry.file)?.documents.flatMap((document) => document.profiles);
  return profiles?.find(({ span }) => span.start === entry.span.start && span.end === entry.span.end);
}

function fileName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}
