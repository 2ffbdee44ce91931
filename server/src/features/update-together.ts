/**
 * A pack's update that another pack of the profile stands against: offered with the packs that have to go along, or beside the newest
 * version that goes with all of them. Pure; by the same search as the update of whole profiles.
 */

import type { FileEdit } from "../analysis/finding.ts";
import { distance } from "../base/pack-version.ts";
import { conflictsInWords, newConflicts, standingPack } from "../updates/pack-conflicts.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { type PackStep, profileStatus, updateStepsEdits } from "../updates/profile-update.ts";
import { createPackSets } from "../updates/update-set/profile-set.ts";
import { valuesUpdate } from "../updates/values-update.ts";
import { type PackStatus, updateCandidates } from "../updates/version-choice.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { frozenPacks } from "./frozen-packs.ts";

/** How an update of one pack goes with the others of its profile. */
export type UpdateFit =
  | { readonly kind: "alone" }
  /** With these, itself among them, in the profile's order. */
  | { readonly kind: "together"; readonly steps: readonly PackStep[] }
  | {
      readonly kind: "blocked";
      /** Each in a sentence without its full stop. */
      readonly conflicts: readonly string[];
      /** What takes the pack to the newest version that is nearer and goes with the others. */
      readonly instead: readonly PackStep[];
    };

export function updateFit(snapshot: Snapshot, view: FileView, { status, target }: PackStep): UpdateFit {
  const { catalog } = snapshot;
  const profile = view.documents
    .flatMap(({ profiles }) => profiles)
    .find(({ packs }) => packs.includes(status.pack));
  const statuses = profile === undefined ? [] : profileStatus(catalog, profile, policiesOf(snapshot, view));
  const own = statuses.find(({ pack }) => pack === status.pack);
  if (own === undefined) return { kind: "alone" };
  const standing = statuses.map((one) => standingPack(one, one.installed));
  const blockers = newConflicts(catalog, { status: own, target }, standing, standing);
  if (blockers.length === 0) return { kind: "alone" };
  const isFrozen = frozenPacks(view);
  const wanted = (one: PackStatus) =>
    one === own
      ? updateCandidates(one, distance(one.current, target.version) === "patch" ? "patch" : "newest")
      : isFrozen(one)
        ? []
        : updateCandidates(one, "newest");
  const sets = createPackSets(catalog, statuses, wanted);
  const stepsWith = (set: ReturnType<typeof sets.newest>) => {
    const step = set?.steps.find((one) => one.status === own);
    return step === undefined ? [] : (set?.together(step) ?? []);
  };
  const steps = stepsWith(sets.newest(new Map([[own, target]])));
  if (steps.length > 1) return { kind: "together", steps };
  return { kind: "blocked", conflicts: conflictsInWords(blockers), instead: stepsWith(sets.newest()) };
}

export interface GroupUpdate {
  readonly title: string;
  readonly edits: () => readonly FileEdit[];
  readonly preferred: boolean;
  readonly note: () => string | undefined;
}

/** All steps as one change, with the values of those where nobody has to look at them. */
export function groupUpdate({ catalog }: Snapshot, view: FileView, steps: readonly PackStep[]): GroupUpdate {
  const updates = steps.map((step) => ({ step, values: valuesUpdate(catalog, view, step) }));
  const left = updates.flatMap(({ step, values }) =>
    values.kind === "review" || values.kind === "unknown" ? [step.status.name] : [],
  );
  const names = steps.map(({ status, target }) => `${status.name} to ${target.version}`).join(", ");
  const what = steps.length === 1 ? `Update ${names}` : `Update ${steps.length} packs together: ${names}`;
  const whose = left.length === 0 ? "" : ` (version only: ${left.join(", ")})`;
  const isPatch = ({ status, target }: PackStep) => distance(status.current, target.version) === "patch";
  return {
    title: `${what}${whose}`,
    edits: () => {
      const merged = updates.flatMap(({ values }) => (values.kind === "merged" ? values.edits : []));
      const edits = [...updateStepsEdits(steps), ...merged];
      return [{ file: view.id, edits: edits.sort((a, b) => a.span.start - b.span.start) }];
    },
    preferred: left.length === 0 && steps.every(isPatch),
    note: () =>
      left.length === 0
        ? undefined
        : `The values of ${left.join(" and ")} stayed as they were. Compare them with the defaults of the new version`,
  };
}
