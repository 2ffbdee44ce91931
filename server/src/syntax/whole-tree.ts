/** Whether a tree holds all that its text says. What is left out of it, such as a map that stands as a key, must not be taken for nothing. */

import type { Span } from "../base/span.ts";
import type { MapNode, Node, SeqNode } from "./tree.ts";

/** False for `{{ macro }}` without quotes, which YAML reads as a map within a map, and for keys that are aliases, maps or lists. */
export function isWholeTree(root: Node | undefined, text: string): boolean {
  const waiting: (Node | undefined)[] = [root];
  for (let node = waiting.pop(); node !== undefined || waiting.length > 0; node = waiting.pop()) {
    if (node?.kind !== "map" && node?.kind !== "seq") continue;
    const parts = node.kind === "map" ? node.entries.map((entry) => entry.value) : node.items;
    if (!fills(node, text)) return false;
    for (const part of parts) waiting.push(part);
  }
  return true;
}

/** Nothing but marks and comments stands between the parts. */
function fills(node: MapNode | SeqNode, text: string): boolean {
  const spans: (Span | undefined)[] =
    node.kind === "map" ? node.entries.map(({ span }) => span) : node.items.map((item) => item?.span);
  let from = node.span.start + (node.flow ? 1 : 0);
  for (const span of spans) {
    if (span === undefined) continue;
    if (!isEmpty(text, from, span.start)) return false;
    from = Math.max(from, span.end);
  }
  return isEmpty(text, from, node.span.end - (node.flow ? 1 : 0));
}

function isEmpty(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const character = text.charAt(at);
    if (character === "#") {
      const lineEnd = text.indexOf("\n", at);
      at = lineEnd === -1 ? to : lineEnd;
    } else if (character === "&" || character === "!") {
      // An anchor or a tag.
      while (at + 1 < to && !/[\s,]/.test(text.charAt(at + 1))) at++;
    } else if (!/[\s,?:-]/.test(character)) return false;
  }
  return true;
}
