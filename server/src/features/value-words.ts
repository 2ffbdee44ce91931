/** A value in a few words, for whoever compares two of them. */

import type { ShownValue } from "../updates/key-change.ts";
import { count } from "./comparison-line.ts";
import { code } from "./markdown.ts";

export function valueWords(value: ShownValue | undefined): string {
  switch (value?.kind) {
    case "scalar":
      return code(value.text);
    case "text":
      return value.lines === 1 ? "a long text" : `a text of ${value.lines} lines`;
    case "map":
      return value.size === 0 ? code("{}") : `a map of ${value.keys.map(code).join(", ")}${moreKeys(value)}`;
    case "list":
      return value.size === 0 ? code("[]") : `a list of ${count(value.size, "item")}`;
    default:
      return "nothing";
  }
}

function moreKeys({ size, keys }: ShownValue & { readonly kind: "map" }): string {
  return size > keys.length ? ` and ${count(size - keys.length, "more key")}` : "";
}
