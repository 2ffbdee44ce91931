/** Where a problem is shown: always the few characters that tell, never a whole block or file. */

import type { Span } from "../base/span.ts";
import { contentSpan } from "../model/text.ts";
import { asMap, asScalar, type MapNode, type Node, type ScalarNode } from "../syntax/tree.ts";
import type { Place } from "./schema-instance.ts";
import { first, type Parts } from "./schema-lookup.ts";

/**
 * What names the map in the message: its name, else its first key, or the key it stands behind where it has no noun. At the
 * root its first key, since the whole file is its value.
 */
export function tellingSpan(place: Place, map: MapNode, parts: Parts | undefined): Span {
  const name = map.entries.find((entry) => entry.key.text === "name")?.value;
  if (place.path.length > 0) {
    if (asScalar(name) !== undefined) return scalarSpan(name) ?? map.span;
    if (place.key !== undefined && first(parts, "x-noun") === undefined) return keySpan(place.key);
  }
  const key = map.entries[0]?.key ?? place.key;
  return key === undefined ? map.span : keySpan(key);
}

/** Where a wrong value is shown: a scalar's content; of anything longer the key it stands behind, or its first key. */
export function valueSpan({ node, key, path }: Place): Span {
  const content = scalarSpan(node);
  if (content !== undefined) return content;
  if (key !== undefined && typeof path.at(-1) !== "number") return keySpan(key);
  const inside = asMap(node)?.entries[0]?.key;
  if (node?.kind === "alias") return node.span;
  if (inside !== undefined) return keySpan(inside);
  const start = node?.span.start;
  if (start !== undefined) return { start, end: start + 1 };
  return key === undefined ? { start: 0, end: 0 } : keySpan(key);
}

export function keySpan(key: ScalarNode): Span {
  return scalarSpan(key) ?? key.span;
}

/** The characters of a one-line scalar, without its quotes. A block is many lines: undefined. */
function scalarSpan(node: Node | undefined): Span | undefined {
  if (node?.kind === "alias") return asScalar(node) === undefined ? undefined : node.span;
  if (node?.kind !== "scalar" || node.style === "literal" || node.style === "folded") return undefined;
  return contentSpan({ text: node.text, span: node.span, node, key: undefined });
}
