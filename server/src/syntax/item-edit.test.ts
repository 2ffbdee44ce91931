import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { insertItems } from "./item-edit.ts";
import { parse } from "./parse.ts";
import { asMap, asSeq, type SeqNode, valueAt } from "./tree.ts";

function listIn(text: string): SeqNode {
  const list = asSeq(valueAt(asMap(parse(text)[0]?.root), "list"));
  if (list === undefined) throw new Error("no list");
  return list;
}

/** The first item of the source put behind an item of the text; undefined where it cannot be. */
function inserted(text: string, behind: number, source: string): string | undefined {
  const edit = insertItems(text, listIn(text), behind, [{ text: source, list: listIn(source), at: 0 }]);
  return edit && applyEdits(text, [edit]);
}

describe("an item of another list", () => {
  const source = "list:\n    # about x\n    - name: x\n      v: |\n        text\n    - name: y\n";
  it.each([
    [
      "goes behind another with its comments, moved to where its neighbours stand",
      "list:\n- name: a\n  # of a\n- name: b\n",
      0,
      source,
      "list:\n- name: a\n  # of a\n# about x\n- name: x\n  v: |\n    text\n- name: b\n",
    ],
    [
      "goes before the first and the comment above it",
      "list:\n  # about a\n  - name: a\n",
      -1,
      source,
      "list:\n  # about x\n  - name: x\n    v: |\n      text\n  # about a\n  - name: a\n",
    ],
    [
      "goes behind the last",
      "list:\r\n  - a\r\nb: 1\r\n",
      0,
      "list: [x]\n",
      'list:\r\n  - a\r\n  - "x"\r\nb: 1\r\n',
    ],
    ["goes behind the end of a text", "list:\n  - a", 0, "list:\n- x # why\n", "list:\n  - a\n  - x # why\n"],
    ["goes between brackets", "list: [a, b]\n", 0, source, 'list: [a, { "name": "x", "v": "text\\n" }, b]\n'],
    ["goes before the first in brackets", "list: [a]\n", -1, "list:\n- x\n", 'list: ["x", a]\n'],
    ["has no place in an empty list", "list: []\n", -1, source, undefined],
  ])("%s", (_, text, behind, from, result) => {
    expect(inserted(text, behind, from)).toBe(result);
  });
});
