/**
 * What the light bulb offers: the fixes of findings, other versions, comments that silence, and updates of whole profiles. Pure:
 * asks the snapshot and the findings it is given, and knows nothing of the editor.
 */

import type { FileEdit, Finding } from "../analysis/finding.ts";
import { rule as clusterOverride } from "../analysis/rules/cluster-override.ts";
import { rule as outdatedPack } from "../analysis/rules/outdated-pack.ts";
import { overlaps, type Span } from "../base/span.ts";
import type { Profile } from "../model/profile.ts";
import type { MadeVersion } from "../updates/in-use.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { updateSteps } from "../updates/profile-update.ts";
import { usersOf } from "../updates/profile-version.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { hasOtherVersion, moveSubjectAt } from "./cluster-moves.ts";
import { fileLabel } from "./file-label.ts";
import { findingActions, inPlaceLast, inUseVariants, versionRules } from "./finding-actions.ts";
import { frozenPacks } from "./frozen-packs.ts";
import type { ReferencePlace } from "./navigation.ts";
import { overrideAt, packsOf } from "./overrides.ts";
import { packWithChoice, profileUpdatesAt } from "./pack-versions.ts";
import { presetActions } from "./preset-actions.ts";
import { silencing } from "./silencing.ts";
import { profileAt, subjectAt } from "./subject.ts";

/** A kind of its own, so that nobody gets updates by asking for fixes of all kinds. */
export const updatePacksKind = "source.updatePacks.clusterProfiles";

/** What changes clusters and answers no finding. */
export const moveClustersKind = "refactor.rewrite.clusterProfiles";

/** Turning presets of packs on and off. */
export const changePresetKind = "refactor.rewrite.preset.clusterProfiles";

/** A list of packs to update: a question, and so nothing that is done on saving. */
export const choosePacksKind = "refactor.rewrite.updatePacks.clusterProfiles";

export const codeActionKinds = [
  "quickfix",
  moveClustersKind,
  choosePacksKind,
  changePresetKind,
  updatePacksKind,
] as const;

export type CodeActionKind = (typeof codeActionKinds)[number];

export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  /** Made when the action is looked at; empty where a person is asked first. */
  readonly edits: () => readonly FileEdit[];
  /** What the action answers. */
  readonly finding: Finding | undefined;
  readonly preferred: boolean;
  /** Instead of edits: what a person is asked first. */
  readonly ask: Question | undefined;
  /** Instead of edits: what is shown. */
  readonly open?: ReferencePlace;
  /** The new version that the edits make, and the one that clusters are on: they may be moved afterwards. */
  readonly made?: MadeVersion | undefined;
  /** The version that the cluster's reference at the finding goes to. */
  readonly move?: string | undefined;
  /** Changes what clusters are on. */
  readonly inPlace?: true;
  /** What a person is to know when it is taken: why nothing changes, or what is left to do. */
  readonly note?: () => string | undefined;
}

/**
 * Which version of the pack at the offset, how far all packs of the profile at the offset should go or which of them, which clusters go to
 * which version of the profile that is meant there, or what the values of the pack at the offset become with a version.
 */
export interface Question {
  readonly about: "version" | "reach" | "packs" | "clusters" | "review";
  readonly offset: number;
  /** Where no more is to choose: this cluster goes to this version. */
  readonly move?: { readonly to: string; readonly id: string };
  /** Of a review. */
  readonly version?: string;
}

/**
 * The actions for a selection or caret, most useful first. `findings` are those of the file; `kinds` leaves out what is not asked
 * for, and with it the cost of finding out.
 */
export function codeActions(
  snapshot: Snapshot,
  file: FileId,
  span: Span,
  findings: readonly Finding[],
  kinds: readonly CodeActionKind[] = codeActionKinds,
): readonly CodeAction[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const actions: CodeAction[] = [];
  if (kinds.includes("quickfix")) {
    const touched = findings.filter((finding) => finding.file === file && overlaps(finding.span, span));
    actions.push(
      ...findingActions(snapshot, view, touched),
      ...choices(snapshot, view, touched),
      ...updateAll(snapshot, view, touched),
      ...overridden(snapshot, view, touched),
    );
    actions.push(...silencing(view, touched));
  }
  if (kinds.includes(moveClustersKind)) actions.push(...moves(snapshot, view, span.start));
  if (kinds.includes(changePresetKind)) actions.push(...presets(snapshot, view, span.start));
  if (kinds.includes(choosePacksKind)) actions.push(...packsToUpdate(snapshot, view, span.start));
  if (kinds.includes(updatePacksKind)) actions.push(...updates(snapshot, view, span.start));
  return actions;
}

/** The list of all versions, once for a pack. */
function choices(snapshot: Snapshot, view: FileView, findings: readonly Finding[]): CodeAction[] {
  const offered = new Set<unknown>();
  return findings.flatMap((finding): CodeAction[] => {
    const offset = finding.span.start;
    const subject = versionRules.has(finding.rule) ? subjectAt(view, offset) : undefined;
    if (subject?.kind !== "pack" || offered.has(subject.pack)) return [];
    offered.add(subject.pack);
    const name = packWithChoice(snapshot, view.id, offset);
    if (name === undefined) return [];
    return [
      {
        title: `Choose another version of ${name}...`,
        kind: "quickfix",
        edits: () => [],
        finding,
        preferred: false,
        ask: { about: "version", offset },
      },
    ];
  });
}

/** All packs of the profile, for somebody who looks at one that is outdated and is not the only one. */
function updateAll(snapshot: Snapshot, view: FileView, findings: readonly Finding[]): CodeAction[] {
  const finding = findings.find(({ rule }) => rule === outdatedPack.id);
  const subject = finding === undefined ? undefined : subjectAt(view, finding.span.start);
  if (finding === undefined || subject?.kind !== "pack") return [];
  if (countOutdated(snapshot, view, subject.profile) < 2) return [];
  return [
    {
      title: "Update all packs of this profile...",
      kind: "quickfix",
      edits: () => [],
      finding,
      preferred: false,
      ask: { about: "reach", offset: finding.span.start },
    },
  ];
}

/** Packs that have somewhere to go, and may. */
function countOutdated(snapshot: Snapshot, view: FileView, profile: Profile): number {
  const isFrozen = frozenPacks(view);
  const steps = updateSteps(snapshot.catalog, profile, "newest", policiesOf(snapshot, view));
  return steps.filter(({ status }) => !isFrozen(status)).length;
}

/** On a cluster's reference, and on the name or version of a profile that clusters are on. */
function moves(snapshot: Snapshot, view: FileView, offset: number): CodeAction[] {
  const kind = subjectAt(view, offset)?.kind;
  if (kind !== "reference" && kind !== "profile") return [];
  const subject = moveSubjectAt(snapshot, view.id, offset);
  if (subject === undefined || !hasOtherVersion(snapshot, subject)) return [];
  const { name, context, from } = subject;
  const users = from === undefined ? [] : usersOf(snapshot, { name, context, version: from });
  if (kind === "profile" && users.length === 0) return [];
  return [
    {
      title: `Change the version of ${name} that clusters use...`,
      kind: moveClustersKind,
      edits: () => [],
      finding: undefined,
      preferred: false,
      ask: { about: "clusters", offset },
    },
  ];
}

/** On what a profile or one of its packs is called, where some pack has somewhere to go. */
function packsToUpdate(snapshot: Snapshot, view: FileView, offset: number): CodeAction[] {
  const subject = subjectAt(view, offset);
  if (subject === undefined || subject.kind === "reference") return [];
  if (countOutdated(snapshot, view, subject.profile) === 0) return [];
  return [
    {
      title: "Update packs...",
      kind: choosePacksKind,
      edits: () => [],
      finding: undefined,
      preferred: false,
      ask: { about: "packs", offset },
    },
  ];
}

/** The way to the pack that an override is of. */
function overridden(snapshot: Snapshot, view: FileView, findings: readonly Finding[]): CodeAction[] {
  return findings.flatMap((finding): CodeAction[] => {
    const place = finding.rule === clusterOverride.id ? overrideAt(view, finding.span.start) : undefined;
    const packs = place === undefined ? [] : packsOf(snapshot.index, place);
    return packs.map(({ entry, pack }) => ({
      title: `Go to ${pack.name} in ${entry.name} ${entry.version}${packs.length === 1 ? "" : ` (${fileLabel(entry.file, view.id)})`}`,
      kind: "quickfix",
      edits: () => [],
      finding,
      preferred: false,
      ask: undefined,
      open: { file: entry.file, span: pack.span },
    }));
  });
}

function presets(snapshot: Snapshot, view: FileView, offset: number): CodeAction[] {
  const found = presetActions(snapshot, view, offset).flatMap(({ title, profile, edits, note }) =>
    inUseVariants(snapshot, view, profile, {
      title,
      kind: changePresetKind,
      edits,
      finding: undefined,
      preferred: false,
      ask: undefined,
      note,
    }),
  );
  return found.sort(inPlaceLast);
}

function updates(snapshot: Snapshot, view: FileView, offset: number): CodeAction[] {
  const profile = profileAt(view, offset);
  const actions = profileUpdatesAt(snapshot, view.id, offset).map(
    ({ title, edits, note }): CodeAction => ({
      title,
      kind: updatePacksKind,
      edits,
      finding: undefined,
      preferred: false,
      ask: undefined,
      note,
    }),
  );
  return profile === undefined
    ? actions
    : actions.flatMap((action) => inUseVariants(snapshot, view, profile, action)).sort(inPlaceLast);
}
