/** A difference between two values in words: in Markdown, or by another way of writing keys and values. */

import type { KeyChange, ShownValue } from "../updates/key-change.ts";
import { count } from "./comparison-line.ts";
import { code as markdownCode } from "./markdown.ts";

/** Writes a key or a value, which others wrote. */
export type WriteCode = (text: string) => string;

/** "`replicas`: `1` → `2`". */
export function keyWords({ kind, path, before, after }: KeyChange, code: WriteCode = markdownCode): string {
  const key = keyName(path, code);
  if (kind === "reordered") return `${key}: in another order`;
  if (kind === "added") return `${key}: added${lone(after, "", code)}`;
  if (kind === "removed") return `${key}: removed${lone(before, "was ", code)}`;
  if (before?.kind === "secret" || after?.kind === "secret") return `${key}: changed (value not shown)`;
  return `${key}: ${valueWords(before, code)} → ${valueWords(after, code)}`;
}

export function keyName(path: string, code: WriteCode = markdownCode): string {
  return path === "" ? "The whole" : code(path);
}

function lone(value: ShownValue | undefined, lead: string, code: WriteCode): string {
  return value === undefined || value.kind === "secret"
    ? " (value not shown)"
    : `, ${lead}${valueWords(value, code)}`;
}

function moreKeys({ size, keys }: ShownValue & { readonly kind: "map" }): string {
  return size > keys.length ? ` and ${count(size - keys.length, "more key")}` : "";
}

function valueWords(value: ShownValue | undefined, code: WriteCode): string {
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
