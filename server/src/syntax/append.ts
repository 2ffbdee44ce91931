/** Appends to a list or a map, written as what is there already: in block YAML, in brackets, in JSON. */

import type { TextEdit } from "../base/text-edit.ts";
import { eolOf, writeValue } from "./entry-insert.ts";
import type { MapNode, Node, SeqNode } from "./tree.ts";

/** A map of strings, in the order of its keys. */
export type NewMap = readonly (readonly [key: string, value: string])[];

/** The map as the last item of the list; undefined where there is no room for one. */
export function appendItem(text: string, list: SeqNode, map: NewMap): TextEdit | undefined {
  const last = list.items.at(-1);
  if (list.flow) return appendInBrackets(text, list, last, list.items[0], inBraces(map, isJson(text, list)));
  const [first] = list.items;
  if (first === undefined || last === undefined) return undefined;
  const indent = indentOfDash(text, first);
  return indent === undefined ? undefined : insertLines(text, last, itemLines(map, indent));
}

/** A list with the one map in it as the last entry of `home`; undefined where there is no room for one. */
export function appendList(text: string, home: MapNode, key: string, map: NewMap): TextEdit | undefined {
  const [first] = home.entries;
  const last = home.entries.at(-1);
  if (home.flow) {
    const json = isJson(text, home);
    const list = `${json ? JSON.stringify(key) : key}: [${inBraces(map, json)}]`;
    return appendInBrackets(text, home, last?.value ?? last?.key, first?.key, list);
  }
  if (first === undefined || last === undefined) return undefined;
  const indent = indentOf(text, first.key.span.start);
  if (indent === undefined) return undefined;
  const lines = [`${indent}${key}:`, ...itemLines(map, `${indent}  `)];
  return insertLines(text, last.value ?? last.key, lines);
}

function itemLines(map: NewMap, indent: string): string[] {
  return map.map(
    ([key, value], at) => `${indent}${at === 0 ? "- " : "  "}${key}: ${writeValue(value, undefined)}`,
  );
}

function inBraces(map: NewMap, json: boolean): string {
  const entries = map.map(([key, value]) =>
    json ? `${JSON.stringify(key)}: ${JSON.stringify(value)}` : `${key}: ${writeValue(value, undefined)}`,
  );
  return `{ ${entries.join(", ")} }`;
}

/** Brackets whose keys are quoted are JSON's, or wanted like it. */
function isJson(text: string, node: MapNode | SeqNode): boolean {
  const brackets = node.kind === "map" ? node : node.items.find((item) => item?.kind === "map");
  const key = brackets?.kind === "map" ? brackets.entries[0]?.key : undefined;
  return key === undefined ? /^\ufeff?\s*[[{]/.test(text) : key.style === "double";
}

/** `first` and `last`: what is in the brackets; undefined for empty ones. */
function appendInBrackets(
  text: string,
  brackets: MapNode | SeqNode,
  last: Node | undefined,
  first: Node | undefined,
  added: string,
): TextEdit | undefined {
  const close = brackets.span.end - 1;
  if (last === undefined || first === undefined) {
    const { start } = brackets.span;
    // Something may stand between the brackets that is no item, such as a comment.
    if (text.slice(start + 1, close).trim() !== "") return undefined;
    return { span: { start: start + 1, end: close }, text: added };
  }
  const { end } = last.span;
  // A comma behind the last one, which YAML allows, takes the place of ours.
  if (text.slice(end, close).trim() !== "") return undefined;
  const indent = indentOf(text, first.span.start);
  const isOnLines = indent !== undefined && first.span.start > text.indexOf("\n", brackets.span.start);
  return { span: { start: end, end }, text: `,${isOnLines ? eolOf(text) + indent : " "}${added}` };
}

/** Whole lines behind the last line of the node. */
function insertLines(text: string, last: Node, lines: readonly string[]): TextEdit {
  const eol = eolOf(text);
  const end = lastOf(last).span.end;
  const isLineStart = end > 0 && text.charAt(end - 1) === "\n";
  if (isLineStart) return { span: { start: end, end }, text: `${lines.join(eol)}${eol}` };
  const lineBreak = text.indexOf("\n", end);
  const at = lineBreak === -1 ? text.length : lineBreak - (text.charAt(lineBreak - 1) === "\r" ? 1 : 0);
  return { span: { start: at, end: at }, text: lines.map((line) => eol + line).join("") };
}

/** What ends last: the span of a block map or list goes on to whatever comes behind it. */
function lastOf(node: Node): Node {
  let last = node;
  for (;;) {
    const inner = insideOf(last);
    if (inner === undefined) return last;
    last = inner;
  }
}

function insideOf(node: Node): Node | undefined {
  if ((node.kind !== "map" && node.kind !== "seq") || node.flow) return undefined;
  if (node.kind === "seq") return node.items.findLast((item) => item !== undefined);
  const entry = node.entries.at(-1);
  return entry?.value ?? entry?.key;
}

/** The blanks before the offset; undefined when something else stands there. */
function indentOf(text: string, offset: number): string | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^\ufeff?([ \t]*)$/.exec(text.slice(lineStart, offset))?.[1];
}

/** The blanks before the one dash of the item's line; an anchor or a tag may stand behind it. */
function indentOfDash(text: string, { span }: Node): string | undefined {
  const lineStart = text.lastIndexOf("\n", span.start - 1) + 1;
  return /^\ufeff?([ ]*)-[ \t]+(?:[&!]\S*[ \t]+)*$/.exec(text.slice(lineStart, span.start))?.[1];
}
