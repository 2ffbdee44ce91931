/**
 * Edits of the entries of a map: take one out with its comment, put others in, give one another value. What is new is copied from the
 * text it comes from, with its comments and moved to where its neighbours stand; every byte around it stays.
 */

import type { TextEdit } from "../base/text-edit.ts";
import {
  commentStart,
  contentEnd,
  findColon,
  lineBreakOf,
  lineEnd,
  lineStart,
  linesEnd,
} from "./entry-place.ts";
import { type EntrySource, entryLines, flowText, valuePiece } from "./entry-source.ts";
import { asMap, type MapEntry, type MapNode, type Node } from "./tree.ts";

/** The map an entry is in, and the entry whose value the map is; that is undefined for the root and for an item of a list. */
export interface MapPlace {
  readonly map: MapNode;
  readonly parent: MapEntry | undefined;
  readonly isRoot: boolean;
}

/**
 * Takes an entry out, with the comment directly above it and what else is on its lines. A map that is left without entries becomes
 * `{}`. Undefined when it is written in a way that cannot be cut.
 */
export function deleteEntry(
  text: string,
  { map, parent, isRoot }: MapPlace,
  entry: MapEntry,
): TextEdit[] | undefined {
  const at = map.entries.indexOf(entry);
  if (at === -1) return undefined;
  const end = contentEnd(text, entry);
  if (map.flow) return [deleteFromFlow(map, at, end)];
  const next = map.entries[at + 1];
  const first = lineStart(text, entry.key.span.start);
  const isOnOwnLine = text.slice(first, entry.key.span.start).trim() === "";
  if (map.entries.length === 1 && !isRoot) {
    if (parent === undefined) return [{ span: { start: entry.key.span.start, end }, text: "{}" }];
    return emptyMap(text, parent, first, end);
  }
  if (isOnOwnLine)
    return [{ span: { start: commentStart(text, first), end: linesEnd(text, end, first) }, text: "" }];
  // The entry stands behind the `- ` of an item, where the next one takes its place.
  return next === undefined
    ? undefined
    : [{ span: { start: entry.key.span.start, end: next.key.span.start }, text: "" }];
}

function deleteFromFlow(map: MapNode, at: number, end: number): TextEdit {
  const entry = map.entries[at];
  const [before, next] = [map.entries[at - 1], map.entries[at + 1]];
  const start = entry?.key.span.start ?? end;
  if (map.entries.length === 1) return { span: { start: map.span.start, end: map.span.end }, text: "{}" };
  if (next !== undefined) return { span: { start, end: next.key.span.start }, text: "" };
  return { span: { start: before?.span.end ?? start, end }, text: "" };
}

function emptyMap(text: string, parent: MapEntry, first: number, end: number): TextEdit[] | undefined {
  const colon = findColon(text, parent.key);
  if (colon === undefined || first < colon) return undefined;
  const properties = /^(?:[ \t]+[&!]\S*)*/.exec(text.slice(colon, lineEnd(text, colon)))?.[0].length ?? 0;
  const insertAt = colon + properties;
  const start = commentStart(text, first);
  if (start < insertAt) return undefined;
  return [
    { span: { start: insertAt, end: insertAt }, text: " {}" },
    { span: { start, end: linesEnd(text, end, first) }, text: "" },
  ];
}

/** Gives an entry the value of another one. Undefined when one of them is written in a way that cannot be copied or replaced. */
export function replaceEntryValue(
  text: string,
  map: MapNode,
  entry: MapEntry,
  source: EntrySource,
): TextEdit[] | undefined {
  const colon = findColon(text, entry.key);
  if (colon === undefined) return undefined;
  const { value } = entry;
  const end = contentEnd(text, entry);
  if (map.flow) {
    const flow = flowText(source.entry.value);
    if (flow === undefined) return undefined;
    if (value !== undefined) return [{ span: { start: value.span.start, end }, text: flow }];
    return [{ span: { start: colon, end: colon }, text: ` ${flow}` }];
  }
  const column = entry.key.span.start - lineStart(text, entry.key.span.start);
  const piece = valuePiece(source, column, lineBreakOf(text));
  if (piece === undefined) return undefined;
  const old = text.slice(colon, end);
  const isOneLine = !/[\r\n]/.test(old);
  if (isOneLine && piece.body === "" && value !== undefined)
    return [
      {
        span: { start: value.span.start, end },
        text: piece.head.trim() === "" ? "" : piece.head.trimStart(),
      },
    ];
  if (isOneLine && piece.body === "") return [{ span: { start: colon, end: colon }, text: piece.head }];
  // A comment behind the key or behind a value on its line is about the entry, and stays behind its first line.
  const lastLineEnd = lineEnd(text, end);
  const isComment = /^[ \t]*(?:#.*)?$/;
  const tail = text.slice(end, lastLineEnd);
  const stop = isComment.test(tail) ? lastLineEnd : end;
  const isBlock = (value?.kind === "map" || value?.kind === "seq") && !value.flow;
  const candidate = isBlock ? text.slice(colon, lineEnd(text, colon)) : tail;
  const own = isComment.test(candidate) ? candidate : "";
  const comment = piece.comment === "" ? own.trimEnd() : piece.comment;
  return [{ span: { start: colon, end: stop }, text: piece.head.trimEnd() + comment + piece.body }];
}

/** Puts entries behind the last one of a map that has some. Undefined when they cannot be copied there. */
export function insertEntries(
  text: string,
  map: MapNode,
  sources: readonly EntrySource[],
): TextEdit[] | undefined {
  const last = map.entries.at(-1);
  const [first] = map.entries;
  if (sources.length === 0) return [];
  if (last === undefined || first === undefined) return undefined;
  const end = contentEnd(text, last);
  if (map.flow) return insertIntoFlow(end, map, sources);
  const column = first.key.span.start - lineStart(text, first.key.span.start);
  const at = lineEnd(text, end);
  const eol = lineBreakOf(text);
  const lines: string[] = [];
  for (const source of sources) {
    const copied = entryLines(source, column, eol);
    if (copied === undefined) return undefined;
    lines.push(copied);
  }
  // A block keeps its last line end only where there is one.
  const close = at === text.length && endsInBlock(sources.at(-1)?.entry.value) ? eol : "";
  return [{ span: { start: at, end: at }, text: `${eol}${lines.join(eol)}${close}` }];
}

function insertIntoFlow(at: number, map: MapNode, sources: readonly EntrySource[]): TextEdit[] | undefined {
  const isQuoted = map.entries[0]?.key.style === "double";
  const written: string[] = [];
  for (const { entry } of sources) {
    const value = flowText(entry.value);
    const key =
      isQuoted || !/^[\w.-]+$/.test(entry.key.text) ? JSON.stringify(entry.key.text) : entry.key.text;
    if (value === undefined) return undefined;
    written.push(`, ${key}: ${value}`);
  }
  return [{ span: { start: at, end: at }, text: written.join("") }];
}

/** Puts entries at the end of a text that holds none, as its root. */
export function insertRootEntries(text: string, sources: readonly EntrySource[]): TextEdit[] | undefined {
  if (sources.length === 0) return [];
  const eol = lineBreakOf(text);
  const lines: string[] = [];
  for (const source of sources) {
    const copied = entryLines(source, 0, eol);
    if (copied === undefined) return undefined;
    lines.push(copied);
  }
  const open = text === "" || text === "\ufeff" || text.endsWith("\n") ? "" : eol;
  const span = { start: text.length, end: text.length };
  return [{ span, text: `${open}${lines.join(eol)}${eol}` }];
}

/**
 * Merges the entries of one map into another: maps into maps, every other value takes the place of what is there, and what is the same
 * already stays as it is written. Undefined when that needs more than edits of entries, such as changing what an alias means.
 */
export function mergeEntries(
  text: string,
  target: MapNode,
  source: { readonly text: string; readonly map: MapNode },
  isSame: (a: Node | undefined, b: Node | undefined) => boolean,
): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const added: EntrySource[] = [];
  for (const entry of source.map.entries) {
    if (
      entry.key.text === "<<" ||
      source.map.entries.findLast(({ key }) => key.text === entry.key.text) !== entry
    )
      return undefined;
    const own = target.entries.findLast(({ key }) => key.text === entry.key.text);
    const copy: EntrySource = { text: source.text, map: source.map, entry };
    if (own === undefined) {
      if (target.entries.some(({ key }) => key.text === "<<")) return undefined;
      added.push(copy);
      continue;
    }
    if (isSame(own.value, entry.value)) continue;
    const [before, after] = [asMap(own.value), asMap(entry.value)];
    if (after !== undefined && before !== undefined && after.entries.length === 0) continue;
    const isInner = after !== undefined && before !== undefined && before.entries.length > 0;
    if (isInner && own.value?.kind === "alias") return undefined;
    const more = isInner
      ? mergeEntries(text, before, { text: source.text, map: after }, isSame)
      : replaceEntryValue(text, target, own, copy);
    if (more === undefined) return undefined;
    edits.push(...more);
  }
  if (target.entries.length === 0) return undefined;
  const inserted = insertEntries(text, target, added);
  return inserted && [...edits, ...inserted];
}

function endsInBlock(node: Node | undefined): boolean {
  if (node?.kind === "map") return !node.flow && endsInBlock(node.entries.at(-1)?.value);
  if (node?.kind === "seq") return !node.flow && endsInBlock(node.items.at(-1));
  return node?.kind === "scalar" && (node.style === "literal" || node.style === "folded");
}
