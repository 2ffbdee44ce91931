/** Which pack of one profile is which of another, as a person would say: by its name, and where a name is there twice, by what tells the two apart. */

import type { Pack } from "../model/profile.ts";
import { asMap, asScalar, valueAt } from "../syntax/tree.ts";
import type { ReadText } from "./text-comparison.ts";

export interface PackPair<P extends Pack = Pack> {
  readonly before: P;
  readonly after: P;
}

export interface PackPairs<P extends Pack = Pack> {
  /** In the order of the later profile. */
  readonly pairs: readonly PackPair<P>[];
  readonly removed: readonly P[];
  readonly added: readonly P[];
  /** The pairs stand in another order. */
  readonly isReordered: boolean;
}

export function pairPacks<P extends Pack>(
  before: readonly P[],
  after: readonly P[],
  readBefore: ReadText,
  readAfter: ReadText,
): PackPairs<P> {
  const olds = byName(before);
  const news = byName(after);
  const partner = new Map<number, number>();
  for (const [name, places] of news) {
    const candidates = olds.get(name) ?? [];
    const left = new Set(candidates);
    const take = (at: number, old: number | undefined) => {
      if (old === undefined || !left.delete(old)) return;
      partner.set(at, old);
    };
    const areAlone = places.length === 1 && candidates.length === 1;
    if (!areAlone) {
      const called = new Map<string, number>();
      for (const old of candidates) {
        const label = displayName(before[old], readBefore);
        if (label !== undefined && !called.has(label)) called.set(label, old);
      }
      for (const at of places) take(at, called.get(displayName(after[at], readAfter) ?? ""));
    }
    const rest = left.values();
    for (const at of places) {
      if (!partner.has(at)) take(at, rest.next().value);
    }
  }
  const taken = new Set(partner.values());
  const pairs: PackPair<P>[] = [];
  let last = -1;
  let isReordered = false;
  after.forEach((pack, at) => {
    const place = partner.get(at);
    const old = place === undefined ? undefined : before[place];
    if (place === undefined || old === undefined) return;
    pairs.push({ before: old, after: pack });
    if (place < last) isReordered = true;
    last = place;
  });
  return {
    pairs,
    removed: before.filter((_, at) => !taken.has(at)),
    added: after.filter((_, at) => !partner.has(at)),
    isReordered,
  };
}

function byName(packs: readonly Pack[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  packs.forEach(({ name }, at) => {
    const named = places.get(name?.text ?? "");
    if (named === undefined) places.set(name?.text ?? "", [at]);
    else named.push(at);
  });
  return places;
}

const displayNameKey = "spectrocloud.com/display-name";

/** What tells a pack from its namesakes in a profile; undefined where it is not stated, or its values cannot be read. */
export function displayName(pack: Pack | undefined, read: ReadText): string | undefined {
  const values = pack?.values;
  if (values === undefined || !values.text.includes(displayNameKey)) return undefined;
  const section = asMap(valueAt(asMap(read(values)?.[0]), "pack"));
  const name = asScalar(valueAt(section, displayNameKey))?.text;
  return name === "" ? undefined : name;
}
