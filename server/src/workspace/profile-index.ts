/**
 * Who defines which profile version, who refers to it, and which clusters there are, over all files. Kept file by file: a change costs the names
 * that the changed file holds, and hands readers of the index before it an untouched one.
 */

import { compareProfileVersions } from "../base/profile-version.ts";
import type { Span } from "../base/span.ts";
import type { Cluster, ProfileReference, ReferenceRole } from "../model/cluster.ts";
import { profileContext, referenceContext } from "../model/context.ts";
import type { ModelDocument } from "../model/document.ts";
import { defaultContext, defaultProfileVersion, type Pack, type Profile } from "../model/profile.ts";
import { contentSpan, isKnown, known, type Text } from "../model/text.ts";
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
  readonly tags: readonly string[];
  /** All its packs, in their order. */
  readonly packs: readonly PackEntry[];
  /** The display names in the file's values, as one text to compare. */
  readonly displayNames: string;
  /** The whole profile. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** Where the version is written, or the name where none is. */
  readonly versionSpan: Span;
}

/** A pack of a profile: enough to look it up, and to hold overrides against it, without reading the file again. */
export interface PackEntry {
  /** Undefined where it is missing, or for Terraform to fill in; so are the others. */
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly tag: string | undefined;
  readonly manifests: readonly (string | undefined)[];
  /** Its placeholders for params (`%KEY%`), each once, as they stand anywhere in its text, with line ends between them. */
  readonly placeholders: string;
  /** What the profile says of it, as written. */
  readonly stated: {
    readonly name: string | undefined;
    readonly version: string | undefined;
    readonly type: string | undefined;
    readonly layer: string | undefined;
    readonly registry: string | undefined;
  };
  /** Where the name is written, or the whole pack where none is. */
  readonly span: Span;
  readonly versionSpan: Span | undefined;
}

/** A cluster that some file defines. */
export interface ClusterEntry {
  readonly file: FileId;
  /** Undefined where it is missing, or for Terraform to fill in. */
  readonly name: string | undefined;
  /** Undefined where it is not stated: it may be any. So may the context. */
  readonly cloudType: string | undefined;
  readonly context: string | undefined;
  readonly tags: readonly string[];
  /** In the order of the file: those to names that cannot be judged, too. */
  readonly references: readonly ReferenceEntry[];
  /** What the cluster says of itself, as written. */
  readonly stated: { readonly name: string | undefined; readonly cloudType: string | undefined };
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
  /** Undefined where any context is meant. */
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
  /** Clusters of a name that can be judged. */
  clusters(name: string): readonly ClusterEntry[];
  names(): Iterable<string>;
  readonly size: number;
  /** With and without a name, in no certain order. */
  allClusters(): Iterable<ClusterEntry>;
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

/** True when the two say the same of every profile version and reference, wherever in the file they stand. */
export function sameIdentity(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.profiles, b.profiles, sameVersion) && sameList(a.references, b.references, sameReference);
}

/** True when the profiles of the two have the same for the clusters that refer to them. */
export function sameShapes(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.profiles, b.profiles, sameShape);
}

/** True when whoever points to the references, or counts them, points right and counts the same. */
export function sameReferences(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.references, b.references, samePlacedReference);
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

/** True when the two also say the same of packs, clusters and overrides: whoever shows them has nothing new to show. */
export function sameFacts(a: FileFacts, b: FileFacts): boolean {
  return a === b || factsText(a) === factsText(b);
}

/** Everything but the places, and what only the rules look at. */
function factsText({ profiles, clusters }: FileFacts): string {
  return JSON.stringify([profiles, clusters], (key, value: unknown) =>
    key === "span" || key.endsWith("Span") || unshown.has(key) ? undefined : value,
  );
}

const unshown: ReadonlySet<string> = new Set(["displayNames", "placeholders", "manifests", "tag"]);

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

function samePlacedReference(a: ReferenceEntry, b: ReferenceEntry): boolean {
  return (
    sameReference(a, b) &&
    a.role === b.role &&
    a.context === b.context &&
    a.nameSpan.start === b.nameSpan.start &&
    a.versionSpan?.start === b.versionSpan?.start
  );
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
  /** Those whose name cannot be judged are under none. */
  #clusters = new Map<string | undefined, readonly ClusterEntry[]>();
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
  clusters: ReadonlyMap<string | undefined, readonly ClusterEntry[]>,
): ProfileIndex {
  return {
    versions: (name) => profiles.get(name) ?? [],
    references: (name) => references.get(name) ?? [],
    clusters: (name) => clusters.get(name) ?? [],
    names: () => profiles.keys(),
    size: profiles.size,
    allClusters: () => [...clusters.values()].flat(),
  };
}

function newestVersionFirst(a: ProfileEntry, b: ProfileEntry): number {
  return compareProfileVersions(b.version, a.version);
}

function replaceEntries<N extends string | undefined, T extends { readonly file: FileId; readonly name: N }>(
  map: Map<N, readonly T[]>,
  file: FileId,
  before: readonly T[],
  after: readonly T[],
  order: ((a: T, b: T) => number) | undefined,
): void {
  const byName = new Map<N, T[]>(before.map((entry) => [entry.name, []]));
  for (const entry of after) {
    const named = byName.get(entry.name);
    if (named === undefined) byName.set(entry.name, [entry]);
    else named.push(entry);
  }
  const replaced = new Set(before.map((entry) => entry.name));
  for (const [name, own] of byName) {
    const old = map.get(name) ?? [];
    const entries = replaced.has(name) ? old.filter((entry) => entry.file !== file) : [...old];
    // Files are read in no certain order; what is shown must not depend on it.
    const compare = (a: T, b: T) => order?.(a, b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);
    for (const entry of own) entries.splice(placeFor(entry, entries, compare), 0, entry);
    if (entries.length === 0) map.delete(name);
    else map.set(name, entries);
  }
}

/** Behind all that come before it or are its equals: thousands of clusters may refer to one profile. */
function placeFor<T>(entry: T, sorted: readonly T[], compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && compare(other, entry) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
