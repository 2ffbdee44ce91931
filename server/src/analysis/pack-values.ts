/** What rules ask of the values of a pack: settings under `pack:`, read through the documents nested in the file, and how to write one. */

import type { TextEdit } from "../base/text-edit.ts";
import type { Pack } from "../model/profile.ts";
import { isKnown, known } from "../model/text.ts";
import { eolOf, insertEntryBelow, lineStartOf } from "../syntax/entry-insert.ts";
import { literalBlock } from "../syntax/literal-block.ts";
import { insertRootEntries, mergeEntries } from "../syntax/map-edit.ts";
import type { NestedView } from "../syntax/nested-documents.ts";
import { parse } from "../syntax/parse.ts";
import { hasBranches } from "../syntax/template.ts";
import { asMap, asScalar, entryOf, type MapEntry, type MapNode, valueAt } from "../syntax/tree.ts";
import { isOwn } from "../updates/own-text.ts";
import type { FileView } from "../workspace/workspace.ts";

export const displayNameKey = "spectrocloud.com/display-name";

export interface PackValues {
  readonly nested: NestedView;
  /** Places in it are those of the nested text. Undefined when the values say nothing. */
  readonly root: MapNode | undefined;
  /** What is under `pack:`. */
  readonly section: MapNode | undefined;
}

/** Undefined where the pack has no values, or such as cannot be read for sure. */
export function readValues(view: FileView, pack: Pack): PackValues | undefined {
  const scalar = asScalar(pack.values?.node);
  if (scalar === undefined) return undefined;
  const nested = view.nested(scalar);
  if (nested.isTemplate || nested.documents.some(({ problems }) => problems.length > 0)) return undefined;
  const roots = nested.documents.map(({ root }) => asMap(root)).filter((root) => root !== undefined);
  const root = roots.find((map) => valueAt(map, "pack") !== undefined) ?? roots[0];
  return { nested, root, section: asMap(valueAt(root, "pack")) };
}

/** Whether the word is anywhere in the values: a look at the file's text, before anything is read. */
export function mentions(view: FileView, pack: Pack, word: string): boolean {
  const scalar = asScalar(pack.values?.node);
  if (scalar === undefined) return false;
  return view.text.slice(scalar.span.start, scalar.span.end).includes(word);
}

/** The name that a pack goes by in a cluster. Undefined where it cannot be known. */
export function displayNameOf(view: FileView, pack: Pack): string | undefined {
  const name = known(pack.name)?.text;
  if (name === undefined || !mentions(view, pack, displayNameKey)) return name;
  const values = readValues(view, pack);
  if (values === undefined) return undefined;
  const text = asScalar(valueAt(values.section, displayNameKey))?.text ?? "";
  if (text === "") return name;
  return isKnown(text) ? text : undefined;
}

/** Writes a setting under `pack:`. Undefined where the values belong to others too, or are written in a way that cannot be added to. */
export function addSetting(
  view: FileView,
  pack: Pack,
  key: string,
  value: string,
): readonly TextEdit[] | undefined {
  const text = `pack:\n  ${key}: ${JSON.stringify(value)}\n`;
  if (pack.values === undefined) return writeValues(view.text, pack, text);
  if (pack.values.node.kind === "alias" || !isOwn(pack.values, pack.node)) return undefined;
  const values = readValues(view, pack);
  const map = asMap(parse(text)[0]?.root);
  const entry = map?.entries[0];
  if (values === undefined || map === undefined || entry === undefined) return undefined;
  const { nested, root } = values;
  // The line may come to be in one branch alone.
  if (hasBranches(nested.text)) return undefined;
  const inner =
    root === undefined
      ? insertRootEntries(nested.text, [{ text, map, entry }])
      : mergeEntries(nested.text, root, { text, map }, () => false);
  return inner === undefined ? undefined : nested.edits(inner);
}

/** Values for a pack that has none, below the last of its short entries. */
function writeValues(text: string, pack: Pack, values: string): readonly TextEdit[] | undefined {
  const { node } = pack;
  if (entryOf(node, "values") !== undefined) return undefined;
  const neighbour = node.entries.findLast(isShort);
  if (neighbour === undefined) return undefined;
  const edit = insertEntryBelow(text, node, neighbour, "values", values);
  if (edit === undefined || node.flow) return edit === undefined ? undefined : [edit];
  const start = lineStartOf(text, neighbour);
  const column = start.length - eolOf(text).length;
  const block = literalBlock(values, { column, indent: column + 2, eol: eolOf(text) });
  return [block === undefined ? edit : { span: edit.span, text: `${start}values: ${block}` }];
}

function isShort({ value }: MapEntry): boolean {
  return value?.kind === "scalar" && value.style !== "literal" && value.style !== "folded";
}
