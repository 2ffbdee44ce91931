/** What one file adds to the index: its profile versions, clusters and references, read from its documents. */

import type { Span } from "../base/span.ts";
import type { Cluster, ProfileReference } from "../model/cluster.ts";
import { profileContext, referenceContext } from "../model/context.ts";
import type { ModelDocument } from "../model/document.ts";
import { defaultContext, defaultProfileVersion, type Pack, type Profile } from "../model/profile.ts";
import { contentSpan, isKnown, known, type Text } from "../model/text.ts";
import { hasTemplate } from "../syntax/template.ts";
import type { MapNode } from "../syntax/tree.ts";
import type { ClusterEntry, FileId, PackEntry, ProfileEntry, ReferenceEntry } from "./profile-index.ts";

/** What one file adds to the index. */
export interface FileFacts {
  readonly profiles: readonly ProfileEntry[];
  /** Those that name a profile which can be judged. */
  readonly references: readonly ReferenceEntry[];
  readonly clusters: readonly ClusterEntry[];
}

export const noFacts: FileFacts = { profiles: [], references: [], clusters: [] };

export function readFacts(file: FileId, text: string, documents: readonly ModelDocument[]): FileFacts {
  const profiles: ProfileEntry[] = [];
  const references: ReferenceEntry[] = [];
  const clusters: ClusterEntry[] = [];
  const source = createSource(text);
  for (const document of documents) {
    for (const profile of document.profiles) {
      const entry = profileEntry(file, profile, source);
      if (entry !== undefined) profiles.push(entry);
    }
    for (const cluster of document.clusters) {
      const entry = clusterEntry(file, cluster);
      clusters.push(entry);
      references.push(...entry.references.filter(({ name }) => isKnown(name)));
    }
  }
  return profiles.length + clusters.length === 0 ? noFacts : { profiles, references, clusters };
}

function profileEntry(file: FileId, profile: Profile, source: Source): ProfileEntry | undefined {
  const name = known(profile.name);
  if (name === undefined || isTemplate(profile.version) || isTemplate(profile.context)) return undefined;
  const nameSpan = contentSpan(name);
  return {
    file,
    name: name.text,
    version: profile.version?.text ?? defaultProfileVersion,
    context: profileContext(profile),
    type: profile.type?.text,
    cloudType: known(profile.cloudType)?.text,
    tags: profile.tags.map((tag) => tag.text),
    packs: profile.packs.map((pack) => packEntry(pack, source)),
    displayNames: source.displayNames(),
    span: profile.span,
    nameSpan,
    versionSpan: profile.version === undefined ? nameSpan : contentSpan(profile.version),
  };
}

function packEntry(pack: Pack, source: Source): PackEntry {
  const { name, version, type, layer, registry } = pack;
  return {
    name: known(name)?.text,
    version: known(version)?.text,
    tag: known(pack.tag)?.text,
    manifests: pack.manifests.map((manifest) => known(manifest.name)?.text),
    placeholders: source.placeholders(pack.node),
    stated: {
      name: name?.text,
      version: version?.text,
      type: type?.text,
      layer: layer?.text,
      registry: registry?.text,
    },
    span: name === undefined ? pack.span : contentSpan(name),
    versionSpan: version === undefined ? undefined : contentSpan(version),
  };
}

function clusterEntry(file: FileId, cluster: Cluster): ClusterEntry {
  const { name, cloudType, span } = cluster;
  // The list dialect leaves the context to the stack that reads it.
  const unstated = cluster.dialect === "modules" && cluster.context === undefined;
  return {
    file,
    name: known(name)?.text,
    cloudType: known(cloudType)?.text,
    context: unstated ? defaultContext : known(cluster.context)?.text,
    tags: cluster.tags.map((tag) => tag.text),
    references: cluster.references.flatMap((reference) => referenceEntry(file, cluster, reference) ?? []),
    stated: { name: name?.text, cloudType: cloudType?.text },
    span,
    nameSpan: placeOr(name, span),
  };
}

function referenceEntry(
  file: FileId,
  cluster: Cluster,
  reference: ProfileReference,
): ReferenceEntry | undefined {
  const { role, name, version, overrides } = reference;
  if (name === undefined) return undefined;
  return {
    file,
    cluster: cluster.name?.text,
    role,
    name: name.text,
    version: version?.text,
    context: referenceContext(reference),
    overrides: overrides.map((override) => ({
      name: override.name?.text,
      version: override.version?.text,
      nameSpan: placeOr(override.name, override.node.span),
    })),
    nameSpan: contentSpan(name),
    versionSpan: version === undefined ? undefined : contentSpan(version),
  };
}

/** Where the text is, or the beginning of what it is missing in. */
function placeOr(text: Text | undefined, { start }: Span): Span {
  return text === undefined ? { start, end: start } : contentSpan(text);
}

/**
 * What clusters depend on in values and manifests. It is looked for in the raw text, since making the texts of all blocks at every key
 * that is pressed in one of them would be dear.
 */
interface Source {
  placeholders(pack: MapNode): string;
  displayNames(): string;
}

function createSource(text: string): Source {
  const hasPlaceholders = text.includes("%");
  const names = /spectrocloud\.com\/display-name[^\r\n]{0,200}/g;
  let displayNames: string | undefined;
  // An alias can bring one pack in many times.
  const found = new Map<MapNode, string>();
  return {
    placeholders(pack) {
      if (!hasPlaceholders) return "";
      const placeholders = found.get(pack) ?? placeholdersIn(text.slice(pack.span.start, pack.span.end));
      found.set(pack, placeholders);
      return placeholders;
    },
    displayNames() {
      displayNames ??= text.includes("/display-name") ? (text.match(names) ?? []).join("\n") : "";
      return displayNames;
    },
  };
}

function placeholdersIn(text: string): string {
  return [...new Set(text.match(/%[^%\s'"\\]{1,64}%/g) ?? [])].join("\n");
}

function isTemplate(text: Text | undefined): boolean {
  return text !== undefined && hasTemplate(text.text);
}
