/** Lists in which things have names, and the order that things of two lists have together. */

import { inSameOrder, type LabelKind, labelKindOf, labelsOf } from "./label.ts";
import { emptyList, type ListValue, type Value } from "./value.ts";

export interface Lists {
  readonly base: ListValue;
  readonly mine: ListValue;
  readonly theirs: ListValue;
}

/** Lists whose items can be told apart, and that stand in an order that nobody changed but, with `mayReorder`, the new version. */
export function mergeableLists(
  b: Value | undefined,
  m: Value,
  t: Value,
  mayReorder: boolean,
): { readonly lists: Lists; readonly kind: LabelKind } | undefined {
  if (m.kind !== "list" || t.kind !== "list") return undefined;
  const lists = { base: b?.kind === "list" ? b : emptyList, mine: m, theirs: t };
  const kind = labelKindOf([lists.base, m, t]);
  if (kind === undefined) return undefined;
  const [before, own, now] = [labelsOf(lists.base, kind), labelsOf(m, kind), labelsOf(t, kind)];
  if (!inSameOrder(before, own)) return undefined;
  // Without an old order only a common one tells that nobody changed it.
  return (mayReorder && before.length > 0) || inSameOrder(own, now) ? { lists, kind } : undefined;
}

/**
 * All of the first; what is in the second alone stands behind what it stands behind there. At the front is only what nobody put behind
 * anything that was there before: where that is gone, it stands at the end.
 */
export function inOrder(
  first: readonly string[],
  second: readonly string[],
  hasBefore: (name: string) => boolean,
): string[] {
  const known = new Set(first);
  const front: string[] = [];
  const end: string[] = [];
  const behind = new Map<string, string[]>();
  let place = front;
  for (const name of second) {
    if (known.has(name)) {
      place = behind.get(name) ?? [];
      behind.set(name, place);
    } else {
      place.push(name);
      if (place === front && hasBefore(name)) place = end;
    }
  }
  return [...front, ...first.flatMap((name) => [name, ...(behind.get(name) ?? [])]), ...end];
}
