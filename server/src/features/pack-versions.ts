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
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { PackState } from "../model/pack-json.ts";
import type { Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { asNewVersion } from "../updates/in-use.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { defaultsDiffer, updatePackEdits } from "../updates/pack-update.ts";
import { type PackStep, updateSteps, updateStepsEdits } from "../updates/profile-update.ts";
import { packQuery, packStatus, type UpdateReach, updateReaches } from "../updates/version-choice.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { packAt, profileAt } from "./subject.ts";

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
  /** The pack's default values differ from those of the current version, and the edit does not touch the profile's. */
  readonly versionOnly: boolean;
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
      versionOnly: status !== undefined && defaultsDiffer(catalog, status, pack) === true,
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

/** The edit that takes the pack at the offset to the version; empty when there is nothing to change. */
export function updatePackAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  { name, current, version, newVersion }: ChosenVersion,
): readonly FileEdit[] {
  const view = snapshot.file(file);
  const found = view === undefined ? undefined : packAt(view, offset);
  // The text may have moved while a person was choosing.
  if (found?.pack.name?.text !== name || found.pack.version?.text !== current || current === version)
    return [];
  return editsOf(snapshot, file, found.profile, updatePackEdits(found.pack, version), newVersion);
}

export interface ProfileUpdate {
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** Packs that change. */
  readonly count: number;
}

/**
 * The edit that takes all packs of the profile at the offset, or of the only one in the file, as far as the reach goes. Undefined when there
 * is nothing to update.
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
  const steps = updateSteps(snapshot.catalog, profile, reach, policiesOf(snapshot, view));
  if (steps.length === 0) return undefined;
  return {
    title: titleOf(snapshot.catalog, reach, steps),
    edits: editsOf(snapshot, file, profile, updateStepsEdits(steps), newVersion),
    count: steps.length,
  };
}

/** What can be done for all packs of the profile at the offset, nearest reach first; a reach that comes to the same as a nearer one is left out. */
export function profileUpdatesAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): readonly (Pick<ProfileUpdate, "title" | "count"> & { readonly edits: () => readonly FileEdit[] })[] {
  const view = snapshot.file(file);
  const profile = view === undefined ? undefined : profileAt(view, offset);
  if (view === undefined || profile === undefined) return [];
  const seen = new Set<string>();
  return updateReaches.flatMap((reach) => {
    const steps = updateSteps(snapshot.catalog, profile, reach, policiesOf(snapshot, view));
    const key = JSON.stringify(steps.map(({ status, target }) => [status.pack.span.start, target.version]));
    if (steps.length === 0 || seen.has(key)) return [];
    seen.add(key);
    const title = titleOf(snapshot.catalog, reach, steps);
    return [
      {
        title,
        count: steps.length,
        edits: () => editsOf(snapshot, file, profile, updateStepsEdits(steps), undefined),
      },
    ];
  });
}

const reachNames: Record<UpdateReach, string> = {
  patch: "the newest patch",
  minor: "the newest minor",
  newest: "the newest",
};

function titleOf(catalog: PackCatalog, reach: UpdateReach, steps: readonly PackStep[]): string {
  const versionOnly = steps.filter(({ status, target }) => defaultsDiffer(catalog, status, target) === true);
  const note = versionOnly.length === 0 ? "" : `, ${versionOnly.length} version only`;
  return `Update all packs to ${reachNames[reach]} (${steps.length}${note})`;
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
