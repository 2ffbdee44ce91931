/** A cluster's reference to a profile as it stands against the profiles of the workspace, and the edit that moves it. */

import { compareProfileVersions, parseProfileVersion } from "../base/profile-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { ProfileReference, ReferenceRole } from "../model/cluster.ts";
import { defaultContext, defaultProfileVersion } from "../model/profile.ts";
import { isKnown, known, type Text } from "../model/text.ts";
import { canBePlain } from "../syntax/plain-scalar.ts";
import { replaceScalar, writeScalar } from "../syntax/scalar-edit.ts";
import type { ScalarNode } from "../syntax/tree.ts";
import type { ProfileEntry, ProfileIndex } from "../workspace/profile-index.ts";

/** What a cluster says of a profile, as bare texts. */
export interface StatedReference {
  readonly role: ReferenceRole;
  readonly name: string;
  readonly version: string | undefined;
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

function matchingEntries(index: ProfileIndex, stated: StatedReference): readonly ProfileEntry[] {
  if (!isKnown(stated.name)) return [];
  return index.versions(stated.name).filter((entry) => fitsContext(stated, entry));
}

/** True when the reference could mean the profile, as far as the context tells. */
export function fitsContext(
  { role, context }: Pick<StatedReference, "role" | "context">,
  entry: ProfileEntry,
): boolean {
  if (entry.context === undefined) return true;
  // The list dialect leaves the context to the stack that reads it; a template may turn out to be any.
  if (context === undefined) return role === "list" || entry.context === defaultContext;
  return !isKnown(context) || entry.context === context;
}

function statedReference({ role, name, version, context }: ProfileReference): StatedReference | undefined {
  if (name === undefined) return undefined;
  return { role, name: name.text, version: version?.text, context: context?.text };
}

/** The version that the reference means; undefined when it cannot be judged. The list dialect states no default. */
export function meantVersion({
  role,
  version,
}: Pick<StatedReference, "role" | "version">): string | undefined {
  if (version === undefined) return role === "list" ? undefined : defaultProfileVersion;
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

function moveEdits(reference: ProfileReference, version: string, text: string): TextEdit[] {
  // What a `<<` merge brings in belongs to other references as well.
  const own = (key: ScalarNode | undefined) =>
    reference.node?.entries.some((entry) => entry.key === key) === true;
  if (reference.version !== undefined) {
    return own(reference.version.key) ? [replaceScalar(reference.version.node, version)] : [];
  }
  const name = reference.name;
  if (name?.key === undefined || !own(name.key) || reference.node?.flow !== false) return [];
  const written = canBePlain(version) ? version : writeScalar(version, "double");
  return [insertLineBelow(text, name.key.span.start, name.span.end, `version: ${written}`)];
}

/** A new line below the one on which `end` lies, indented to the column of `start`. */
function insertLineBelow(text: string, start: number, end: number, line: string): TextEdit {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineBreak = text.indexOf("\n", end);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const at = lineBreak === -1 ? text.length : lineBreak - (text.charAt(lineBreak - 1) === "\r" ? 1 : 0);
  return { span: { start: at, end: at }, text: `${eol}${" ".repeat(start - lineStart)}${line}` };
}
