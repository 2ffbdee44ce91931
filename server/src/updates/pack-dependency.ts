/** Whether the packs around a pack are those that its pack.json asks for. What cannot be known is no fault. */

import { comparePackVersions, type PackVersion, parsePackVersion } from "../base/pack-version.ts";
import type { PackDependency } from "../catalog/pack-constraints.ts";

/** A pack of the same profile, or of another one of the same cluster. */
export interface PresentPack {
  readonly name: string;
  /** Undefined where it may be any; so is the version. */
  readonly layer: string | undefined;
  readonly version: string | undefined;
}

/** `absent`: required, and not there. `out of range`: there in a version that does not do. `unsupported`: there, and must not be. */
export type DependencyFault<T extends PresentPack> =
  | { readonly kind: "absent" }
  | { readonly kind: "out of range" | "unsupported"; readonly present: T };

/** `isWhole`: no other packs than these can be there. */
export function dependencyFault<T extends PresentPack>(
  dependency: PackDependency,
  packs: readonly T[],
  isWhole: boolean,
): DependencyFault<T> | undefined {
  const { type } = dependency;
  const matches = packs.filter((pack) => isMeant(dependency, pack));
  const outside = matches.filter(({ version }) => isInRange(dependency, version) === false);
  const [first] = outside;
  switch (type) {
    case "required":
      if (matches.length === 0) return isWhole ? { kind: "absent" } : undefined;
      return first !== undefined && outside.length === matches.length
        ? { kind: "out of range", present: first }
        : undefined;
    case "optional":
      return first === undefined ? undefined : { kind: "out of range", present: first };
    case "notSupported": {
      const present = matches.find(({ version }) => isInRange(dependency, version) === true);
      return present === undefined ? undefined : { kind: "unsupported", present };
    }
    case "upgrade":
      return undefined;
  }
}

/** The same name in another layer is another pack. */
export function isMeant({ packName, layer }: PackDependency, pack: PresentPack): boolean {
  return pack.name === packName && (layer === undefined || pack.layer === undefined || pack.layer === layer);
}

/** The oldest and the newest version that is meant, both inclusive; read already, or as written. */
export interface VersionBounds {
  readonly minVersion: string | PackVersion | undefined;
  readonly maxVersion: string | PackVersion | undefined;
}

/** Undefined when it cannot be known: a version that is not stated, or has no place in the order of the bounds. */
export function isInRange(
  { minVersion, maxVersion }: VersionBounds,
  version: string | PackVersion | undefined,
): boolean | undefined {
  if (minVersion === undefined && maxVersion === undefined) return true;
  if (version === undefined) return undefined;
  const low = minVersion === undefined ? 1 : comparePackVersions(version, minVersion);
  const high = maxVersion === undefined ? -1 : compareToMax(version, maxVersion);
  if (low === -1 || high === 1) return false;
  return low === undefined || high === undefined ? undefined : true;
}

/** `1.21` as the newest version means all of 1.21, and `1.21.8` its rebuilds too. */
function compareToMax(version: string | PackVersion, max: string | PackVersion): -1 | 0 | 1 | undefined {
  const order = comparePackVersions(version, max);
  const [own, bound] = [readVersion(version), readVersion(max)];
  if (own === undefined || bound === undefined || order === -1 || order === 0 || bound.suffix.text !== "")
    return order;
  const start = own.components.slice(0, bound.components.length).join(".");
  return start === "" ? order : comparePackVersions(start, max);
}

function readVersion(version: string | PackVersion): PackVersion | undefined {
  return typeof version === "string" ? parsePackVersion(version) : version;
}

/** What is asked for, in words that follow the pack's name; empty for any version. */
export function rangeInWords({
  minVersion,
  maxVersion,
}: Pick<PackDependency, "minVersion" | "maxVersion">): string {
  if (minVersion !== undefined && maxVersion !== undefined)
    return minVersion === maxVersion ? ` ${minVersion}` : ` ${minVersion} to ${maxVersion}`;
  if (minVersion !== undefined) return ` ${minVersion} or newer`;
  return maxVersion === undefined ? "" : ` ${maxVersion} or older`;
}
