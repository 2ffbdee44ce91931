/** A difference between two values in words: in Markdown, or by another way of writing keys and values. */

import type { KeyChange, ShownValue } from "../updates/key-change.ts";
import { code as markdownCode } from "./markdown.ts";
import { valueWords, type WriteCode } from "./value-words.ts";

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
