/** A value in a few words, for whoever compares two of them. */

import type { ShownValue } from "../updates/key-change.ts";
import { count } from "./comparison-line.ts";
import { code } from "./markdown.ts";

/** Writes a key or a value, which others wrote. */
export type WriteCode = (text: string) => string;

/** In Markdown, or by another way of writing. */
export function valueWords(value: ShownValue | undefined, write: WriteCode = code): string {
  switch (value?.kind) {
    case "scalar":
      return write(value.text);
    case "text":
      return value.lines === 1 ? "a long text" : `a text of ${value.lines} lines`;
    case "map": {
      const keys = value.keys.map((key) => write(key)).join(", ");
      return value.size === 0 ? write("{}") : `a map of ${keys}${moreKeys(value)}`;
    }
    case "list":
      return value.size === 0 ? write("[]") : `a list of ${count(value.size, "item")}`;
    default:
      return "nothing";
  }
}

function moreKeys({ size, keys }: ShownValue & { readonly kind: "map" }): string {
  return size > keys.length ? ` and ${count(size - keys.length, "more key")}` : "";
}
