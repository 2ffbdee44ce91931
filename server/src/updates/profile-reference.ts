/** A cluster's reference to a profile as it stands against the profiles of the workspace, and the edit that moves it. */

import { compareProfileVersions, parseProfileVersion } from "../base/profile-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { ProfileReference } from "../model/cluster.ts";
import { contextsFit, referenceContext } from "../model/context.ts";
import { defaultProfileVersion } from "../model/profile.ts";
import { known, type Text } from "../model/text.ts";
import { insertLineBelow } from "../syntax/line-edit.ts";
import { canBePlain } from "../syntax/plain-scalar.ts";
import { replaceScalar, writeScalar } from "../syntax/scalar-edit.ts";
import type { ProfileEntry, ProfileIndex } from "../workspace/profile-index.ts";
import { isOwn } from "./own-text.ts";

export interface ReferenceStatus {
  readonly name: Text;
  /** As stated, or the default. */
  readonly version: string;
  /** Versions that the reference could name, newest first. */
  readonly versions: readonly ProfileEntry[];
  /** The version that it does name, if some file defines it. */
  readonly attached: ProfileEntry | undefined;
  /** Newer versions, newest first, each once. */
  readonly newer: readonly ProfileEntry[];
  /** Where a move may go: the newest patch, the newest minor and the newest, each once, farthest first. */
  readonly targets: readonly ProfileEntry[];
  /** Changes the reference, which is in `text`, to the version; empty where its place has no room for one. */
  edits(version: string, text: string): TextEdit[];
}

/** Versions of the referenced profile whose context fits. A profile without a context (an export) fits any. */
export function matchingVersions(index: ProfileIndex, reference: ProfileReference): readonly ProfileEntry[] {
  const name = known(reference.name);
  if (name === undefined) return [];
  const context = referenceContext(reference);
  return index.versions(name.text).filter((entry) => contextsFit(entry.context, context));
}

/** Undefined when the reference names no known profile, or a version that cannot be judged. */
export function referenceStatus(
  index: ProfileIndex,
  reference: ProfileReference,
): ReferenceStatus | undefined {
  const name = known(reference.name);
  const versions = matchingVersions(index, reference);
  const version = statedVersion(reference);
  if (name === undefined || versions.length === 0 || version === undefined) return undefined;
  const newer = newerThan(version, versions);
  return {
    name,
    version,
    versions,
    attached: versions.find((entry) => entry.version === version),
    newer,
    targets: targetsOf(version, newer),
    edits: (to, text) => moveEdits(reference, to, text),
  };
}

/** Those who define the version that the reference names; several where files disagree, none where it is not known here. */
export function attachedEntries(index: ProfileIndex, reference: ProfileReference): readonly ProfileEntry[] {
  const version = statedVersion(reference);
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

function statedVersion(reference: ProfileReference): string | undefined {
  return reference.version === undefined ? unstatedVersion(reference) : known(reference.version)?.text;
}

/** The list dialect states no default. */
export function unstatedVersion(reference: ProfileReference): string | undefined {
  return reference.role === "list" ? undefined : defaultProfileVersion;
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

function moveEdits(
  { node, name, version: stated }: ProfileReference,
  version: string,
  text: string,
): TextEdit[] {
  if (node === undefined || name === undefined) return [];
  if (stated !== undefined) return isOwn(stated, node) ? [replaceScalar(stated.node, version)] : [];
  if (name.key === undefined || node.flow || !node.entries.some((entry) => entry.key === name.key)) return [];
  const written = canBePlain(version) ? version : writeScalar(version, "double");
  return [insertLineBelow(text, { start: name.key.span.start, end: name.span.end }, `version: ${written}`)];
}
