/**
 * Two trees compared as the data that they are: comments, quotes, the order of keys and the way of writing are no difference, the order
 * of a list and the type of a scalar are. Aliases count as what they stand for.
 */

import {
  allEntries,
  asMap,
  asScalar,
  type MapNode,
  type Node,
  resolve,
  type ScalarNode,
  type SeqNode,
} from "./tree.ts";

/** How a value is reached: by the key of a map, or by the item of a list, which has a label of its own or a number. */
export type PathStep =
  | { readonly key: string }
  | { readonly item: string; readonly index: number }
  | { readonly index: number };

/** A whole subtree that is in one of the two alone is one difference. */
export interface Difference {
  readonly kind: "added" | "removed" | "changed" | "reordered";
  /** Holds only while it is told: it is changed afterwards. */
  readonly path: readonly PathStep[];
  readonly before: Node | undefined;
  readonly after: Node | undefined;
}

/** How much may still be looked at, in nodes. Below zero there was too much, and no answer counts. */
export interface Budget {
  left: number;
}

/** Aliases can nest a tree into itself. */
const deepest = 200;

/** A `<<` has to be followed from map to map. */
const mergeCost = 500;

/** True when both say the same. False when the budget ends before that is known. */
export function sameTrees(before: Node | undefined, after: Node | undefined, budget: Budget): boolean {
  return same(before, after, budget, 0);
}

/** Tells all differences, in the order of `before` with what is added behind. None means {@link sameTrees}. */
export function tellDifferences(
  before: Node | undefined,
  after: Node | undefined,
  budget: Budget,
  tell: (difference: Difference) => void,
): void {
  const path: PathStep[] = [];
  compare(before, after);

  function compare(one: Node | undefined, other: Node | undefined): void {
    const left = resolve(one);
    const right = resolve(other);
    if (!mayGoOn(budget, path.length) || left === right) return;
    if (left?.kind === "map" && right?.kind === "map") compareMaps(left, right);
    else if (left?.kind === "seq" && right?.kind === "seq") compareLists(left, right);
    else if (!sameScalars(left, right)) tell({ kind: "changed", path, before: left, after: right });
  }

  function compareAt(step: PathStep, one: Node | undefined, other: Node | undefined): void {
    path.push(step);
    compare(one, other);
    path.pop();
  }

  function tellAt(step: PathStep, kind: "added" | "removed", node: Node | undefined): void {
    path.push(step);
    const value = resolve(node);
    if (kind === "added") tell({ kind, path, before: undefined, after: value });
    else tell({ kind, path, before: value, after: undefined });
    path.pop();
  }

  function compareMaps(left: MapNode, right: MapNode): void {
    const olds = valuesOf(left, budget);
    const news = valuesOf(right, budget);
    for (const [key, value] of olds) {
      if (news.has(key)) compareAt({ key }, value, news.get(key));
      else tellAt({ key }, "removed", value);
    }
    for (const [key, value] of news) if (!olds.has(key)) tellAt({ key }, "added", value);
  }

  function compareLists(left: SeqNode, right: SeqNode): void {
    const label = labelKey(left, right, budget);
    if (label !== undefined) compareLabelled(left, right, label);
    else if ([...left.items, ...right.items].every(isPlainItem)) compareWords(left, right);
    else compareByPlace(left, right);
  }

  /** Items are the same thing when they are called the same, wherever they stand. */
  function compareLabelled(left: SeqNode, right: SeqNode, label: string): void {
    const olds = byLabel(left, label);
    const news = byLabel(right, label);
    for (const [item, { index, node }] of olds) {
      const counterpart = news.get(item);
      if (counterpart === undefined) tellAt({ item, index }, "removed", node);
      else compareAt({ item, index: counterpart.index }, node, counterpart.node);
    }
    for (const [item, { index, node }] of news) if (!olds.has(item)) tellAt({ item, index }, "added", node);
    const kept = [...olds.keys()].filter((item) => news.has(item));
    const keptAfter = [...news.keys()].filter((item) => olds.has(item));
    if (kept.some((item, at) => item !== keptAfter[at])) tellOrder(left, right);
  }

  /** Of a list of words those are told that came and went, not all behind them. */
  function compareWords(left: SeqNode, right: SeqNode): void {
    const olds = words(left);
    const news = words(right);
    const gone = without(olds, news);
    const added = without(news, olds);
    for (const index of gone) {
      if (added.has(index)) compareAt({ index }, left.items[index], right.items[index]);
      else tellAt({ index }, "removed", left.items[index]);
    }
    for (const index of added) if (!gone.has(index)) tellAt({ index }, "added", right.items[index]);
    const kept = olds.filter((_, at) => !gone.has(at));
    const keptAfter = news.filter((_, at) => !added.has(at));
    if (kept.some((word, at) => word !== keptAfter[at])) tellOrder(left, right);
  }

  /** What is the same at both ends of the lists stays out of it. */
  function compareByPlace({ items: olds }: SeqNode, { items: news }: SeqNode): void {
    const shorter = Math.min(olds.length, news.length);
    const isSame = (at: number, other: number) => same(olds[at], news[other], budget, path.length);
    let start = 0;
    while (start < shorter && isSame(start, start)) start++;
    let end = 0;
    while (end < shorter - start && isSame(olds.length - 1 - end, news.length - 1 - end)) end++;
    for (let index = start; index < Math.max(olds.length, news.length) - end; index++) {
      if (index >= olds.length - end) tellAt({ index }, "added", news[index]);
      else if (index >= news.length - end) tellAt({ index }, "removed", olds[index]);
      else compareAt({ index }, olds[index], news[index]);
    }
  }

  function tellOrder(left: SeqNode, right: SeqNode): void {
    tell({ kind: "reordered", path, before: left, after: right });
  }
}

function same(one: Node | undefined, other: Node | undefined, budget: Budget, depth: number): boolean {
  const left = resolve(one);
  const right = resolve(other);
  if (!mayGoOn(budget, depth)) return false;
  if (left === right) return true;
  if (left?.kind === "map" && right?.kind === "map") {
    const olds = valuesOf(left, budget);
    const news = valuesOf(right, budget);
    if (olds.size !== news.size) return false;
    for (const [key, value] of olds) {
      if (!news.has(key) || !same(value, news.get(key), budget, depth + 1)) return false;
    }
    return true;
  }
  if (left?.kind === "seq" && right?.kind === "seq") {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, at) => same(item, right.items[at], budget, depth + 1))
    );
  }
  return sameScalars(left, right);
}

function mayGoOn(budget: Budget, depth: number): boolean {
  budget.left -= 1;
  if (depth > deepest) budget.left = -1;
  return budget.left >= 0;
}

function valuesOf(map: MapNode, budget: Budget): Map<string, Node | undefined> {
  if (map.entries.some(({ key }) => key.text === "<<")) budget.left -= mergeCost;
  if (budget.left < 0) return new Map();
  const entries = allEntries(map);
  budget.left -= entries.length;
  return new Map(entries.map(({ key, value }) => [key.text, value]));
}

type Resolved = MapNode | SeqNode | ScalarNode | undefined;

function sameScalars(left: Resolved, right: Resolved): boolean {
  if (left !== undefined && left.kind !== "scalar") return false;
  if (right !== undefined && right.kind !== "scalar") return false;
  return wordOf(left) === wordOf(right);
}

/** A scalar with its type, as one text. `key:`, `key: ~` and `key: null` are the same. */
function wordOf(scalar: ScalarNode | undefined): string {
  const type = scalarType(scalar);
  if (scalar === undefined || type === "null") return "null";
  return `${type} ${type === "boolean" ? scalar.text.toLowerCase() : scalar.text}`;
}

/** What a scalar is to whoever reads the data. Helm still takes `yes` and `off` for booleans. */
export function scalarType(
  scalar: ScalarNode | undefined,
): "null" | "boolean" | "number" | "date" | "string" {
  if (scalar === undefined) return "null";
  if (scalar.reading !== undefined) return scalar.reading;
  const isOldBoolean = scalar.style === "plain" && /^(?:yes|no|on|off)$/i.test(scalar.text);
  return isOldBoolean ? "boolean" : "string";
}

function isPlainItem(item: Node | undefined): boolean {
  const node = resolve(item);
  return node === undefined || node.kind === "scalar";
}

function words({ items }: SeqNode): string[] {
  return items.map((item) => wordOf(asScalar(item)));
}

/** The places of those that the other list does not have, or not as often. */
function without(list: readonly string[], other: readonly string[]): Set<number> {
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  const places = new Set<number>();
  list.forEach((word, at) => {
    const number = left.get(word) ?? 0;
    if (number === 0) places.add(at);
    else left.set(word, number - 1);
  });
  return places;
}

const labelKeys = ["name", "key", "id", "image"];

/** The key by which all items of both lists can be told apart. */
function labelKey(left: SeqNode, right: SeqNode, budget: Budget): string | undefined {
  budget.left -= left.items.length + right.items.length;
  if (budget.left < 0) return undefined;
  return labelKeys.find((key) =>
    [left, right].every((list) => byLabel(list, key).size === list.items.length),
  );
}

function byLabel(list: SeqNode, key: string): Map<string, { readonly index: number; readonly node: Node }> {
  const found = new Map<string, { readonly index: number; readonly node: Node }>();
  list.items.forEach((node, index) => {
    const label = labelOf(node, key);
    if (node !== undefined && label !== undefined && !found.has(label)) found.set(label, { index, node });
  });
  return found;
}

function labelOf(node: Node | undefined, key: string): string | undefined {
  // What a merge brings in is not looked for: there may be a long way of it behind every item.
  const entry = asMap(node)?.entries.findLast((candidate) => candidate.key.text === key);
  const scalar = asScalar(entry?.value);
  if (scalarType(scalar) === "null" || scalar === undefined) return undefined;
  // An image is the same in another version and from another place.
  const text = key === "image" ? scalar.text.replace(/^.*\//, "").replace(/[:@].*$/, "") : scalar.text;
  return text === "" ? undefined : text;
}
