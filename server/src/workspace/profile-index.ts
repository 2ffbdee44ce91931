/**
 * Who defines which profile version and who refers to it, over all files. Kept file by file: a change costs the names
 * that the changed file holds, and hands readers of the index before it an untouched one.
 */

import { compareProfileVersions } from "../base/profile-version.ts";
import type { Span } from "../base/span.ts";
import type { Cluster, ProfileReference, ReferenceRole } from "../model/cluster.ts";
import type { ModelDocument } from "../model/document.ts";
import { defaultContext, defaultProfileVersion, type Pack, type Profile } from "../model/profile.ts";
import { contentSpan, isKnown, known, type Text } from "../model/text.ts";
import { hasTemplate } from "../syntax/template.ts";

/** A file as the engine names it: an absolute path, or the URI of what is on no disk. */
export type FileId = string;

/** A profile version that some file defines. */
export interface ProfileEntry {
  readonly file: FileId;
  readonly name: string;
  /** As stated, or the default that Palette gives. */
  readonly version: string;
  /** Undefined where the dialect does not state one (exports): it may be any. */
  readonly context: string | undefined;
  readonly type: string | undefined;
  readonly cloudType: string | undefined;
  readonly tags: readonly string[];
  /** In the order of the file. */
  readonly packs: readonly PackEntry[];
  /** The whole profile. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** Where the version is written, or the name where none is. */
  readonly versionSpan: Span;
}

/** A pack as a profile states it: enough to look it up without reading the file again. */
export interface PackEntry {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly type: string | undefined;
  readonly layer: string | undefined;
  readonly registry: string | undefined;
  readonly nameSpan: Span;
  readonly versionSpan: Span | undefined;
}

/** A cluster, with its references in the order of the file: those to names that cannot be judged, too. */
export interface ClusterEntry {
  readonly file: FileId;
  readonly name: string | undefined;
  readonly cloudType: string | undefined;
  readonly tags: readonly string[];
  readonly references: readonly ReferenceEntry[];
  /** The whole cluster. */
  readonly span: Span;
  /** Where the name is written, or the beginning of the cluster. */
  readonly nameSpan: Span;
}

/** A cluster's reference to a profile, by name. */
export interface ReferenceEntry {
  readonly file: FileId;
  readonly cluster: string | undefined;
  readonly role: ReferenceRole;
  readonly name: string;
  readonly version: string | undefined;
  readonly context: string | undefined;
  readonly overrides: readonly OverrideEntry[];
  readonly nameSpan: Span;
  readonly versionSpan: Span | undefined;
}

/** A pack whose values a cluster replaces. */
export interface OverrideEntry {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly nameSpan: Span;
}

/** What one file adds to the index. */
export interface FileFacts {
  readonly profiles: readonly ProfileEntry[];
  /** Those that name a profile which can be judged. */
  readonly references: readonly ReferenceEntry[];
  readonly clusters: readonly ClusterEntry[];
}

export interface ProfileIndex {
  /** Versions of the profile, newest first. */
  versions(name: string): readonly ProfileEntry[];
  references(name: string): readonly ReferenceEntry[];
  names(): Iterable<string>;
  readonly size: number;
  /** In no certain order. */
  clusters(): Iterable<ClusterEntry>;
}

export const noFacts: FileFacts = { profiles: [], references: [], clusters: [] };

export function readFacts(file: FileId, documents: readonly ModelDocument[]): FileFacts {
  const profiles: ProfileEntry[] = [];
  const references: ReferenceEntry[] = [];
  const clusters: ClusterEntry[] = [];
  for (const document of documents) {
    for (const profile of document.profiles) {
      const entry = profileEntry(file, profile);
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

function clusterEntry(file: FileId, cluster: Cluster): ClusterEntry {
  const { name, cloudType, tags, span } = cluster;
  return {
    file,
    name: name?.text,
    cloudType: cloudType?.text,
    tags: tags.map((tag) => tag.text),
    references: cluster.references.flatMap((reference) => referenceEntry(file, cluster, reference) ?? []),
    span,
    nameSpan: placeOr(name, span),
  };
}

function referenceEntry(
  file: FileId,
  cluster: Cluster,
  { role, name, version, context, overrides }: ProfileReference,
): ReferenceEntry | undefined {
  if (name === undefined) return undefined;
  return {
    file,
    cluster: cluster.name?.text,
    role,
    name: name.text,
    version: version?.text,
    context: context?.text,
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

function profileEntry(file: FileId, profile: Profile): ProfileEntry | undefined {
  const name = known(profile.name);
  if (name === undefined || isTemplate(profile.version) || isTemplate(profile.context)) return undefined;
  const nameSpan = contentSpan(name);
  return {
    file,
    name: name.text,
    version: profile.version?.text ?? defaultProfileVersion,
    context: profile.context?.text ?? (profile.dialect === "flat" ? defaultContext : undefined),
    type: profile.type?.text,
    cloudType: profile.cloudType?.text,
    tags: profile.tags.map((tag) => tag.text),
    packs: profile.packs.map(packEntry),
    span: profile.span,
    nameSpan,
    versionSpan: profile.version === undefined ? nameSpan : contentSpan(profile.version),
  };
}

function packEntry({ name, version, type, layer, registry, span }: Pack): PackEntry {
  return {
    name: name?.text,
    version: version?.text,
    type: type?.text,
    layer: layer?.text,
    registry: registry?.text,
    nameSpan: placeOr(name, span),
    versionSpan: version === undefined ? undefined : contentSpan(version),
  };
}

function isTemplate(text: Text | undefined): boolean {
  return text !== undefined && hasTemplate(text.text);
}

/** True when the two say the same of every profile and reference, wherever in the file they stand. */
export function sameIdentity(a: FileFacts, b: FileFacts): boolean {
  const profile = (entry: ProfileEntry) =>
    JSON.stringify([entry.name, entry.version, entry.context, entry.type]);
  const reference = (entry: ReferenceEntry) => JSON.stringify([entry.cluster, entry.name, entry.version]);
  return (
    a.profiles.map(profile).join() === b.profiles.map(profile).join() &&
    a.references.map(reference).join() === b.references.map(reference).join()
  );
}

/** True when the two also say the same of packs, clusters and overrides: whoever shows them has nothing new to show. */
export function sameFacts(a: FileFacts, b: FileFacts): boolean {
  return a === b || factsText(a) === factsText(b);
}

/** Everything but the places. */
function factsText({ profiles, clusters }: FileFacts): string {
  return JSON.stringify([profiles, clusters], (key, value: unknown) =>
    key === "span" || key.endsWith("Span") ? undefined : value,
  );
}

/** The mutable side, owned by the workspace. */
export class ProfileIndexStore {
  #profiles = new Map<string, readonly ProfileEntry[]>();
  #references = new Map<string, readonly ReferenceEntry[]>();
  #clusters = new Map<FileId, readonly ClusterEntry[]>();
  #current: ProfileIndex | undefined;

  replace(file: FileId, before: FileFacts, after: FileFacts): void {
    if (before === after) return;
    if (this.#current !== undefined) {
      // Somebody may hold the index of before: it keeps the maps it has.
      this.#profiles = new Map(this.#profiles);
      this.#references = new Map(this.#references);
      this.#clusters = new Map(this.#clusters);
      this.#current = undefined;
    }
    replaceEntries(this.#profiles, file, before.profiles, after.profiles, newestVersionFirst);
    replaceEntries(this.#references, file, before.references, after.references, undefined);
    if (after.clusters.length > 0) this.#clusters.set(file, after.clusters);
    else this.#clusters.delete(file);
  }

  /** Whether some file defines a profile of the name, at present. */
  defines(name: string): boolean {
    return this.#profiles.has(name);
  }

  /** Files that define the profile or refer to it, at present. */
  filesWith(name: string): FileId[] {
    return [...(this.#profiles.get(name) ?? []), ...(this.#references.get(name) ?? [])].map(
      (entry) => entry.file,
    );
  }

  index(): ProfileIndex {
    this.#current ??= frozenIndex(this.#profiles, this.#references, this.#clusters);
    return this.#current;
  }
}

function frozenIndex(
  profiles: ReadonlyMap<string, readonly ProfileEntry[]>,
  references: ReadonlyMap<string, readonly ReferenceEntry[]>,
  clusters: ReadonlyMap<FileId, readonly ClusterEntry[]>,
): ProfileIndex {
  return {
    versions: (name) => profiles.get(name) ?? [],
    references: (name) => references.get(name) ?? [],
    names: () => profiles.keys(),
    size: profiles.size,
    clusters: () => [...clusters.values()].flat(),
  };
}

function newestVersionFirst(a: ProfileEntry, b: ProfileEntry): number {
  return compareProfileVersions(b.version, a.version);
}

function replaceEntries<T extends { readonly file: FileId; readonly name: string }>(
  map: Map<string, readonly T[]>,
  file: FileId,
  before: readonly T[],
  after: readonly T[],
  order: ((a: T, b: T) => number) | undefined,
): void {
  for (const name of new Set([...before, ...after].map((entry) => entry.name))) {
    const others = (map.get(name) ?? []).filter((entry) => entry.file !== file);
    const entries = [...others, ...after.filter((entry) => entry.name === name)];
    // Files are read in no certain order; what is shown must not depend on it.
    entries.sort((a, b) => order?.(a, b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
    if (entries.length === 0) map.delete(name);
    else map.set(name, entries);
  }
}
