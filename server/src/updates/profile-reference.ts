/** A cluster's reference to a profile as it stands against the profiles of the workspace, and the edit that moves it. */

import { compareProfileVersions, parseProfileVersion } from "../base/profile-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { ProfileReference, ReferenceRole } from "../model/cluster.ts";
import { contextsFit, referenceContext } from "../model/context.ts";
import { defaultProfileVersion } from "../model/profile.ts";
import { isKnown, known, type Text } from "../model/text.ts";
import { insertEntryBelow, writeValue } from "../syntax/entry-insert.ts";
import { writeEntryValue } from "../syntax/entry-value.ts";
import { replaceScalar } from "../syntax/scalar-edit.ts";
import type { ScalarNode } from "../syntax/tree.ts";
import type { ProfileEntry, ProfileIndex } from "../workspace/profile-index.ts";
import { isOwn } from "./own-text.ts";

/** What a cluster says of a profile, as bare texts. */
export interface StatedReference {
  readonly role: ReferenceRole;
  readonly name: string;
  readonly version: string | undefined;
  /** Undefined where any context is meant. */
  readonly context: string | undefined;
}

/** What a cluster says of a profile, held against the profiles of the workspace. */
export interface ReferenceStanding {
  /** As stated, or the default. */
  readonly version: string;
  /** Versions that the reference could name, newest first. */
  readonly versions: readonly ProfileEntry[];
  /** The version that it does name, if some file defines it. */
  readonly attached: ProfileEntry | undefined;
  /** Newer versions, newest first, each once. */
  readonly newer: readonly ProfileEntry[];
}

export interface ReferenceStatus extends ReferenceStanding {
  readonly name: Text;
  /** Where a move may go: the newest patch, the newest minor and the newest, each once, farthest first. */
  readonly targets: readonly ProfileEntry[];
  /** Changes the reference, which is in `text`, to the version; empty where its place has no room for one. */
  edits(version: string, text: string): TextEdit[];
}

/** Versions of the referenced profile whose context fits. A profile without a context (an export) fits any. */
export function matchingVersions(index: ProfileIndex, reference: ProfileReference): readonly ProfileEntry[] {
  const stated = statedReference(reference);
  return stated === undefined ? [] : matchingEntries(index, stated);
}

function matchingEntries(index: ProfileIndex, { name, context }: StatedReference): readonly ProfileEntry[] {
  if (!isKnown(name)) return [];
  return index.versions(name).filter((entry) => contextsFit(entry.context, context));
}

function statedReference(reference: ProfileReference): StatedReference | undefined {
  const { role, name, version } = reference;
  if (name === undefined) return undefined;
  return { role, name: name.text, version: version?.text, context: referenceContext(reference) };
}

/** The version that the reference means; undefined when it cannot be judged. */
export function meantVersion({
  role,
  version,
}: Pick<StatedReference, "role" | "version">): string | undefined {
  if (version === undefined) return unstatedVersion({ role });
  return isKnown(version) ? version : undefined;
}

/** Undefined when the reference names no known profile, or a version that cannot be judged. */
export function referenceStanding(
  index: ProfileIndex,
  stated: StatedReference,
): ReferenceStanding | undefined {
  const versions = matchingEntries(index, stated);
  const version = meantVersion(stated);
  if (versions.length === 0 || version === undefined) return undefined;
  return {
    version,
    versions,
    attached: versions.find((entry) => entry.version === version),
    newer: newerThan(version, versions),
  };
}

/** Undefined when the reference names no known profile, or a version that cannot be judged. */
export function referenceStatus(
  index: ProfileIndex,
  reference: ProfileReference,
): ReferenceStatus | undefined {
  const name = known(reference.name);
  const stated = statedReference(reference);
  const standing = stated === undefined ? undefined : referenceStanding(index, stated);
  if (name === undefined || standing === undefined) return undefined;
  return {
    ...standing,
    name,
    targets: targetsOf(standing.version, standing.newer),
    edits: (to, text) => moveEdits(reference, to, text),
  };
}

/** Those who define the version that the reference names; several where files disagree, none where it is not known here. */
export function attachedEntries(index: ProfileIndex, reference: ProfileReference): readonly ProfileEntry[] {
  const version = meantVersion({ role: reference.role, version: reference.version?.text });
  if (version === undefined) return [];
  return matchingVersions(index, reference).filter((entry) => entry.version === version);
}

/** Those, or all versions where the one that the reference names is not known: what they agree in holds for it too. */
export function likelyEntries(index: ProfileIndex, reference: ProfileReference): readonly ProfileEntry[] {
  const attached = attachedEntries(index, reference);
  return attached.length > 0 ? attached : matchingVersions(index, reference);
}

/** Whether two references name one profile, whatever the version. False where that cannot be known. */
export function isSameProfile(a: ProfileReference, b: ProfileReference): boolean {
  if (known(a.name) === undefined || a.name?.text !== b.name?.text) return false;
  const [one, other] = [referenceContext(a), referenceContext(b)];
  // Two that leave it open in the same place leave it open alike.
  const open = a.context === undefined && b.context === undefined;
  return open ? one === other : one !== undefined && one === other;
}

/** The list dialect states no default. */
function unstatedVersion({ role }: Pick<ProfileReference, "role">): string | undefined {
  return role === "list" ? undefined : defaultProfileVersion;
}

function newerThan(version: string, entries: readonly ProfileEntry[]): ProfileEntry[] {
  const from = parseProfileVersion(version);
  if (from === undefined) return [];
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const to = parseProfileVersion(entry.version);
    if (to === undefined || seen.has(entry.version) || compareProfileVersions(entry.version, version) <= 0)
      return false;
    seen.add(entry.version);
    return to.prerelease.length === 0 || from.prerelease.length > 0;
  });
}

function targetsOf(version: string, newer: readonly ProfileEntry[]): ProfileEntry[] {
  const from = parseProfileVersion(version);
  const sameMinor = newer.find((entry) => {
    const to = parseProfileVersion(entry.version);
    return to?.major === from?.major && to?.minor === from?.minor;
  });
  const sameMajor = newer.find((entry) => parseProfileVersion(entry.version)?.major === from?.major);
  return [...new Set([newer[0], sameMajor, sameMinor])].filter((entry) => entry !== undefined);
}

/**
 * Changes the reference, which is in `text`, to the version, or writes one where none is stated; empty where its place has no room for
 * one. A bare name becomes a map of name and version.
 */
export function moveEdits(reference: ProfileReference, version: string, text: string): TextEdit[] {
  const { node, name, version: stated } = reference;
  if (name === undefined) return [];
  if (node === undefined) return name.node.kind === "scalar" ? [spellOut(name.node, version, text)] : [];
  if (stated !== undefined) return isOwn(stated, node) ? [replaceScalar(stated.node, version)] : [];
  const key = versionKey(reference);
  // A version without a value is none, and its place is there already.
  const empty = node.entries.findLast((entry) => entry.key.text === key);
  const beside = node.entries.find((entry) => entry.key === name.key);
  const edit =
    empty !== undefined
      ? writeEntryValue(empty, version, text)
      : beside && insertEntryBelow(text, node, beside, key, version);
  return edit === undefined ? [] : [edit];
}

/** The list dialect writes the profile's version as `tag`. */
export function versionKey({ role }: Pick<ProfileReference, "role">): "tag" | "version" {
  return role === "list" ? "tag" : "version";
}

function spellOut(node: ScalarNode, version: string, text: string): TextEdit {
  const written = text.slice(node.span.start, node.span.end);
  // What is plain text on its own line may be none between braces.
  const isKept =
    node.style === "plain" ? !/[,[\]{}]/.test(written) : node.style !== "folded" && node.style !== "literal";
  return inPlaceOfName(node, isKept ? written : writeValue(node.text, "double"), version);
}

/** A bare name becomes a map of another name, as it is to be written, and the version. */
export function inPlaceOfName(node: ScalarNode, name: string, version: string): TextEdit {
  const isJson = node.style === "double";
  const [first, second] = isJson ? ['"name"', '"version"'] : ["name", "version"];
  const value = writeValue(version, isJson ? "double" : undefined);
  return { span: node.span, text: `{ ${first}: ${name}, ${second}: ${value} }` };
}
