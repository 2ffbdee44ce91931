/** Turning the presets of a pack on and off from the light bulb, on the pack's name or version and inside of its values. */

import type { Preset } from "../catalog/pack-presets.ts";
import { readEnabledPresets } from "../model/enabled-presets.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { applyPreset, removePreset } from "../updates/preset-change.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { oneLine } from "./markdown.ts";
import { type PackKnowledge, packKnowledge } from "./pack-knowledge.ts";
import { subjectAt } from "./subject.ts";
import { ownValues, type PackValues, valuesAt } from "./values-place.ts";

export interface PresetAction {
  readonly title: string;
  readonly profile: PackValues["profile"];
  /** Made when first asked for; empty where it cannot be done. */
  edits(): readonly FileEdit[];
  /** What a person is to know of it: why it cannot be done, or what is left to do. */
  note(): string | undefined;
}

/** More than fits a menu. */
const mostPresets = 40;

/** None where the values are no single YAML document, in which nothing can be edited. */
export function presetActions(snapshot: Snapshot, view: FileView, offset: number): readonly PresetAction[] {
  const values = valuesAt(view, offset) ?? valuesOfSubject(view, offset);
  if (values === undefined) return [];
  const knowledge = packKnowledge(snapshot.catalog, values.profile, values.pack);
  if (knowledge === undefined || knowledge.presets.length === 0) return [];
  const { nested } = values;
  const isReadable = nested.documents.length === 1 && nested.documents[0]?.problems.length === 0;
  if (!isReadable || nested.unquoted.length > 0 || nested.isTemplate) return [];
  const enabled = readEnabledPresets(nested.text)?.entries ?? [];
  return knowledge.presets.slice(0, mostPresets).map((preset) => {
    const isEnabled = enabled.some(({ group, name }) => group === preset.group && name === preset.name);
    return presetAction(view, values, knowledge, preset, isEnabled);
  });
}

function valuesOfSubject(view: FileView, offset: number): PackValues | undefined {
  const subject = subjectAt(view, offset);
  const scalar = subject?.kind === "pack" ? ownValues(subject.pack) : undefined;
  if (subject?.kind !== "pack" || scalar === undefined) return undefined;
  return { profile: subject.profile, pack: subject.pack, scalar, nested: view.nested(scalar) };
}

interface Outcome {
  readonly edits: readonly FileEdit[];
  readonly note: string | undefined;
}

function presetAction(
  view: FileView,
  { profile, nested }: PackValues,
  { presets, defaults }: PackKnowledge,
  preset: Preset,
  isEnabled: boolean,
): PresetAction {
  let outcome: Outcome | undefined;
  const made = (): Outcome => {
    outcome ??= make();
    return outcome;
  };
  const make = (): Outcome => {
    const change = (isEnabled ? removePreset : applyPreset)(nested.text, preset, { presets, defaults });
    if ("reason" in change) return { edits: [], note: change.reason };
    const edits = nested.edits(change.edits);
    if (edits === undefined)
      return {
        edits: [],
        note: "The values are written in a way that cannot hold the change: change them by hand",
      };
    const note = change.left.length === 0 ? undefined : change.left.join(". ");
    return { edits: edits.length === 0 ? [] : [{ file: view.id, edits }], note };
  };
  return {
    title: `${isEnabled ? "Remove" : "Apply"} preset ${oneLine(preset.group)}: ${oneLine(preset.displayName)}`,
    profile,
    edits: () => made().edits,
    note: () => made().note,
  };
}
