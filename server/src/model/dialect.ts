/**
 * The file shapes in which teams keep profiles and clusters, and how they are told apart: first by a look at the raw text that
 * costs next to nothing and parses nothing, then by the tree. A text that is none of them is none of our business.
 */

import { editDistance } from "../base/nearest.ts";
import { hasMarker } from "../syntax/template.ts";
import {
  asMap,
  asScalar,
  asSeq,
  entryOf,
  type MapNode,
  type Node,
  resolve,
  valueAt,
} from "../syntax/tree.ts";

/** `flat`: one YAML map with `packs`. `export`: Palette's export and import document, JSON or YAML. */
export type ProfileDialect = "flat" | "export";

/** `modules`: one YAML map with `profiles` by role. `list`: a YAML list of clusters with `profiles` as a list. */
export type ClusterDialect = "modules" | "list";

/** What a document is. `foreign`: a profile or cluster shape that is recognised so as to be left alone. */
export type DocumentKind =
  | { readonly kind: "profile"; readonly dialect: ProfileDialect }
  | { readonly kind: "cluster"; readonly dialect: ClusterDialect }
  | { readonly kind: "foreign"; readonly shape: string };

/** What a glob of the configuration says a file is. */
export type DeclaredKind = "profiles" | "clusters";

const profileTypes = new Set(["cluster", "infra", "add-on", "system"]);
const packTypes = new Set(["spectro", "helm", "manifest", "oci"]);
const packLayers = new Set(["kernel", "os", "k8s", "cni", "csi", "addon"]);

/** Keys whose presence in a pack or at the top shows one of the shapes that are recognised and not judged. */
const foreignPackKeys = ["argo_manifests", "install-priority", "valuesFile", "manifestsGlob"];

const topLevelPacks = /^\ufeff?(?:packs|"packs"|'packs')[ \t]*:/m;
const flowRoot = /^\ufeff?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*\{/;
const flowRootOrList = /^\ufeff?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*[[{]/;
const flowProfiles = /(?:^|[\s{,])["']?profiles["']?[ \t]*:/;
const flowCluster =
  /(?:^|[\s{,])["']?(?:cloudType|node_groups|cloud_config|node_pools|cluster_vip|cluster_tags|tag)["']?[ \t]*:/;
const topLevelProfiles = /^\ufeff?(?:profiles|"profiles"|'profiles')[ \t]*:/m;
const clusterHallmark = /^\ufeff?(?:cloudType|node_groups|cloud_config|cloud_account)[ \t]*:/m;
const listItemProfiles = /^\ufeff?(?:-[ \t]+|[ \t]+)profiles[ \t]*:/m;
const rootListItem = /^\ufeff?-[ \t]+\S/m;
const exportTemplate = /(?:^|[\s{,])["']?template["']?[ \t]*:/;
const anyPacks = /(?:^|[\s{,[])["']?packs["']?[ \t]*:/;

/**
 * True when the text may hold a profile or a cluster. It errs on the side of yes: the tree decides. What it must never do is cost
 * a parse for the thousand other YAML and JSON files of a repository.
 */
export function mayBeOurs(text: string): boolean {
  if (anyPacks.test(text)) {
    if (topLevelPacks.test(text) || flowRoot.test(text)) return true;
    if (exportTemplate.test(text) && text.includes("spec")) return true;
  }
  if (topLevelProfiles.test(text)) return clusterHallmark.test(text);
  // In JSON, and in other braces, no key is at the start of its line.
  if (flowProfiles.test(text) && flowRootOrList.test(text)) return flowCluster.test(text);
  return (
    listItemProfiles.test(text) &&
    rootListItem.test(text) &&
    /\b(?:node_pools|cluster_vip|cluster_tags|tag)\b/.test(text)
  );
}

/**
 * True when the text, taken as lines, says what only a profile or a cluster says. Stricter than {@link mayBeOurs}, for texts of which
 * no tree can tell because they are broken.
 */
export function looksLikeOurs(text: string): boolean {
  const keys = new Set([...text.matchAll(topLevelKey)].map((match) => match[1]));
  const type = topLevelType.exec(text)?.[1];
  if (keys.has("packs")) return keys.has("name") || (type !== undefined && isProfileType(type));
  if (type !== undefined && profileTypes.has(type) && packHallmark.test(text)) return true;
  if (keys.has("profiles")) return keys.has("node_groups") || keys.has("cloudType");
  return (
    exportTemplate.test(text) &&
    anyPacks.test(text) &&
    /["']?metadata["']?[ \t]*:/.test(text) &&
    packHallmark.test(text)
  );
}

const topLevelKey = /^\ufeff?["']?([\w-]+)["']?[ \t]*:/gm;
const topLevelType = /^type[ \t]*:[ \t]*["']?([\w-]+)/m;
const packHallmark = /(?:^|[\s{,])["']?(?:registry|layer|values|manifests)["']?[ \t]*:/;

/** What the document with this root is, by its content alone; undefined when it is none of ours. */
export function classify(root: Node | undefined): DocumentKind | undefined {
  const list = asSeq(root);
  if (list !== undefined) return classifyList(list.items);
  const map = asMap(root);
  return map === undefined ? undefined : classifyMap(map);
}

/** What a document is when the configuration has said which kind its file holds: the dialect is chosen by what it looks like most. */
export function classifyDeclared(root: Node | undefined, declared: DeclaredKind): DocumentKind | undefined {
  const byContent = classify(root);
  if (byContent !== undefined) return byContent;
  const map = asMap(root);
  if (declared === "profiles") {
    if (map === undefined) return undefined;
    return { kind: "profile", dialect: valueAt(map, "spec") === undefined ? "flat" : "export" };
  }
  if (asSeq(root) !== undefined) return { kind: "cluster", dialect: "list" };
  return map === undefined ? undefined : { kind: "cluster", dialect: "modules" };
}

function classifyMap(map: MapNode): DocumentKind | undefined {
  const has = (key: string) => entryOf(map, key) !== undefined;
  const text = (key: string) => asScalar(valueAt(map, key))?.text;
  if (has("apiVersion") && has("kind")) {
    const crossplane = text("apiVersion")?.startsWith("cluster.palette.crossplane.io/") === true;
    return crossplane ? { kind: "foreign", shape: "Crossplane resource" } : undefined;
  }
  const spec = asMap(valueAt(map, "spec"));
  if (spec !== undefined) {
    const template = asMap(valueAt(spec, "template"));
    if (asSeq(valueAt(template, "packs")) !== undefined) return { kind: "profile", dialect: "export" };
    const published = asMap(valueAt(spec, "published")) ?? asMap(valueAt(spec, "draft"));
    if (asSeq(valueAt(published, "packs")) !== undefined)
      return { kind: "foreign", shape: "Palette API object" };
    return undefined;
  }
  if (has("packs")) return classifyPacks(map);
  if (has("profiles") && (has("node_groups") || has("cloudType") || has("cloud_config"))) {
    const value = resolve(valueAt(map, "profiles"));
    const roles = ["infra", "addons", "addon_deployments"].some(
      (role) => entryOf(asMap(value), role) !== undefined,
    );
    const system = has("cloudType") && entryOf(asMap(value), "system") !== undefined;
    // Written down to the key, and not yet further.
    const begun = value === undefined && has("cloudType") && has("node_groups");
    if (roles || system || begun) return { kind: "cluster", dialect: "modules" };
  }
  return undefined;
}

/** A map with `packs` is a profile when the map or one of its packs says something that only a profile says. */
function classifyPacks(map: MapNode): DocumentKind | undefined {
  const items = asSeq(valueAt(map, "packs"))?.items.map(asMap) ?? [];
  for (const pack of items) {
    if (foreignPackKeys.some((key) => entryOf(pack, key) !== undefined))
      return { kind: "foreign", shape: "other profile dialect" };
  }
  const has = (key: string) => entryOf(map, key) !== undefined;
  const type = asScalar(valueAt(map, "type"))?.text;
  const named = items.some((pack) => entryOf(pack, "name") !== undefined);
  const written = named || items.length === 0;
  // An empty `type:` is one that is being typed.
  const typed = has("type") && (type === undefined ? has("name") : isProfileType(type));
  if (typed && (written || profileTypes.has(type ?? ""))) return { kind: "profile", dialect: "flat" };
  if (!has("name")) return undefined;
  const packish = items.filter(isPack).length > 0;
  return packish || (has("cloudType") && written) ? { kind: "profile", dialect: "flat" } : undefined;
}

/** A profile's type, a slip away from one, or what a template will make one. */
function isProfileType(type: string): boolean {
  return (
    hasMarker(type) || [...profileTypes].some((known) => editDistance(type.toLowerCase(), known, 2) <= 2)
  );
}

/** True for what a pack says and hardly anything else does. */
function isPack(map: MapNode | undefined): boolean {
  const text = (key: string) => asScalar(valueAt(map, key))?.text;
  if (text("name") === undefined) return false;
  if (text("type") === "spectro" || packLayers.has(text("layer") ?? "")) return true;
  const registry = text("registry") !== undefined || text("registry_uid") !== undefined;
  const content = text("values") !== undefined || asSeq(valueAt(map, "manifests")) !== undefined;
  // Other tools have things of the types `helm`, `oci` and `manifest` as well.
  const kind = packTypes.has(text("type") ?? "");
  return (kind && (registry || content || text("version") !== undefined)) || (registry && content);
}

function classifyList(items: readonly (Node | undefined)[]): DocumentKind | undefined {
  const maps = items.map(asMap).filter((map) => map !== undefined);
  const clusterish = maps.some((map) => {
    const profiles = asSeq(valueAt(map, "profiles"))?.items.map(asMap) ?? [];
    const pooled = ["node_pools", "cluster_vip", "cluster_tags"].some(
      (key) => entryOf(map, key) !== undefined,
    );
    const tagged = profiles.some(
      (profile) => entryOf(profile, "name") !== undefined && entryOf(profile, "tag") !== undefined,
    );
    return profiles.length > 0 && (pooled || tagged);
  });
  if (clusterish) return { kind: "cluster", dialect: "list" };
  const charted = maps.some(
    (map) => asSeq(valueAt(map, "charts")) !== undefined && entryOf(map, "version") !== undefined,
  );
  return charted ? { kind: "foreign", shape: "chart list" } : undefined;
}
