/** Tests of taking items and entries out of a text. */

import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { removeEntry, removeItem } from "./block-remove.ts";
import { parse } from "./parse.ts";
import type { MapEntry, MapNode, Node, SeqNode } from "./tree.ts";

type Owner =
  | { readonly map: MapNode; readonly entry: MapEntry }
  | { readonly list: SeqNode; readonly item: Node };

/** What holds the thing that `gone` is the name of: a key, or the first text of an item. */
function find(node: Node | undefined): Owner | undefined {
  if (node?.kind === "map") {
    for (const entry of node.entries) {
      if (entry.key.text === "gone") return { map: node, entry };
      const found = find(entry.value);
      if (found !== undefined) return found;
    }
  }
  if (node?.kind === "seq") {
    for (const item of node.items) {
      const [first] = item?.kind === "map" ? item.entries : [];
      const text =
        item?.kind === "scalar" ? item.text : first?.value?.kind === "scalar" ? first.value.text : "";
      if (item !== undefined && text === "gone") return { list: node, item };
      const found = find(item);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function without(text: string): string | undefined {
  const owner = find(parse(text)[0]?.root);
  if (owner === undefined) throw new Error("nothing is to go");
  const edit =
    "map" in owner ? removeEntry(text, owner.map, owner.entry) : removeItem(text, owner.list, owner.item);
  const crlf = text.replaceAll("\n", "\r\n");
  if (text.includes("\n") && !text.includes("\r")) {
    const same = without(crlf);
    expect(same).toBe(edit === undefined ? undefined : applyEdits(text, [edit]).replaceAll("\n", "\r\n"));
  }
  return edit === undefined ? undefined : applyEdits(text, [edit]);
}

describe("what is taken out", () => {
  it.each([
    ["an item", "- a\n- gone # here\n- b\n", "- a\n- b\n"],
    ["the last item, without a line end", "a:\n  - b\n  - gone", "a:\n  - b"],
    ["an item of several lines", "- n: gone\n  v: |\n    x\n\n    y\n- n: b\n", "- n: b\n"],
    ["an item with an anchor and a tag", "- &a !!map {n: gone}\n- b\n", "- b\n"],
    ["an entry", "a: 1\ngone: # x\n  - 1\n  # y\n  - 2 # z\nb: 2\n", "a: 1\nb: 2\n"],
    ["an entry whose list is not indented", "gone:\n- 1\n- 2\n# b\nb: 2\n", "# b\nb: 2\n"],
    ["an entry without a value", "a: 1\ngone:\nb: 2\n", "a: 1\nb: 2\n"],
    ["an entry with quotes over lines", 'gone: "a\n  b"\nb: 2\n', "b: 2\n"],
    ["the first entry of an item", "- gone: [1,\n    2]\n  b: 2\n", "- b: 2\n"],
    ["an item in brackets", "[a, gone, b]", "[a, b]"],
    ["the last item in brackets", "[a, gone ]", "[a ]"],
    ["the only item in brackets", "a: [gone]\n", "a: []\n"],
    ["an entry in brackets", '{"a": 1, "gone": [1, 2]}', '{"a": 1}'],
    ["an entry of a line in brackets", "{\n  gone: 1,\n  b: 2\n}", "{\n  b: 2\n}"],
  ])("is %s", (_, text, left) => {
    expect(without(text)).toBe(left);
  });

  it.each([
    ["above it", "- a\n# mine\n# as well\n- gone\n", "- a\n"],
    ["below it, and deeper", "- gone\n  # mine\n- a\n", "- a\n"],
    ["of a deeper neighbour", "a:\n  b: 1\n  # b's\ngone: 1\nc: 1\n", "a:\n  b: 1\n  # b's\nc: 1\n"],
    ["behind a gap", "# the file's\n\ngone: 1\na: 1\n", "# the file's\n\na: 1\n"],
    ["of the next", "- gone\n# next\n- a\n", "# next\n- a\n"],
    ["at the depth of the list's items", "gone:\n  - a\n  # - b\nc: 1\n", "  # - b\nc: 1\n"],
  ])("takes or leaves the comment %s", (_, text, left) => {
    expect(without(text)).toBe(left);
  });

  it("leaves one gap of two", () => {
    expect(without("a: 1\n\ngone: 1\n\nb: 1\n")).toBe("a: 1\n\nb: 1\n");
    expect(without("a: 1\ngone: 1\n\nb: 1\n")).toBe("a: 1\n\nb: 1\n");
  });

  it.each([
    ["behind another dash", "- - gone\n  - a\n"],
    ["below its dash", "-\n  n: gone\n- a\n"],
    ["before a comment, as the first entry of an item", "- gone: 1 # x\n  b: 2\n"],
    ["before a comment in brackets", "[gone, # x\n  a]"],
  ])("is nothing %s", (_, text) => {
    expect(without(text)).toBeUndefined();
  });
});
