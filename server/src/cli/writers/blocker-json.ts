/** A pack that stands against a version of another, as JSON: who asks, of whom, and for what. */

import type { PackConflict } from "../../updates/pack-conflicts.ts";

export function blockerData({ other, asker, dependency }: PackConflict): unknown {
  const { type, packName, minVersion, maxVersion } = dependency;
  return {
    pack: other.name,
    version: other.version,
    asks: asker === "other",
    type,
    of: packName,
    min: minVersion,
    max: maxVersion,
  };
}
