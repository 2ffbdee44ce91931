/** A string in a document together with the place it was written at. */

import type { Span } from "../base/span.ts";
import { hasMarker } from "../syntax/template.ts";
import {
  type AliasNode,
  asScalar,
  entryOf,
  type MapNode,
  type Node,
  type ScalarNode,
} from "../syntax/tree.ts";

export interface Text {
  /** As authored: `version: 1.20` is "1.20". */
  readonly text: string;
  /** The scalar, or the alias that stands for it. */
  readonly span: Span;
  /** The node to edit: an alias is edited as itself, never at its anchor. */
  readonly node: ScalarNode | AliasNode;
  /** The key this is the value of, where it is one. */
  readonly key: ScalarNode | undefined;
}

/** The scalar under a key; undefined when the key is absent, empty, null, a map or a list. */
export function textAt(map: MapNode | undefined, key: string): Text | undefined {
  const entry = entryOf(map, key);
  return textOf(entry?.value, entry?.key);
}

/** The scalar of a node such as a list item. */
export function textOf(node: Node | undefined, key?: ScalarNode): Text | undefined {
  const scalar = asScalar(node);
  if (scalar === undefined || scalar.reading === "null" || node === undefined) return undefined;
  if (node.kind !== "scalar" && node.kind !== "alias") return undefined;
  return {
    // A block's text is made when it is asked for, and hardly anybody asks.
    get text() {
      return scalar.text;
    },
    span: node.span,
    node,
    key,
  };
}

/** The characters between the quotes, or the whole of what has none: what a squiggle should underline. */
export function contentSpan(text: Text): Span {
  const { node } = text;
  const quoted = node.kind === "scalar" && (node.style === "single" || node.style === "double");
  if (!quoted || node.span.end - node.span.start < 3) return node.span;
  return { start: node.span.start + 1, end: node.span.end - 1 };
}

/** Longest name or version that is taken for one; anything longer is something else that was pasted there. */
const longestJudged = 256;

/** A name or version that can be judged: present, not left for Terraform to fill in, and not a page of text. */
export function known(text: Text | undefined): Text | undefined {
  return text !== undefined && isKnown(text.text) ? text : undefined;
}

/** The same for what is only kept as a string. */
export function isKnown(text: string): boolean {
  return text !== "" && text.length <= longestJudged && !hasMarker(text);
}
