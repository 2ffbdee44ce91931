/** Whether a text may be edited for the sake of one map alone. */

import type { Text } from "../model/text.ts";
import type { MapNode, Node } from "../syntax/tree.ts";

const none: ReadonlySet<Node> = new Set();

/**
 * True when the text is written in the map itself and means nothing elsewhere: one that a `<<` merge brings in, or that an alias outside of
 * the map refers to, belongs to others as well, who have not been asked. `rewritten` are aliases that are edited along with it.
 */
export function isOwn(text: Text, owner: MapNode, rewritten: ReadonlySet<Node> = none): boolean {
  const written = owner.entries.some(({ key, value }) => key === text.key && value === text.node);
  const aliases = text.node.kind === "scalar" ? (text.node.aliases ?? []) : [];
  const inside = ({ span }: Node) => owner.span.start <= span.start && span.end <= owner.span.end;
  return written && aliases.every((alias) => inside(alias) || rewritten.has(alias));
}
