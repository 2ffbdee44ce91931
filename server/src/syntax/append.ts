/** Appends to a list or a map, written as what is there already: in block YAML, in brackets, in JSON. */

import type { TextEdit } from "../base/text-edit.ts";
import { readBlockHead } from "./block-scalar.ts";
import { eolOf, writeValue } from "./entry-insert.ts";
import { emptyPlace } from "./entry-value.ts";
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

/** A list with the one map in it as the last entry of `home`, or below a key that has no value; undefined where there is no room for one. */
export function appendList(text: string, home: MapNode, key: string, map: NewMap): TextEdit | undefined {
  const [first] = home.entries;
  const last = home.entries.at(-1);
  const present = home.entries.find((entry) => entry.key.text === key);
  if (present !== undefined && (home.flow || present.value !== undefined)) return undefined;
  if (home.flow) {
    const json = isJson(text, home);
    const list = `${json ? JSON.stringify(key) : key}: [${inBraces(map, json)}]`;
    return appendInBrackets(text, home, last?.value ?? last?.key, first?.key, list);
  }
  const indent = first === undefined ? undefined : indentOf(text, first.key.span.start);
  if (last === undefined || indent === undefined) return undefined;
  if (present !== undefined) {
    const at = emptyPlace(present.key.span.end, text);
    return at === undefined ? undefined : insertBelowLine(text, at, itemLines(map, `${indent}  `));
  }
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
  if (end > close) return undefined;
  // A comma behind the last one, which YAML allows, takes the place of ours.
  if (text.slice(end, close).trim() !== "") return undefined;
  const indent = indentOf(text, first.span.start);
  const isOnLines = indent !== undefined && first.span.start > text.indexOf("\n", brackets.span.start);
  return { span: { start: end, end }, text: `,${isOnLines ? eolOf(text) + indent : " "}${added}` };
}

/** Whole lines behind the last line of the node; undefined where that cannot be told. */
function insertLines(text: string, node: Node, lines: readonly string[]): TextEdit | undefined {
  const last = lastOf(node);
  if (last === undefined) return undefined;
  const end = endOf(text, last);
  if (end === 0 || text.charAt(end - 1) !== "\n") return insertBelowLine(text, end, lines);
  const eol = eolOf(text);
  return { span: { start: end, end }, text: `${lines.join(eol)}${eol}` };
}

/** Whole lines behind the line of the offset. */
function insertBelowLine(text: string, offset: number, lines: readonly string[]): TextEdit {
  const eol = eolOf(text);
  const lineBreak = text.indexOf("\n", offset);
  const at = lineBreak === -1 ? text.length : lineBreak - (text.charAt(lineBreak - 1) === "\r" ? 1 : 0);
  return { span: { start: at, end: at }, text: lines.map((line) => eol + line).join("") };
}

/** Blank lines behind a block that keeps them are its own. */
function endOf(text: string, node: Node): number {
  const { end, start } = node.span;
  const isBlock = node.kind === "scalar" && (node.style === "literal" || node.style === "folded");
  if (!isBlock || readBlockHead(text, start).chomping !== "+") return end;
  const blank = /(?:[ \t]*\r?\n)*/y;
  blank.lastIndex = end;
  return end + (blank.exec(text)?.[0].length ?? 0);
}

/** What ends last: the span of a block map or list goes on to whatever comes behind it. Undefined where that is a dash alone. */
function lastOf(node: Node): Node | undefined {
  let last = node;
  for (;;) {
    if (last.kind === "seq" && !last.flow && last.items.at(-1) === undefined) return undefined;
    const inner = insideOf(last);
    if (inner === undefined) return last;
    last = inner;
  }
}

function insideOf(node: Node): Node | undefined {
  if ((node.kind !== "map" && node.kind !== "seq") || node.flow) return undefined;
  if (node.kind === "seq") return node.items.at(-1);
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
