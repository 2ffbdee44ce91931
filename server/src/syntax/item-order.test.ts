/** Tests of putting the items of a list in another order. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { dataOf } from "./data.ts";
import { reorderItems } from "./item-order.ts";
import { parse } from "./parse.ts";
import { asMap, asSeq, valueAt } from "./tree.ts";

function reorder(text: string, order: readonly number[]): string | undefined {
  const list = asSeq(valueAt(asMap(parse(text)[0]?.root), "list"));
  if (list === undefined) throw new Error("there is no list");
  const edit = reorderItems(text, list, order);
  return edit === undefined ? undefined : applyEdits(text, [edit]);
}

describe("items in another order", () => {
  it("take their comments and blank lines along", () => {
    expect(reorder("list:\n  # a\n  - a: 1\n\n  - b: 2 # b\n    # below\nend: 1\n", [1, 0])).toBe(
      "list:\n  - b: 2 # b\n    # below\n  # a\n  - a: 1\n\nend: 1\n",
    );
  });

  it("stand in the column of their key, too", () => {
    expect(reorder("list:\n- a\n- b\n- c\nend: 1\n", [2, 0, 1])).toBe("list:\n- c\n- a\n- b\nend: 1\n");
  });

  it("keep what is between brackets where it is", () => {
    expect(reorder("list: [ a,  {b: 1},\n  c ]\n", [2, 1, 0])).toBe("list: [ c,  {b: 1},\n  a ]\n");
  });

  it("keep the last lines of a block that keeps them", () => {
    expect(reorder("list:\n  - |+\n    a\n\n  - b\nend: 1\n", [1, 0])).toBe(
      "list:\n  - b\n  - |+\n    a\n\nend: 1\n",
    );
  });

  it.each([
    ["a comment between brackets", "list: [ a, # why\n  b ]\n", [1, 0]],
    ["an empty item", "list:\n  -\n  - b\n", [1, 0]],
    ["an order that is none", "list: [a, b]\n", [0, 0]],
    ["an anchor that would stand behind its alias", "list:\n  - &a x\n  - *a\n", [1, 0]],
    ["a block that would keep other lines", "list:\n  - b\n  - |+\n    a\n\n\nend: 1\n", [1, 0]],
    ["a file without a last line end", "list:\n  - a\n  - b", [1, 0]],
  ])("are none for %s", (_, text, order) => {
    expect(reorder(text, order)).toBeUndefined();
  });

  it("are the same characters, whatever they hold", () => {
    const item = fc.constantFrom(
      "- a: 1\n",
      "- b: |\n    x\n\n    y\n",
      "# c\n- c\n",
      "-   d: >-\n      folded\n      text\n\n",
      "- [1, 2] # e\n",
      "- g: |+\n    kept\n\n",
      "\n- f:\n  - 1\n",
    );
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 2, maxLength: 6 }),
        fc.constantFrom("", "  "),
        (items, indent) => {
          const lines = items.join("").replace(/^(?=[^\n])/gm, indent);
          const text = `list:\n${lines}end: 1\n`;
          const order = items.map((_, at) => items.length - 1 - at);
          const changed = reorder(text, order);
          if (changed === undefined) return;
          const sorted = (value: string) => value.split("\n").sort();
          expect(sorted(changed)).toEqual(sorted(text));
          const before = dataOf(parse(text)[0]?.root);
          const after = dataOf(parse(changed)[0]?.root);
          const listOf = (data: typeof before) => JSON.stringify(Object(data).list.toReversed());
          expect(JSON.stringify(Object(after).list)).toBe(listOf(before));
        },
      ),
    );
  });
});
