import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeLines } from "./line-merge.ts";

const letters = (text: string) => [...text].map((letter) => `${letter}\n`).join("");

/** A letter is a line. */
function merge(base: string, ours: string, theirs: string): string {
  const result = mergeLines(letters(base), letters(ours), letters(theirs));
  return result.kind === "merged" ? result.text.replaceAll("\n", "") : `conflict at ${result.line}`;
}

describe("two changes of a text", () => {
  it.each([
    ["abc", "xbc", "aby", "xby"],
    ["abc", "xbc", "abc", "xbc"],
    ["abc", "abc", "aby", "aby"],
    ["abc", "axc", "axc", "axc"],
    ["abcd", "axcd", "abyd", "axyd"],
    ["abc", "bc", "abcd", "bcd"],
    ["abcde", "abxcde", "abcd", "abxcd"],
  ])("are brought together: %s, %s and %s", (base, ours, theirs, expected) => {
    expect(merge(base, ours, theirs)).toBe(expected);
  });

  it.each([
    ["abc", "axc", "ayc", "conflict at 1"],
    ["abc", "ac", "ayc", "conflict at 1"],
    ["abc", "abxc", "abyc", "conflict at 2"],
    ["abc", "abxc", "ac", "conflict at 2"],
  ])("are kept apart where both are of the same lines: %s, %s and %s", (base, ours, theirs, expected) => {
    expect(merge(base, ours, theirs)).toBe(expected);
  });

  it("do not run into each other where a last line has no end", () => {
    expect(mergeLines("a\nb", "x\nb", "a\nb\nc")).toEqual({ kind: "merged", text: "x\nb\nc" });
    expect(mergeLines("a\nb", "a\nb\nc", "a\nx").kind).toBe("conflict");
  });

  it("lose nothing that only one of them has changed", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 6 }).map((all) => all.join("\n"));
    fc.assert(
      fc.property(text, text, text, (base, ours, theirs) => {
        expect(mergeLines(base, ours, base)).toEqual({ kind: "merged", text: ours });
        expect(mergeLines(base, base, theirs)).toEqual({ kind: "merged", text: theirs });
        const one = mergeLines(base, ours, theirs);
        const other = mergeLines(base, theirs, ours);
        expect(other.kind).toBe(one.kind);
        if (one.kind === "merged" && other.kind === "merged") expect(other.text).toBe(one.text);
      }),
    );
  });
});
