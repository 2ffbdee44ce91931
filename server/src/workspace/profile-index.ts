/**
 * Who defines which profile version, who refers to it, and which clusters there are, over all files. Kept file by file: a change costs the names
 * that the changed file holds, and hands readers of the index before it an untouched one.
 */

import { compareProfileVersions } from "../base/profile-version.ts";
import type { Span } from "../base/span.ts";
import type { Cluster, ReferenceRole } from "../model/cluster.ts";
import { profileContext, referenceContext } from "../model/context.ts";
import type { ModelDocument } from "../model/document.ts";
import { defaultContext, defaultProfileVersion, type Pack, type Profile } from "../model/profile.ts";
import { contentSpan, known, type Text } from "../model/text.ts";
import { hasTemplate } from "../syntax/template.ts";
import type { MapNode } from "../syntax/tree.ts";

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
  /** Undefined where it may be any. */
  readonly cloudType: string | undefined;
  /** All its packs, in their order. */
  readonly packs: readonly PackEntry[];
  /** The display names in the file's values, as one text to compare. */
  readonly displayNames: string;
  readonly nameSpan: Span;
  /** Where the version is written, or the name where none is. */
  readonly versionSpan: Span;
}

/** A pack of a profile, as far as clusters refer to it. */
export interface PackEntry {
  /** Undefined where it is missing, or for Terraform to fill in; so are the others. */
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly tag: string | undefined;
  readonly manifests: readonly (string | undefined)[];
  /** Its placeholders for params (`%KEY%`), each once, as they stand anywhere in its text, with line ends between them. */
  readonly placeholders: string;
  /** Where the name is written, or the whole pack where none is. */
  readonly span: Span;
}

/** A cluster that some file defines. */
export interface ClusterEntry {
  readonly file: FileId;
  readonly name: string;
  /** Undefined where it is not stated: it may be any. So may the context. */
  readonly cloudType: string | undefined;
  readonly context: string | undefined;
  readonly nameSpan: Span;
}

/** A cluster's reference to a profile, by name. */
export interface ReferenceEntry {
  readonly file: FileId;
  readonly cluster: string | undefined;
  readonly role: ReferenceRole;
  readonly name: string;
  readonly version: string | undefined;
  /** Undefined where any context is meant. */
  readonly context: string | undefined;
  readonly nameSpan: Span;
  readonly versionSpan: Span | undefined;
}

/** What one file adds to the index. */
export interface FileFacts {
  readonly profiles: readonly ProfileEntry[];
  readonly references: readonly ReferenceEntry[];
  readonly clusters: readonly ClusterEntry[];
}

export interface ProfileIndex {
  /** Versions of the profile, newest first. */
  versions(name: string): readonly ProfileEntry[];
  references(name: string): readonly ReferenceEntry[];
  /** Clusters of the name. */
  clusters(name: string): readonly ClusterEntry[];
  names(): Iterable<string>;
  readonly size: number;
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
      if (entry !== undefined) clusters.push(entry);
      references.push(...referenceEntries(file, cluster));
    }
  }
  if (profiles.length + references.length + clusters.length === 0) return noFacts;
  return { profiles, references, clusters };
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
    packs: profile.packs.map((pack) => packEntry(pack, source)),
    displayNames: source.displayNames(),
    nameSpan,
    versionSpan: profile.version === undefined ? nameSpan : contentSpan(profile.version),
  };
}

function packEntry(pack: Pack, source: Source): PackEntry {
  return {
    name: known(pack.name)?.text,
    version: known(pack.version)?.text,
    tag: known(pack.tag)?.text,
    manifests: pack.manifests.map((manifest) => known(manifest.name)?.text),
    placeholders: source.placeholders(pack.node),
    span: pack.name === undefined ? pack.span : contentSpan(pack.name),
  };
}

function clusterEntry(file: FileId, cluster: Cluster): ClusterEntry | undefined {
  const name = known(cluster.name);
  if (name === undefined) return undefined;
  // The list dialect leaves the context to the stack that reads it.
  const unstated = cluster.dialect === "modules" && cluster.context === undefined;
  return {
    file,
    name: name.text,
    cloudType: known(cluster.cloudType)?.text,
    context: unstated ? defaultContext : known(cluster.context)?.text,
    nameSpan: contentSpan(name),
  };
}

function referenceEntries(file: FileId, cluster: Cluster): ReferenceEntry[] {
  return cluster.references.flatMap((reference) => {
    const { role, name, version } = reference;
    const judged = known(name);
    if (judged === undefined) return [];
    return {
      file,
      cluster: cluster.name?.text,
      role,
      name: judged.text,
      version: version?.text,
      context: referenceContext(reference),
      nameSpan: contentSpan(judged),
      versionSpan: version === undefined ? undefined : contentSpan(version),
    };
  });
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

/** True when the two say the same of every profile version and reference, wherever in the file they stand. */
export function sameIdentity(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.profiles, b.profiles, sameVersion) && sameList(a.references, b.references, sameReference);
}

/** True when the profiles of the two have the same for the clusters that refer to them. */
export function sameShapes(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.profiles, b.profiles, sameShape);
}

export function sameClusters(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.clusters, b.clusters, sameCluster);
}

function sameVersion(a: ProfileEntry, b: ProfileEntry): boolean {
  return a.name === b.name && a.version === b.version && a.context === b.context && a.type === b.type;
}

function sameShape(a: ProfileEntry, b: ProfileEntry): boolean {
  return (
    a.cloudType === b.cloudType && a.displayNames === b.displayNames && sameList(a.packs, b.packs, samePack)
  );
}

/** True when also all places are the same, so that whoever points to them points right. */
export function samePlaces(a: FileFacts, b: FileFacts): boolean {
  const places = (entry: ProfileEntry) => `${entry.nameSpan.start} ${entry.versionSpan.start}`;
  return a.profiles.map(places).join() === b.profiles.map(places).join();
}

function samePack(a: PackEntry, b: PackEntry): boolean {
  return (
    a.name === b.name &&
    a.version === b.version &&
    a.tag === b.tag &&
    a.placeholders === b.placeholders &&
    sameList(a.manifests, b.manifests, (one, other) => one === other)
  );
}

function sameReference(a: ReferenceEntry, b: ReferenceEntry): boolean {
  return a.cluster === b.cluster && a.name === b.name && a.version === b.version;
}

function sameCluster(a: ClusterEntry, b: ClusterEntry): boolean {
  return a.name === b.name && a.cloudType === b.cloudType && a.context === b.context;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (one: T, other: T) => boolean): boolean {
  // Each index is in range, and what is undefined in both is the same.
  return a.length === b.length && a.every((one, at) => same(one, b[at] as T));
}

/** The mutable side, owned by the workspace. */
export class ProfileIndexStore {
  #profiles = new Map<string, readonly ProfileEntry[]>();
  #references = new Map<string, readonly ReferenceEntry[]>();
  #clusters = new Map<string, readonly ClusterEntry[]>();
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
    replaceEntries(this.#clusters, file, before.clusters, after.clusters, undefined);
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

  /** Files that refer to a profile which no file defines, at present. */
  filesWithUnresolved(): FileId[] {
    const unresolved = [...this.#references].filter(([name]) => !this.#profiles.has(name));
    return unresolved.flatMap(([, references]) => references.map((reference) => reference.file));
  }

  /** Files that refer to the profile, at present. */
  filesReferringTo(name: string): FileId[] {
    return (this.#references.get(name) ?? []).map((entry) => entry.file);
  }

  /** Files that define a cluster of the name, at present. */
  filesWithCluster(name: string): FileId[] {
    return (this.#clusters.get(name) ?? []).map((entry) => entry.file);
  }

  index(): ProfileIndex {
    this.#current ??= frozenIndex(this.#profiles, this.#references, this.#clusters);
    return this.#current;
  }
}

function frozenIndex(
  profiles: ReadonlyMap<string, readonly ProfileEntry[]>,
  references: ReadonlyMap<string, readonly ReferenceEntry[]>,
  clusters: ReadonlyMap<string, readonly ClusterEntry[]>,
): ProfileIndex {
  return {
    versions: (name) => profiles.get(name) ?? [],
    references: (name) => references.get(name) ?? [],
    clusters: (name) => clusters.get(name) ?? [],
    names: () => profiles.keys(),
    size: profiles.size,
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
  const byName = new Map<string, T[]>(before.map((entry) => [entry.name, []]));
  for (const entry of after) {
    const named = byName.get(entry.name);
    if (named === undefined) byName.set(entry.name, [entry]);
    else named.push(entry);
  }
  for (const [name, own] of byName) {
    const others = (map.get(name) ?? []).filter((entry) => entry.file !== file);
    const entries = [...others, ...own];
    // Files are read in no certain order; what is shown must not depend on it.
    entries.sort((a, b) => order?.(a, b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
    if (entries.length === 0) map.delete(name);
    else map.set(name, entries);
  }
}
