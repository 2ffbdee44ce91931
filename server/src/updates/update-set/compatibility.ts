/**
 * Which versions of the packs of one profile go beside each other, worked out once, so that a search only looks it up. Pure: what packs ask
 * of each other in, a table of bits out.
 */

import { type PackVersion, parsePackVersion } from "../../base/pack-version.ts";
import type { PackDependency } from "../../catalog/pack-constraints.ts";
import { demandKey } from "../pack-conflicts.ts";
import { isInRange, isMeant, type PresentPack } from "../pack-dependency.ts";
import { type Bits, clearBit, fullBits, hasBit, numbersIn, setBit, wordsFor } from "./bits.ts";

/** A version that a pack may have after the update. */
export interface PackChoice {
  readonly version: string;
  readonly layer: string | undefined;
  /** What it asks of the packs beside it. */
  readonly asks: readonly PackDependency[];
}

/** A pack of the profile and what may become of it: newest first, and last the version that it has. */
export interface ChoosingPack {
  readonly name: string;
  readonly choices: readonly PackChoice[];
}

/** Packs and choices are told by their places in the lists. */
export interface Compatibility {
  readonly packs: readonly ChoosingPack[];
  /** Packs of which some choice rules out some choice of the pack, in order. */
  readonly neighbours: readonly (readonly number[])[];
  /** For each choice of `pack` the choices of `other` that it goes with, `wordsFor(choices of other)` words each; undefined for all. */
  row(pack: number, other: number): Bits | undefined;
  fits(pack: number, choice: number, other: number, otherChoice: number): boolean;
}

/** The most 32-bit words of a table: above this packs are to come with fewer choices. */
export const mostWords = 8_000_000;

/**
 * Two packs go together where neither asks for what the other is not. What the profile breaks as it stands is let be: a demand that the
 * present version of a pack makes on the present version of another, unmet, stays no obstacle for as long as it is the same demand.
 * Undefined where the table would be too large.
 */
export function createCompatibility(packs: readonly ChoosingPack[]): Compatibility | undefined {
  const placesOf = new Map<string, number[]>();
  packs.forEach(({ name }, place) => {
    placesOf.set(name, [...(placesOf.get(name) ?? []), place]);
  });
  const refusals = packs.map(createRefusals);
  const rows = new Map<number, Bits>();
  let words = 0;
  const rowOf = (pack: number, other: number): Bits => {
    const key = pack * packs.length + other;
    const known = rows.get(key);
    if (known !== undefined) return known;
    const [own, width] = [packs[pack]?.choices.length ?? 0, packs[other]?.choices.length ?? 0];
    const row = fullBits(own, width);
    words += row.length;
    rows.set(key, row);
    return row;
  };
  for (const [pack, { choices }] of packs.entries()) {
    const standing = new Set(choices.at(-1)?.asks.map(demandKey));
    for (const [choice, { asks }] of choices.entries()) {
      for (const ask of asks) {
        for (const other of placesOf.get(ask.packName) ?? []) {
          const refused = other === pack ? none : (refusals[other]?.(ask) ?? none);
          const last = (packs[other]?.choices.length ?? 0) - 1;
          if (refused.length === 0 || (refused.at(-1) === last && standing.has(demandKey(ask)))) continue;
          const [width, backWidth] = [wordsFor(last + 1), wordsFor(choices.length)];
          const [row, back] = [rowOf(pack, other), rowOf(other, pack)];
          for (const one of refused) {
            clearBit(row, choice * width, one);
            clearBit(back, one * backWidth, choice);
          }
          if (words > mostWords) return undefined;
        }
      }
    }
  }
  const neighbours = packs.map((_, pack) =>
    packs.flatMap((_, other) => (rows.has(pack * packs.length + other) ? [other] : [])),
  );
  const row = (pack: number, other: number) => rows.get(pack * packs.length + other);
  return {
    packs,
    neighbours,
    row,
    fits(pack, choice, other, otherChoice) {
      const bits = row(pack, other);
      const width = wordsFor(packs[other]?.choices.length ?? 0);
      return bits === undefined || hasBit(bits, choice * width, otherChoice);
    },
  };
}

interface Judged {
  /** Choices that surely are within the bound, and that surely are not. */
  readonly within: Bits;
  readonly outside: Bits;
}

const none: readonly number[] = [];

/** The choices of a pack that a demand rules out, in order. Each demand and each bound is judged once. */
function createRefusals({ name, choices }: ChoosingPack): (ask: PackDependency) => readonly number[] {
  const versions = choices.map(({ version }) => parsePackVersion(version) ?? version);
  const present = choices.map(({ version, layer }): PresentPack => ({ name, version, layer }));
  const [all, empty] = [fullBits(1, choices.length), new Uint32Array(wordsFor(choices.length))];
  const judged = new Map<string, Judged>();
  const known = new Map<string, readonly number[]>();
  const judge = (kind: "min" | "max", bound: string | undefined): Judged | undefined => {
    if (bound === undefined) return undefined;
    const key = `${kind} ${bound}`;
    const before = judged.get(key);
    if (before !== undefined) return before;
    const made = judgeBound(kind, parsePackVersion(bound) ?? bound, versions);
    judged.set(key, made);
    return made;
  };
  return (ask) => {
    const key = demandKey(ask);
    const before = known.get(key);
    if (before !== undefined) return before;
    const { type, minVersion, maxVersion } = ask;
    const bounds = [judge("min", minVersion), judge("max", maxVersion)].filter(
      (bound) => bound !== undefined,
    );
    const refused =
      type === "upgrade"
        ? none
        : numbersIn(
            type === "notSupported"
              ? bounds.reduce((sum, { within }) => sum.map((word, at) => word & (within[at] ?? 0)), all)
              : bounds.reduce((sum, { outside }) => sum.map((word, at) => word | (outside[at] ?? 0)), empty),
          ).filter((at) => isMeant(ask, present[at] ?? { name, version: undefined, layer: undefined }));
    known.set(key, refused);
    return refused;
  };
}

function judgeBound(
  kind: "min" | "max",
  bound: string | PackVersion,
  versions: readonly (string | PackVersion)[],
): Judged {
  const [within, outside] = [0, 0].map(() => new Uint32Array(wordsFor(versions.length))) as [Bits, Bits];
  const range = {
    minVersion: kind === "min" ? bound : undefined,
    maxVersion: kind === "max" ? bound : undefined,
  };
  versions.forEach((version, at) => {
    const isIn = isInRange(range, version);
    if (isIn !== undefined) setBit(isIn ? within : outside, 0, at);
  });
  return { within, outside };
}
