/** The newest set of versions for the packs of a profile: what the catalog offers, searched for what goes together. */

import type { CatalogPack, PackCatalog } from "../../catalog/catalog.ts";
import type { PackDependency } from "../../catalog/pack-constraints.ts";
import type { Profile } from "../../model/profile.ts";
import type { Node } from "../../syntax/tree.ts";
import { askedBy, standingPack } from "../pack-conflicts.ts";
import { updatePackEdits } from "../pack-update.ts";
import type { PackStep, PolicyOf } from "../profile-update.ts";
import { isStepwise, type PackStatus, statusAfter } from "../version-choice.ts";
import { type Compatibility, createCompatibility } from "./compatibility.ts";
import { movesWith, newestSet } from "./search.ts";

/** The versions that a pack may go to, newest first; none for a pack that stays. */
export type CandidatesOf = (status: PackStatus) => readonly CatalogPack[];

/** The version that a pack is to have; undefined for the one that it has. */
export type Pins = ReadonlyMap<PackStatus, CatalogPack | undefined>;

export interface PackSet {
  /** The packs that change, in the profile's order. */
  readonly steps: readonly PackStep[];
  /** False where the search was cut short, or not every version was looked at: it fits, but a newer set may exist. */
  readonly isProven: boolean;
  /** The steps that have to be taken together with this one of the set, itself among them, in the profile's order. */
  together(step: PackStep): readonly PackStep[];
}

export interface PackSets {
  /** The versions that the packs may really go to: a version that is not the pack's own to change is none. */
  readonly candidatesOf: CandidatesOf;
  /** Undefined where nothing fits what is pinned. */
  newest(pins?: Pins): PackSet | undefined;
}

/** Only as many of the newest versions of a pack are looked at. */
const mostCandidates = 200;

export function createPackSets(
  catalog: PackCatalog,
  statuses: readonly PackStatus[],
  wanted: CandidatesOf,
  asksOf: AsksOf = readingOnce(catalog),
): PackSets {
  const rewritten = versionNodes(statuses.filter((status) => wanted(status).length > 0));
  const candidates = new Map(
    statuses.map((status) => [
      status,
      wanted(status).filter(({ version }) => updatePackEdits(status.pack, version, rewritten).length > 0),
    ]),
  );
  const all = new Map(candidates);
  const isCut = (status: PackStatus) => candidates.get(status)?.length !== all.get(status)?.length;
  let made: Compatibility | undefined;
  const table = () => {
    made ??= tableOf(asksOf, statuses, candidates);
    return made;
  };
  const newest = (pins: Pins = new Map()): PackSet | undefined => {
    const compatibility = table();
    const places = pinnedPlaces(statuses, candidates, pins);
    const found = places === undefined ? undefined : newestSet(compatibility, places);
    if (found === undefined) return undefined;
    const stepAt = (place: number): PackStep[] => {
      const status = statuses[place];
      const target = status === undefined ? undefined : candidates.get(status)?.[found.choices[place] ?? 0];
      return status === undefined || target === undefined ? [] : [{ status, target }];
    };
    const steps = statuses.flatMap((_, place) => stepAt(place));
    const torn = tornApart(steps).filter((status) => !pins.has(status));
    if (torn.length > 0)
      return newest(new Map([...pins, ...torn.map((status) => [status, undefined] as const)]));
    // What goes to its newest version would go to no other.
    const isWhole = statuses.every(
      (status, place) => found.choices[place] === 0 || pins.has(status) || !isCut(status),
    );
    return {
      steps,
      isProven: found.isProven && isWhole,
      together: ({ status }) =>
        movesWith(compatibility, found.choices, statuses.indexOf(status)).flatMap(stepAt),
    };
  };
  return { candidatesOf: (status) => candidates.get(status) ?? [], newest };
}

type AsksOf = (pack: CatalogPack | undefined) => readonly PackDependency[];

/** A profile can have more versions to look at than the catalog keeps read. */
function readingOnce(catalog: PackCatalog): AsksOf {
  const known = new Map<CatalogPack | undefined, readonly PackDependency[]>();
  return (pack) => {
    const asks = known.get(pack) ?? askedBy(catalog, pack);
    known.set(pack, asks);
    return asks;
  };
}

/** Of a catalog whose table would be too large only the newest versions count. */
function tableOf(
  asksOf: AsksOf,
  statuses: readonly PackStatus[],
  candidates: Map<PackStatus, CatalogPack[]>,
): Compatibility {
  for (let most = mostCandidates; ; most = Math.floor(most / 2)) {
    for (const [status, list] of candidates) candidates.set(status, list.slice(0, most));
    const packs = statuses.map((status) => {
      const entries = [...(candidates.get(status) ?? []), status.installed];
      const choices = entries.map((entry) => {
        const { version, layer } = standingPack(status, entry);
        return { version, layer, asks: most === 0 ? [] : asksOf(entry) };
      });
      return { name: status.name, choices };
    });
    const compatibility = createCompatibility(packs);
    if (compatibility !== undefined) return compatibility;
  }
}

function pinnedPlaces(
  statuses: readonly PackStatus[],
  candidates: ReadonlyMap<PackStatus, readonly CatalogPack[]>,
  pins: Pins,
): ReadonlyMap<number, number> | undefined {
  const places = new Map<number, number>();
  for (const [status, target] of pins) {
    const list = candidates.get(status) ?? [];
    const choice =
      target === undefined ? list.length : list.findIndex(({ version }) => version === target.version);
    if (choice === -1) return undefined;
    places.set(statuses.indexOf(status), choice);
  }
  return places;
}

/** Packs that share a version by an anchor and would part, or that others share who stay. */
function tornApart(steps: readonly PackStep[]): PackStatus[] {
  const rewritten = versionNodes(steps.map(({ status }) => status));
  const targets = new Map<Node, string>();
  const parted = new Set<Node>();
  for (const { status, target } of steps) {
    const node = sharedNode(status);
    if (node === undefined) continue;
    if ((targets.get(node) ?? target.version) !== target.version) parted.add(node);
    targets.set(node, target.version);
  }
  return steps.flatMap(({ status, target }) => {
    const node = sharedNode(status);
    const isTorn =
      (node !== undefined && parted.has(node)) ||
      updatePackEdits(status.pack, target.version, rewritten).length === 0;
    return isTorn ? [status] : [];
  });
}

function sharedNode({ pack: { version } }: PackStatus): Node | undefined {
  return version?.node;
}

function versionNodes(statuses: readonly PackStatus[]): ReadonlySet<Node> {
  return new Set(statuses.flatMap(({ pack }) => pack.version?.node ?? []));
}

/** More steps on the way than anybody takes. */
const mostUpdates = 20;

/**
 * One update of the profile after another, until nothing newer is left to go to: Kubernetes goes one minor version at a time, and what its
 * next one holds back may go with the one after.
 */
export function updatePath(
  catalog: PackCatalog,
  profile: Profile,
  statuses: readonly PackStatus[],
  wanted: CandidatesOf,
  policyOf?: PolicyOf,
): PackSet[] {
  const path: PackSet[] = [];
  const asksOf = readingOnce(catalog);
  let current = statuses;
  while (path.length < mostUpdates) {
    const set = createPackSets(catalog, current, wanted, asksOf).newest();
    if (set === undefined || set.steps.length === 0) break;
    path.push(set);
    // Whatever one update can reach it has reached, unless something may go by steps alone.
    if (!current.some(isStepwise)) break;
    const targets = new Map(set.steps.map(({ status, target }) => [status, target]));
    current = current.map((status) => {
      const target = targets.get(status);
      if (target === undefined) return status;
      return statusAfter(catalog, profile, status, target, policyOf?.(status.pack)) ?? status;
    });
  }
  return path;
}
