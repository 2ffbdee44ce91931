/** The name of the file for another version of a profile: after the pattern that the file and its siblings follow. */

import type { FileId } from "../workspace/profile-index.ts";

/** A file and the version that it holds. */
export interface VersionedFile {
  readonly file: FileId;
  readonly version: string;
}

/**
 * A file that does not exist, beside the given one: its own name with the version changed, else a sibling's, else its name with the
 * version behind it.
 */
export function versionedFile(
  file: FileId,
  from: string,
  to: string,
  siblings: readonly VersionedFile[],
  exists: (file: FileId) => boolean,
): FileId {
  const { folder, stem, extension } = split(file);
  const pathOf = (name: string) => `${folder}${name}${extension}`;
  const patterns = [{ file, version: from }, ...siblings].map((one) => ({
    stem: split(one.file).stem,
    version: one.version.replace(/^v/i, ""),
  }));
  const named = (replace: typeof wholeVersion) =>
    patterns.map((one) => replace(one.stem, one.version, to)).filter((name) => name !== undefined);
  const free = named(shortVersion).find((name) => !exists(pathOf(name)));
  const name = named(wholeVersion)[0] ?? free ?? named(longVersion)[0] ?? `${stem}-${to}`;
  return freeFile(pathOf(name), exists);
}

/** The file itself, or one of its name with a number behind it: the first that is not there. */
export function freeFile(file: FileId, exists: (file: FileId) => boolean): FileId {
  const { folder, stem, extension } = split(file);
  let candidate = file;
  for (let again = 2; exists(candidate); again++) candidate = `${folder}${stem}-${again}${extension}`;
  return candidate;
}

/** True for a draft, which has no file that another could be put beside. */
export function isOnNoDisk(file: FileId): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(file);
}

/** `infra-1.0.0`, and with other separators `infra_1_0_0`. */
function wholeVersion(stem: string, from: string, to: string): string | undefined {
  for (const separator of [".", "_", "-"]) {
    const replaced = replaceLast(stem, from.replaceAll(".", separator), to.replaceAll(".", separator));
    if (replaced !== undefined) return replaced;
  }
  return undefined;
}

/** `infra-v1.0` and `infra-v1`: as many numbers as the name has, where they are enough to tell the versions apart. */
function shortVersion(stem: string, from: string, to: string): string | undefined {
  for (const [before, after] of shortForms(from, to)) {
    const replaced = before === after ? undefined : replaceLast(stem, before, after);
    if (replaced !== undefined) return replaced;
  }
  return undefined;
}

/** The whole version in the place of the short one. */
function longVersion(stem: string, from: string, to: string): string | undefined {
  for (const [before] of shortForms(from, to)) {
    const replaced = replaceLast(stem, before, before.startsWith("v") ? `v${to}` : to);
    if (replaced !== undefined) return replaced;
  }
  return undefined;
}

/** One number alone is a version only behind a `v`. */
function shortForms(from: string, to: string): [before: string, after: string][] {
  const [major = "", minor = ""] = from.split(/[.+-]/);
  const [newMajor = "", newMinor = ""] = to.split(/[.+-]/);
  const isPrerelease = to.includes("-");
  const forms: [string, string][] = [
    [`${major}.${minor}`, isPrerelease ? to : `${newMajor}.${newMinor}`],
    [`${major}_${minor}`, isPrerelease ? to : `${newMajor}_${newMinor}`],
    [`v${major}`, isPrerelease ? `v${to}` : `v${newMajor}`],
  ];
  return forms.filter(([before]) => /^(?:\d+[._]\d+|v\d+)$/.test(before));
}

/** Where the text stands by itself, and not as a part of a longer version or word. */
function replaceLast(stem: string, before: string, after: string): string | undefined {
  if (before === "") return undefined;
  const isWord = /^[a-z]/i.test(before);
  for (let at = stem.lastIndexOf(before); at >= 0; at = at === 0 ? -1 : stem.lastIndexOf(before, at - 1)) {
    const ahead = stem.slice(0, at);
    const behind = stem.slice(at + before.length);
    const fits = isWord ? !/[a-z0-9]$/i.test(ahead) : !/(?:\d|\d[._])$/.test(ahead);
    if (fits && !/^(?:[a-z0-9]|[._+]\d)/i.test(behind)) return ahead + after + behind;
  }
  return undefined;
}

function split(file: FileId): { folder: string; stem: string; extension: string } {
  const slash = Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1;
  const name = file.slice(slash);
  const extension = /\.(?:ya?ml|json)(?:\.[a-z]+)?$/i.exec(name)?.[0] ?? "";
  return {
    folder: file.slice(0, slash),
    stem: name.slice(0, name.length - extension.length),
    extension,
  };
}
