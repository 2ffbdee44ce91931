/** Reads a pack's presets.yaml. Never throws: a preset that cannot be read is the pack's problem, and the others are read all the same. */

import type { Span } from "../base/span.ts";
import { createNestedText } from "../syntax/nested.ts";
import { parse } from "../syntax/parse.ts";
import { readPath } from "../syntax/path.ts";
import { asMap, asScalar, asSeq, type MapNode, type Node, valueAt } from "../syntax/tree.ts";
import type { PackFileProblem } from "./pack-schema/constraint.ts";
import { quote } from "./schema-words.ts";

/** Values that a pack's author has put together: of each group one preset is enabled at a time. */
export interface Preset {
  readonly name: string;
  /** What a person calls it: the name when the pack says nothing else. */
  readonly displayName: string;
  readonly group: string;
  /** Dotted paths whose values are taken out before `add` is merged in. */
  readonly remove: readonly string[];
  readonly add: PresetAddition;
  /** Of the whole preset, in presets.yaml. */
  readonly span: Span;
  /** Of its name. */
  readonly nameSpan: Span;
}

/** The values that a preset brings. */
export interface PresetAddition {
  /** YAML; the places in `root` are places in it. */
  readonly text: string;
  /** Undefined when the preset only takes out. */
  readonly root: MapNode | undefined;
}

export interface PackPresets {
  /** In the order they are written. */
  readonly presets: readonly Preset[];
  readonly problems: readonly PackFileProblem[];
}

/** Most presets that are read: far more than the largest real file has. */
const maxPresets = 1000;

export function readPackPresets(text: string): PackPresets {
  const documents = parse(text);
  const problems: PackFileProblem[] = documents.flatMap((document) => document.problems);
  const presets: Preset[] = [];
  const names = new Set<string>();
  for (const { root } of documents) {
    if (root === undefined || asScalar(root)?.reading === "null") continue;
    const list = valueAt(asMap(root), "presets");
    const items = asSeq(list)?.items;
    if (items === undefined) {
      if (list !== undefined || asMap(root) === undefined || asMap(root)?.entries.length !== 0)
        problems.push({
          span: (list ?? root).span,
          message: "A pack's presets are a list below the key `presets`",
        });
      continue;
    }
    for (const item of items.slice(0, maxPresets)) {
      const preset = readPreset(text, item, list?.span ?? root.span);
      if ("message" in preset) problems.push(preset);
      else if (names.has(`${preset.group}:${preset.name}`))
        problems.push({
          span: preset.nameSpan,
          message: `The group ${quote(preset.group)} has a preset ${quote(preset.name)} already: rename one`,
        });
      else {
        names.add(`${preset.group}:${preset.name}`);
        presets.push(preset);
      }
    }
  }
  return { presets, problems: problems.sort((a, b) => a.span.start - b.span.start) };
}

function readPreset(text: string, item: Node | undefined, listSpan: Span): Preset | PackFileProblem {
  const map = asMap(item);
  const span = item?.span ?? { start: listSpan.start, end: listSpan.start };
  if (map === undefined)
    return { span, message: "A preset is a map with a `name`, a `group` and what it adds" };
  const name = asScalar(valueAt(map, "name"));
  const group = asScalar(valueAt(map, "group"));
  if (name === undefined || name.text.trim() === "")
    return { span, message: "The preset has no `name`: add one" };
  if (group === undefined || group.text.trim() === "")
    return { span: name.span, message: `The preset ${quote(name.text)} has no \`group\`: add one` };
  // The comment that says which presets are enabled has no way to write these.
  if (/[,\r\n]/.test(name.text) || /[:,\r\n]/.test(group.text))
    return {
      span: name.span,
      message: `The preset ${quote(name.text)} or its group has a comma or colon in its name`,
    };
  const remove = readRemove(valueAt(map, "remove"), name.text);
  if ("message" in remove) return remove;
  const add = readAdd(text, valueAt(map, "add"), name.text);
  if ("message" in add) return add;
  const displayName = asScalar(valueAt(map, "displayName"))?.text.trim();
  return {
    name: name.text.trim(),
    displayName: displayName === undefined || displayName === "" ? name.text.trim() : displayName,
    group: group.text.trim(),
    remove,
    add,
    span,
    nameSpan: name.span,
  };
}

function readRemove(node: Node | undefined, preset: string): readonly string[] | PackFileProblem {
  if (node === undefined || asScalar(node)?.reading === "null") return [];
  const items = asSeq(node)?.items;
  if (items === undefined)
    return { span: node.span, message: `\`remove\` of the preset ${quote(preset)} is no list of paths` };
  const paths: string[] = [];
  for (const item of items) {
    const path = asScalar(item)?.text;
    if (path === undefined || readPath(path) === undefined)
      return {
        span: (item ?? node).span,
        message: `\`remove\` of the preset ${quote(preset)} holds what is no path`,
      };
    paths.push(path);
  }
  return paths;
}

function readAdd(text: string, node: Node | undefined, preset: string): PresetAddition | PackFileProblem {
  const scalar = asScalar(node);
  if (node === undefined || scalar?.reading === "null" || scalar?.text.trim() === "")
    return { text: "", root: undefined };
  if (scalar === undefined)
    return {
      span: node.span,
      message: `\`add\` of the preset ${quote(preset)} is no text: write its values in a block that starts with \`|\``,
    };
  const nested = createNestedText(scalar, text);
  const documents = parse(nested.text);
  const fault = documents.flatMap(({ problems }) => problems)[0];
  if (fault !== undefined)
    return {
      span: nested.toOuterSpan(fault.span),
      message: `\`add\` of the preset ${quote(preset)} is no YAML: ${fault.message}`,
    };
  const roots = documents.map(({ root }) => root).filter((root) => root !== undefined);
  const [root] = roots;
  if (roots.length > 1 || (root !== undefined && root.kind !== "map"))
    return {
      span: nested.toOuterSpan(firstLine(nested.text, root?.span ?? { start: 0, end: nested.text.length })),
      message: `\`add\` of the preset ${quote(preset)} is no map of values`,
    };
  return { text: scalar.text, root };
}

/** A block of many lines is shown by its first. */
function firstLine(text: string, { start, end }: Span): Span {
  const length = text.slice(start, end).search(/[\r\n]/);
  return { start, end: length === -1 ? end : start + length };
}
