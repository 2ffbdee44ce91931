/** The value of an entry that is there: replaced, or written where the key stands alone. */

import type { TextEdit } from "../base/text-edit.ts";
import { writeValue } from "./entry-insert.ts";
import { replaceScalar } from "./scalar-edit.ts";
import { asScalar, type MapEntry } from "./tree.ts";

/** Undefined for a value that is a map, a list or a block, and where an anchor or a tag holds the place. */
export function writeEntryValue({ key, value }: MapEntry, to: string, text: string): TextEdit | undefined {
  if (value === undefined) {
    const at = emptyPlace(key.span.end, text);
    const quote = key.style === "double" ? "double" : undefined;
    return at === undefined ? undefined : { span: { start: at, end: at }, text: ` ${writeValue(to, quote)}` };
  }
  const scalar = asScalar(value);
  if (scalar === undefined || (value.kind !== "scalar" && value.kind !== "alias")) return undefined;
  const isBlock = value.kind === "scalar" && (value.style === "literal" || value.style === "folded");
  return isBlock || value.span.start === value.span.end ? undefined : replaceScalar(value, to);
}

/** Behind the colon of a key that ends at `end` and has no value. */
export function emptyPlace(end: number, text: string): number | undefined {
  const colon = /[ \t]*:(?=[ \t]*(?:[\r\n#,}]|$))/y;
  colon.lastIndex = end;
  if (!colon.test(text)) return undefined;
  // An anchor or a tag without a value keeps its place, on whatever line it stands.
  const gap = /(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*/y;
  gap.lastIndex = colon.lastIndex;
  return gap.test(text) && /[&!]/.test(text.charAt(gap.lastIndex)) ? undefined : colon.lastIndex;
}
