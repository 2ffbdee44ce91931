/**
 * Who defines which profile version and who refers to it, over all files. Kept file by file: a change costs the names
 * that the changed file holds, and hands readers of the index before it an untouched one.
 */

import { compareProfileVersions } from "../base/profile-version.ts";
import type { Span } from "../base/span.ts";
import type { ReferenceRole } from "../model/cluster.ts";
import { profileContext, referenceContext } from "../model/context.ts";
import type { ModelDocument } from "../model/document.ts";
import { defaultProfileVersion, type Profile } from "../model/profile.ts";
import { contentSpan, known, type Text } from "../model/text.ts";
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
  readonly packCount: number;
  readonly nameSpan: Span;
  /** Where the version is written, or the name where none is. */
  readonly versionSpan: Span;
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
}

export interface ProfileIndex {
  /** Versions of the profile, newest first. */
  versions(name: string): readonly ProfileEntry[];
  references(name: string): readonly ReferenceEntry[];
  names(): Iterable<string>;
  readonly size: number;
}

export const noFacts: FileFacts = { profiles: [], references: [] };

export function readFacts(file: FileId, documents: readonly ModelDocument[]): FileFacts {
  const profiles: ProfileEntry[] = [];
  const references: ReferenceEntry[] = [];
  for (const document of documents) {
    for (const profile of document.profiles) {
      const entry = profileEntry(file, profile);
      if (entry !== undefined) profiles.push(entry);
    }
    for (const cluster of document.clusters) {
      for (const reference of cluster.references) {
        const { role, name, version } = reference;
        const judged = known(name);
        if (judged === undefined) continue;
        references.push({
          file,
          cluster: cluster.name?.text,
          role,
          name: judged.text,
          version: version?.text,
          context: referenceContext(reference),
          nameSpan: contentSpan(judged),
          versionSpan: version === undefined ? undefined : contentSpan(version),
        });
      }
    }
  }
  return profiles.length + references.length === 0 ? noFacts : { profiles, references };
}

function profileEntry(file: FileId, profile: Profile): ProfileEntry | undefined {
  const name = known(profile.name);
  if (name === undefined || isTemplate(profile.version) || isTemplate(profile.context)) return undefined;
  const nameSpan = contentSpan(name);
  return {
    file,
    name: name.text,
    version: profile.version?.text ?? defaultProfileVersion,
    context: profileContext(profile),
    type: profile.type?.text,
    packCount: profile.packs.length,
    nameSpan,
    versionSpan: profile.version === undefined ? nameSpan : contentSpan(profile.version),
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

/** True when also all places are the same, so that whoever points to them points right. */
export function samePlaces(a: FileFacts, b: FileFacts): boolean {
  const places = (entry: ProfileEntry) => `${entry.nameSpan.start} ${entry.versionSpan.start}`;
  return a.profiles.map(places).join() === b.profiles.map(places).join();
}

/** The mutable side, owned by the workspace. */
export class ProfileIndexStore {
  #profiles = new Map<string, readonly ProfileEntry[]>();
  #references = new Map<string, readonly ReferenceEntry[]>();
  #current: ProfileIndex | undefined;

  replace(file: FileId, before: FileFacts, after: FileFacts): void {
    if (before === after) return;
    if (this.#current !== undefined) {
      // Somebody may hold the index of before: it keeps the maps it has.
      this.#profiles = new Map(this.#profiles);
      this.#references = new Map(this.#references);
      this.#current = undefined;
    }
    replaceEntries(this.#profiles, file, before.profiles, after.profiles, newestVersionFirst);
    replaceEntries(this.#references, file, before.references, after.references, undefined);
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

  index(): ProfileIndex {
    this.#current ??= frozenIndex(this.#profiles, this.#references);
    return this.#current;
  }
}

function frozenIndex(
  profiles: ReadonlyMap<string, readonly ProfileEntry[]>,
  references: ReadonlyMap<string, readonly ReferenceEntry[]>,
): ProfileIndex {
  return {
    versions: (name) => profiles.get(name) ?? [],
    references: (name) => references.get(name) ?? [],
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
