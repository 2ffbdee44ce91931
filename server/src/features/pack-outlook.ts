/** How far a pack of a profile goes together with the others: in one update, and in several. Pure; by the same search as the updates. */

import type { CatalogPack } from "../catalog/catalog.ts";
import type { Profile } from "../model/profile.ts";
import { newConflicts, type PackConflict, standingPack } from "../updates/pack-conflicts.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { type PackStep, profileStatus } from "../updates/profile-update.ts";
import {
  type CandidatesOf,
  createPackSets,
  type PackSet,
  updatePath,
} from "../updates/update-set/profile-set.ts";
import { type PackStatus, updateCandidates } from "../updates/version-choice.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { frozenPacks } from "./frozen-packs.ts";

export interface PackOutlook {
  /** What an update goes to; undefined where nothing moves the pack. */
  readonly next: CatalogPack | undefined;
  /** Other packs that have to go along. */
  readonly together: readonly PackStep[];
  /** The newest version that an update may go to, and what stands against it in the newest set of the profile; none where it goes there. */
  readonly newest: CatalogPack | undefined;
  readonly blockers: readonly PackConflict[];
  readonly path: readonly PathStep[];
}

/** The version that an update takes the pack to, and the other packs that have to go along. */
export interface PathStep {
  /** Which of the updates of the profile, from 1: another may have to come first that does not touch the pack. */
  readonly update: number;
  readonly version: string;
  readonly together: readonly PackStep[];
}

/** Undefined for a pack without anything newer. */
export function packOutlook(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  status: PackStatus,
): PackOutlook | undefined {
  if (updateCandidates(status, "newest").length === 0) return undefined;
  const { catalog } = snapshot;
  const policyOf = policiesOf(snapshot, view);
  const statuses = profileStatus(catalog, profile, policyOf);
  const own = statuses.find(({ pack }) => pack === status.pack);
  if (own === undefined) return undefined;
  const wanted = wantedFor(view, own);
  const sets = createPackSets(catalog, statuses, wanted);
  const set = sets.newest();
  const step = set?.steps.find((one) => one.status === own);
  const [newest] = sets.candidatesOf(own);
  const targets = new Map(set?.steps.map((one) => [one.status, one.target]));
  const standing = statuses.map((one) => standingPack(one, one.installed));
  const beside = statuses.map((one) => standingPack(one, targets.get(one) ?? one.installed));
  return {
    next: step?.target,
    together: step === undefined ? [] : othersOf(set?.together(step) ?? [], own),
    newest,
    blockers:
      newest === undefined || newest === step?.target
        ? []
        : newConflicts(catalog, { status: own, target: newest }, beside, standing),
    path: pathOf(own, updatePath(catalog, profile, statuses, wanted, policyOf)),
  };
}

/** Whoever asks about a pack wants to know where it could go, even if it is to stay. */
export function wantedFor(view: FileView, own: PackStatus): CandidatesOf {
  const isFrozen = frozenPacks(view);
  return (one) => (one.pack !== own.pack && isFrozen(one) ? [] : updateCandidates(one, "newest"));
}

/** None where one update takes the pack as far as it goes, or nothing moves it. */
export function pathOf(own: PackStatus, path: readonly PackSet[]): PathStep[] {
  const steps = path.flatMap((set, at): PathStep[] => {
    const step = set.steps.find(({ status }) => status.pack === own.pack);
    if (step === undefined) return [];
    return [{ update: at + 1, version: step.target.version, together: othersOf(set.together(step), own) }];
  });
  return steps.some(({ update }) => update > 1) ? steps : [];
}

export function othersOf(steps: readonly PackStep[], { pack }: PackStatus): PackStep[] {
  return steps.filter(({ status }) => status.pack !== pack);
}

/** " together with base to 5.0.0 and web to 2.0.0"; empty for none. */
export function togetherInWords(steps: readonly PackStep[]): string {
  const names = steps.map(({ status, target }) => `${status.name} to ${target.version}`);
  return names.length === 0 ? "" : ` together with ${names.join(" and ")}`;
}

export function pathInWords(path: readonly PathStep[]): string {
  const steps = path.map(
    ({ update, version, together }) => `update ${update} to ${version}${togetherInWords(together)}`,
  );
  return `one update of the profile after the other: ${steps.join(", ")}`;
}
