/** What the workspace knows of a profile and of who uses it, in Markdown: for hover and for the documentation of completions. */

import { compareProfileVersions } from "../base/profile-version.ts";
import type { ProfileReference } from "../model/cluster.ts";
import { defaultContext, defaultProfileVersion, type Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { matchingVersions, referenceStatus } from "../updates/profile-reference.ts";
import type { FileId, ProfileEntry, ProfileIndex, ReferenceEntry } from "../workspace/profile-index.ts";
import { fileLabel } from "./file-label.ts";
import { bullets, code, escapeText, paragraphs } from "./markdown.ts";

/** How many versions are listed before the rest is counted. */
const versionsShown = 10;

/** The profile that a cluster refers to: its versions, which one is attached, how far that is behind. */
export function referenceMarkdown(
  index: ProfileIndex,
  reference: ProfileReference,
  file: FileId,
): string | undefined {
  const name = known(reference.name)?.text;
  if (name === undefined) return undefined;
  const matching = matchingVersions(index, reference);
  if (matching.length === 0)
    return paragraphs([`**${escapeText(name)}**`, whyUnknown(index, reference, name)]);
  const status = referenceStatus(index, reference);
  return paragraphs([
    `**${escapeText(name)}**${kindOf(matching)}`,
    status === undefined ? undefined : standing(status.version, status.attached, status.newer.length),
    profileVersionsMarkdown(matching, file, status?.version),
  ]);
}

/** The versions of a profile as a list, newest first, with the files that define them. */
export function profileVersionsMarkdown(
  entries: readonly ProfileEntry[],
  file: FileId,
  attached?: string,
): string {
  const newest = entries[0]?.version;
  const lines = byVersion(entries).map(([version, group]) => {
    const files = [...new Set(group.map((entry) => code(fileLabel(entry.file, file))))].join(", ");
    const notes = [
      version === newest ? "newest" : undefined,
      version === attached ? "attached" : undefined,
    ].filter((note) => note !== undefined);
    return `${code(version)}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}: ${files}`;
  });
  return limited(lines);
}

/** A profile seen from itself: its versions in the workspace, and how many clusters are on each. */
export function profileMarkdown(index: ProfileIndex, profile: Profile, file: FileId): string | undefined {
  const name = known(profile.name)?.text;
  if (name === undefined) return undefined;
  const own = profile.version?.text ?? defaultProfileVersion;
  const entries = index.versions(name);
  const clusters = clustersByVersion(index.references(name));
  const defined = byVersion(entries);
  const undefinedOnes = [...clusters.keys()]
    .filter((version) => !defined.some(([known]) => known === version))
    .sort((a, b) => compareProfileVersions(b, a));
  const lines = [
    ...defined.map(([version, group]) => {
      const files = [...new Set(group.map((entry) => code(fileLabel(entry.file, file))))].join(", ");
      const here = version === own ? " (this one)" : "";
      return `${code(version)}${here}: ${count(clusters.get(version) ?? 0, "cluster")}, ${files}`;
    }),
    ...undefinedOnes.map(
      (version) => `${code(version)}: ${count(clusters.get(version) ?? 0, "cluster")}, no file defines it`,
    ),
  ];
  return paragraphs([
    `**${escapeText(name)}**${kindOf(entries)}`,
    profile.version === undefined
      ? `No version is stated, so Palette takes ${code(defaultProfileVersion)}.`
      : undefined,
    limited(lines),
  ]);
}

function standing(version: string, attached: ProfileEntry | undefined, behind: number): string {
  const known = attached === undefined ? ", which no file here defines" : "";
  const far = behind === 0 ? "" : `, ${count(behind, "version")} behind the newest`;
  const newest = attached !== undefined && behind === 0 ? ", nothing newer is offered" : "";
  return `Attached: ${code(version)}${known}${far}${newest}.`;
}

function whyUnknown(index: ProfileIndex, reference: ProfileReference, name: string): string {
  const elsewhere = index.versions(name);
  if (elsewhere.length === 0) return "Not known: no file of the workspace defines a profile of this name.";
  const contexts = [...new Set(elsewhere.map((entry) => code(entry.context ?? defaultContext)))].join(", ");
  const wanted = code(reference.context?.text ?? defaultContext);
  return `Not known in the context ${wanted}: the workspace defines it in ${contexts}.`;
}

function kindOf(entries: readonly ProfileEntry[]): string {
  const type = entries[0]?.type;
  return type === undefined ? "" : ` (${escapeText(type)} profile)`;
}

/** In the order given, which is newest first. */
function byVersion(entries: readonly ProfileEntry[]): [version: string, entries: ProfileEntry[]][] {
  const groups = new Map<string, ProfileEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.version);
    if (group === undefined) groups.set(entry.version, [entry]);
    else group.push(entry);
  }
  return [...groups];
}

function clustersByVersion(references: readonly ReferenceEntry[]): Map<string, number> {
  const clusters = new Map<string, Set<string>>();
  for (const reference of references) {
    const version = statedVersion(reference);
    if (version === undefined) continue;
    const set = clusters.get(version) ?? new Set();
    set.add(JSON.stringify([reference.file, reference.cluster]));
    clusters.set(version, set);
  }
  return new Map([...clusters].map(([version, set]) => [version, set.size]));
}

/** The version that a reference means; the list dialect knows no default. */
export function statedVersion(reference: ReferenceEntry): string | undefined {
  return reference.version ?? (reference.role === "list" ? undefined : defaultProfileVersion);
}

function limited(lines: readonly string[]): string {
  const more = lines.length - versionsShown;
  return bullets([...lines.slice(0, versionsShown), more > 0 ? `and ${more} more` : undefined]);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
