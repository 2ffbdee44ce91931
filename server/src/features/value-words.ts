/** A value in a few words, for whoever compares two of them: in Markdown, or by another way of writing keys and values. */

import type { ShownValue } from "../updates/key-change.ts";
import { count } from "./comparison-line.ts";
import { code as markdownCode } from "./markdown.ts";

/** Writes a key or a value, which others wrote. */
export type WriteCode = (text: string) => string;

export function valueWords(value: ShownValue | undefined, code: WriteCode = markdownCode): string {
  switch (value?.kind) {
    case "scalar":
      return code(value.text);
    case "text":
      return value.lines === 1 ? "a long text" : `a text of ${value.lines} lines`;
    case "map": {
      const keys = value.keys.map((key) => code(key)).join(", ");
      return value.size === 0 ? code("{}") : `a map of ${keys}${moreKeys(value)}`;
    }
    case "list":
      return value.size === 0 ? code("[]") : `a list of ${count(value.size, "item")}`;
    default:
      return "nothing";
  }
}

function moreKeys({ size, keys }: ShownValue & { readonly kind: "map" }): string {
  return size > keys.length ? ` and ${count(size - keys.length, "more key")}` : "";
}
