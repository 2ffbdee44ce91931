/** Whether two states of a file say the same, in the ways in which that matters to others: it decides whose findings are made anew. */

import type { FileFacts } from "./file-facts.ts";
import type { ClusterEntry, PackEntry, ProfileEntry, ReferenceEntry } from "./profile-index.ts";

/** True when the two say the same of every profile version and reference, wherever in the file they stand. */
export function sameIdentity(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.profiles, b.profiles, sameVersion) && sameList(a.references, b.references, sameReference);
}

/** True when the profiles of the two have the same for the clusters that refer to them. */
export function sameShapes(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.profiles, b.profiles, sameShape);
}

/** True when whoever points to the references, or counts them, points right and counts the same. */
export function sameReferences(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.references, b.references, samePlacedReference);
}

export function sameClusters(a: FileFacts, b: FileFacts): boolean {
  return sameList(a.clusters, b.clusters, sameCluster);
}

function sameVersion(a: ProfileEntry, b: ProfileEntry): boolean {
  return a.name === b.name && a.version === b.version && a.context === b.context && a.type === b.type;
}

function sameShape(a: ProfileEntry, b: ProfileEntry): boolean {
  return (
    a.cloudType === b.cloudType && a.displayNames === b.displayNames && sameList(a.packs, b.packs, samePack)
  );
}

/** True when the two also say the same of packs, clusters and overrides: whoever shows them has nothing new to show. */
export function sameFacts(a: FileFacts, b: FileFacts): boolean {
  return a === b || factsText(a) === factsText(b);
}

/** Everything but the places, and what only the rules look at. */
function factsText({ profiles, clusters }: FileFacts): string {
  return JSON.stringify([profiles, clusters], (key, value: unknown) =>
    key === "span" || key.endsWith("Span") || unshown.has(key) ? undefined : value,
  );
}

const unshown: ReadonlySet<string> = new Set(["displayNames", "placeholders", "manifests", "tag"]);

/** True when also all places are the same, so that whoever points to them points right. */
export function samePlaces(a: FileFacts, b: FileFacts): boolean {
  const places = (entry: ProfileEntry) => `${entry.nameSpan.start} ${entry.versionSpan.start}`;
  return a.profiles.map(places).join() === b.profiles.map(places).join();
}

function samePack(a: PackEntry, b: PackEntry): boolean {
  return (
    a.name === b.name &&
    a.version === b.version &&
    a.tag === b.tag &&
    a.placeholders === b.placeholders &&
    sameList(a.manifests, b.manifests, (one, other) => one === other)
  );
}

function sameReference(a: ReferenceEntry, b: ReferenceEntry): boolean {
  return a.cluster === b.cluster && a.name === b.name && a.version === b.version;
}

function samePlacedReference(a: ReferenceEntry, b: ReferenceEntry): boolean {
  return (
    sameReference(a, b) &&
    a.role === b.role &&
    a.context === b.context &&
    a.nameSpan.start === b.nameSpan.start &&
    a.versionSpan?.start === b.versionSpan?.start
  );
}

function sameCluster(a: ClusterEntry, b: ClusterEntry): boolean {
  return a.name === b.name && a.cloudType === b.cloudType && a.context === b.context;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (one: T, other: T) => boolean): boolean {
  // Each index is in range, and what is undefined in both is the same.
  return a.length === b.length && a.every((one, at) => same(one, b[at] as T));
}
