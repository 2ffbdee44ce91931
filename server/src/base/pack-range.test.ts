import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePackRange } from "./pack-range.ts";

describe("a range of pack versions", () => {
  it.each([
    ["<2", "1.99.0", true],
    ["<2", "2.0.0", false],
    ["<2", "2.0.0-rc.1", false],
    ["<2.0.0-rc.2", "2.0.0-rc.1", true],
    ["<= 1.32", "1.32.0", true],
    ["<=1.32", "1.32.1", false],
    [">=1.2 <1.4", "1.3.9", true],
    [">=1.2 <1.4", "1.4.0", false],
    ["1.31.x", "1.31.9", true],
    ["1.31.x", "1.32.0", false],
    ["1.2.3", "1.2.3", true],
    ["=1.2.3", "1.2.4", false],
    ["<1.5 || >=2", "2.1.0", true],
    ["<1.5 || >=2", "1.7.0", false],
    [">1.2", "1.2.0-58eadf5", undefined],
    ["<26", "25.06.0", true],
  ])("%s and %s: %s", (range, version, expected) => {
    expect(parsePackRange(range)?.contains(version)).toBe(expected);
  });

  it.each(["", "<", "newest", "< 2 ||", "<1.x", ">>2", "a".repeat(300)])("is not `%s`", (text) => {
    expect(parsePackRange(text)).toBeUndefined();
  });

  it("ends for any text", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (range, version) => {
        parsePackRange(range)?.contains(version);
      }),
    );
  });
});
