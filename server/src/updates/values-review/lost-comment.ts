/** Comments of somebody's that have no place in merged values: what they were about, and how they are put back. */

import type { Span } from "../../base/span.ts";
import type { TextEdit } from "../../base/text-edit.ts";
import { lineBreakOf, lineStart } from "../../syntax/entry-place.ts";
import { type MergePath, slotAt } from "../values-merge/merge-path.ts";
import { commentTexts, putAbove } from "../values-merge/own-comments.ts";
import type { ReadValues } from "../values-merge/read-values.ts";
import type { Value } from "../values-merge/value.ts";
import type { CommentConflict } from "./conflict.ts";

/** Lines that stand below each other are one comment. */
export function commentConflicts(mine: ReadValues, lost: readonly Span[]): CommentConflict[] {
  const keys = keysOf(mine);
  const found: { lines: string[]; at: MergePath; end: number }[] = [];
  for (const { start, end } of lost) {
    const line = mine.text.slice(start, end);
    const isAlone = mine.text.slice(lineStart(mine.text, start), start).trim() === "";
    const last = found.at(-1);
    if (isAlone && last !== undefined && mine.text.slice(last.end, start).trim() === "") {
      last.lines.push(line);
      last.end = end;
    } else found.push({ lines: [line], at: pathBeside(keys, start, isAlone), end });
  }
  return found.map(({ lines, at }) => ({ kind: "comment", id: lines.join("\n"), lines, at }));
}

/** True when the values have all lines of the comment, wherever they stand. */
export function hasComment(values: ReadValues, { lines }: CommentConflict): boolean {
  const there = commentTexts(values);
  return lines.every((line) => there.has(line));
}

/** Above the key that the comment was about, or what is left of the way there. */
export function putBack(values: ReadValues, { lines, at }: CommentConflict): TextEdit {
  for (let depth = at.length; depth > 0; depth--) {
    const source = slotAt(values.root, at.slice(0, depth))?.source;
    const isHere = source !== undefined && "entry" in source && source.text === values.text;
    const edit = isHere ? putAbove(values.text, source.entry, lines) : undefined;
    if (edit !== undefined) return edit;
  }
  const eol = lineBreakOf(values.text);
  return { span: { start: 0, end: 0 }, text: lines.map((line) => line + eol).join("") };
}

interface PlacedKey {
  readonly start: number;
  readonly path: MergePath;
}

/** In the order of the text. */
function keysOf({ root, text }: ReadValues): PlacedKey[] {
  const found: PlacedKey[] = [];
  walk(root, []);
  return found.sort((a, b) => a.start - b.start);

  function walk(value: Value, path: MergePath): void {
    if (value.kind === "list")
      for (const [at, item] of value.items.entries()) walk(item.value, [...path, at]);
    if (value.kind !== "map") return;
    for (const [key, slot] of value.slots) {
      const here = [...path, key];
      if (slot.source.text === text) found.push({ start: slot.source.entry.key.span.start, path: here });
      walk(slot.value, here);
    }
  }
}

function pathBeside(keys: readonly PlacedKey[], start: number, isAbove: boolean): MergePath {
  const key = isAbove ? keys.find((one) => one.start > start) : keys.findLast((one) => one.start < start);
  return (key ?? keys.at(-1))?.path ?? [];
}
