/**
 * Who defines which profile version, who refers to it, and which clusters there are, over all files. Kept file by file: a change costs the names
 * that the changed file holds, and hands readers of the index before it an untouched one.
 */

import { compareProfileVersions } from "../base/profile-version.ts";
import type { Span } from "../base/span.ts";
import type { ReferenceRole } from "../model/cluster.ts";
import type { FileFacts } from "./file-facts.ts";

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
