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
import { canBePlain } from "../syntax/plain-scalar.ts";
import { type QuotePreference, replaceScalar, writeScalar } from "../syntax/scalar-edit.ts";
import { hasTemplate } from "../syntax/template.ts";
import { asScalar, type MapEntry, type MapNode } from "../syntax/tree.ts";
import type { FileId, ProfileEntry, ReferenceEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { versionedFile } from "./versioned-file.ts";

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
    clusters: clustersOn(snapshot, profile, version),
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

function clustersOn({ index }: Snapshot, profile: Profile, version: string): number {
  const name = known(profile.name)?.text;
  if (name === undefined) return 0;
  const context = profileContext(profile);
  const on = index
    .references(name)
    .filter((entry) => versionOf(entry) === version && contextsFit(entry.context, context));
  return new Set(on.map(({ file, cluster }) => JSON.stringify([file, cluster]))).size;
}

/** The list dialect knows no default. */
function versionOf({ version, role }: ReferenceEntry): string | undefined {
  return version ?? (role === "list" ? undefined : defaultProfileVersion);
}

/**
 * Changes the version in place, or writes one where none is stated; empty where its place has no room for one. What an alias or a
 * merge brings in stays as it is for the others that it is for.
 */
export function bumpEdits(profile: Profile, version: string, text: string): TextEdit[] {
  const home = profile.dialect === "flat" ? profile.node : ownMap(profile.node, "spec");
  if (home === undefined) return [];
  const entry = home.entries.findLast(({ key }) => key.text === "version");
  if (entry !== undefined) return replaceValue(entry, version, text);
  const name =
    profile.dialect === "flat" ? home.entries.findLast(({ key }) => key.text === "name") : undefined;
  const neighbour = name ?? home.entries[0];
  // Behind a tag on its line a key has no column to line up with.
  if (neighbour === undefined || (!home.flow && !isFirstInLine(text, neighbour))) return [];
  return name?.value === undefined
    ? [insertBefore(home, neighbour, version, text)]
    : insertBelow(home, name, name.value.span.end, version, text);
}

function ownMap(node: MapNode, key: string): MapNode | undefined {
  const value = node.entries.findLast((entry) => entry.key.text === key)?.value;
  return value?.kind === "map" ? value : undefined;
}

function replaceValue({ key, value }: MapEntry, version: string, text: string): TextEdit[] {
  if (value === undefined) {
    // An anchor or a tag without a value keeps its place.
    const colon = /^[ \t]*:(?=[ \t]*(?:[\r\n#,}]|$))/.exec(text.slice(key.span.end))?.[0];
    if (colon === undefined) return [];
    const at = key.span.end + colon.length;
    const quote = key.style === "double" ? "double" : undefined;
    return [{ span: { start: at, end: at }, text: ` ${written(version, quote)}` }];
  }
  const scalar = asScalar(value);
  if (scalar === undefined || (value.kind !== "scalar" && value.kind !== "alias")) return [];
  const isBlock = value.kind === "scalar" && (value.style === "literal" || value.style === "folded");
  return isBlock || value.span.start === value.span.end ? [] : [replaceScalar(value, version)];
}

function insertBelow(home: MapNode, name: MapEntry, end: number, version: string, text: string): TextEdit[] {
  const entry = newEntry(name, version);
  if (home.flow) {
    const separator = `,${startsLine(text, name) ? lineStartOf(text, name) : " "}`;
    return [{ span: { start: end, end }, text: separator + entry }];
  }
  // A block scalar ends behind its last line break; a name that is one is no name.
  if (name.value?.kind !== "scalar" || name.value.style === "literal" || name.value.style === "folded")
    return name.value?.kind === "alias" ? [insertLine(text, name, end, entry)] : [];
  return [insertLine(text, name, end, entry)];
}

function insertLine(text: string, name: MapEntry, end: number, entry: string): TextEdit {
  const lineBreak = text.indexOf("\n", end);
  const at = lineBreak === -1 ? text.length : lineBreak - (text.charAt(lineBreak - 1) === "\r" ? 1 : 0);
  return { span: { start: at, end: at }, text: lineStartOf(text, name) + entry };
}

function insertBefore(home: MapNode, first: MapEntry, version: string, text: string): TextEdit {
  const { start } = first.key.span;
  const entry = newEntry(first, version);
  const separator = home.flow
    ? `,${startsLine(text, first) ? lineStartOf(text, first) : " "}`
    : lineStartOf(text, first);
  return { span: { start, end: start }, text: entry + separator };
}

/** The new entry, quoted as its neighbour is. */
function newEntry(neighbour: MapEntry, version: string): string {
  const { key, value } = neighbour;
  const quote =
    value?.kind === "scalar" && (value.style === "single" || value.style === "double")
      ? value.style
      : undefined;
  const isJson = key.style === "double";
  return `${isJson ? '"version"' : "version"}: ${written(version, isJson ? "double" : quote)}`;
}

function written(version: string, quote: QuotePreference | undefined): string {
  return writeScalar(version, quote ?? (canBePlain(version) ? "plain" : "double"));
}

/** A line break, and blanks up to the column of the entry. */
function lineStartOf(text: string, { key }: MapEntry): string {
  const lineStart = text.lastIndexOf("\n", key.span.start - 1) + 1;
  const before = text.slice(lineStart, key.span.start).replace(/^\ufeff/, "");
  return eolOf(text) + before.replace(/[^\t]/g, " ");
}

/** False on the first line too, where a flow map has its brace. */
function startsLine(text: string, entry: MapEntry): boolean {
  return text.lastIndexOf("\n", entry.key.span.start - 1) >= 0 && isFirstInLine(text, entry);
}

function isFirstInLine(text: string, { key }: MapEntry): boolean {
  const lineStart = text.lastIndexOf("\n", key.span.start - 1) + 1;
  return /^\ufeff?[ \t]*$/.test(text.slice(lineStart, key.span.start));
}

function eolOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** A new version as the workspace would hold it. */
export type NewVersion =
  | { readonly kind: "file"; readonly file: FileId; readonly text: string }
  /** The file holds more than this one document, so the new one goes to its end. */
  | { readonly kind: "document"; readonly edits: readonly TextEdit[] };

/** Undefined when the version has no place in the text. `exists` says which files are there, ours or not. */
export function newVersion(
  snapshot: Snapshot,
  file: FileId,
  profile: Profile,
  version: string,
  exists: (file: FileId) => boolean,
): NewVersion | undefined {
  const text = snapshot.file(file)?.text;
  const edits = text === undefined ? [] : bumpEdits(profile, version, text);
  if (text === undefined || edits.length === 0) return undefined;
  const documents = documentsIn(text);
  if (documents.length > 1) return { kind: "document", edits: [appended(text, documents, profile, edits)] };
  return {
    kind: "file",
    file: versionedFile(
      file,
      profile.version?.text ?? defaultProfileVersion,
      version,
      siblings(snapshot, file, profile),
      exists,
    ),
    text: applyEdits(text, edits),
  };
}

/** The other versions of the profile in the same folder, newest first: their names show the pattern. */
function siblings(snapshot: Snapshot, file: FileId, profile: Profile): ProfileEntry[] {
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
