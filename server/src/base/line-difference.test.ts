import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceEdits, lineHunks, splitLines, withLineFeeds } from "./line-difference.ts";
import { applyEdits } from "./text-edit.ts";

const lines = fc.array(fc.constantFrom("a", "b", "c", "a: 1", "", " ", "😀", "😁"), { maxLength: 9 });
const text = fc
  .tuple(lines, fc.constantFrom("\n", "\r\n", "\r"), fc.boolean())
  .map(([all, eol, ends]) => all.join(eol) + (ends ? eol : ""));

describe("lines that differ", () => {
  it.each([
    ["abc", "abc", []],
    ["abc", "axc", [[1, 2, 1, 2]]],
    ["abc", "abxc", [[2, 2, 2, 3]]],
    [
      "abcd",
      "xbcy",
      [
        [0, 1, 0, 1],
        [3, 4, 3, 4],
      ],
    ],
    ["", "ab", [[0, 0, 0, 2]]],
  ])("are told by their numbers: %s, %s", (before, after, expected) => {
    const hunks = lineHunks([...before], [...after]);
    expect(hunks.map((hunk) => Object.values(hunk))).toEqual(expected);
  });

  it("are one hunk where there are too many to look at each", () => {
    const many = (word: string) => ["same", ...Array.from({ length: 5000 }, (_, at) => `${word}${at % 7}`)];
    expect(lineHunks(many("a"), many("b"))).toHaveLength(1);
  });

  it("are edited in the characters that differ", () => {
    expect(differenceEdits("a: 1\nb: 2\nc: 3\n", "a: 2\nb: 2\nc: 3\nd: 4\n")).toEqual([
      { span: { start: 3, end: 4 }, text: "2" },
      { span: { start: 15, end: 15 }, text: "d: 4\n" },
    ]);
  });

  it("keep the line ends of the old text", () => {
    expect(differenceEdits("a\r\nb\r\n", "a\nb\nc\n")).toEqual([
      { span: { start: 6, end: 6 }, text: "c\r\n" },
    ]);
  });

  it("make the new text of the old one, but for its line ends", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const result = applyEdits(before, differenceEdits(before, after));
        expect(withLineFeeds(result)).toBe(withLineFeeds(after));
        expect(splitLines(result).join("")).toBe(result);
      }),
    );
  });
});
