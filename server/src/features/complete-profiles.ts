/** Names and versions of the workspace's profiles, for the clusters that refer to them. */

import { parseProfileVersion } from "../base/profile-version.ts";
import type { ProfileReference } from "../model/cluster.ts";
import { matchingVersions } from "../updates/profile-reference.ts";
import type { ProfileEntry } from "../workspace/profile-index.ts";
import { writeValue } from "./cursor.ts";
import { code, paragraphs } from "./markdown.ts";
import { profileVersionsMarkdown } from "./profile-markdown.ts";
import type { Slot } from "./slot.ts";
import type { Place, Suggestion } from "./suggestion.ts";

export function suggestProfileNames(
  { snapshot, file, cursor }: Place,
  role: (Slot & { kind: "reference" })["role"],
): Suggestion[] {
  const fits = (type: string | undefined) =>
    role === undefined || type === undefined || type === role || (role === "infra" && type === "cluster");
  const found = [...snapshot.index.names()]
    .sort()
    .map((name) => ({ name, entries: snapshot.index.versions(name) }));
  const fitting = found.filter(({ entries }) => fits(entries[0]?.type));
  const others = found.filter(({ entries }) => !fits(entries[0]?.type));
  return [...fitting, ...others].map(({ name, entries }) => ({
    label: name,
    kind: "profile",
    newText: writeValue(cursor, name),
    detail:
      [entries[0]?.type, entries[0]?.version].filter((part) => part !== undefined).join(", ") || undefined,
    documentation: () => paragraphs([code(name), profileVersionsMarkdown(entries, file)]),
  }));
}

export function suggestProfileVersions(
  { snapshot, file, cursor }: Place,
  reference: ProfileReference | undefined,
): Suggestion[] {
  if (reference === undefined) return [];
  const versions = new Map<string, ProfileEntry[]>();
  for (const entry of matchingVersions(snapshot.index, reference)) {
    versions.set(entry.version, [...(versions.get(entry.version) ?? []), entry]);
  }
  const isRelease = (version: string) => parseProfileVersion(version)?.prerelease.length === 0;
  const list = [...versions];
  const advised = list.find(([version]) => isRelease(version))?.[0] ?? list[0]?.[0];
  return list.map(([version, entries], at) => ({
    label: version,
    kind: "version",
    newText: writeValue(cursor, version),
    detail:
      [at === 0 ? "newest" : undefined, isRelease(version) ? undefined : "prerelease"]
        .filter(Boolean)
        .join(", ") || undefined,
    documentation: () => paragraphs([code(entries[0]?.name ?? ""), profileVersionsMarkdown(entries, file)]),
    preselect: version === advised,
  }));
}
