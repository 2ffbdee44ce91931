/** Which newer versions a pack of a profile can go to. Pure: catalog answer in, versions out. */

import {
  comparePackVersions,
  type Distance,
  distance,
  groupContains,
  isPrerelease,
  isVersionGroup,
  parsePackVersion,
} from "../base/pack-version.ts";
import {
  type CatalogPack,
  findVersion,
  type PackAnswer,
  type PackCatalog,
  type PackQuery,
} from "../catalog/catalog.ts";
import { defaultPolicy, type Hold, type PackPolicy } from "../config/update-policy.ts";
import type { PackState } from "../model/pack-json.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { isKnown, known } from "../model/text.ts";

/** What a profile says of a pack, as bare texts. */
export interface StatedPack {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly type: string | undefined;
  readonly layer: string | undefined;
  readonly registry: string | undefined;
}

/** What a profile says of a pack, held against the catalog. */
export interface PackStanding {
  readonly name: string;
  /** As the profile states it. */
  readonly layer: string | undefined;
  /** As the profile states it: a version, or a group such as `1.27.x`. */
  readonly stated: string;
  /** The version that counts: the stated one, or the newest of the stated group. */
  readonly current: string;
  readonly answer: PackAnswer;
  /** The catalog's entry of the current version. */
  readonly installed: CatalogPack | undefined;
  readonly newer: NewerVersions;
  /** Newer versions that are not offered, newest first. */
  readonly withheld: readonly WithheldVersion[];
}

/** A newer version that is not offered, and the first reason why. */
export interface WithheldVersion {
  readonly pack: CatalogPack;
  readonly reason: WithholdingReason;
}

export type WithholdingReason =
  | { readonly kind: "state"; readonly state: PackState }
  | { readonly kind: "cloud" }
  | { readonly kind: "prerelease" }
  | { readonly kind: "hold"; readonly hold: Hold }
  | { readonly kind: "skip" }
  | { readonly kind: "disabled" };

/** A pack of a profile as it stands against the catalog. */
export interface PackStatus extends PackStanding {
  readonly pack: Pack;
}

/** Newer versions by distance, each newest first. Versions on their way out and prereleases are not offered. */
export interface NewerVersions {
  readonly patch: readonly CatalogPack[];
  readonly minor: readonly CatalogPack[];
  readonly major: readonly CatalogPack[];
}

/** How far an update goes: `newest` is the farthest that is advised. */
export type UpdateReach = "patch" | "minor" | "newest";

export const updateReaches: readonly UpdateReach[] = ["patch", "minor", "newest"];

const none: NewerVersions = { patch: [], minor: [], major: [] };

/** What the catalog has to say of a pack, or undefined when the pack states no name or version that can be judged. */
export function packStatus(
  catalog: PackCatalog,
  profile: Profile,
  pack: Pack,
  policy: PackPolicy = defaultPolicy,
): PackStatus | undefined {
  const standing = packStanding(catalog, statedPack(pack), profile.cloudType?.text, policy);
  return standing === undefined ? undefined : { ...standing, pack };
}

/** How the pack would stand once it has the version. */
export function statusAfter(
  catalog: PackCatalog,
  profile: Profile,
  { pack }: PackStatus,
  { version }: CatalogPack,
  policy: PackPolicy = defaultPolicy,
): PackStatus | undefined {
  const standing = packStanding(catalog, { ...statedPack(pack), version }, profile.cloudType?.text, policy);
  return standing === undefined ? undefined : { ...standing, pack };
}

function statedPack(pack: Pack): StatedPack {
  const { name, version, type, layer, registry } = pack;
  return {
    name: name?.text,
    version: version?.text,
    type: type?.text,
    layer: layer?.text,
    registry: registry?.text,
  };
}

/** The same as {@link packStatus} without the pack's place; `cloud` is the profile's. */
export function packStanding(
  catalog: PackCatalog,
  pack: StatedPack,
  cloud: string | undefined,
  policy: PackPolicy = defaultPolicy,
): PackStanding | undefined {
  const name = ifKnown(pack.name);
  const stated = ifKnown(pack.version);
  if (name === undefined || stated === undefined) return undefined;
  const { layer } = pack;
  const answer = catalog.lookup({
    name,
    registry: ifKnown(pack.registry),
    type: ifKnown(pack.type),
    layer: ifKnown(layer),
  });
  const packs = answer.kind === "known" ? answer.packs : [];
  const current = isVersionGroup(stated)
    ? packs.find((candidate) => groupContains(stated, candidate.version))?.version
    : stated;
  if (current === undefined) {
    return { name, layer, stated, current: stated, answer, installed: undefined, newer: none, withheld: [] };
  }
  return {
    name,
    layer,
    stated,
    current,
    answer,
    installed: findVersion(packs, current),
    ...sortedOut(current, packs, ifKnown(cloud), policy),
  };
}

export function packQuery(pack: Pack, name: string): PackQuery {
  return {
    name,
    registry: known(pack.registry)?.text,
    type: known(pack.type)?.text,
    layer: known(pack.layer)?.text,
  };
}

/** `packs` newest first, as the catalog gives them. */
export function newerVersions(
  current: string,
  packs: readonly CatalogPack[],
  profile: Profile | undefined,
): NewerVersions {
  const cloud = profile === undefined ? undefined : known(profile.cloudType)?.text;
  return sortedOut(current, packs, cloud, defaultPolicy).newer;
}

/** The newer versions that are offered, and those that are not. */
function sortedOut(
  current: string,
  packs: readonly CatalogPack[],
  cloud: string | undefined,
  policy: PackPolicy,
): Pick<PackStanding, "newer" | "withheld"> {
  if (parsePackVersion(current) === undefined) return { newer: none, withheld: [] };
  const byDistance: Record<Distance, CatalogPack[]> = { patch: [], minor: [], major: [] };
  const withheld = new Map<string, WithheldVersion>();
  const offered = new Set<string>();
  for (const candidate of packs) {
    const { version } = candidate;
    if (offered.has(version) || comparePackVersions(version, current) !== 1) continue;
    const reason = whyWithheld(candidate, current, cloud, policy);
    if (reason !== undefined) {
      if (!withheld.has(version)) withheld.set(version, { pack: candidate, reason });
      continue;
    }
    // Another registry may offer what the first one does not.
    withheld.delete(version);
    offered.add(version);
    const far = distance(current, version);
    if (far !== undefined) byDistance[far].push(candidate);
  }
  return { newer: byDistance, withheld: [...withheld.values()] };
}

function whyWithheld(
  candidate: CatalogPack,
  current: string,
  cloud: string | undefined,
  { enabled, prereleases, holds, skip }: PackPolicy,
): WithholdingReason | undefined {
  const { version, state } = candidate;
  if (!enabled) return { kind: "disabled" };
  if (state !== undefined) return { kind: "state", state };
  if (!fitsCloud(candidate, cloud)) return { kind: "cloud" };
  const mayBePrerelease =
    prereleases === "always" || (prereleases === "when-on-one" && isPrerelease(current));
  if (isPrerelease(version) && !mayBePrerelease) return { kind: "prerelease" };
  // What cannot be placed is held too: a hold that lets through what it cannot judge is none.
  const hold = holds.find(({ range }) => range.contains(version) !== true);
  if (hold !== undefined) return { kind: "hold", hold };
  return skip.some((range) => range.contains(version) === true) ? { kind: "skip" } : undefined;
}

/** True when nothing newer is offered. */
export function isUpToDate(newer: NewerVersions): boolean {
  return newer.patch.length + newer.minor.length + newer.major.length === 0;
}

/** The newest version of all that are offered. */
export function newestOf(newer: NewerVersions): CatalogPack | undefined {
  return newer.major[0] ?? newer.minor[0] ?? newer.patch[0];
}

/**
 * The version that an update of the given reach goes to: `patch` stays in the minor line, `minor` in the major line. Kubernetes
 * goes one minor at a time, whatever the reach, because its control plane cannot skip one.
 */
export function updateTarget(status: PackStanding, reach: UpdateReach): CatalogPack | undefined {
  const { patch, minor } = status.newer;
  if (reach === "patch") return patch[0];
  if (isKubernetes(status)) return nextMinor(status) ?? patch[0];
  if (reach === "minor") return minor[0] ?? patch[0];
  return newestOf(status.newer);
}

/** All versions that an update of the given reach may go to, newest first: the first is {@link updateTarget}, the others are on the way to it. */
export function updateCandidates(status: PackStanding, reach: UpdateReach): readonly CatalogPack[] {
  const { patch, minor, major } = status.newer;
  if (reach === "patch") return patch;
  if (isKubernetes(status)) return [...minor.filter(isNextMinor(status)), ...patch];
  return reach === "minor" ? [...minor, ...patch] : [...major, ...minor, ...patch];
}

/** True when a newer Kubernetes exists that can only be reached by way of another. */
export function isStepwise(status: PackStanding): boolean {
  return isKubernetes(status) && updateTarget(status, "newest") !== newestOf(status.newer);
}

/** The version that has to come first on the way to the candidate; undefined where the way is open. */
export function stepBefore(status: PackStanding, candidate: CatalogPack): CatalogPack | undefined {
  const next = isStepwise(status) ? updateTarget(status, "newest") : undefined;
  if (next === undefined || comparePackVersions(candidate.version, next.version) !== 1) return undefined;
  return distance(next.version, candidate.version) === "patch" ? undefined : next;
}

function isKubernetes(status: PackStanding): boolean {
  return (status.installed?.layer ?? status.layer) === "k8s";
}

function nextMinor(status: PackStanding): CatalogPack | undefined {
  return status.newer.minor.find(isNextMinor(status));
}

function isNextMinor({ current }: PackStanding): (candidate: CatalogPack) => boolean {
  const [major, minor] = parsePackVersion(current)?.components ?? [];
  const group = `${major}.${Number(minor ?? "0") + 1}.x`;
  return ({ version }) => groupContains(group, version);
}

/** A pack that names its clouds cannot go into a profile of another one; a profile for all clouds takes any. */
function fitsCloud(candidate: CatalogPack, cloud: string | undefined): boolean {
  if (cloud === undefined || cloud === "all" || candidate.cloudTypes.length === 0) return true;
  return candidate.cloudTypes.includes("all") || candidate.cloudTypes.includes(cloud);
}

function ifKnown(text: string | undefined): string | undefined {
  return text !== undefined && isKnown(text) ? text : undefined;
}
