/**
 * Edits of one scalar that touch only the bytes they mean: quotes, anchors, comments and everything around stay as
 * they are. Nothing here ever prints a node anew.
 */

import type { TextEdit } from "../base/text-edit.ts";
import { canBePlain } from "./plain-scalar.ts";
import type { AliasNode, ScalarNode } from "./tree.ts";

/** The quote that a new string takes where the text it replaces had none but now needs one. */
export type QuotePreference = "single" | "double";

/**
 * Replaces a scalar's content, keeping its quotes. A plain one gets quotes only when the new text would be read as something
 * else than a string. An alias is replaced as a whole, since its anchor means other places too.
 */
export function replaceScalar(
  node: ScalarNode | AliasNode,
  text: string,
  prefer: QuotePreference = "double",
): TextEdit {
  return { span: node.span, text: writeScalar(text, styleToKeep(node, text, prefer)) };
}

/** Puts quotes around a plain scalar, its characters unchanged. */
export function quoteScalar(node: ScalarNode, prefer: QuotePreference = "double"): TextEdit {
  return { span: node.span, text: writeScalar(node.text, prefer) };
}

/** The text as a scalar of the given style, on one line. */
export function writeScalar(text: string, style: "plain" | QuotePreference): string {
  switch (style) {
    case "plain":
      return text;
    case "single":
      return `'${text.replaceAll("'", "''")}'`;
    case "double":
      // JSON's escapes are a subset of YAML's, so one writer serves both kinds of file.
      return JSON.stringify(text);
  }
}

function styleToKeep(
  node: ScalarNode | AliasNode,
  text: string,
  prefer: QuotePreference,
): "plain" | QuotePreference {
  if (node.kind === "scalar" && (node.style === "single" || node.style === "double")) return node.style;
  // What stood there as a number is quoted from now on, as JSON needs and YAML deserves.
  const wasNumber = node.kind === "scalar" && node.reading !== undefined;
  return canBePlain(text) && !wasNumber ? "plain" : prefer;
}
