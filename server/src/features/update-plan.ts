/**
 * What an update of whole files would do: which packs go to which version with their values, which are left to a person and why, and the
 * edits. Pure; the decisions are those of the updates in the editor, with nobody there to look, so what wants a look is left.
 */

import { rule as outdatedPack } from "../analysis/rules/outdated-pack.ts";
import { findSuppressions } from "../analysis/suppression.ts";
import { compareProfileVersions, type ProfileVersionBump } from "../base/profile-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import { contextsFit, profileContext } from "../model/context.ts";
import { defaultProfileVersion, type Profile } from "../model/profile.ts";
import { contentSpan, known } from "../model/text.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { asNewVersion, profileUse } from "../updates/in-use.ts";
import { packConflicts, standingPack } from "../updates/pack-conflicts.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import {
  type PackStep,
  profileStatus,
  type TargetOf,
  updateSteps,
  updateStepsEdits,
} from "../updates/profile-update.ts";
import { profileVersions } from "../updates/profile-version.ts";
import { type ValuesUpdate, valuesUpdate } from "../updates/values-update.ts";
import { type PackStatus, stepBefore, type UpdateReach, updateTarget } from "../updates/version-choice.ts";
import type { FileId, ReferenceEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";

export interface UpdateWishes {
  /** A reach, or the one version that packs shall go to where it is offered. */
  readonly to: UpdateReach | { readonly version: string };
  readonly wants: (packName: string) => boolean;
  /** What a person has decided about a pack, before anything else: a version, or that it stays. Undefined for nothing. */
  readonly decided?: (status: PackStatus) => CatalogPack | "stays" | undefined;
  /** The version that a profile which clusters use gets; undefined leaves it alone. */
  readonly newVersion: ProfileVersionBump | undefined;
}

/**
 * - `clean`: goes to the version, with its values; these are undefined where they stay as they are
 * - `review`: a person has to decide about the keys
 * - `unknown`: the values cannot be taken along, because the defaults of one version cannot be had, or for the way they are written
 * - `conflict`: another pack of the profile stands against it
 */
export type PackOutcome =
  | { readonly kind: "clean"; readonly values: ValuesChange | undefined }
  | { readonly kind: "review"; readonly keys: readonly string[] }
  | { readonly kind: "unknown"; readonly reason: string }
  | { readonly kind: "conflict"; readonly conflicts: readonly string[] };

/** Keys of values that change with their pack: customisations that were taken over, and what came with the new version. */
export interface ValuesChange {
  readonly kept: readonly string[];
  readonly adopted: readonly string[];
}

export interface PlannedPack {
  readonly step: PackStep;
  readonly outcome: PackOutcome;
}

export interface PlannedProfile {
  readonly file: FileId;
  readonly name: string | undefined;
  readonly version: string;
  /** At least one. */
  readonly packs: readonly PlannedPack[];
  /** Clusters that are on this version. */
  readonly clusters: number;
  /** The names of those that have one, each once. */
  readonly clusterNames: readonly string[];
  /**
   * - `place`: where it stands
   * - `new`: as the version, beside it
   * - `left`: not at all, because clusters use it, and nobody said that it shall be a new version, or none is free
   * - `superseded`: not at all, because clusters use it and a newer version is there, which they can be moved to
   */
  readonly way:
    | { readonly kind: "place" }
    | { readonly kind: "new"; readonly version: string; readonly file: FileId }
    | { readonly kind: "left"; readonly reason: "in use" | "no free version" }
    | { readonly kind: "superseded"; readonly by: string };
  /** Of the clean packs; none where it is left. */
  readonly edits: readonly FileEdit[];
}

/** The profiles of the file in which a pack has somewhere to go, in the order of the file. */
export function planUpdates(snapshot: Snapshot, view: FileView, wishes: UpdateWishes): PlannedProfile[] {
  return view.documents
    .flatMap(({ profiles }) => profiles)
    .flatMap((profile) => planProfile(snapshot, view, profile, wishes) ?? []);
}

function planProfile(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  wishes: UpdateWishes,
): PlannedProfile | undefined {
  const { catalog } = snapshot;
  const policyOf = policiesOf(snapshot, view);
  const targetOf = targetFor(wishes);
  const isFrozen = frozenPacks(view);
  const steps = updateSteps(
    catalog,
    profile,
    (status) => (isFrozen(status) ? undefined : targetOf(status)),
    policyOf,
  );
  if (steps.length === 0) return undefined;
  const packs = judge(catalog, view, profileStatus(catalog, profile, policyOf), steps);
  const clean = packs.flatMap(({ step, outcome }) => (outcome.kind === "clean" ? [step] : []));
  const edits = [
    ...updateStepsEdits(clean),
    ...clean.flatMap((step) => {
      const update = valuesUpdate(catalog, view, step);
      return update.kind === "merged" ? update.edits : [];
    }),
  ];
  const use = profileUse(snapshot, profile);
  return {
    file: view.id,
    name: known(profile.name)?.text,
    version: profile.version?.text ?? defaultProfileVersion,
    packs,
    clusters: use?.clusters ?? 0,
    clusterNames: namesOf(use?.references ?? []),
    ...(use === undefined
      ? { way: { kind: "place" }, edits: edits.length === 0 ? [] : [{ file: view.id, edits }] }
      : besideIt(snapshot, view, profile, wishes, edits)),
  };
}

/** Whoever silences that a pack is outdated wants it to stay. */
function frozenPacks(view: FileView): (status: PackStatus) => boolean {
  const lines = new Set(
    findSuppressions(view)
      .filter(({ rule }) => rule === outdatedPack.id)
      .map(({ line }) => line),
  );
  return ({ pack: { version } }) =>
    version !== undefined && lines.has(view.lines.position(contentSpan(version).start).line);
}

function targetFor({ to, wants, decided }: UpdateWishes): TargetOf {
  return (status) => {
    const decision = decided?.(status);
    if (decision !== undefined) return decision === "stays" ? undefined : decision;
    if (!wants(status.name)) return undefined;
    if (typeof to === "string") return updateTarget(status, to);
    const { patch, minor, major } = status.newer;
    const target = [...patch, ...minor, ...major].find(({ version }) => version === to.version);
    return target !== undefined && stepBefore(status, target) === undefined ? target : undefined;
  };
}

/**
 * What is left changes what the others stand beside: so packs are taken out until none stands against another, which leaves those together
 * that have to move together, and then each that fits beside the rest after all is put back.
 */
function judge(
  catalog: PackCatalog,
  view: FileView,
  statuses: readonly PackStatus[],
  steps: readonly PackStep[],
): PlannedPack[] {
  const outcomes = new Map<PackStep, PackOutcome>(
    steps.map((step) => [step, valuesOutcome(catalog, view, step)]),
  );
  const wanted = steps.filter((step) => outcomes.get(step)?.kind === "clean");
  const moving = new Set(wanted);
  const conflictsOf = (step: PackStep) => {
    const targets = new Map([...moving].map(({ status, target }) => [status.pack, target]));
    const beside = statuses.map((status) =>
      standingPack(status, targets.get(status.pack) ?? status.installed),
    );
    return packConflicts(catalog, step, beside);
  };
  for (let isSettled = false; !isSettled; ) {
    const blocked = [...moving].filter((step) => conflictsOf(step).length > 0);
    for (const step of blocked) moving.delete(step);
    isSettled = blocked.length === 0;
  }
  for (let isSettled = false; !isSettled; ) {
    const next = wanted.find((step) => !moving.has(step) && conflictsOf(step).length === 0);
    if (next !== undefined) moving.add(next);
    isSettled = next === undefined;
  }
  return steps.map((step) => {
    const outcome = outcomes.get(step) ?? valuesOutcome(catalog, view, step);
    const isLeft = outcome.kind === "clean" && !moving.has(step);
    return { step, outcome: isLeft ? { kind: "conflict", conflicts: conflictsOf(step) } : outcome };
  });
}

function valuesOutcome(catalog: PackCatalog, view: FileView, step: PackStep): PackOutcome {
  return outcomeOf(valuesUpdate(catalog, view, step));
}

export function outcomeOf(update: ValuesUpdate): PackOutcome {
  switch (update.kind) {
    case "none":
      return { kind: "clean", values: undefined };
    case "merged":
      return { kind: "clean", values: { kept: update.kept, adopted: update.adopted } };
    case "review":
      return { kind: "review", keys: update.keys };
    case "unknown":
      return update;
  }
}

/** Under running clusters nothing changes: they are moved to the new version when somebody says so. */
function besideIt(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  { newVersion }: UpdateWishes,
  edits: readonly TextEdit[],
): Pick<PlannedProfile, "way" | "edits"> {
  const left = (reason: "in use" | "no free version") =>
    ({ way: { kind: "left", reason }, edits: [] }) as const;
  const by = newerVersionOf(snapshot, profile);
  if (by !== undefined) return { way: { kind: "superseded", by }, edits: [] };
  if (newVersion === undefined) return left("in use");
  const version = profileVersions(snapshot, profile)?.bumps.find(({ bump }) => bump === newVersion)?.version;
  if (version === undefined) return left("no free version");
  if (edits.length === 0) return { way: { kind: "new", version, file: view.id }, edits: [] };
  const made = asNewVersion(snapshot, view.id, profile, version, edits);
  if (made === undefined) return left("no free version");
  return { way: { kind: "new", version, file: made.file }, edits: [made] };
}

function namesOf(references: readonly ReferenceEntry[]): string[] {
  return [...new Set(references.flatMap(({ cluster }) => cluster ?? []))].sort();
}

/** The newest version of the profile that is defined here, if that is newer than its own. */
function newerVersionOf({ index }: Snapshot, profile: Profile): string | undefined {
  const own = profile.version?.text ?? defaultProfileVersion;
  const context = profileContext(profile);
  return index
    .versions(known(profile.name)?.text ?? "")
    .filter((entry) => contextsFit(entry.context, context))
    .map((entry) => entry.version)
    .find((version) => version !== undefined && compareProfileVersions(version, own) === 1);
}
