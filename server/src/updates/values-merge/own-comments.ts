/**
 * Comments that somebody wrote into a pack's values: what the old defaults do not have. When the values are made anew from the new
 * defaults they go where the keys went that they are about.
 */

import type { Span } from "../../base/span.ts";
import type { TextDraft } from "../../base/text-draft.ts";
import type { TextEdit } from "../../base/text-edit.ts";
import { readEnabledPresets } from "../../model/enabled-presets.ts";
import {
  commentStart,
  contentEnd,
  lineBreakOf,
  lineEnd,
  lineStart,
  nextLine,
} from "../../syntax/entry-place.ts";
import type { MapEntry, Node } from "../../syntax/tree.ts";
import { labelKindOf, labelOf } from "./label.ts";
import { type MergePath, slotAt } from "./merge-path.ts";
import type { ReadValues } from "./read-values.ts";
import type { EntrySlot, Value } from "./value.ts";

/** Longest list of comments that is looked through. */
const maxComments = 20_000;

/** The comments of an entry, each without the blanks around it. */
interface Commented {
  readonly path: MergePath;
  readonly above: readonly string[];
  /** Behind the value or, where that is on other lines, behind the colon. */
  readonly behind: string | undefined;
}

/** Puts somebody's comments into the draft, which says what it should already. `movedTo` tells where the place of mine is now. */
export function bringComments(
  draft: TextDraft,
  mine: ReadValues,
  base: ReadValues,
  result: ReadValues,
  movedTo: (path: MergePath) => MergePath,
): void {
  const known = commentTexts(base);
  const there = commentTexts(result);
  const edits: TextEdit[] = [];
  for (const { path, above, behind } of commentsOf(mine)) {
    const slot = slotAt(result.root, movedTo(path));
    if (slot === undefined || !("entry" in slot.source) || slot.source.text !== result.text) continue;
    const isOwn = (comment: string) => !known.has(comment) && !there.has(comment);
    const lines = above.filter(isOwn);
    const { entry } = slot.source;
    if (behind !== undefined && isOwn(behind)) {
      const edit = putBehind(result.text, entry, behind, behindOf(base, path));
      if (edit === undefined) lines.push(behind);
      else edits.push(edit);
    }
    const edit = lines.length === 0 ? undefined : putAbove(result.text, entry, lines);
    if (edit !== undefined) edits.push(edit);
  }
  draft.apply(withoutOverlaps(edits));
}

/** The places of somebody's comments that the result does not have, each with its whole line or from its `#` on. */
export function lostComments(mine: ReadValues, base: ReadValues, result: ReadValues): Span[] {
  const [known, there] = [commentTexts(base), commentTexts(result)];
  return commentSpans(mine).filter((span) => {
    const comment = mine.text.slice(span.start, span.end);
    return !known.has(comment) && !there.has(comment) && !isPresets(comment);
  });
}

/** The comments of both versions' defaults: where somebody put a key below one of them, it is not about that key. */
export function commonComments(base: ReadValues, theirs: ReadValues): Set<string> {
  const now = commentTexts(theirs);
  return new Set([...commentTexts(base)].filter((comment) => now.has(comment)));
}

function isPresets(comment: string): boolean {
  return readEnabledPresets(comment) !== undefined;
}

function commentsOf({ text, root }: ReadValues): Commented[] {
  const found: Commented[] = [];
  walk(root, []);
  return found;

  function walk(value: Value, path: MergePath): void {
    if (found.length > maxComments || value.kind === "scalar") return;
    if (value.kind === "list") {
      const kind = labelKindOf([value]);
      value.items.forEach((item, at) => {
        const label = kind && labelOf(item.value, kind);
        walk(item.value, [...path, kind && label !== undefined ? { by: kind, is: label } : at]);
      });
      return;
    }
    for (const [key, slot] of value.slots) {
      found.push({ path: [...path, key], ...commentsAt(text, slot) });
      walk(slot.value, [...path, key]);
    }
  }
}

function commentsAt(text: string, { source }: EntrySlot): Omit<Commented, "path"> {
  const { entry, map } = source;
  if (map.flow) return { above: [], behind: undefined };
  const line = lineStart(text, entry.key.span.start);
  const above = text.slice(commentStart(text, line, true), line).split("\n");
  const lines = above.map((one) => one.trim()).filter((one) => one !== "" && !isPresets(one));
  return { above: lines, behind: placeBehind(text, entry)?.comment };
}

function behindOf(values: ReadValues, path: MergePath): string | undefined {
  const slot = slotAt(values.root, path);
  return slot !== undefined && "entry" in slot.source
    ? commentsAt(values.text, slot as EntrySlot).behind
    : undefined;
}

/** Where a comment of the entry's own stands or can stand; undefined where none can. */
function placeBehind(
  text: string,
  entry: MapEntry,
): { readonly span: Span; readonly comment: string | undefined } | undefined {
  const { key, value } = entry;
  const end = lineEnd(text, key.span.start);
  const isBlock = value !== undefined && isBlockNode(value) && contentEnd(text, entry) > end;
  const from = isBlock ? key.span.end : contentEnd(text, entry);
  if (from > end) return undefined;
  const rest = text.slice(from, end);
  const match = /(?:^|[ \t])(#.*)$/.exec(rest);
  if (!isBlock && !/^[ \t]*(?:#.*)?$/.test(rest)) return undefined;
  if (match === null) return { span: { start: end - trailing(rest), end }, comment: undefined };
  const start = from + match.index + match[0].indexOf("#");
  return { span: { start, end }, comment: text.slice(start, end).trimEnd() };
}

function isBlockNode(node: Node): boolean {
  if (node.kind === "scalar") return node.style === "literal" || node.style === "folded";
  return node.kind !== "alias" && !node.flow;
}

function trailing(text: string): number {
  return text.length - text.trimEnd().length;
}

function putBehind(
  text: string,
  entry: MapEntry,
  comment: string,
  before: string | undefined,
): TextEdit | undefined {
  const place = placeBehind(text, entry);
  if (place === undefined || (place.comment !== undefined && place.comment !== before)) return undefined;
  return { span: place.span, text: place.comment === undefined ? ` ${comment}` : comment };
}

/** Lines above an entry, as far to the right as it is; undefined where the entry does not begin its line. */
export function putAbove(text: string, entry: MapEntry, lines: readonly string[]): TextEdit | undefined {
  const start = lineStart(text, entry.key.span.start);
  const indent = /^[ \t]*(?=(?:-[ \t]+)*$)/.exec(text.slice(start, entry.key.span.start))?.[0];
  if (indent === undefined) return undefined;
  const eol = lineBreakOf(text);
  return { span: { start, end: start }, text: lines.map((line) => indent + line + eol).join("") };
}

function withoutOverlaps(edits: readonly TextEdit[]): TextEdit[] {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let at = 0;
  return ordered.filter(({ span }) => {
    if (span.start < at) return false;
    at = Math.max(span.end, span.start + (span.start === span.end ? 1 : 0));
    return true;
  });
}

/** The comments of values, each without the blanks around it. */
export function commentTexts(values: ReadValues): Set<string> {
  return new Set(commentSpans(values).map(({ start, end }) => values.text.slice(start, end)));
}

/** Of comments on lines of their own and behind values, without blanks around them; what stands in scalars is none. */
function commentSpans({ text, node }: ReadValues): Span[] {
  const scalars = scalarSpans(node);
  const found: Span[] = [];
  let next = 0;
  for (let line = 0; line < text.length && found.length <= maxComments; line = nextLine(text, line)) {
    const end = lineEnd(text, line);
    let from = line;
    let isInside = false;
    for (let scalar = scalars[next]; scalar !== undefined && scalar.start < end; scalar = scalars[next]) {
      from = Math.max(from, Math.min(scalar.end, end));
      isInside = scalar.end > end;
      if (isInside) break;
      next++;
    }
    // Behind the head of a block a comment may stand as well.
    const head = isInside ? /[|>][-+\d]*[ \t]+(#.*)$/.exec(text.slice(line, end)) : null;
    const rest = isInside ? null : /(?:^|[ \t])(#.*)$/.exec(text.slice(from, end));
    const match = head ?? rest;
    if (match?.[1] === undefined || (head !== null && (scalars[next]?.start ?? 0) < line)) continue;
    found.push({ start: end - match[1].length, end: end - trailing(match[1]) });
  }
  return found;
}

/** In the order of their places. */
function scalarSpans(root: Node | undefined): Span[] {
  const found: Span[] = [];
  const waiting: (Node | undefined)[] = [root];
  for (let node = waiting.pop(); node !== undefined || waiting.length > 0; node = waiting.pop()) {
    if (node?.kind === "scalar") found.push(node.span);
    if (node?.kind === "seq") waiting.push(...node.items);
    if (node?.kind === "map")
      for (const { key, value } of node.entries) {
        found.push(key.span);
        waiting.push(value);
      }
  }
  return found.sort((a, b) => a.start - b.start);
}
