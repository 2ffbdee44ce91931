/**
 * Why a pack is where it is: for each newer version whether an update goes there, what keeps it from that, what stands against it in the
 * profile, and what becomes of the values. Pure; by the same decisions as the updates themselves.
 */

import { comparePackVersions, type Distance, distance, newestFirst } from "../base/pack-version.ts";
import { type CatalogPack, findVersion } from "../catalog/catalog.ts";
import { known } from "../model/text.ts";
import {
  conflictsInWords,
  newConflicts,
  type PackConflict,
  standingPack,
} from "../updates/pack-conflicts.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { type PackStep, profileStatus } from "../updates/profile-update.ts";
import { type CandidatesOf, createPackSets, updatePath } from "../updates/update-set/profile-set.ts";
import { type ValuesUpdate, valuesUpdate } from "../updates/values-update.ts";
import { type PackStatus, stepBefore } from "../updates/version-choice.ts";
import { whyWithheld } from "../updates/withheld.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { othersOf, type PathStep, pathOf, wantedFor } from "./pack-outlook.ts";

/**
 * - `next`: what an update goes to when nothing else is asked for
 * - `offered`: can be chosen
 * - `blocked`: offered, but no update of the other packs makes it go with all of them
 * - `withheld`: newer, and not offered
 * - `later`: offered once a version between has been reached
 * - `current`, `older`, `unordered`, `unknown`: only for a version that was asked for; `unknown` where no registry has it
 */
export type VersionVerdict =
  | "next"
  | "offered"
  | "blocked"
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
  /** What in the profile, as that stands, it does not go with, each in a sentence without its full stop. */
  readonly conflicts: readonly string[];
  /** The same as data. */
  readonly blockers: readonly PackConflict[];
  /** Other packs that have to go to other versions along with it; none where it goes alone, or not at all. */
  readonly together: readonly PackStep[];
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
  /** The updates of the profile, one after the other, that take the pack as far as it goes; none where one does, or nothing moves it. */
  readonly path: readonly PathStep[];
  /** False where there were too many ways to go through all of them: newer versions may go together. */
  readonly isProven: boolean;
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
      const policyOf = policiesOf(snapshot, view);
      const statuses = profileStatus(snapshot.catalog, profile, policyOf);
      return statuses
        .filter((status) => status.name === name)
        .map((status) => {
          const wanted = wantedFor(view, status);
          const path = updatePath(snapshot.catalog, profile, statuses, wanted, policyOf);
          return {
            file: view.id,
            profile: known(profile.name)?.text,
            profileVersion: known(profile.version)?.text,
            status,
            ...explainVersions(snapshot, view, status, statuses, wanted, version),
            path: pathOf(status, path),
          };
        });
    });
}

function explainVersions(
  snapshot: Snapshot,
  view: FileView,
  status: PackStatus,
  statuses: readonly PackStatus[],
  wanted: CandidatesOf,
  asked: string | undefined,
): Pick<PackExplanation, "versions" | "isProven"> {
  const { catalog } = snapshot;
  const { patch, minor, major } = status.newer;
  const offered = [...patch, ...minor, ...major];
  const withheld = new Map(status.withheld.map(({ pack, reason }) => [pack.version, reason]));
  const sets = createPackSets(catalog, statuses, wanted);
  const newest = sets.newest();
  const next = newest?.steps.find((step) => step.status === status)?.target;
  const standing = statuses.map((one) => standingPack(one, one.installed));
  const explainOffered = (pack: CatalogPack): ExplainedVersion => {
    const step = { status, target: pack };
    const blockers = newConflicts(catalog, step, standing, standing);
    const set = blockers.length === 0 ? undefined : sets.newest(new Map([[status, pack]]));
    const own = set?.steps.find((one) => one.status === status);
    const first = stepBefore(status, pack);
    const isBlocked = blockers.length > 0 && own === undefined;
    return {
      version: pack.version,
      distance: distance(status.current, pack.version),
      verdict: first !== undefined ? "later" : isBlocked ? "blocked" : pack === next ? "next" : "offered",
      reason:
        first === undefined
          ? undefined
          : `Kubernetes goes one minor version at a time: first to ${first.version}`,
      conflicts: conflictsInWords(blockers),
      blockers,
      together: own === undefined ? [] : othersOf(set?.together(own) ?? [], status),
      // By then they will have become others.
      values: first === undefined ? valuesUpdate(catalog, view, step) : undefined,
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
      blockers: [],
      together: [],
      values: undefined,
    };
  };
  const all = [...new Set([...offered.map((pack) => pack.version), ...withheld.keys()])];
  return {
    versions: (asked === undefined ? newestFirst(all) : [asked]).map(explain),
    isProven: newest?.isProven ?? true,
  };
}

function otherVerdict({ answer, current, stated }: PackStatus, version: string): VersionVerdict {
  if (version === current || version === stated) return "current";
  const packs = answer.kind === "known" ? answer.packs : [];
  if (findVersion(packs, version) === undefined) return "unknown";
  const order = comparePackVersions(version, current);
  return order === undefined ? "unordered" : order === 0 ? "current" : "older";
}
