/**
 * The packs of a profile that can be updated, for a person to choose from: each with the version that it would go to and what becomes of
 * its values there; and the edits of the choice. Pure: asks the snapshot, and decides as every other update does.
 */

import { type Distance, distance } from "../base/pack-version.ts";
import { findVersion } from "../catalog/catalog.ts";
import { defaultProfileVersion, type Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { asNewVersion } from "../updates/in-use.ts";
import { type PackStatus, stepBefore } from "../updates/version-choice.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { type ExplainedVersion, explainPack } from "./pack-explanation.ts";
import { packAt, profileAt } from "./subject.ts";
import { outcomeOf, type PackOutcome, type PlannedPack, plannedEdits, planPacks } from "./update-plan.ts";
import { outcomeInWords, plannedInWords } from "./update-words.ts";

/** A pack is told by where it starts. */
export interface ChosenPack {
  readonly offset: number;
  /** As they were when the list was made. */
  readonly name: string;
  readonly current: string;
  /** Undefined for the one that is proposed. */
  readonly version: string | undefined;
}

export interface UpdatablePack {
  readonly offset: number;
  readonly name: string;
  /** As the profile states it. */
  readonly current: string;
  /** The version that it would go to. */
  readonly version: string;
  readonly distance: Distance | undefined;
  readonly outcome: PackOutcome;
  /** The same in words. */
  readonly note: string;
}

export interface UpdateChoices {
  /** Where the profile starts. */
  readonly offset: number;
  /** "" for a profile that states no name. */
  readonly name: string;
  readonly version: string;
  /** In the order of the file. */
  readonly packs: readonly UpdatablePack[];
}

export interface UpdateChoiceWishes {
  /** Versions that a person has chosen; every other pack goes to the one that is proposed. */
  readonly chosen: readonly ChosenPack[];
  /** Packs that shall change, by their offsets; undefined for all. What the others would do is told as if all did. */
  readonly ticked: ReadonlySet<number> | undefined;
}

/**
 * The packs of the profile at the offset, or of the only one in the file, that have a newer version to go to. Undefined where there is no
 * profile. What stands against a pack depends on which others go along, so it is worked out anew for each choice.
 */
export function updateChoices(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  { chosen, ticked }: UpdateChoiceWishes,
): UpdateChoices | undefined {
  const found = find(snapshot, file, offset);
  if (found === undefined) return undefined;
  const { view, profile } = found;
  const all = planChoice(snapshot, view, profile, chosen, undefined);
  const together = ticked === undefined ? all : planChoice(snapshot, view, profile, chosen, ticked);
  const planned = new Map(together.map((pack) => [offsetOf(pack), pack]));
  return {
    offset: profile.span.start,
    name: known(profile.name)?.text ?? "",
    version: profile.version?.text ?? defaultProfileVersion,
    packs: all.map((pack) => updatable(planned.get(offsetOf(pack)) ?? pack)),
  };
}

/** The pack that starts at the offset, as it would be if no other changed; undefined where none does or it has nowhere to go. */
export function updatedAlone(snapshot: Snapshot, file: FileId, offset: number): UpdatablePack | undefined {
  const found = find(snapshot, file, offset);
  if (found === undefined) return undefined;
  const [pack] = planChoice(snapshot, found.view, found.profile, [], new Set([offset]));
  return pack && updatable(pack);
}

function find(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): { readonly view: FileView; readonly profile: Profile } | undefined {
  const view = snapshot.file(file);
  const profile = view === undefined ? undefined : profileAt(view, offset);
  return view === undefined || profile === undefined ? undefined : { view, profile };
}

function offsetOf({ step }: PlannedPack): number {
  return step.status.pack.span.start;
}

function updatable(planned: PlannedPack): UpdatablePack {
  const {
    outcome,
    step: { status, target },
  } = planned;
  return {
    offset: status.pack.span.start,
    name: status.name,
    current: status.stated,
    version: target.version,
    distance: distance(status.current, target.version),
    outcome,
    note: plannedInWords(planned),
  };
}

/** A version that cannot be reached in one step is planned with nobody, and told as blocked. */
function planChoice(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  chosen: readonly ChosenPack[],
  ticked: ReadonlySet<number> | undefined,
): readonly PlannedPack[] {
  const choices = new Map(chosen.map((one) => [one.offset, one]));
  const tooFar = new Map<PackStatus, PlannedPack>();
  const decided = (status: PackStatus) => {
    const { start } = status.pack.span;
    if (ticked?.has(start) === false) return "stays";
    const choice = choices.get(start);
    if (choice?.version === undefined || choice.name !== status.name || choice.current !== status.stated)
      return undefined;
    const target =
      status.answer.kind === "known" ? findVersion(status.answer.packs, choice.version) : undefined;
    const first = target === undefined ? undefined : stepBefore(status, target);
    if (target === undefined || first === undefined) return target;
    const conflicts = [`Kubernetes goes one minor version at a time, first to ${first.version}`];
    const outcome = { kind: "conflict", conflicts, blockers: [] } as const;
    tooFar.set(status, { step: { status, target }, outcome });
    return "stays";
  };
  const planned = planPacks(snapshot, view, profile, { to: "newest", wants: () => true, decided });
  return [...planned, ...tooFar.values()].sort((a, b) => offsetOf(a) - offsetOf(b));
}

export interface ChosenUpdate {
  /** None where no pack is clean. */
  readonly edits: readonly FileEdit[];
  /** Packs that are left, in the order of the file. */
  readonly left: readonly UpdatablePack[];
}

/**
 * The edits that take the chosen packs to their versions, those of them that are clean, in the profile's place or as a new version of it.
 * Undefined where the profile has changed since they were chosen.
 */
export function updateChosen(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  chosen: readonly ChosenPack[],
  newVersion: string | undefined,
): ChosenUpdate | undefined {
  const found = find(snapshot, file, offset);
  if (found === undefined) return undefined;
  const { view, profile } = found;
  const planned = planChoice(snapshot, view, profile, chosen, new Set(chosen.map((one) => one.offset)));
  const isCurrent = chosen.every((one) =>
    planned.some((pack) => offsetOf(pack) === one.offset && isSame(pack, one)),
  );
  if (!isCurrent) return undefined;
  const left = planned.filter(({ outcome }) => outcome.kind !== "clean").map(updatable);
  const edits = plannedEdits(snapshot, view, planned);
  if (edits.length === 0) return { edits: [], left };
  if (newVersion === undefined) return { edits: [{ file, edits }], left };
  const made = asNewVersion(snapshot, file, profile, newVersion, edits);
  return made === undefined ? undefined : { edits: [made], left };
}

function isSame({ step: { status, target } }: PlannedPack, { name, current, version }: ChosenPack): boolean {
  return (
    status.name === name && status.stated === current && (version === undefined || target.version === version)
  );
}

/** A newer version of a pack, and what there is to know before one goes there. */
export interface VersionToGoTo {
  readonly version: string;
  /** `proposed`: where it goes by itself; `later`: offered once a version between has been reached. */
  readonly verdict: "proposed" | "offered" | "withheld" | "later";
  readonly distance: Distance | undefined;
  /** Why not, or what of it; "" where there is nothing to say. */
  readonly note: string;
}

/**
 * The newer versions of the pack at the offset, newest first; undefined where there is no pack. What stands against one is judged beside the
 * rest of the choice.
 */
export function versionsToGoTo(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  wishes: UpdateChoiceWishes,
): readonly VersionToGoTo[] | undefined {
  const view = snapshot.file(file);
  const found = view === undefined ? undefined : packAt(view, offset);
  const name = known(found?.pack.name)?.text;
  if (view === undefined || found === undefined || name === undefined) return undefined;
  const { profile, pack } = found;
  const explanation = explainPack(snapshot, view, name, undefined).find(({ status }) => status.pack === pack);
  const { start } = pack.span;
  const ticked = wishes.ticked && new Set([...wishes.ticked, start]);
  const beside = (version: string) => {
    const one = { offset: start, name, current: explanation?.status.stated ?? "", version };
    const chosen = [...wishes.chosen.filter((other) => other.offset !== start), one];
    const planned = planChoice(snapshot, view, profile, chosen, ticked);
    return planned.find((other) => offsetOf(other) === start)?.outcome;
  };
  return explanation?.versions.map((explained) => ({
    version: explained.version,
    verdict: verdictOf(explained),
    distance: explained.distance,
    note: noteOf(explained, beside),
  }));
}

function verdictOf({ verdict }: ExplainedVersion): VersionToGoTo["verdict"] {
  switch (verdict) {
    case "next":
      return "proposed";
    case "offered":
    case "blocked":
      return "offered";
    case "later":
      return "later";
    default:
      return "withheld";
  }
}

function noteOf(
  { version, reason, conflicts, values }: ExplainedVersion,
  beside: (version: string) => PackOutcome | undefined,
): string {
  if (reason !== undefined) return reason;
  if (values === undefined) return "";
  // Most have none, and need no plan of their own.
  return outcomeInWords((conflicts.length > 0 ? beside(version) : undefined) ?? outcomeOf(values));
}
