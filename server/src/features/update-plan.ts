/**
 * What an update of whole files would do: which packs go to which version with their values, which are left to a person and why, and the
 * edits. Pure; the decisions are those of the updates in the editor, with nobody there to look, so what wants a look is left.
 */

import { compareProfileVersions, type ProfileVersionBump } from "../base/profile-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import { contextsFit, profileContext } from "../model/context.ts";
import { defaultProfileVersion, type Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { asNewVersion, profileUse } from "../updates/in-use.ts";
import {
  conflictsInWords,
  newConflicts,
  type PackConflict,
  standingPack,
} from "../updates/pack-conflicts.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { type PackStep, profileStatus, updateStepsEdits } from "../updates/profile-update.ts";
import { profileVersions } from "../updates/profile-version.ts";
import { type CandidatesOf, createPackSets } from "../updates/update-set/profile-set.ts";
import { type ValuesUpdate, valuesUpdate } from "../updates/values-update.ts";
import {
  type PackStatus,
  stepBefore,
  type UpdateReach,
  updateCandidates,
} from "../updates/version-choice.ts";
import type { FileId, ReferenceEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { frozenPacks } from "./frozen-packs.ts";

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
 * - `conflict`: another pack of the profile stands against it, and against every other version that was wanted
 */
export type PackOutcome =
  | { readonly kind: "clean"; readonly values: ValuesChange | undefined }
  | { readonly kind: "review"; readonly keys: readonly string[] }
  | { readonly kind: "unknown"; readonly why: string }
  | {
      readonly kind: "conflict";
      /** Each in a sentence without its full stop. */
      readonly conflicts: readonly string[];
      readonly blockers: readonly PackConflict[];
    };

/** Keys of values that change with their pack: customisations that were taken over, and what came with the new version. */
export interface ValuesChange {
  readonly kept: readonly string[];
  readonly adopted: readonly string[];
}

export interface PlannedPack {
  readonly step: PackStep;
  readonly outcome: PackOutcome;
  /** The newest version that was wanted, where only an older one goes with the other packs, and what stands against it. */
  readonly heldBack?: { readonly from: CatalogPack; readonly blockers: readonly PackConflict[] };
}

export interface PlannedProfile {
  readonly file: FileId;
  readonly name: string | undefined;
  readonly version: string;
  /** At least one. */
  readonly packs: readonly PlannedPack[];
  /** False where there were too many ways to go through all of them: newer versions may go together. */
  readonly isProven: boolean;
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
  const { packs, isProven } = planSet(snapshot, view, profile, wishes);
  if (packs.length === 0) return undefined;
  const edits = plannedEdits(snapshot, view, packs);
  const use = profileUse(snapshot, profile);
  return {
    file: view.id,
    name: known(profile.name)?.text,
    version: profile.version?.text ?? defaultProfileVersion,
    packs,
    isProven,
    clusters: use?.clusters ?? 0,
    clusterNames: namesOf(use?.references ?? []),
    ...(use === undefined
      ? { way: { kind: "place" }, edits: edits.length === 0 ? [] : [{ file: view.id, edits }] }
      : besideIt(snapshot, view, profile, wishes, edits)),
  };
}

/** The packs of the profile that have somewhere to go, in its order. */
export function planPacks(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  wishes: Pick<UpdateWishes, "to" | "wants" | "decided">,
): readonly PlannedPack[] {
  return planSet(snapshot, view, profile, wishes).packs;
}

function planSet(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  wishes: Pick<UpdateWishes, "to" | "wants" | "decided">,
): PlannedSet {
  const { statuses, wanted } = wantedOf(snapshot, view, profile, wishes);
  return judge(snapshot.catalog, view, statuses, wanted);
}

/** What the packs of the profile would go to if nobody had to look at any values. */
export function newestSteps(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  wishes: Pick<UpdateWishes, "to" | "wants" | "decided">,
): readonly PackStep[] {
  const { statuses, wanted } = wantedOf(snapshot, view, profile, wishes);
  if (statuses.every((status) => wanted(status).length === 0)) return [];
  return createPackSets(snapshot.catalog, statuses, wanted).newest()?.steps ?? [];
}

/** The packs as they stand, and the versions that each may go to. */
function wantedOf(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  wishes: Pick<UpdateWishes, "to" | "wants" | "decided">,
): { readonly statuses: readonly PackStatus[]; readonly wanted: CandidatesOf } {
  const statuses = profileStatus(snapshot.catalog, profile, policiesOf(snapshot, view));
  return { statuses, wanted: candidatesFor(wishes, frozenPacks(view)) };
}

/** What takes the clean ones to their versions, with their values, in the profile's place. */
export function plannedEdits(
  { catalog }: Pick<Snapshot, "catalog">,
  view: FileView,
  packs: readonly PlannedPack[],
): TextEdit[] {
  const clean = packs.flatMap(({ step, outcome }) => (outcome.kind === "clean" ? [step] : []));
  return [
    ...updateStepsEdits(clean),
    ...clean.flatMap((step) => {
      const update = valuesUpdate(catalog, view, step);
      return update.kind === "merged" ? update.edits : [];
    }),
  ];
}

function candidatesFor(
  { to, wants, decided }: Pick<UpdateWishes, "to" | "wants" | "decided">,
  isFrozen: (status: PackStatus) => boolean,
): CandidatesOf {
  return (status) => {
    if (!wants(status.name) || isFrozen(status)) return [];
    const decision = decided?.(status);
    if (decision !== undefined) return decision === "stays" ? [] : [decision];
    if (typeof to === "string") return updateCandidates(status, to);
    const { patch, minor, major } = status.newer;
    const target = [...patch, ...minor, ...major].find(({ version }) => version === to.version);
    return target !== undefined && stepBefore(status, target) === undefined ? [target] : [];
  };
}

type PlannedSet = Pick<PlannedProfile, "packs" | "isProven">;

/**
 * What is left changes what the others stand beside: so each pack whose values want a look is taken to stay, and the newest set beside it
 * searched again, until all that move are clean.
 */
function judge(
  catalog: PackCatalog,
  view: FileView,
  statuses: readonly PackStatus[],
  wanted: CandidatesOf,
): PlannedSet {
  if (statuses.every((status) => wanted(status).length === 0)) return { packs: [], isProven: true };
  const sets = createPackSets(catalog, statuses, wanted);
  const left = new Map<PackStatus, PlannedPack>();
  const moving = new Map<PackStatus, PlannedPack>();
  let isProven = true;
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    moving.clear();
    const pins = new Map([...left.keys()].map((status) => [status, undefined] as const));
    const set = sets.newest(pins);
    isProven &&= set?.isProven ?? true;
    for (const step of set?.steps ?? []) {
      const outcome = valuesOutcome(catalog, view, step);
      if (outcome.kind === "clean") moving.set(step.status, { step, outcome });
      else {
        left.set(step.status, { step, outcome });
        isSettled = false;
      }
    }
  }
  const standing = statuses.map((status) => standingPack(status, status.installed));
  const beside = statuses.map((status) =>
    standingPack(status, moving.get(status)?.step.target ?? status.installed),
  );
  const packs = statuses.flatMap((status) => {
    const known = left.get(status);
    const [newest] = sets.candidatesOf(status);
    if (known !== undefined || newest === undefined) return known ?? [];
    const moved = moving.get(status);
    if (moved?.step.target === newest) return moved;
    const blockers = newConflicts(catalog, { status, target: newest }, beside, standing);
    if (moved !== undefined) return { ...moved, heldBack: { from: newest, blockers } };
    const outcome = { kind: "conflict", conflicts: conflictsInWords(blockers), blockers } as const;
    return { step: { status, target: newest }, outcome };
  });
  return { packs, isProven };
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
