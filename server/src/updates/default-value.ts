/** One value of a pack's own values, as something to merge into others, and the edits that bring a place of given values back to it. */

import type { TextEdit } from "../base/text-edit.ts";
import type { PackDefaults } from "../catalog/pack-files.ts";
import { entryLines } from "../syntax/entry-source.ts";
import { parse } from "../syntax/parse.ts";
import { followPath, type PlacePath } from "../syntax/path.ts";
import { readPlain } from "../syntax/plain-scalar.ts";
import { asMap } from "../syntax/tree.ts";
import type { Refusal } from "./refusal.ts";
import { type Addition, editValues } from "./values-editor.ts";

/** The value below the keys that lead to it; undefined when the pack has none there, or has it in a list. */
export function defaultValue(path: PlacePath, defaults: PackDefaults): Addition | undefined {
  const match = followPath(defaults.root, path);
  const map = asMap(followPath(defaults.root, path.slice(0, -1))?.node);
  if (match?.entry === undefined || map === undefined) return undefined;
  const heads = path.slice(0, -1).map((key, depth) => `${"  ".repeat(depth)}${writeKey(String(key))}:\n`);
  const lines = entryLines({ text: defaults.text, map, entry: match.entry }, 2 * heads.length, "\n");
  const text = `${heads.join("")}${lines}\n`;
  const root = asMap(parse(text)[0]?.root);
  return lines === undefined || root === undefined ? undefined : { text, map: root };
}

/** Gives the place the pack's own value, or takes out what the pack does not have. */
export function restoreDefault(
  valuesText: string,
  path: PlacePath,
  defaults: PackDefaults,
): readonly TextEdit[] | Refusal {
  const editor = editValues(valuesText);
  if ("reason" in editor) return editor;
  const isThere = followPath(defaults.root, path)?.entry !== undefined;
  const addition = isThere ? defaultValue(path, defaults) : undefined;
  if (isThere && addition === undefined) return { reason: "The pack's own value cannot be copied" };
  // Maps would be merged, and keep what the pack does not have.
  const isMap = asMap(followPath(addition?.map, path)?.node) !== undefined;
  if (addition === undefined || isMap) editor.remove(path);
  if (addition !== undefined) editor.merge(addition);
  return editor.finish(() => []);
}

function writeKey(key: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(key) && readPlain(key) === undefined ? key : JSON.stringify(key);
}
