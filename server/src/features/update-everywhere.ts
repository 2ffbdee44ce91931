/**
 * One pack in all profiles of the workspace: which packs have somewhere to go, how many profiles an update would touch, and what it would do.
 * The first two are told from the index alone; only the files that may change are parsed, one by one. Pure: asks the snapshot.
 */

import { newestFirst } from "../base/pack-version.ts";
import type { ProfileVersionBump } from "../base/profile-version.ts";
import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { CatalogPack } from "../catalog/catalog.ts";
import { contentSpan } from "../model/text.ts";
import type { EditAnnotation, FileEdit } from "../updates/file-edit.ts";
import {
  newestOf,
  type PackStanding,
  stepBefore,
  type UpdateReach,
  updateReaches,
  updateTarget,
} from "../updates/version-choice.ts";
import type { FileId, ProfileEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { isMistaken, Standings } from "./trees/standings.ts";
import { count } from "./trees/tree-node.ts";
import { type PlannedProfile, planUpdates } from "./update-plan.ts";
import { inFreeFiles } from "./update-plans.ts";
import { plannedInWords, whyLeft } from "./update-words.ts";

export type EverywhereReach = UpdateReach | { readonly version: string };

/** A pack that is behind in some profile. */
export interface OutdatedPack {
  readonly name: string;
  /** Those that it has somewhere, newest first. */
  readonly current: readonly string[];
  /** The newest that any of them could go to. */
  readonly newest: string;
  /** Profile versions in which it is behind. */
  readonly profiles: number;
}

/** By name. */
export function outdatedPacks(snapshot: Snapshot): readonly OutdatedPack[] {
  const places = placesByPack(snapshot);
  return [...places]
    .map(([name, found]) => ({
      name,
      current: newestFirst([...new Set(found.map(({ standing }) => standing.stated))]),
      newest: newestFirst(found.flatMap(({ standing }) => newestOf(standing.newer)?.version ?? []))[0] ?? "",
      profiles: new Set(found.map(({ entry }) => entry)).size,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface PackPlace {
  readonly entry: ProfileEntry;
  readonly standing: PackStanding;
}

/** Where each pack is behind. What a comment silences is not. */
function placesByPack(snapshot: Snapshot): Map<string, PackPlace[]> {
  const standings = new Standings(snapshot);
  const places = new Map<string, PackPlace[]>();
  for (const profile of snapshot.index.names()) {
    for (const entry of snapshot.index.versions(profile)) {
      for (const { standing, target } of standings.packs(entry)) {
        if (standing === undefined || (target ?? correctionOf(standing)) === undefined) continue;
        const known = places.get(standing.name);
        if (known === undefined) places.set(standing.name, [{ entry, standing }]);
        else known.push({ entry, standing });
      }
    }
  }
  return places;
}

/** What a version that nobody has published would be updated to, as every update does. */
function correctionOf(standing: PackStanding): CatalogPack | undefined {
  return isMistaken(standing) ? updateTarget(standing, "newest") : undefined;
}

/** Where a pack could go, and whom that touches. */
export interface EverywhereTarget {
  readonly to: EverywhereReach;
  /** The versions that it comes to, newest first. */
  readonly versions: readonly string[];
  /** Profile versions that have somewhere to go. */
  readonly profiles: number;
  /** Those among them that clusters are on. */
  readonly used: number;
  /** True for a reach that comes to the same as a nearer one. */
  readonly same: boolean;
}

/** How far first, then every version. */
export function everywhereTargets(snapshot: Snapshot, name: string): readonly EverywhereTarget[] {
  const places = placesByPack(snapshot).get(name) ?? [];
  const standings = new Standings(snapshot);
  const seen = new Set<string>();
  const targetOf = (to: EverywhereReach): EverywhereTarget => {
    const reached = places.flatMap(({ entry, standing }) => {
      const version = versionFor(standing, to);
      return version === undefined ? [] : [{ entry, version }];
    });
    const entries = [...new Set(reached.map(({ entry }) => entry))];
    return {
      to,
      versions: newestFirst([...new Set(reached.map(({ version }) => version))]),
      profiles: entries.length,
      used: entries.filter((entry) => standings.clustersOn(entry) > 0).length,
      same: false,
    };
  };
  const reaches = updateReaches.map(targetOf).map((target) => {
    const key = JSON.stringify([target.versions, target.profiles]);
    const same = seen.has(key);
    seen.add(key);
    return { ...target, same };
  });
  const all = places.flatMap(({ standing: { newer } }) => [...newer.patch, ...newer.minor, ...newer.major]);
  const versions = newestFirst([...new Set(all.map(({ version }) => version))]);
  return [...reaches, ...versions.map((version) => targetOf({ version }))].filter(
    ({ profiles }) => profiles > 0,
  );
}

function versionFor(standing: PackStanding, to: EverywhereReach): string | undefined {
  if (typeof to === "string") return updateTarget(standing, to)?.version;
  const { patch, minor, major } = standing.newer;
  const target = [...patch, ...minor, ...major].find(({ version }) => version === to.version);
  return target === undefined || stepBefore(standing, target) !== undefined ? undefined : target.version;
}

export interface EverywhereWishes {
  readonly name: string;
  readonly to: EverywhereReach;
  /** What profiles that clusters use become; undefined leaves them alone. */
  readonly newVersion: ProfileVersionBump | undefined;
}

/** The files in which the pack is behind, in alphabetical order. */
export function filesWithOutdated(snapshot: Snapshot, name: string): readonly FileId[] {
  const places = placesByPack(snapshot).get(name) ?? [];
  return [...new Set(places.map(({ entry }) => entry.file))].sort();
}

/** What would happen in the file. */
export function planInFile(
  snapshot: Snapshot,
  file: FileId,
  { name, to, newVersion }: EverywhereWishes,
): readonly PlannedProfile[] {
  const view = snapshot.file(file);
  return view === undefined
    ? []
    : planUpdates(snapshot, view, { to, wants: (pack) => pack === name, newVersion });
}

/** A profile in which the pack stays where it is. */
export interface LeftProfile {
  readonly file: FileId;
  /** Of the pack's version. */
  readonly span: Span;
  readonly name: string;
  readonly version: string;
  /** The version that the pack would go to. */
  readonly target: string;
  /** Why it stays. */
  readonly why: string;
  /** True where somebody who looks at its values can take it there. */
  readonly canReview: boolean;
}

export interface EverywhereChange {
  /** To be looked at before they are taken. */
  readonly edits: readonly FileEdit[];
  /** Profile versions that change. */
  readonly profiles: number;
  readonly left: readonly LeftProfile[];
}

/** What was planned for all files, as one change. */
export function everywhereChange(
  snapshot: Snapshot,
  name: string,
  planned: readonly PlannedProfile[],
): EverywhereChange {
  const all = inFreeFiles(snapshot, planned);
  const left = all.flatMap(leftIn);
  const changed = all.filter(({ edits }) => edits.length > 0);
  const beside = changed.filter(({ way }) => way.kind === "new").length;
  const annotations = {
    place: annotate(
      `Update ${name} in ${count(changed.length - beside, "profile")}`,
      "in their places, as no cluster here uses them",
    ),
    new: annotate(
      `Update ${name} in ${count(beside, "new version")} of profiles`,
      "beside those that clusters use, which stay as they are",
    ),
  };
  return { edits: inOneEach(changed, annotations), profiles: changed.length, left };
}

function annotate(label: string, description: string): EditAnnotation {
  return { label, description, confirm: true };
}

function leftIn(profile: PlannedProfile): LeftProfile[] {
  const whole = whyLeft(profile);
  const { file, version, packs } = profile;
  return packs.flatMap((pack): LeftProfile[] => {
    const {
      step: { status, target },
      outcome,
    } = pack;
    if (whole === undefined && outcome.kind === "clean") return [];
    const place = status.pack.version;
    return [
      {
        file,
        span: place === undefined ? status.pack.span : contentSpan(place),
        name: profile.name ?? "(profile without a name)",
        version,
        target: target.version,
        why: whole ?? plannedInWords(pack),
        canReview: whole === undefined && outcome.kind === "review",
      },
    ];
  });
}

/** All edits of a file together. Packs that share a version by an anchor share its edit. */
function inOneEach(
  changed: readonly PlannedProfile[],
  annotations: Readonly<Record<"place" | "new", EditAnnotation>>,
): readonly FileEdit[] {
  const byFile = new Map<FileId, FileEdit & { readonly edits: TextEdit[] }>();
  for (const { way, edits } of changed) {
    const annotation = annotations[way.kind === "new" ? "new" : "place"];
    for (const edit of edits) {
      const known = byFile.get(edit.file);
      if (known === undefined) byFile.set(edit.file, { ...edit, edits: [...edit.edits], annotation });
      else known.edits.push(...edit.edits);
    }
  }
  const [first] = changed;
  const isAllNew = [...byFile.values()].every(({ create }) => create === true);
  // New files alone would be made without a look: what they are made of is shown with them, and stays as it is.
  if (isAllNew && first !== undefined)
    byFile.set(first.file, { file: first.file, edits: [], annotation: annotations.new });
  return [...byFile.values()].map((edit) => ({
    ...edit,
    edits: [...new Map(edit.edits.map((one) => [JSON.stringify([one.span, one.text]), one])).values()].sort(
      (a, b) => a.span.start - b.span.start,
    ),
  }));
}
