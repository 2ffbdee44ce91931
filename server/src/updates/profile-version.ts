/**
 * Other versions of a profile: which ones come next, whether one is free, and the edits that make it: in place, or as a new
 * file or document beside the old one in which nothing but the version differs.
 */

import {
  bumpProfileVersion,
  type ProfileVersionBump,
  parseProfileVersion,
  suggestProfileVersion,
} from "../base/profile-version.ts";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { contextsFit, profileContext } from "../model/context.ts";
import { defaultProfileVersion, type Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { eolOf, insertEntryBefore, insertEntryBelow } from "../syntax/entry-insert.ts";
import { writeEntryValue } from "../syntax/entry-value.ts";
import { hasTemplate } from "../syntax/template.ts";
import type { MapNode } from "../syntax/tree.ts";
import type { FileId, ProfileEntry, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { type FileEdit, newFile } from "./file-edit.ts";
import { meantVersion } from "./profile-reference.ts";
import { isOnNoDisk, versionedFile } from "./versioned-file.ts";

/** A version that a profile can go to. */
export interface VersionBump {
  readonly bump: ProfileVersionBump;
  readonly version: string;
}

export interface ProfileVersions {
  /** "" for a profile that states no name. */
  readonly name: string;
  /** As stated, or the default that Palette gives. */
  readonly version: string;
  /** Undefined where it may be any. */
  readonly context: string | undefined;
  /** Clusters that are on this version. */
  readonly clusters: number;
  /** Those that are free, the smallest step first. */
  readonly bumps: readonly VersionBump[];
}

const bumps: readonly ProfileVersionBump[] = ["patch", "minor", "major", "prerelease"];

/** Undefined when the version is Terraform's to fill in, so that there is nothing to count on from. */
export function profileVersions(snapshot: Snapshot, profile: Profile): ProfileVersions | undefined {
  const version = profile.version?.text ?? defaultProfileVersion;
  if (hasTemplate(version)) return undefined;
  // A version that is no semver, but plainly means one, counts on from there.
  const from = parseProfileVersion(version) === undefined ? suggestProfileVersion(version) : version;
  const next = bumps.flatMap((bump) => {
    const to = from === undefined ? undefined : bumpProfileVersion(from, bump);
    return to === undefined || takenBy(snapshot, profile, to) !== undefined ? [] : [{ bump, version: to }];
  });
  return {
    name: known(profile.name)?.text ?? "",
    version,
    context: profileContext(profile),
    clusters: countClusters(usersOfProfile(snapshot, profile)),
    bumps: next,
  };
}

/** Why the profile cannot have the version, as a sentence for the user; undefined when it can. */
export function whyNotVersion(snapshot: Snapshot, profile: Profile, version: string): string | undefined {
  if (version === "") return "Enter a version, such as 1.2.0";
  if (parseProfileVersion(version) === undefined) {
    const meant = suggestProfileVersion(version);
    const hint = meant === undefined ? "it has three numbers, such as 1.2.0" : `write ${meant}`;
    return `\`${version}\` is not a version that Palette takes: ${hint}`;
  }
  if (version === (profile.version?.text ?? defaultProfileVersion)) return `${version} is the version it has`;
  const taken = takenBy(snapshot, profile, version);
  return taken === undefined ? undefined : `${version} is there already, in ${baseName(taken.file)}`;
}

function takenBy(snapshot: Snapshot, profile: Profile, version: string): ProfileEntry | undefined {
  const name = known(profile.name)?.text;
  if (name === undefined) return undefined;
  const context = profileContext(profile);
  return snapshot.index
    .versions(name)
    .find((entry) => entry.version === version && contextsFit(entry.context, context));
}

/** The references that mean the profile; none where its name or version cannot be judged. */
export function usersOfProfile(
  snapshot: Pick<Snapshot, "index">,
  profile: Profile,
): readonly ReferenceEntry[] {
  const name = known(profile.name)?.text;
  const version = profile.version?.text ?? defaultProfileVersion;
  return name === undefined || hasTemplate(version)
    ? []
    : usersOf(snapshot, { name, version, context: profileContext(profile) });
}

/** The references that mean the version, in every context that fits. */
export function usersOf(
  { index }: Pick<Snapshot, "index">,
  { name, version, context }: Pick<ProfileEntry, "name" | "version" | "context">,
): readonly ReferenceEntry[] {
  return index
    .references(name)
    .filter((entry) => meantVersion(entry) === version && contextsFit(entry.context, context));
}

/** How many clusters the references are of. */
export function countClusters(references: readonly ReferenceEntry[]): number {
  return new Set(references.map(({ file, cluster }) => JSON.stringify([file, cluster]))).size;
}

/**
 * Changes the version in place, or writes one where none is stated; empty where its place has no room for one. What an alias or a
 * merge brings in stays as it is for the others that it is for.
 */
export function bumpEdits(profile: Profile, version: string, text: string): TextEdit[] {
  const home = profile.dialect === "flat" ? profile.node : ownMap(profile.node, "spec");
  if (home === undefined) return [];
  const entry = home.entries.findLast(({ key }) => key.text === "version");
  if (entry !== undefined) {
    const edit = writeEntryValue(entry, version, text);
    return edit === undefined ? [] : [edit];
  }
  const name =
    profile.dialect === "flat" ? home.entries.findLast(({ key }) => key.text === "name") : undefined;
  const [first] = home.entries;
  if (name === undefined && first === undefined) return [];
  const edit =
    name?.value !== undefined
      ? insertEntryBelow(text, home, name, "version", version)
      : first === undefined
        ? undefined
        : insertEntryBefore(text, home, name ?? first, "version", version);
  return edit === undefined ? [] : [edit];
}

function ownMap(node: MapNode, key: string): MapNode | undefined {
  const value = node.entries.findLast((entry) => entry.key.text === key)?.value;
  return value?.kind === "map" ? value : undefined;
}

/**
 * The same profile with another version and, if wanted, with changes of its own: a new file beside the old one, or a document at the
 * end of a file that holds several. Undefined when the version has no place in the text. `exists` says which files are there, ours or not.
 */
export function newVersion(
  snapshot: Snapshot,
  file: FileId,
  profile: Profile,
  version: string,
  exists: (file: FileId) => boolean,
  changes: readonly TextEdit[] = [],
): FileEdit | undefined {
  const text = snapshot.file(file)?.text;
  const bump = text === undefined ? [] : bumpEdits(profile, version, text);
  if (text === undefined || bump.length === 0) return undefined;
  const from = profile.version?.text ?? defaultProfileVersion;
  const nameOf = () => versionedFile(file, from, version, siblings(snapshot, file, profile), exists);
  return besideOld(file, text, profile, [...bump, ...changes], nameOf);
}

/**
 * The profile as it is after the edits, beside itself as it is in `text`: as a file of that name, or as a document at the end of a file
 * that holds several. Undefined for what is in no file yet.
 */
export function besideOld(
  file: FileId,
  text: string,
  profile: Profile,
  edits: readonly TextEdit[],
  nameOf: () => FileId,
): FileEdit | undefined {
  if (isOnNoDisk(file)) return undefined;
  const documents = documentsIn(text);
  if (documents.length > 1) return { file, edits: [appended(text, documents, profile, edits)] };
  return newFile(nameOf(), applyEdits(text, edits));
}

/** The other versions of the profile in the same folder, newest first: their names show the pattern. */
export function siblings(snapshot: Snapshot, file: FileId, profile: Profile): ProfileEntry[] {
  const name = known(profile.name)?.text;
  const folder = folderOf(file);
  const entries = name === undefined ? [] : snapshot.index.versions(name);
  return entries.filter((entry) => entry.file !== file && folderOf(entry.file) === folder);
}

/** A document of a file, without the markers around it. */
export interface DocumentText {
  readonly start: number;
  readonly end: number;
}

/** The documents of a YAML text that hold more than comments, without the markers between them. */
export function documentsIn(text: string): DocumentText[] {
  const found: DocumentText[] = [];
  let start = 0;
  const add = (end: number) => {
    const content = text
      .slice(start, end)
      .replace(/^\ufeff?(?:[ \t]*(?:#.*)?\r?\n|%.*\r?\n)*(?:[ \t]*#.*)?/, "");
    if (content.trim() !== "") found.push({ start, end });
  };
  // At the start of a line a marker is one wherever it stands: in block scalars and quotes too.
  for (const marker of text.matchAll(/^\ufeff?(?:---|\.\.\.)(?=[ \t\r\n]|$)(?:[ \t]*(?:#.*)?\r?\n)?/gm)) {
    add(marker.index);
    start = marker.index + marker[0].length;
  }
  add(text.length);
  return found;
}

function appended(
  text: string,
  documents: readonly DocumentText[],
  profile: Profile,
  edits: readonly TextEdit[],
): TextEdit {
  const { start, end } = documents.findLast((document) => document.start <= profile.span.start) ?? {
    start: 0,
    end: text.length,
  };
  const shifted = edits.map(({ span, text: replacement }) => ({
    span: { start: span.start - start, end: span.end - start },
    text: replacement,
  }));
  const copy = applyEdits(text.slice(start, end), shifted).replace(/^\ufeff/, "");
  const eol = eolOf(text);
  const last = /\r?\n$/.test(text) ? "" : eol;
  // What stood on the line of its marker, a tag or a map in flow style, stays there.
  const marker = start > 0 && !/[\r\n]/.test(text.charAt(start - 1)) ? "---" : `---${eol}`;
  return { span: { start: text.length, end: text.length }, text: `${last}${marker}${copy}` };
}

function folderOf(file: FileId): string {
  return file.slice(0, Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}

function baseName(file: FileId): string {
  return file.slice(folderOf(file).length);
}
