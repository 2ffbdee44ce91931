/**
 * The versions that a person can choose for a pack, and the edits of a choice: one pack, or all packs of a profile. Pure: asks
 * the snapshot, and knows nothing of the editor.
 */

import {
  comparePackVersions,
  type Distance,
  distance,
  isPrerelease,
  parsePackVersion,
} from "../base/pack-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { type CatalogPack, findVersion } from "../catalog/catalog.ts";
import type { PackState } from "../model/pack-json.ts";
import type { Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { asNewVersion } from "../updates/in-use.ts";
import { defaultsDiffer, updatePackEdits } from "../updates/pack-update.ts";
import { valuesUpdate } from "../updates/values-update.ts";
import { packQuery, packStatus, type UpdateReach, updateReaches } from "../updates/version-choice.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { leftInWords } from "./left-packs.ts";
import { packAt, profileAt } from "./subject.ts";
import { newestSteps, plannedEdits, planPacks } from "./update-plan.ts";
import { outcomeInWords, valuesLeftInWords } from "./update-words.ts";

export interface PackVersions {
  readonly name: string;
  /** As the profile states it; "" for a pack that states none. */
  readonly current: string;
  /** Newest first, each once. */
  readonly versions: readonly PackVersionChoice[];
}

export interface PackVersionChoice {
  readonly version: string;
  /** `unordered`: the two cannot be compared. */
  readonly relation: "newer" | "current" | "older" | "unordered";
  readonly distance: Distance | undefined;
  readonly state: PackState | undefined;
  readonly prerelease: boolean;
  /** The pack's default values differ from those of the current version. */
  readonly otherDefaults: boolean;
}

/** All versions that the catalog has of the pack at the offset; undefined when it is no pack or an unknown one. */
export function packVersions(snapshot: Snapshot, file: FileId, offset: number): PackVersions | undefined {
  const view = snapshot.file(file);
  const found = view === undefined ? undefined : packAt(view, offset);
  const name = known(found?.pack.name)?.text;
  if (found === undefined || name === undefined) return undefined;
  const { catalog } = snapshot;
  const status = packStatus(catalog, found.profile, found.pack);
  const answer = status?.answer ?? catalog.lookup(packQuery(found.pack, name));
  if (answer.kind !== "known") return undefined;
  const versions = new Map<string, CatalogPack>();
  for (const pack of answer.packs) if (!versions.has(pack.version)) versions.set(pack.version, pack);
  return {
    name,
    current: found.pack.version?.text ?? "",
    versions: [...versions.values()].map((pack) => ({
      version: pack.version,
      ...relationOf(pack.version, status?.current),
      state: pack.state,
      prerelease: isPrerelease(pack.version),
      otherDefaults: status !== undefined && defaultsDiffer(catalog, status, pack) === true,
    })),
  };
}

/** The name of the pack at the offset when there is another version to choose; without reading anything of the packs. */
export function packWithChoice(snapshot: Snapshot, file: FileId, offset: number): string | undefined {
  const view = snapshot.file(file);
  const found = view === undefined ? undefined : packAt(view, offset);
  const name = known(found?.pack.name)?.text;
  if (found === undefined || name === undefined) return undefined;
  const answer = snapshot.catalog.lookup(packQuery(found.pack, name));
  const stated = found.pack.version?.text;
  return answer.kind === "known" && answer.packs.some(({ version }) => version !== stated) ? name : undefined;
}

function relationOf(
  version: string,
  current: string | undefined,
): Pick<PackVersionChoice, "relation" | "distance"> {
  if (version === current) return { relation: "current", distance: undefined };
  if (current === undefined || parsePackVersion(current) === undefined)
    return { relation: "unordered", distance: undefined };
  switch (comparePackVersions(version, current)) {
    case 1:
      return { relation: "newer", distance: distance(current, version) };
    case -1:
      return { relation: "older", distance: distance(current, version) };
    case 0:
      return { relation: "current", distance: undefined };
    case undefined:
      return { relation: "unordered", distance: undefined };
  }
}

/** What a person chose, and for what: the pack's name and version as they were when the list was made. */
export interface ChosenVersion {
  readonly name: string;
  readonly current: string;
  readonly version: string;
  /** The change goes into this new version of the profile; undefined for one in its place. */
  readonly newVersion?: string | undefined;
}

export interface PackChange {
  /** None when there is nothing to change. */
  readonly edits: readonly FileEdit[];
  /** What it leaves to do; undefined for nothing. */
  readonly left: string | undefined;
  /** What there is to look at before, in a few words, where the version is changed alone although the values want a look. */
  readonly toReview: string | undefined;
}

const noChange: PackChange = { edits: [], left: undefined, toReview: undefined };

/** The edit that takes the pack at the offset to the version, and its values along where nobody has to look at them. */
export function updatePackAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  { name, current, version, newVersion }: ChosenVersion,
): PackChange {
  const view = snapshot.file(file);
  const found = view === undefined ? undefined : packAt(view, offset);
  // The text may have moved while a person was choosing.
  if (view === undefined || found?.pack.name?.text !== name || found.pack.version?.text !== current)
    return noChange;
  const edits = current === version ? [] : updatePackEdits(found.pack, version);
  if (edits.length === 0) return noChange;
  const status = packStatus(snapshot.catalog, found.profile, found.pack);
  const target = status?.answer.kind === "known" ? findVersion(status.answer.packs, version) : undefined;
  const step = status === undefined || target === undefined ? undefined : { status, target };
  const values = step === undefined ? undefined : valuesUpdate(snapshot.catalog, view, step);
  const all = values?.kind === "merged" ? [...edits, ...values.edits] : edits;
  return {
    edits: editsOf(snapshot, file, found.profile, all, newVersion),
    left: step && values && valuesLeftInWords(step, values),
    toReview: values?.kind === "review" ? outcomeInWords(values) : undefined,
  };
}

export interface ProfileUpdate {
  readonly title: string;
  /** None where all packs that have somewhere to go are left. */
  readonly edits: readonly FileEdit[];
  /** Packs that change. */
  readonly count: number;
  /** What it leaves to do; undefined for nothing. */
  readonly left: string | undefined;
}

/** An update that is made when it is taken. */
export interface ProfileUpdateChoice extends Pick<ProfileUpdate, "title" | "count"> {
  readonly edits: () => readonly FileEdit[];
  /** What it leaves to do; undefined for nothing. */
  readonly note: () => string | undefined;
}

/**
 * The edit that takes all packs of the profile at the offset, or of the only one in the file, as far as the reach goes and they go with
 * each other: what the command writes. Undefined when there is nothing to update.
 */
export function updateAllPacks(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  reach: UpdateReach,
  newVersion?: string,
): ProfileUpdate | undefined {
  const view = snapshot.file(file);
  const profile = view === undefined ? undefined : profileAt(view, offset);
  if (view === undefined || profile === undefined) return undefined;
  const packs = planPacks(snapshot, view, profile, { to: reach, wants: () => true });
  if (packs.length === 0) return undefined;
  const count = packs.filter(({ outcome }) => outcome.kind === "clean").length;
  return {
    title: titleOf(reach, count),
    edits: editsOf(snapshot, file, profile, plannedEdits(snapshot, view, packs), newVersion),
    count,
    left: leftInWords(packs),
  };
}

/** What can be done for all packs of the profile at the offset, nearest reach first; a reach that comes to the same as a nearer one is left out. */
export function profileUpdatesAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): readonly ProfileUpdateChoice[] {
  const view = snapshot.file(file);
  const profile = view === undefined ? undefined : profileAt(view, offset);
  if (view === undefined || profile === undefined) return [];
  const seen = new Set<string>();
  return updateReaches.flatMap((reach) => {
    const wishes = { to: reach, wants: () => true };
    // Whether somebody has to look at the values is found out when it is taken.
    const steps = newestSteps(snapshot, view, profile, wishes);
    const key = JSON.stringify(steps.map(({ status, target }) => [status.pack.span.start, target.version]));
    if (steps.length === 0 || seen.has(key)) return [];
    seen.add(key);
    const packs = () => planPacks(snapshot, view, profile, wishes);
    return [
      {
        title: titleOf(reach, steps.length),
        count: steps.length,
        edits: () => editsOf(snapshot, file, profile, plannedEdits(snapshot, view, packs()), undefined),
        note: () => leftInWords(packs()),
      },
    ];
  });
}

const reachNames: Record<UpdateReach, string> = {
  patch: "the newest patch",
  minor: "the newest minor",
  newest: "the newest",
};

function titleOf(reach: UpdateReach, count: number): string {
  return `Update all packs to ${reachNames[reach]} (${count})`;
}

/** In the profile's place, or as a new version of it. */
function editsOf(
  snapshot: Snapshot,
  file: FileId,
  profile: Profile,
  edits: readonly TextEdit[],
  newVersion: string | undefined,
): readonly FileEdit[] {
  if (edits.length === 0) return [];
  if (newVersion === undefined) return [{ file, edits }];
  const made = asNewVersion(snapshot, file, profile, newVersion, edits);
  return made === undefined ? [] : [made];
}
