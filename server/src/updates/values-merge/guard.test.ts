/** The second look lets right merges pass, which all other tests show, and here no wrong one. */

import { describe, expect, it } from "vitest";
import { isRightMerge } from "./guard.ts";
import { type ReadValues, readValues } from "./read-values.ts";

function read(text: string): ReadValues {
  const values = readValues(text, "The values");
  if ("reason" in values) throw new Error(values.reason);
  return values;
}

function passes(
  [base, mine, theirs, result]: readonly [string, string, string, string],
  open: readonly (readonly string[])[] = [],
  extent: "whole" | "fragment" = "whole",
): boolean {
  const texts = { base: read(base), mine: read(mine), theirs: read(theirs), result: read(result) };
  return isRightMerge(texts, { extent, fragments: [], open });
}

describe("the second look at whole values", () => {
  const [base, mine, theirs] = [
    "a: {x: 1, y: 1}\nb: 1\n",
    "a: {x: 2, y: 1}\nb: 1\n",
    "a: {x: 1, y: 1}\nb: 3\nc: 1\n",
  ];
  const right = "a: {x: 2, y: 1}\nb: 3\nc: 1\n";

  it.each([
    ["a customisation is lost", right.replace("x: 2", "x: 1")],
    ["an old default stays", right.replace("b: 3", "b: 1")],
    ["a new key is missing", right.replace("c: 1\n", "")],
    ["something is there that nobody wrote", `${right}d: 1\n`],
    ["something else changed", right.replace("y: 1", "y: 2")],
    ["a map is gone", right.replace("{x: 2, y: 1}", "1")],
  ])("fails when %s", (_, result) => {
    expect(passes([base, mine, theirs, right])).toBe(true);
    expect(passes([base, mine, theirs, result])).toBe(false);
  });

  it("asks nothing of what a person decides, but all of what is beside it", () => {
    const both = ["a: {x: 1, y: 1}\n", "a: {x: 2, y: 1}\n", "a: {x: 3, y: 1}\n"] as const;
    expect(passes([...both, "a: {x: 2, y: 1}\n"])).toBe(false);
    expect(passes([...both, "a: {x: 2, y: 1}\n"], [["a", "x"]])).toBe(true);
    expect(passes([...both, "a: {x: 2, y: 2}\n"], [["a", "x"]])).toBe(false);
    expect(passes([...both, "b: 1\n"], [["a", "x"]])).toBe(false);
  });
});

describe("the second look at a fragment", () => {
  const three = ["a: {x: 1, y: 1}\n", "a: {x: 1}\n", "a: {x: 2, y: 1}\nb: 1\n"] as const;

  it("fails when anything differs from it that nobody decides", () => {
    expect(passes([...three, "a: {x: 1}\n"], [], "fragment")).toBe(true);
    expect(passes([...three, "a: {x: 2}\n"], [], "fragment")).toBe(false);
    expect(passes([...three, "a: {x: 2}\n"], [["a", "x"]], "fragment")).toBe(true);
    expect(passes([...three, "a: {x: 2, y: 1}\n"], [["a", "x"]], "fragment")).toBe(false);
    expect(passes([...three, "a: {x: 1}\nb: 1\n"], [], "fragment")).toBe(false);
  });
});
