/** Finds what a key may be called in a new version. */

import { nearest } from "../../base/nearest.ts";
import { type EntrySlot, type MapValue, same, shapeOf } from "./value.ts";

/** Shortest part that two names share when they are about the same thing. */
const minPart = 5;

/**
 * The key among those that are new that has a near name and a value of the same shape as the old one had by default. With a value that
 * says the same it is enough that the names begin in the same way, or that the new one ends in the old one.
 */
export function renamedTo(
  key: string,
  before: EntrySlot,
  news: ReadonlyMap<string, EntrySlot>,
): string | undefined {
  const fitting = [...news].filter(([, { value }]) => shapeOf(value) === shapeOf(before.value));
  const names = fitting.map(([name]) => name);
  const plain = names.filter((name) => plainOf(name) === plainOf(key));
  if (plain.length === 1) return plain[0];
  const [near] = nearest(key, names, 1);
  if (near !== undefined || key.length < minPart) return near;
  const start = plainOf(key).slice(0, Math.max(minPart, Math.ceil(key.length * 0.6)));
  const alike = fitting.filter(
    ([name, { value }]) =>
      (plainOf(name).startsWith(start) || plainOf(name).endsWith(plainOf(key))) && same(value, before.value),
  );
  return alike.length === 1 ? alike[0]?.[0] : undefined;
}

/** `replica_count` and `replicaCount` are the same to whoever thought of them. */
function plainOf(name: string): string {
  return name.replace(/[-_.]/g, "").toLowerCase();
}

export interface Maps {
  readonly base: MapValue;
  readonly mine: MapValue;
  readonly theirs: MapValue;
}

/** Where more keys are new in one map, it was written anew, and names say nothing. */
const maxNews = 100;

/**
 * The new name by the old one, for keys that the values set and the new version does not have; those that say what they said by default
 * count only with `unchangedToo`.
 */
export function findRenames(maps: Maps, unchangedToo: boolean): Map<string, string> {
  const { base, mine, theirs } = maps;
  const found = new Map<string, string>();
  const news = new Map([...theirs.slots].filter(([key]) => !base.slots.has(key) && !mine.slots.has(key)));
  if (news.size > maxNews) return found;
  for (const [key, { value }] of mine.slots) {
    const before = base.slots.get(key);
    if (news.size === 0) break;
    if (before === undefined || theirs.slots.has(key)) continue;
    if (!unchangedToo && same(before.value, value)) continue;
    const name = renamedTo(key, before, news);
    if (name === undefined) continue;
    found.set(key, name);
    news.delete(name);
  }
  return found;
}
