/** The versions of a profile as the rollout board needs them, worked out once for as long as no file changes them. */

import { compareProfileVersions, parseProfileVersion } from "../../base/profile-version.ts";
import { contextsFit } from "../../model/context.ts";
import type { ProfileIdentity } from "../../updates/cluster-move.ts";
import { referenceStanding } from "../../updates/profile-reference.ts";
import type { ProfileEntry, ProfileIndex } from "../../workspace/profile-index.ts";

export interface BoardVersions {
  /** Newest first, each once. */
  readonly all: readonly string[];
  /** The version that clusters are to go to: the newest, and a prerelease only where there is nothing else. */
  readonly newest: string | undefined;
  /** How many versions behind the newest; undefined for a version that has no order. */
  lag(version: string): number | undefined;
  /** Whether the version is older than {@link newest}; it need not be one of these. */
  isBehind(version: string | undefined): boolean;
}

/** By context. An index hands out the same list of versions as the one before it, unless they are others. */
const kept = new WeakMap<readonly ProfileEntry[], Map<string | undefined, BoardVersions>>();

export function versionsOf(index: ProfileIndex, { name, context }: ProfileIdentity): BoardVersions {
  const entries = index.versions(name);
  const byContext = kept.get(entries) ?? new Map<string | undefined, BoardVersions>();
  kept.set(entries, byContext);
  const found = byContext.get(context) ?? lookUp(index, { name, context });
  byContext.set(context, found);
  return found;
}

function lookUp(index: ProfileIndex, { name, context }: ProfileIdentity): BoardVersions {
  const entries = index.versions(name).filter((entry) => contextsFit(entry.context, context));
  const all = [...new Set(entries.map(({ version }) => version))];
  const newest =
    all.find((version) => parseProfileVersion(version)?.prerelease.length === 0) ??
    all.find((version) => parseProfileVersion(version) !== undefined);
  const lags = new Map(all.map((version) => [version, lagOf(index, { name, context }, version)]));
  const older = new Map<string | undefined, boolean>();
  return {
    all,
    newest,
    lag: (version) => lags.get(version),
    isBehind: (version) => {
      const answer = older.get(version) ?? isOlder(version, newest);
      older.set(version, answer);
      return answer;
    },
  };
}

function lagOf(index: ProfileIndex, { name, context }: ProfileIdentity, version: string): number | undefined {
  if (parseProfileVersion(version) === undefined) return undefined;
  return referenceStanding(index, { role: "list", name, version, context })?.newer.length;
}

/** True where both can be compared, and the first is older. */
export function isOlder(version: string | undefined, than: string | undefined): boolean {
  return (
    version !== undefined &&
    than !== undefined &&
    parseProfileVersion(version) !== undefined &&
    parseProfileVersion(than) !== undefined &&
    compareProfileVersions(version, than) < 0
  );
}
