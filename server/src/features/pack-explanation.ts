/**
 * Why a pack is where it is: for each newer version whether an update goes there, what keeps it from that, what stands against it in the
 * profile, and what becomes of the values. Pure; by the same decisions as the updates themselves.
 */

import { comparePackVersions, type Distance, distance, newestFirst } from "../base/pack-version.ts";
import { type CatalogPack, findVersion } from "../catalog/catalog.ts";
import { known } from "../model/text.ts";
import { packConflicts, standingPack } from "../updates/pack-conflicts.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { profileStatus } from "../updates/profile-update.ts";
import { type ValuesUpdate, valuesUpdate } from "../updates/values-update.ts";
import { type PackStatus, stepBefore, updateTarget } from "../updates/version-choice.ts";
import { whyWithheld } from "../updates/withheld.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";

/**
 * - `next`: what an update goes to when nothing else is asked for
 * - `offered`: can be chosen
 * - `withheld`: newer, and not offered
 * - `later`: offered once a version between has been reached
 * - `current`, `older`, `unordered`, `unknown`: only for a version that was asked for; `unknown` where no registry has it
 */
export type VersionVerdict =
  | "next"
  | "offered"
  | "withheld"
  | "later"
  | "current"
  | "older"
  | "unordered"
  | "unknown";

export interface ExplainedVersion {
  readonly version: string;
  readonly verdict: VersionVerdict;
  /** Undefined where the two cannot be compared, and for what is not newer. */
  readonly distance: Distance | undefined;
  /** Why it is not offered, in a few words; undefined for what is. */
  readonly reason: string | undefined;
  /** What in the profile it does not go with, each in a sentence without its full stop. */
  readonly conflicts: readonly string[];
  /** Undefined for what no update goes to. */
  readonly values: ValuesUpdate | undefined;
}

export interface PackExplanation {
  readonly file: FileId;
  readonly profile: string | undefined;
  readonly profileVersion: string | undefined;
  readonly status: PackStatus;
  /** Newest first; one alone when it was asked for. */
  readonly versions: readonly ExplainedVersion[];
}

/** Every pack of that name in the profiles of the file, in the order of the file. */
export function explainPack(
  snapshot: Snapshot,
  view: FileView,
  name: string,
  version: string | undefined,
): PackExplanation[] {
  return view.documents
    .flatMap(({ profiles }) => profiles)
    .flatMap((profile) => {
      const statuses = profileStatus(snapshot.catalog, profile, policiesOf(snapshot, view));
      return statuses
        .filter((status) => status.name === name)
        .map((status) => ({
          file: view.id,
          profile: known(profile.name)?.text,
          profileVersion: known(profile.version)?.text,
          status,
          versions: explainVersions(snapshot, view, status, statuses, version),
        }));
    });
}

function explainVersions(
  snapshot: Snapshot,
  view: FileView,
  status: PackStatus,
  statuses: readonly PackStatus[],
  asked: string | undefined,
): ExplainedVersion[] {
  const { patch, minor, major } = status.newer;
  const offered = [...patch, ...minor, ...major];
  const withheld = new Map(status.withheld.map(({ pack, reason }) => [pack.version, reason]));
  const explainOffered = (pack: CatalogPack): ExplainedVersion => {
    const place = placeOf(status, pack);
    return {
      version: pack.version,
      distance: distance(status.current, pack.version),
      ...place,
      conflicts: packConflicts(snapshot.catalog, { status, target: pack }, asTheyAre(statuses)),
      // By then they will have become others.
      values:
        place.verdict === "later"
          ? undefined
          : valuesUpdate(snapshot.catalog, view, { status, target: pack }),
    };
  };
  const explain = (version: string): ExplainedVersion => {
    const pack = offered.find((candidate) => candidate.version === version);
    if (pack !== undefined) return explainOffered(pack);
    const reason = withheld.get(version);
    const isNewer = reason !== undefined;
    return {
      version,
      verdict: isNewer ? "withheld" : otherVerdict(status, version),
      distance: isNewer ? distance(status.current, version) : undefined,
      reason: isNewer ? whyWithheld(reason) : undefined,
      conflicts: [],
      values: undefined,
    };
  };
  if (asked !== undefined) return [explain(asked)];
  return newestFirst([...new Set([...offered.map((pack) => pack.version), ...withheld.keys()])]).map(explain);
}

function placeOf(status: PackStatus, pack: CatalogPack): Pick<ExplainedVersion, "verdict" | "reason"> {
  if (updateTarget(status, "newest")?.version === pack.version) return { verdict: "next", reason: undefined };
  const first = stepBefore(status, pack);
  if (first === undefined) return { verdict: "offered", reason: undefined };
  return {
    verdict: "later",
    reason: `Kubernetes goes one minor version at a time: first to ${first.version}`,
  };
}

function otherVerdict({ answer, current, stated }: PackStatus, version: string): VersionVerdict {
  if (version === current || version === stated) return "current";
  const packs = answer.kind === "known" ? answer.packs : [];
  if (findVersion(packs, version) === undefined) return "unknown";
  const order = comparePackVersions(version, current);
  return order === undefined ? "unordered" : order === 0 ? "current" : "older";
}

/** The packs of the profile in the versions that they have. */
function asTheyAre(statuses: readonly PackStatus[]) {
  return statuses.map((status) => standingPack(status, status.installed));
}
