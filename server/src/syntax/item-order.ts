/**
 * Puts the items of a list in another order, each with the lines and comments that are its own, byte for byte. What the edit makes has been
 * read again: it says the same in another order, or there is none.
 */

import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { type Data, dataOf, sameData } from "./data.ts";
import { commentStart, lineStart, nextLine } from "./entry-place.ts";
import { parse } from "./parse.ts";
import { hasDirective } from "./template.ts";
import type { Node, SeqNode } from "./tree.ts";

/** `order` holds the present place of each item. Undefined where items cannot be moved as they are. */
export function reorderItems(text: string, list: SeqNode, order: readonly number[]): TextEdit | undefined {
  if (order.length !== list.items.length || new Set(order).size !== order.length) return undefined;
  const items = list.items.filter((item) => item !== undefined);
  if (items.length < list.items.length) return undefined;
  const edit = list.flow ? permuteFlow(text, items, order) : permuteLines(text, list, items, order);
  if (edit === undefined || hasDirective(text.slice(edit.span.start, edit.span.end))) return undefined;
  return saysTheSame(text, list, applyEdits(text, [edit]), order) ? edit : undefined;
}

/** Items change places, and what stands between them stays. */
function permuteFlow(text: string, items: readonly Node[], order: readonly number[]): TextEdit | undefined {
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  let written = "";
  for (const [at, from] of order.entries()) {
    const [here, other, next] = [items[at], items[from], items[at + 1]];
    if (here === undefined || other === undefined) return undefined;
    const between = next === undefined ? "" : text.slice(here.span.end, next.span.start);
    if (!/^\s*,?\s*$/.test(between)) return undefined;
    written += text.slice(other.span.start, other.span.end) + between;
  }
  return { span: { start: first.span.start, end: last.span.end }, text: written };
}

/** An item goes from the comment above its dash to where the next one starts. */
function permuteLines(
  text: string,
  list: SeqNode,
  items: readonly Node[],
  order: readonly number[],
): TextEdit | undefined {
  const starts: number[] = [];
  for (const item of items) {
    const line = lineStart(text, item.span.start);
    if (!/^ *-[ \t]+$/.test(text.slice(line, item.span.start))) return undefined;
    starts.push(commentStart(text, line));
  }
  const last = items.at(-1);
  if (last === undefined) return undefined;
  const end = endOfLines(text, list, last);
  if (text.charAt(end - 1) !== "\n") return undefined;
  const pieces = starts.map((start, at) => text.slice(start, starts[at + 1] ?? end));
  const written = order.map((from) => pieces[from] ?? "").join("");
  return { span: { start: starts[0] ?? end, end }, text: written };
}

/** Behind the last line that is indented as the last item is. */
function endOfLines(text: string, list: SeqNode, last: Node): number {
  const column = last.span.start - lineStart(text, last.span.start);
  let end = nextLine(text, last.span.start);
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (line.trim() === "") continue;
    if (indent < column || at >= Math.max(list.span.end, end)) break;
    end = nextLine(text, at);
  }
  return end;
}

function saysTheSame(text: string, list: SeqNode, changed: string, order: readonly number[]): boolean {
  const [before, after] = [parse(text), parse(changed)];
  if (before.length !== after.length) return false;
  return before.every(({ root, problems }, at) => {
    const other = after[at];
    if (other === undefined || other.problems.length > problems.length) return false;
    const path = pathTo(root, list.span.start);
    const [wanted, found] = [dataOf(root), dataOf(other.root)];
    if (wanted === undefined || found === undefined) return false;
    return sameData(path === undefined ? wanted : permuted(wanted, path, order), found);
  });
}

/** The keys that lead to the list that starts there. */
function pathTo(node: Node | undefined, start: number): readonly (string | number)[] | undefined {
  if (node === undefined || node.span.start > start || node.span.end <= start) return undefined;
  if (node.kind === "seq" && node.span.start === start) return [];
  if (node.kind === "seq") {
    for (const [at, item] of node.items.entries()) {
      const rest = pathTo(item, start);
      if (rest !== undefined) return [at, ...rest];
    }
  }
  if (node.kind !== "map") return undefined;
  for (const { key, value } of node.entries) {
    const rest = pathTo(value, start);
    if (rest !== undefined) return [key.text, ...rest];
  }
  return undefined;
}

function permuted(data: Data, path: readonly (string | number)[], order: readonly number[]): Data {
  const [step, ...rest] = path;
  if (step === undefined) return Array.isArray(data) ? order.map((from): Data => data[from] ?? null) : data;
  if (Array.isArray(data))
    return data.map((item: Data, at): Data => (at === step ? permuted(item, rest, order) : item));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]: [string, Data]) => [
      key,
      key === String(step) ? permuted(value, rest, order) : value,
    ]),
  );
}
