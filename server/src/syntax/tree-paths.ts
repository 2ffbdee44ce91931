/** Ways through a tree, and what a tree says without its places: to see that an edit changes what is meant and nothing else. */

import type { Span } from "../base/span.ts";
import type { AliasNode, MapEntry, MapNode, Node, SeqNode } from "./tree.ts";

/** Keys of maps and places in lists. */
export type TreePath = readonly (string | number)[];

/** The way to a node that is written below the root itself, not by an alias or a merge. */
export function pathTo(root: Node | undefined, wanted: Node): TreePath | undefined {
  if (root === wanted) return [];
  for (const [step, child] of childrenOf(root)) {
    if (child.span.start > wanted.span.start || wanted.span.end > child.span.end) continue;
    const rest = pathTo(child, wanted);
    if (rest !== undefined) return [step, ...rest];
  }
  return undefined;
}

/** What is written at the path; aliases are not followed. */
export function nodeOn(root: Node | undefined, path: TreePath): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, step) => childrenOf(node).findLast(([own]) => own === step)?.[1],
    root,
  );
}

/** True when an alias means something that shares characters with the span: who changes it there changes it elsewhere. */
export function isAliased(root: Node | undefined, { start, end }: Span): boolean {
  return aliasesIn(root).some(
    ({ target }) => target !== undefined && target.span.start < end && start < target.span.end,
  );
}

/** A tree never changes, and is asked once for each of its overrides. */
const aliasesOf = new WeakMap<Node, readonly AliasNode[]>();

function aliasesIn(root: Node | undefined): readonly AliasNode[] {
  if (root === undefined) return [];
  const before = aliasesOf.get(root);
  if (before !== undefined) return before;
  const found: AliasNode[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === "alias") found.push(node);
    else for (const [, child] of childrenOf(node)) waiting.push(child);
  }
  aliasesOf.set(root, found);
  return found;
}

/** All that the tree says, as one text to compare; `without` is left out. */
export function contentOf(node: Node | undefined, without: ReadonlySet<Node | MapEntry>): string {
  switch (node?.kind) {
    case undefined:
      return "";
    case "alias":
      return `*${node.name}`;
    case "scalar":
      return `${node.reading ?? ""}${JSON.stringify(node.text)}`;
    case "seq":
      return `[${items(node, without)}]`;
    case "map":
      return `{${entries(node, without)}}`;
  }
}

function items(list: SeqNode, without: ReadonlySet<Node | MapEntry>): string {
  const left = list.items.filter((item) => item === undefined || !without.has(item));
  return left.map((item) => contentOf(item, without)).join();
}

function entries(map: MapNode, without: ReadonlySet<Node | MapEntry>): string {
  const left = map.entries.filter((entry) => !without.has(entry));
  return left.map(({ key, value }) => `${contentOf(key, without)}:${contentOf(value, without)}`).join();
}

function childrenOf(node: Node | undefined): (readonly [string | number, Node])[] {
  if (node?.kind === "map")
    return node.entries.flatMap(({ key, value }) =>
      value === undefined ? [] : [[key.text, value] as const],
    );
  if (node?.kind !== "seq") return [];
  return node.items.flatMap((item, at) => (item === undefined ? [] : [[at, item] as const]));
}
