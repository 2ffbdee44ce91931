/** What differs between two profiles as a page of Markdown: an overview, then layer by layer, readable on paper too. */

import type { Pack } from "../model/profile.ts";
import type { FieldChange } from "../updates/field-change.ts";
import type { ManifestComparison, PackComparison, VersionChange } from "../updates/pack-comparison.ts";
import type { ComparedProfile, ProfileComparison } from "../updates/profile-comparison.ts";
import type { TextComparison } from "../updates/text-comparison.ts";
import { changesOf, comparisonLine, count } from "./comparison-line.ts";
import { keyWords } from "./key-words.ts";
import { bullets, code, escapeText, paragraphs } from "./markdown.ts";

/** The layer of a pack (`os`, `k8s`, `cni`, `csi`, `addon`), as far as it is known. */
export type LayerOf = (pack: Pack) => string | undefined;

/** From the operating system up; last what no layer is known of. */
const layers: readonly { readonly layer: string; readonly title: string; readonly short: string }[] = [
  { layer: "os", title: "Operating system", short: "OS" },
  { layer: "k8s", title: "Kubernetes", short: "Kubernetes" },
  { layer: "cni", title: "Network (CNI)", short: "CNI" },
  { layer: "csi", title: "Storage (CSI)", short: "CSI" },
  { layer: "addon", title: "Add-ons", short: "Add-on" },
  { layer: "", title: "Other packs", short: "" },
];

export function comparisonMarkdown(comparison: ProfileComparison, layerOf: LayerOf): string {
  const groups = inLayers(comparison, layerOf);
  const { variables } = comparison;
  return `${paragraphs([
    `# ${escapeText(comparisonTitle(comparison))}`,
    summary(comparison),
    profileFacts(comparison),
    overview(groups),
    ...groups.map((group) => layerSection(group, hasLayers(groups))),
    variables.length === 0
      ? undefined
      : `## Profile variables\n\n${bullets(variables.map((change) => keyWords(change)))}`,
  ])}\n`;
}

/** "platform 1.4.0 → 1.5.0". */
export function comparisonTitle({ before, after }: ProfileComparison): string {
  const name = before.name === after.name ? "" : `${nameOf(after)} `;
  return `${nameOf(before)} ${before.version} → ${name}${after.version}`;
}

function nameOf({ name }: ComparedProfile): string {
  return name === "" ? "profile without a name" : name;
}

function summary(comparison: ProfileComparison): string {
  const line = comparisonLine(comparison);
  const effect = comparison.affectsClusters ? "" : " Clusters would notice nothing.";
  return `In short: ${escapeText(line)}.${effect}`;
}

const fieldNames: Readonly<Record<string, string>> = {
  name: "Name",
  description: "Description",
  type: "Type",
  cloudType: "Cloud",
  context: "Context",
  tag: "Tag",
  layer: "Layer",
  registry: "Registry",
};

/** The two versions are in the heading. */
function profileFacts({ fields, tags, isReordered }: ProfileComparison): string {
  return bullets([
    ...fields.filter(({ field }) => field !== "version").map(fieldItem),
    tags.added.length === 0 ? undefined : `Tags added: ${tags.added.map(code).join(", ")}`,
    tags.removed.length === 0 ? undefined : `Tags removed: ${tags.removed.map(code).join(", ")}`,
    isReordered ? "The packs that both have stand in another order" : undefined,
  ]);
}

function fieldItem({ field, before, after }: FieldChange<string>): string {
  const stated = (text: string | undefined) => (text === undefined ? "not stated" : code(text));
  return `${fieldNames[field] ?? field}: ${stated(before)} → ${stated(after)}`;
}

interface LayerGroup {
  readonly title: string;
  readonly short: string;
  readonly packs: readonly PackComparison[];
}

function inLayers({ packs }: ProfileComparison, layerOf: LayerOf): LayerGroup[] {
  const byLayer = new Map<string, PackComparison[]>();
  for (const pack of packs) {
    const layer = layerOf(pack.pack) ?? "";
    const key = layers.some((known) => known.layer === layer) ? layer : "";
    const group = byLayer.get(key);
    if (group === undefined) byLayer.set(key, [pack]);
    else group.push(pack);
  }
  return layers.flatMap(({ layer, title, short }) => {
    const group = byLayer.get(layer);
    return group === undefined ? [] : [{ title, short, packs: group }];
  });
}

/** Without a registry no layer may be known. */
function hasLayers(groups: readonly LayerGroup[]): boolean {
  return groups.some(({ short }) => short !== "");
}

function overview(groups: readonly LayerGroup[]): string | undefined {
  if (groups.length === 0) return undefined;
  const isLayered = hasLayers(groups);
  const row = (cells: readonly string[]) => `| ${(isLayered ? cells : cells.slice(1)).join(" | ")} |`;
  const rows = groups.flatMap(({ short, packs }) =>
    packs.map((pack) =>
      row([short === "" ? "Other" : short, title(pack), versionCell(pack), otherCell(pack)]),
    ),
  );
  return [
    row(["Layer", "Pack", "Version", "Other changes"]),
    row(["---", "---", "---", "---"]),
    ...rows,
  ].join("\n");
}

function title({ name, displayName }: PackComparison): string {
  const shown = escapeText(name === "" ? "pack without a name" : name);
  return displayName === undefined || displayName === name ? shown : `${shown} (${escapeText(displayName)})`;
}

function versionCell({ kind, version, versionChange }: PackComparison): string {
  const stated = version === undefined ? "" : ` ${escapeText(version)}`;
  if (kind !== "changed") return `${stated} ${kind}`.trim();
  return versionChange === undefined ? stated.trim() : versionWords(versionChange);
}

/** "1.31.4 → 1.32.4 (minor)". */
function versionWords({ before, after, direction, distance }: VersionChange): string {
  const words = [direction === "down" ? "older" : undefined, distance].filter((word) => word !== undefined);
  const notes = words.length === 0 ? "" : ` (${words.join(", ")})`;
  return `${escapeText(before ?? "none")} → ${escapeText(after ?? "none")}${notes}`;
}

function otherCell({ kind, pack, fields, values, manifests }: PackComparison): string {
  const own = kind === "changed" ? manifests.length : pack.manifests.length;
  const words = [
    values.kind === "text" ? "values" : undefined,
    values.kind === "keys" ? count(changesOf(values), "value") : undefined,
    own > 0 ? count(own, "manifest") : undefined,
    ...fields.map(({ field }) => (fieldNames[field] ?? field).toLowerCase()),
  ];
  return words.filter((word) => word !== undefined).join(", ");
}

/** Only what the overview does not say already. */
function layerSection({ title: layer, packs }: LayerGroup, isLayered: boolean): string | undefined {
  const sections = packs.map(packSection).filter((section) => section !== undefined);
  return sections.length === 0 ? undefined : paragraphs([`## ${isLayered ? layer : "Packs"}`, ...sections]);
}

function packSection(comparison: PackComparison): string | undefined {
  const { kind, pack, fields, values, manifests } = comparison;
  const isLone = kind !== "changed";
  const items = bullets([
    ...fields.map(fieldItem),
    ...(isLone ? loneItems(pack) : []),
    ...textItems(values, "values"),
    ...manifests.flatMap(manifestItems),
  ]);
  if (items === "") return undefined;
  return paragraphs([`### ${title(comparison)} ${versionCell(comparison)}`.trimEnd(), items]);
}

function loneItems({ type, registry, manifests }: Pack): (string | undefined)[] {
  const names = manifests.map(({ name }) => code(name?.text ?? ""));
  return [
    type === undefined ? undefined : `Type: ${code(type.text)}`,
    registry === undefined ? undefined : `Registry: ${code(registry.text)}`,
    names.length === 0 ? undefined : `Manifests: ${names.join(", ")}`,
  ];
}

function textItems(comparison: TextComparison, noun: string): string[] {
  if (comparison.kind === "same") return [];
  if (comparison.kind === "text") return [`The ${noun} changed, and cannot be compared by key`];
  const { changes, more } = comparison;
  return [
    ...changes.map((change) => keyWords(change)),
    ...(more === 0 ? [] : [`and ${count(more, "more change")}`]),
  ];
}

function manifestItems({ kind, name, content }: ManifestComparison): string[] {
  const shown = name === "" ? "without a name" : code(name);
  if (kind !== "changed") return [`Manifest ${shown} ${kind}`];
  if (content.kind === "text") return [`Manifest ${shown} changed, and cannot be compared by key`];
  return [
    `Manifest ${shown}:\n${textItems(content, "content")
      .map((item) => `  - ${item}`)
      .join("\n")}`,
  ];
}
