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

/** Each in a sentence without its full stop. What another profile may bring is no conflict. */
export function packConflicts(
  catalog: PackCatalog,
  { status, target }: PackStep,
  profile: readonly StandingPack[],
): string[] {
  const others = profile.filter(({ pack }) => pack !== status.pack);
  const itself: PresentPack = { name: status.name, layer: target.layer, version: target.version };
  const own = askedBy(catalog, target).flatMap((dependency) => {
    const fault = dependencyFault(dependency, others, false);
    if (fault === undefined || fault.kind === "absent") return [];
    const what = `${dependency.packName}${rangeInWords(dependency)}`;
    return fault.kind === "unsupported"
      ? [`it does not go with ${what}, which the profile has`]
      : [`it asks for ${what}, and the profile has ${fault.present.version}`];
  });
  const foreign = others.flatMap(({ name, version, entry }) =>
    askedBy(catalog, entry).flatMap((dependency) => {
      const fault = dependencyFault(dependency, [itself], false);
      if (fault === undefined || fault.kind === "absent") return [];
      const what = `${dependency.packName}${rangeInWords(dependency)}`;
      return fault.kind === "unsupported"
        ? [`${name} ${version} does not go with ${what}`]
        : [`${name} ${version} asks for ${what}`];
    }),
  );
  return [...new Set([...own, ...foreign])];
}

function askedBy(catalog: PackCatalog, pack: CatalogPack | undefined): readonly PackDependency[] {
  const answer = pack === undefined ? undefined : catalog.packConstraints(pack);
  return answer?.kind === "known" ? answer.value.dependencies.filter(({ type }) => type !== "upgrade") : [];
}
