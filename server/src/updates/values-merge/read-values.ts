/** Reads one of the three texts of a merge, or says why it cannot be merged. */

import { keptByText } from "../../base/kept-by-text.ts";
import { reparseNested } from "../../syntax/parse.ts";
import { asScalar, type Node } from "../../syntax/tree.ts";
import { isWholeTree } from "../../syntax/whole-tree.ts";
import type { Refusal } from "../refusal.ts";
import { emptyMap, type MapValue, readValue } from "./value.ts";

export interface ReadValues {
  /** As given, with a line end at its end where one was missing: a block at the end says the same with and without. */
  readonly text: string;
  readonly node: Node | undefined;
  readonly root: MapValue;
}

/** Longest text that is merged, in UTF-16 units: several times the largest values of real packs. */
const maxLength = 512 * 1024;

/** `whose` starts a sentence: "The values", "The defaults of the new version". */
export function readValues(given: string, whose: string): ReadValues | Refusal {
  if (given.length > maxLength) return { reason: `${whose} are too long to be merged` };
  if (/\r(?!\n)/.test(given))
    return {
      reason: `${whose} have carriage returns in the middle of lines: save them with other line ends`,
    };
  const text = closed(given);
  const { documents } = reparseNested(text, undefined);
  const problem = documents.flatMap(({ problems }) => problems)[0];
  if (problem !== undefined) return { reason: `${whose} are no YAML: ${problem.message}` };
  if (documents.length > 1) return { reason: `${whose} are several YAML documents: put them in one` };
  const node = documents[0]?.root;
  if (node === undefined || asScalar(node)?.reading === "null") {
    if (node === undefined && /^[ \t]*\{\{/m.test(text)) return unread(whose);
    return { text, node: undefined, root: emptyMap };
  }
  if (node.kind !== "map") return { reason: `${whose} are no map` };
  const root = hasTwins(node) || !isWholeTree(node, text) ? undefined : readValue(node, text);
  return root?.kind === "map" ? { text, node, root } : unread(whose);
}

/** In UTF-16 units: two versions' defaults of the packs of a large profile. A tree is some ten times its text. */
const defaultsKept = 2 * 1024 * 1024;

const keptDefaults = keptByText((text: string) => readValues(text, ""), defaultsKept);

/** The same of the defaults of a version, which many profiles are merged with. */
export function readDefaults(given: string, whose: string): ReadValues | Refusal {
  const read = keptDefaults(given);
  return "reason" in read ? readValues(given, whose) : read;
}

export function closed(text: string): string {
  if (text === "" || text.endsWith("\n")) return text;
  return text + (text.includes("\r\n") ? "\r\n" : "\n");
}

/** The text without the line end that it was given to be read; `end` is that one, or nothing. */
export function withoutEnd(text: string, end: string): string {
  return end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function unread(whose: string): Refusal {
  return {
    reason: `${whose} are written in a way that only a person can merge, such as with template lines: merge them by hand`,
  };
}

/** Of a key in both branches of a template only whoever renders it knows which one counts. */
function hasTwins(root: Node): boolean {
  const waiting: (Node | undefined)[] = [root];
  for (let node = waiting.pop(); node !== undefined || waiting.length > 0; node = waiting.pop()) {
    if (node?.kind === "seq") for (const item of node.items) waiting.push(item);
    if (node?.kind !== "map") continue;
    if (new Set(node.entries.map(({ key }) => key.text)).size !== node.entries.length) return true;
    for (const { value } of node.entries) waiting.push(value);
  }
  return false;
}
