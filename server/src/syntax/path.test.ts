/** Tests of paths in trees: dots in keys, items, aliases and merges, and where a path ends. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "./parse.ts";
import { followPath, readPath, resolvePath } from "./path.ts";
import { asScalar } from "./tree.ts";

function rootOf(text: string) {
  return parse(text)[0]?.root;
}

function find(text: string, path: string) {
  const root = rootOf(text);
  const { matches, stops } = resolvePath(root, readPath(path) ?? []);
  for (const match of matches) expect(followPath(root, match.path)).toEqual(match);
  return {
    matches: matches.map((match) => `${match.path.join(" > ")} = ${asScalar(match.node)?.text}`),
    stops: stops.map((stop) => `${stop.path.join(" > ")}: no ${stop.rest.join(".")}`),
  };
}

describe("readPath", () => {
  it.each([
    ["a", ["a"]],
    ["charts.foo.bar-baz", ["charts", "foo", "bar-baz"]],
    ["a.$[].b", ["a", "$[]", "b"]],
    ["", undefined],
    ["a..b", undefined],
    ["a.", undefined],
    [Array(65).fill("a").join("."), undefined],
  ])("of %j is %j", (text, segments) => {
    expect(readPath(text)).toEqual(segments);
  });
});

describe("resolvePath", () => {
  it.each([
    ["a: { b: 1 }", "a.b", ["a > b = 1"], []],
    ["a:\n  b:\n", "a.b", ["a > b = undefined"], []],
    ["a: { b: 1 }", "a.c.d", [], ["a: no c.d"]],
    ["a: 1", "a.c", [], ["a: no c"]],
    ["", "a", [], [": no a"]],
    ["a: [1, 2]", "a.$[]", ["a > 0 = 1", "a > 1 = 2"], []],
    ["a: [{ b: 1 }, { c: 2 }]", "a.$[].b", ["a > 0 > b = 1"], ["a > 1: no b"]],
    ["a: [[1], [2, 3]]", "a.$[].$[]", ["a > 0 > 0 = 1", "a > 1 > 0 = 2", "a > 1 > 1 = 3"], []],
    ["a: []", "a.$[]", [], []],
    ["a: { b: 1 }", "a.$[]", [], ["a: no $[]"]],
    ["a: [1]", "a.b", [], ["a: no b"]],
    ["a.b: { c.d: 1 }", "a.b.c.d", ["a.b > c.d = 1"], []],
    ["a.b: { c: 1 }\na: { b.c: 2 }", "a.b.c", ["a.b > c = 1"], []],
    ["a.b: { x: 1 }\na: { b.c: 2 }", "a.b.c", ["a > b.c = 2"], []],
    ["a.b: { x: 1 }\na: { x: 2 }", "a.b.c", [], ["a.b: no c"]],
    ["a.b: [{ c: 1 }]\na: { b: [{ c: 2 }] }", "a.b.$[].c", ["a.b > 0 > c = 1"], []],
    ["x: &x { b: 1 }\na: *x", "a.b", ["a > b = 1"], []],
    ["x: &x { b: 1 }\na: { <<: *x, c: 2 }", "a.b", ["a > b = 1"], []],
    ["a: { b: 1, b: 2 }", "a.b", ["a > b = 2"], []],
    ["a: *nothing", "a.b", [], ["a: no b"]],
  ])("in %j, %s leads to %j and stops at %j", (text, path, matches, stops) => {
    expect(find(text, path)).toEqual({ matches, stops });
  });

  it("ends in lists of aliases that multiply, and says that it did not see all", () => {
    const lists = Array.from({ length: 12 }, (_, at) =>
      at === 0
        ? "l0: &l0 [1, 1, 1, 1, 1, 1]"
        : `l${at}: &l${at} [${Array(6)
            .fill(`*l${at - 1}`)
            .join(", ")}]`,
    );
    const result = resolvePath(rootOf(lists.join("\n")), ["l11", ...Array<string>(12).fill("$[]")]);
    expect(result.cut).toBe(true);
  });

  it("ends where every way of taking dots for parts of keys is there and none leads on", () => {
    let value = "{ end: 1 }";
    for (let depth = 0; depth < 12; depth++)
      value = `{ a: &n${depth} ${value}, a.a: *n${depth}, a.a.a: *n${depth} }`;
    const path = [...Array<string>(60).fill("a"), "b"];
    expect(resolvePath(rootOf(`r: ${value}`), ["r", ...path]).matches).toEqual([]);
  });

  it("never throws", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab.$[]{}:,- \n&*<"), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (source, path) => {
        const { matches, stops } = resolvePath(rootOf(source), readPath(path) ?? ["a"]);
        expect(matches.length + stops.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
