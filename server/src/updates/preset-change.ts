/** Turning a preset of a pack on and off in the values of that pack, by small edits. */

import type { TextEdit } from "../base/text-edit.ts";
import type { PackDefaults } from "../catalog/pack-files.ts";
import type { Preset } from "../catalog/pack-presets.ts";
import { type PresetName, readEnabledPresets, writeEnabledPresets } from "../model/enabled-presets.ts";
import { type Data, dataAt, dataOf, isDataMap, sameData } from "../syntax/data.ts";
import { type PlacePath, readPath, resolvePath } from "../syntax/path.ts";
import { defaultValue } from "./default-value.ts";
import type { Refusal } from "./refusal.ts";
import { editValues, type ValuesEditor } from "./values-editor.ts";

export interface PresetChange {
  readonly edits: readonly TextEdit[];
  /** What was not taken back of a preset that is off now, and why, as sentences for the user without a full stop. */
  readonly left: readonly string[];
}

/** What is known of the pack whose values they are. */
export interface PresetPack {
  readonly presets: readonly Preset[];
  /** Undefined when nobody knows them. */
  readonly defaults: PackDefaults | undefined;
}

/**
 * Turns a preset on: takes out what it takes out, merges in what it adds, and names it in the comment, in the place of the preset of its
 * group that was on, which is taken back first as far as one can tell what was there before it.
 */
export function applyPreset(valuesText: string, preset: Preset, pack: PresetPack): PresetChange | Refusal {
  const editor = editValues(valuesText);
  if ("reason" in editor) return editor;
  const enabled = readEnabledPresets(valuesText)?.entries ?? [];
  const left: string[] = [];
  for (const { group, name } of enabled) {
    if (group !== preset.group || name === preset.name) continue;
    const before = pack.presets.find((one) => one.group === group && one.name === name);
    if (before === undefined) left.push(`The pack has no preset \`${name}\`, so what it added stays`);
    else left.push(...takeBack(editor, before, pack.defaults, preset));
  }
  // Where the values say it all, taking out and putting back would only move it.
  editor.unlessSame(() => {
    for (const path of preset.remove) editor.removeAll(path);
    const { text, root } = preset.add;
    if (root !== undefined) editor.merge({ text, map: root });
  });
  return finish(editor, namesWith(enabled, preset), left);
}

/** Turns a preset off: what it added and took out becomes what the pack has by default, and the comment names it no more. */
export function removePreset(valuesText: string, preset: Preset, pack: PresetPack): PresetChange | Refusal {
  const editor = editValues(valuesText);
  if ("reason" in editor) return editor;
  const left = takeBack(editor, preset, pack.defaults, undefined);
  const enabled = readEnabledPresets(valuesText)?.entries ?? [];
  const names = enabled.filter(({ group, name }) => group !== preset.group || name !== preset.name);
  return finish(editor, names, left);
}

function finish(
  editor: ValuesEditor,
  names: readonly PresetName[],
  left: readonly string[],
): PresetChange | Refusal {
  const edits = editor.finish((text) => writeEnabledPresets(text, names));
  return "reason" in edits ? edits : { edits, left };
}

function namesWith(enabled: readonly PresetName[], { group, name }: Preset): readonly PresetName[] {
  const at = enabled.findIndex((entry) => entry.group === group);
  const others = enabled.filter((entry) => entry.group !== group);
  const place =
    at === -1 ? others.length : enabled.slice(0, at).filter((entry) => entry.group !== group).length;
  return others.toSpliced(place, 0, { group, name });
}

function takeBack(
  editor: ValuesEditor,
  preset: Preset,
  defaults: PackDefaults | undefined,
  next: Preset | undefined,
): string[] {
  const left: string[] = [];
  const nextData = dataOf(next?.add.root) ?? null;
  const given = defaults === undefined ? undefined : (dataOf(defaults.root) ?? null);
  for (const { path, value } of preset.add.root === undefined
    ? []
    : leavesOf(dataOf(preset.add.root) ?? null)) {
    const now = dataAt(editor.data(), path);
    if (now === undefined || isCovered(nextData, path)) continue;
    // An empty map that is merged into another leaves it as it is.
    if (isEmptyMap(value) && isDataMap(now) && !isEmptyMap(now)) continue;
    const isOwn = sameData(now, value);
    if (isOwn && defaults !== undefined && given !== undefined) restore(editor, path, defaults, given);
    else if (!isRemoved(next, path)) left.push(whyLeft(path, preset, isOwn));
  }
  if (defaults !== undefined && given !== undefined) {
    const removed = preset.remove.flatMap((path) => resolvePath(defaults.root, readPath(path) ?? []).matches);
    for (const { path } of removed) if (!isRemoved(next, path)) fill(editor, path, defaults, given);
  }
  return left;
}

function whyLeft(path: PlacePath, { name }: Preset, isOwn: boolean): string {
  return isOwn
    ? `\`${path.join(".")}\` stays as the preset \`${name}\` made it, because the pack's own values are not known`
    : `\`${path.join(".")}\` is no longer what the preset \`${name}\` made it, so it stays`;
}

/** Makes a place what it is by default, and takes out what is not there by default, with maps that it leaves empty. */
function restore(editor: ValuesEditor, path: PlacePath, defaults: PackDefaults, given: Data): void {
  if (dataAt(given, path) !== undefined) {
    const addition = defaultValue(path, defaults);
    if (addition !== undefined) editor.merge(addition);
    return;
  }
  editor.remove(path);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const parent = path.slice(0, depth);
    const here = dataAt(editor.data(), parent);
    if (!isEmptyMap(here)) return;
    const before = dataAt(given, parent);
    if (before !== undefined) {
      const addition = isDataMap(before) ? undefined : defaultValue(parent, defaults);
      if (addition !== undefined) editor.merge(addition);
      return;
    }
    editor.remove(parent);
  }
}

/** Puts back what is there by default, wherever nothing has taken its place. */
function fill(editor: ValuesEditor, path: PlacePath, defaults: PackDefaults, given: Data): void {
  const before = dataAt(given, path);
  const here = dataAt(editor.data(), path);
  if (here === undefined || isEmptyMap(here)) {
    const isBlocked = path.some((_, depth) => {
      const parent = dataAt(editor.data(), path.slice(0, depth));
      return parent !== undefined && !isDataMap(parent);
    });
    const addition = isBlocked ? undefined : defaultValue(path, defaults);
    if (addition !== undefined) editor.merge(addition);
  } else if (isDataMap(before) && isDataMap(here))
    for (const key of Object.keys(before)) fill(editor, [...path, key], defaults, given);
}

function isEmptyMap(data: Data | undefined): boolean {
  return isDataMap(data) && Object.keys(data).length === 0;
}

/** The values that are no maps, and the empty maps. */
function leavesOf(data: Data): { readonly path: readonly string[]; readonly value: Data }[] {
  if (!isDataMap(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const isInner = isDataMap(value) && Object.keys(value).length > 0;
    if (!isInner) return [{ path: [key], value }];
    return leavesOf(value).map((leaf) => ({ path: [key, ...leaf.path], value: leaf.value }));
  });
}

/** True when merging the data in decides what is at the path. */
function isCovered(data: Data, path: PlacePath): boolean {
  let here: Data | undefined = data;
  if (here === null) return false;
  for (const step of path) {
    if (here === undefined) return false;
    if (!isDataMap(here)) return true;
    here = here[String(step)];
  }
  return here !== undefined && !isDataMap(here);
}

function isRemoved(preset: Preset | undefined, path: PlacePath): boolean {
  const dotted = path.join(".");
  return preset?.remove.some((removed) => dotted === removed || dotted.startsWith(`${removed}.`)) === true;
}
