/**
 * A second look at a merge that shares nothing with the first: the four texts as plain data, where each key that nobody has to look at
 * must say what the one who changed it said. A merge that does not pass is refused.
 */

import { type Data, dataOf, isDataMap, sameData } from "../../syntax/data.ts";
import type { Extent } from "./extent.ts";
import type { MergePath } from "./merge-path.ts";
import type { ReadValues } from "./read-values.ts";

export interface Merged {
  readonly base: ReadValues;
  readonly mine: ReadValues;
  readonly theirs: ReadValues;
  readonly result: ReadValues;
}

export interface Told {
  readonly extent: Extent;
  /** Maps in whole values that are fragments. */
  readonly fragments: readonly MergePath[];
  /** Keys that a person decides, and what was put in because it is required: nothing is asked of them. */
  readonly open: readonly MergePath[];
}

interface Four {
  readonly b: Data | undefined;
  readonly m: Data | undefined;
  readonly t: Data | undefined;
  readonly r: Data | undefined;
}

export function isRightMerge({ base, mine, theirs, result }: Merged, told: Told): boolean {
  const open = new Set(told.open.map(keyOf));
  const onTheWay = new Set(told.open.flatMap((path) => path.map((_, depth) => keyOf(path.slice(0, depth)))));
  const fragments = new Set(told.fragments.map(keyOf));
  const [b, m, t, r] = [base, mine, theirs, result].map(dataIn);
  if (b === undefined || m === undefined || t === undefined || r === undefined) return false;
  return isRight({ b, m, t, r }, [], told.extent === "fragment");

  function isRight(four: Four, path: readonly string[], isFragment: boolean): boolean {
    const key = keyOf(path);
    if (open.has(key)) return true;
    const { b, m, t, r } = four;
    const isInner = isFragment || fragments.has(key);
    if (isDataMap(m) && isDataMap(t)) return isDataMap(r) && areRight({ ...four, m, t, r }, path, isInner);
    // What a person decides further down may be all that there is.
    if (onTheWay.has(key)) return isInList(four) || (!isFragment && m === undefined) || isDataMap(r);
    if (isFragment) return equal(r, m);
    if (equal(m, t)) return equal(r, m);
    if (equal(b, t)) return equal(r, m);
    if (equal(b, m)) return equal(r, t);
    return isInList(four) || (t === undefined && r === undefined);
  }

  function areRight(
    { b, m, t, r }: { b: Data | undefined; m: DataMap; t: DataMap; r: DataMap },
    path: readonly string[],
    isFragment: boolean,
  ): boolean {
    const before = isDataMap(b) ? b : undefined;
    const keys = new Set([...Object.keys(m), ...Object.keys(t), ...Object.keys(r)]);
    return [...keys].every((key) =>
      isRight({ b: before?.[key], m: m[key], t: t[key], r: r[key] }, [...path, key], isFragment),
    );
  }
}

type DataMap = { readonly [key: string]: Data };

/** Lists are put together item by item. */
function isInList({ m, t, r }: Four): boolean {
  return Array.isArray(m) && Array.isArray(t) && Array.isArray(r);
}

function equal(a: Data | undefined, b: Data | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameData(a, b);
}

function dataIn({ node }: ReadValues): Data | undefined {
  return node === undefined ? Object.create(null) : dataOf(node);
}

/** Up to the first list, which is one value here. */
function keyOf(path: MergePath): string {
  const end = path.findIndex((step) => typeof step !== "string");
  return JSON.stringify(end === -1 ? path : path.slice(0, end));
}
