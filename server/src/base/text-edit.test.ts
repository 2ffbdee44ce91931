/** Tests of applying edits. */

import { describe, expect, it } from "vitest";
import { applyEdits } from "./text-edit.ts";

function edit(start: number, end: number, text: string) {
  return { span: { start, end }, text };
}

describe("applyEdits", () => {
  it("takes edits in any order, as they refer to the text before all of them", () => {
    expect(applyEdits("abcdef", [edit(4, 5, "E!"), edit(0, 1, ""), edit(2, 2, "-")])).toBe("b-cdE!f");
  });

  it("lets edits touch, and an insertion stand at the edge of another edit", () => {
    expect(applyEdits("abcd", [edit(0, 2, "x"), edit(2, 4, "y")])).toBe("xy");
    expect(applyEdits("abcd", [edit(1, 3, "x"), edit(1, 1, "-"), edit(3, 3, "+")])).toBe("a-x+d");
  });

  it("gives the very text without edits", () => {
    expect(applyEdits("abc", [])).toBe("abc");
  });

  it.each([
    ["overlap", [edit(0, 2, ""), edit(1, 3, "")]],
    ["mean the same place twice", [edit(0, 2, "x"), edit(0, 2, "x")]],
    ["lie outside", [edit(2, 9, "")]],
    ["run backwards", [edit(2, 1, "")]],
    ["start before the text", [edit(-1, 1, "")]],
  ])("refuses edits that %s", (_, edits) => {
    expect(() => applyEdits("abc", edits)).toThrow(RangeError);
  });
});
