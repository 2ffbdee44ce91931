/**
 * How much of a pack's defaults somebody's values spell out. Most values are a fragment: a few keys, where a key that is not there says
 * nothing. Others are the whole defaults with changes, where a key that is not there was taken out. The texts look alike, so it is told
 * by how many of the keys of the old defaults are there.
 */

import type { MapValue, Value } from "./value.ts";

export type Extent = "whole" | "fragment";

/** Values are whole when they have at least two thirds of the keys of the old defaults, at whatever depth. */
export function extentOf(mine: MapValue, base: MapValue): Extent {
  const { all, found } = countKeys(base, mine);
  return found * 3 >= all * 2 ? "whole" : "fragment";
}

/** How many keys a map must lack to be more than somebody's taking keys out one by one. */
const manyGone = 8;

/** A map within whole values of which less than half is left was cut down to a fragment, and what is new in it is not missed. */
export function isCutDown(mine: MapValue, base: MapValue): boolean {
  const { all, found } = countKeys(base, mine);
  return all - found >= manyGone && found * 2 < all;
}

function countKeys(base: MapValue, mine: Value | undefined): { all: number; found: number } {
  let all = 0;
  let found = 0;
  for (const [key, { value }] of base.slots) {
    const own = mine?.kind === "map" ? mine.slots.get(key)?.value : undefined;
    all++;
    if (own !== undefined) found++;
    if (value.kind !== "map") continue;
    // What somebody put in the place of a map, such as null, is about all of it.
    if (own !== undefined && own.kind !== "map") continue;
    const inner = countKeys(value, own);
    all += inner.all;
    found += inner.found;
  }
  return { all, found };
}
