/** What stands against a version of a pack in the profile: what it asks of the packs beside it, and what they ask of it. */

import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { PackDependency } from "../catalog/pack-constraints.ts";
import type { Pack } from "../model/profile.ts";
import { dependencyFault, type PresentPack, rangeInWords } from "./pack-dependency.ts";
import type { PackStep } from "./profile-update.ts";
import type { PackStatus } from "./version-choice.ts";

/** A pack of the profile in the version that it has, or will have. */
export interface StandingPack extends PresentPack {
  readonly pack: Pack;
  readonly version: string;
  /** Undefined where the catalog does not have it, so that nothing is known of what it asks for. */
  readonly entry: CatalogPack | undefined;
}

/** Undefined for the version that the pack has. */
export function standingPack(status: PackStatus, entry: CatalogPack | undefined): StandingPack {
  return {
    pack: status.pack,
    name: status.name,
    layer: entry?.layer ?? status.layer,
    version: entry?.version ?? status.current,
    entry,
  };
}

/** A demand that is not met between a version of a pack and one of the packs beside it. */
export interface PackConflict {
  /** The pack that stands against it, and whether that asks, or is asked. */
  readonly other: StandingPack;
  readonly asker: "itself" | "other";
  readonly dependency: PackDependency;
  readonly kind: "out of range" | "unsupported";
}

/** What another profile may bring is no conflict. Of several packs of one name each is asked, as nobody can tell which is meant. */
export function conflictsOf(
  catalog: PackCatalog,
  itself: StandingPack,
  profile: readonly StandingPack[],
): PackConflict[] {
  const others = profile.filter(({ pack }) => pack !== itself.pack);
  const demands = askedBy(catalog, itself.entry);
  const own = demands.flatMap((dependency) =>
    others.flatMap((other) => conflictOver(dependency, other, other, "itself")),
  );
  const foreign = others.flatMap((other) =>
    askedBy(catalog, other.entry).flatMap((dependency) => conflictOver(dependency, itself, other, "other")),
  );
  return [...own, ...foreign];
}

function conflictOver(
  dependency: PackDependency,
  asked: PresentPack,
  other: StandingPack,
  asker: PackConflict["asker"],
): PackConflict[] {
  const fault = dependencyFault(dependency, [asked], false);
  return fault === undefined || fault.kind === "absent"
    ? []
    : [{ other, asker, dependency, kind: fault.kind }];
}

/** Those that the profile does not have already: the same demand of the pack as it stands on the other as it stands, unmet. */
export function newConflicts(
  catalog: PackCatalog,
  { status, target }: PackStep,
  profile: readonly StandingPack[],
  standing: readonly StandingPack[],
): PackConflict[] {
  const conflicts = conflictsOf(catalog, standingPack(status, target), profile);
  if (conflicts.length === 0) return conflicts;
  const keyOf = ({ other, asker, dependency }: PackConflict) =>
    `${profile.findIndex(({ pack }) => pack === other.pack)} ${asker} ${demandKey(dependency)}`;
  const before = conflictsOf(catalog, standingPack(status, status.installed), standing);
  const known = new Set(before.map(keyOf));
  return conflicts.filter((conflict) => !known.has(keyOf(conflict)));
}

/** A sentence without its full stop. */
export function conflictInWords({ other, asker, dependency, kind }: PackConflict): string {
  const what = `${dependency.packName}${rangeInWords(dependency)}`;
  if (asker === "itself")
    return kind === "unsupported"
      ? `it does not go with ${what}, which the profile has`
      : `it asks for ${what}, and the profile has ${other.version}`;
  const whose = `${other.name} ${other.version}`;
  return kind === "unsupported" ? `${whose} does not go with ${what}` : `${whose} asks for ${what}`;
}

export function conflictsInWords(conflicts: readonly PackConflict[]): string[] {
  return [...new Set(conflicts.map(conflictInWords))];
}

/** What a version of a pack asks of the packs beside it; nothing where that is not known. */
export function askedBy(catalog: PackCatalog, pack: CatalogPack | undefined): readonly PackDependency[] {
  const answer = pack === undefined ? undefined : catalog.packConstraints(pack);
  return answer?.kind === "known" ? answer.value.dependencies.filter(({ type }) => type !== "upgrade") : [];
}

/** What makes two demands the same. */
export function demandKey({ packName, layer, type, minVersion, maxVersion }: PackDependency): string {
  return `${packName}\n${layer ?? ""}\n${type}\n${minVersion ?? ""}\n${maxVersion ?? ""}`;
}
