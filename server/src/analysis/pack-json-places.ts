/** Where things are in a pack.json, for the rules that look at it. */

import { packFileName } from "../model/pack-json.ts";
import { type Text, textAt, textOf } from "../model/text.ts";
import { findJsonProblem } from "../syntax/json-problem.ts";
import { asMap, asSeq, type MapNode, valueAt } from "../syntax/tree.ts";
import type { RuleContext } from "./rule.ts";

/** The map that a pack.json holds; undefined for every other file, and for one that is no JSON, which is all that is said of it then. */
export function packJsonMap({ pack }: RuleContext): MapNode | undefined {
  if (pack?.name !== packFileName || findJsonProblem(pack.text) !== undefined) return undefined;
  return asMap(pack.documents[0]?.root);
}

/** The text at a key, when it says something. */
export function saidAt(map: MapNode | undefined, key: string): Text | undefined {
  const text = textAt(map, key);
  return text === undefined || text.text.trim() === "" ? undefined : text;
}

/** The texts in a list at a key that say something. */
export function textsAt(map: MapNode | undefined, key: string): Text[] {
  const items = asSeq(valueAt(map, key))?.items ?? [];
  return items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined || text.text.trim() === "" ? [] : [text];
  });
}

/** The maps in a list at a key. */
export function mapsAt(map: MapNode | undefined, key: string): MapNode[] {
  const items = asSeq(valueAt(map, key))?.items ?? [];
  return items.map(asMap).filter((item) => item !== undefined);
}
