/** Tests of trees as data. */

import { describe, expect, it } from "vitest";
import { type Data, dataOf, sameData } from "./data.ts";
import { parse } from "./parse.ts";

function data(text: string): Data | undefined {
  return dataOf(parse(text)[0]?.root);
}

describe("dataOf", () => {
  it.each([
    [
      "a: 1\nb: '1'\nc: true\nd: null\ne:\nf: 1.50\ng: 0x1F\n",
      { a: 1, b: "1", c: true, d: null, e: null, f: 1.5, g: 31 },
    ],
    ["- [x, ~]\n- {}\n", [["x", null], {}]],
    [
      "a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3 }\nc: *a",
      { a: { x: 1, y: 2 }, b: { x: 1, y: 3 }, c: { x: 1, y: 2 } },
    ],
    ["a: |\n  x\n  y\n", { a: "x\ny\n" }],
    ["a: 12345678901234567890", { a: "12345678901234567890" }],
    ["", null],
  ])("of %j", (text, expected) => {
    expect(data(text)).toEqual(expected);
  });

  it("is unknown when an alias contains itself, means nothing, or there are too many", () => {
    expect(data("a: &a { b: *a }")).toBeUndefined();
    expect(data("a: *nothing")).toBeUndefined();
    const rows = Array.from(
      { length: 9 },
      (_, at) => `l${at}: &l${at} [${Array(9).fill(at === 0 ? "x" : `*l${at - 1}`)}]`,
    );
    expect(data(rows.join("\n"))).toBeUndefined();
  });
});

describe("sameData", () => {
  it.each([
    ["{ a: 1, b: 2 }", "b: 2.0\na: 0x1", true],
    ["{ a: 1 }", "{ a: '1' }", false],
    ["{ a: 1 }", "{ a: 1, b: null }", false],
    ["{ a: 1 }", "{ b: 1 }", false],
    ["[1, 2]", "[2, 1]", false],
    ["[]", "{}", false],
    ["null", "{}", false],
    ["{ a: [{ b: x }] }", "a:\n- b: 'x'", true],
  ])("of %s and %j is %j", (a, b, same) => {
    const [left, right] = [data(a), data(b)];
    expect(left !== undefined && right !== undefined && sameData(left, right)).toBe(same);
    expect(left !== undefined && right !== undefined && sameData(right, left)).toBe(same);
  });
});
