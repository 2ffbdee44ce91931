import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNames } from "./name-order.ts";

describe("names", () => {
  it("are in the order in which people look them up", () => {
    const names = [
      "Édge",
      "store-10",
      "",
      "store-9",
      "alpha",
      "store-009",
      "Zulu",
      "Alpha",
      "store-10b",
      "édge-2",
      "store",
    ];
    expect(names.toSorted(compareNames)).toEqual([
      "",
      "Alpha",
      "alpha",
      "Édge",
      "édge-2",
      "store",
      "store-009",
      "store-9",
      "store-10",
      "store-10b",
      "Zulu",
    ]);
  });

  it("are in one order, whoever asks", () => {
    const name = fc.oneof(fc.string(), fc.stringMatching(/^[a-b0-2-]{0,6}$/));
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a))).toBe(0);
        expect(compareNames(a, b) === 0).toBe(a === b);
        if (compareNames(a, b) < 0 && compareNames(b, c) < 0) expect(compareNames(a, c)).toBeLessThan(0);
      }),
    );
  });
});
