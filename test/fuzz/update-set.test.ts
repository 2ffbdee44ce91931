/** Newest sets of small made catalogs: the search finds what trying everything finds, and a set breaks nothing that was whole. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PackDependency } from "../../server/src/catalog/pack-constraints.ts";
import { demandKey } from "../../server/src/updates/pack-conflicts.ts";
import { dependencyFault } from "../../server/src/updates/pack-dependency.ts";
import { type ChoosingPack, createCompatibility } from "../../server/src/updates/update-set/compatibility.ts";
import { movesWith, newestSet } from "../../server/src/updates/update-set/search.ts";

const seed = fc.readConfigureGlobal().seed ?? 0;
const seconds = Number(process.env.FUZZ_SECONDS ?? 3);

const options: fc.Parameters<unknown> = {
  seed,
  numRuns: 100_000,
  interruptAfterTimeLimit: seconds * 1000,
  markInterruptAsFailure: false,
};

/** The last two names are of no pack, and of two. */
const names = ["a", "b", "c", "d", "e"];
const bound = fc.option(fc.constantFrom("1", "2", "3", "4", "word"), { nil: undefined });
const ask: fc.Arbitrary<PackDependency> = fc.record({
  packName: fc.constantFrom(...names, "absent"),
  layer: fc.constant(undefined),
  type: fc.constantFrom("required", "optional", "notSupported", "upgrade"),
  minVersion: bound,
  maxVersion: bound,
  span: fc.constant({ start: 0, end: 0 }),
});
const pack = (name: string): fc.Arbitrary<ChoosingPack> =>
  fc.array(fc.array(ask, { maxLength: 2 }), { minLength: 1, maxLength: 4 }).map((versions) => ({
    name,
    choices: versions.map((asks, at) => ({ version: `${versions.length - at}`, layer: undefined, asks })),
  }));
const catalogs = fc
  .array(fc.constantFrom(...names), { minLength: 1, maxLength: 5 })
  .chain((chosen) => fc.tuple(...chosen.map(pack)));

/** Every demand that is not met, by who asks it of whom. Written without the search's own tables. */
function broken(packs: readonly ChoosingPack[], choices: readonly number[]): Set<string> {
  const faults = new Set<string>();
  packs.forEach(({ choices: own }, from) => {
    for (const asked of own[choices[from] ?? 0]?.asks ?? []) {
      packs.forEach(({ name, choices: others }, to) => {
        const { version, layer } = others[choices[to] ?? 0] ?? { version: undefined, layer: undefined };
        if (from !== to && dependencyFault(asked, [{ name, version, layer }], false) !== undefined)
          faults.add(`${from} ${to} ${demandKey(asked)}`);
      });
    }
  });
  return faults;
}

const standing = (packs: readonly ChoosingPack[]) => packs.map(({ choices }) => choices.length - 1);

function isWhole(packs: readonly ChoosingPack[], choices: readonly number[]): boolean {
  const before = broken(packs, standing(packs));
  return [...broken(packs, choices)].every((fault) => before.has(fault));
}

/** All sets of choices, in the order of the packs and of their choices. */
function* allSets(packs: readonly ChoosingPack[]): Generator<number[]> {
  const [first, ...rest] = packs;
  if (first === undefined) yield [];
  else for (const at of first.choices.keys()) for (const others of allSets(rest)) yield [at, ...others];
}

const heldBack = (choices: readonly number[]) => choices.filter((choice) => choice !== 0).length;

/** The first of those that hold back the fewest. */
function byTryingAll(packs: readonly ChoosingPack[], pin?: readonly [number, number]): number[] | undefined {
  let best: number[] | undefined;
  for (const choices of allSets(packs)) {
    if (pin !== undefined && choices[pin[0]] !== pin[1]) continue;
    if (best !== undefined && heldBack(choices) >= heldBack(best)) continue;
    if (isWhole(packs, choices)) best = choices;
  }
  return best;
}

function compatibilityOf(packs: readonly ChoosingPack[]) {
  const made = createCompatibility(packs);
  if (made === undefined) throw new Error("too large");
  return made;
}

describe("the newest set", () => {
  it("is the one that trying everything finds, and proven", () => {
    fc.assert(
      fc.property(catalogs, (packs) => {
        const found = newestSet(compatibilityOf(packs));
        expect(found).toEqual({ choices: byTryingAll(packs), isProven: true });
      }),
      options,
    );
  });

  it("is the same with a version that somebody wants, or none where trying everything finds none", () => {
    fc.assert(
      fc.property(catalogs, fc.nat(), fc.nat(), (packs, one, other) => {
        const at = one % packs.length;
        const choice = other % (packs[at]?.choices.length ?? 1);
        const found = newestSet(compatibilityOf(packs), new Map([[at, choice]]));
        expect(found?.choices).toEqual(byTryingAll(packs, [at, choice]));
      }),
      options,
    );
  });

  it("breaks nothing that was whole, and no pack of it can be raised alone, however small the budget", () => {
    fc.assert(
      fc.property(catalogs, fc.nat({ max: 60 }), (packs, budget) => {
        const { choices = [] } = newestSet(compatibilityOf(packs), new Map(), budget) ?? {};
        expect(choices).toHaveLength(packs.length);
        expect(isWhole(packs, choices)).toBe(true);
        packs.forEach((_, at) => {
          for (let newer = 0; newer < (choices[at] ?? 0); newer++)
            expect(isWhole(packs, choices.with(at, newer))).toBe(false);
        });
      }),
      options,
    );
  });

  it("has groups that can move by themselves, and no smaller ones", () => {
    fc.assert(
      fc.property(catalogs, (packs) => {
        const compatibility = compatibilityOf(packs);
        const { choices = [] } = newestSet(compatibility) ?? {};
        const stays = standing(packs);
        packs.forEach((_, at) => {
          if (choices[at] === stays[at]) return;
          const moving = movesWith(compatibility, choices, at);
          const moved = (group: readonly number[]) =>
            stays.map((stay, one) => (group.includes(one) ? (choices[one] ?? 0) : stay));
          expect(isWhole(packs, moved(moving))).toBe(true);
          const others = moving.filter((one) => one !== at);
          for (let some = 0; some < 2 ** others.length - 1; some++) {
            const fewer = [at, ...others.filter((_, bit) => (some >> bit) % 2 === 1)];
            expect(isWhole(packs, moved(fewer))).toBe(false);
          }
        });
      }),
      options,
    );
  });
});
