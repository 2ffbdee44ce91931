/** Tests of the comparison of trees as data, and of what a tree leaves out. */

import { describe, expect, it } from "vitest";
import { type Budget, type PathStep, sameTrees, tellDifferences } from "./data-difference.ts";
import { parse } from "./parse.ts";
import { isWholeTree } from "./whole-tree.ts";

const root = (text: string) => parse(text)[0]?.root;
const stepText = (step: PathStep) => ("key" in step ? step.key : "item" in step ? step.item : step.index);

function differences(before: string, after: string, budget: Budget = { left: 100_000 }): string[] {
  const told: string[] = [];
  tellDifferences(root(before), root(after), budget, ({ kind, path }) =>
    told.push(`${kind} ${path.map(stepText).join("/")}`),
  );
  const isSame = sameTrees(root(before), root(after), { left: 100_000 });
  if (budget.left >= 0) expect(isSame).toBe(told.length === 0);
  return told;
}

describe("as data", () => {
  it.each([
    ["comments and blank lines", "a: 1\nb: 2\n", "# x\na: 1 # y\n\nb: 2\n"],
    ["the order of keys", "a: 1\nb: { c: 1, d: 2 }\n", "b: { d: 2, c: 1 }\na: 1\n"],
    ["quotes", "a: x y\nb: 'z'\n", 'a: "x y"\nb: z\n'],
    ["flow and block style", "a: [1, 2]\nb: { c: d }\n", "a:\n  - 1\n  - 2\nb:\n  c: d\n"],
    ["ways to say nothing", "a:\nb: ~\n", "a: null\nb:\n"],
    ["ways to say yes", "a: true\n", "a: True\n"],
    ["an alias", "a: &x { b: 1 }\nc: *x\n", "a: { b: 1 }\nc: { b: 1 }\n"],
    ["a merge", "a: &x { b: 1, c: 2 }\nd: { <<: *x, c: 3 }\n", "a: { b: 1, c: 2 }\nd: { b: 1, c: 3 }\n"],
    ["a block and a quoted text", "a: |\n  x\n  y\n", 'a: "x\\ny\\n"\n'],
    ["nothing at all", "", "# only a comment\n"],
  ])("%s are the same", (_, before, after) => {
    expect(differences(before, after)).toEqual([]);
    expect(differences(after, before)).toEqual([]);
  });

  it.each([
    ["a value", "a: 1\nb: 2\n", "a: 1\nb: 3\n", ["changed b"]],
    ["a number and a text", "a: 3\n", 'a: "3"\n', ["changed a"]],
    ["an old boolean and a text", "a: yes\n", 'a: "yes"\n', ["changed a"]],
    ["the case of a text", "a: x\n", "a: X\n", ["changed a"]],
    ["a key", "a: 1\n", "b: 1\n", ["removed a", "added b"]],
    ["null and absence", "a: 1\nb:\n", "a: 1\n", ["removed b"]],
    ["a subtree", "a: 1\n", "a: 1\nb: { c: { d: 1 } }\n", ["added b"]],
    ["a kind", "a: { b: 1 }\n", "a: [b]\n", ["changed a"]],
  ])("%s is a difference", (_, before, after, expected) => {
    expect(differences(before, after)).toEqual(expected);
  });

  it("two lists are matched by what their items are called", () => {
    const before = "- { name: a, v: 1 }\n- { name: b, v: 2 }\n- { name: c, v: 3 }\n";
    expect(differences(before, "- { name: b, v: 2 }\n- { name: c, v: 4 }\n- { name: d }\n")).toEqual([
      "removed a",
      "changed c/v",
      "added d",
    ]);
    expect(differences("- { id: 1 }\n- { id: 2 }\n", "- { id: 2 }\n- { id: 1 }\n")).toEqual(["reordered "]);
    expect(differences("- { key: a, x: 1 }\n", "- { key: a, x: 2 }\n")).toEqual(["changed a/x"]);
    expect(
      differences("- image: r:5000/a/b:v1\n- image: c\n", "- image: d\n- image: b:v2@sha256:0\n- image: c\n"),
    ).toEqual(["changed b/image", "added d"]);
  });

  it("two lists of words differ by the words", () => {
    expect(differences("[a, b, c]", "[b, c, d]")).toEqual(["removed 0", "added 2"]);
    expect(differences("[a, b, c]", "[a, x, c]")).toEqual(["changed 1"]);
    expect(differences("[a, b]", "[b, a]")).toEqual(["reordered "]);
    expect(differences("[a, a]", "[a]")).toEqual(["removed 1"]);
    expect(differences('[1, "1"]', '["1", 1]')).toEqual(["reordered "]);
  });

  it("other lists differ between what is the same at both ends", () => {
    const item = (x: number) => `- { x: ${x} }\n`;
    expect(differences(item(1) + item(2), item(0) + item(1) + item(2))).toEqual(["added 0"]);
    expect(differences(item(1) + item(2) + item(3), item(1) + item(3))).toEqual(["removed 1"]);
    expect(differences(item(1) + item(2) + item(3), item(1) + item(5) + item(3))).toEqual(["changed 1/x"]);
    const twice = "- { name: a, x: 1 }\n- { name: a, x: 2 }\n";
    expect(differences(twice, twice.replace("2", "3"))).toEqual(["changed 1/x"]);
  });

  it("ends on a ring and on a tree of aliases, without an answer", () => {
    const ring = (x: number) => `a: &a\n  b: *a\n  c: ${x}\n`;
    const bomb = (x: number) => {
      const levels = Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`);
      return `a0: &a0 { x: ${x} }\n${levels.join("")}`;
    };
    for (const hostile of [ring, bomb]) {
      const budget = { left: 100_000 };
      differences(hostile(1), hostile(2), budget);
      expect(budget.left).toBeLessThan(0);
    }
  });
});

describe("a tree", () => {
  it.each([
    "",
    "a: 1\n# b: 2\nc:\n  - x\n  -\n  - [1, , 2]\n",
    "a: &x\n  b: 1 # {{ y }}\nc: !t 2\n",
    "- '{{ a }}'\n- x {{ a }}\n- { b: c, }\n",
    "? a\n: b\n",
    "{ a: ${X}, b: [ ${Y} ] }",
    "a: |\n  {{ x }}\nb: 1\n",
  ])("holds all of %j", (text) => {
    expect(isWholeTree(root(text), text)).toBe(true);
  });

  it.each([
    "a: {{ x }}\n",
    "a: 1\n{{ x }}: 2\nb: 3\n",
    "- {{ x }}\n",
    "x: &k a\n*k : 1\n",
    "? [a, b]\n: c\nd: 1\n",
    "%{ if x }\na: 1\n%{ endif }\nb: 2\n",
  ])("leaves something out of %j", (text) => {
    expect(isWholeTree(root(text), text)).toBe(false);
  });
});
