/** Tests of edits of a map's entries, each on its own: what is changed, and that nothing around it is. */

import { describe, expect, it } from "vitest";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { dataOf, sameData } from "./data.ts";
import type { EntrySource } from "./entry-source.ts";
import {
  deleteEntry,
  insertEntries,
  insertRootEntries,
  type MapPlace,
  mergeEntries,
  replaceEntryValue,
} from "./map-edit.ts";
import { parse } from "./parse.ts";
import { followPath } from "./path.ts";
import { asMap, entryOf, type MapEntry, type MapNode } from "./tree.ts";

function mapOf(text: string): MapNode {
  const map = asMap(parse(text)[0]?.root);
  if (map === undefined) throw new Error("no map");
  return map;
}

/** The entry at a dotted path, and where it is. */
function find(text: string, path: string): { place: MapPlace; entry: MapEntry } {
  const keys = path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const parent = followPath(mapOf(text), keys.slice(0, -1));
  const map = asMap(parent?.node);
  const entry = entryOf(map, String(keys.at(-1)));
  if (map === undefined || entry === undefined) throw new Error(`no ${path}`);
  return { place: { map, parent: parent?.entry, isRoot: keys.length === 1 }, entry };
}

function sourcesOf(text: string): EntrySource[] {
  const map = mapOf(text);
  return map.entries.map((entry) => ({ text, map, entry }));
}

function edited(text: string, edits: TextEdit[] | undefined): string | undefined {
  return edits && applyEdits(text, edits);
}

describe("deleteEntry", () => {
  it.each([
    ["a: 1\nb: 2\n", "a", "b: 2\n"],
    ["a: 1\nb: 2", "b", "a: 1\n"],
    ["a: 1\r\nb: 2\r\nc: 3\r\n", "b", "a: 1\r\nc: 3\r\n"],
    ["a: 1\n\n# one\n# two\nb: 2 # own\n\nc: 3\n", "b", "a: 1\n\n\nc: 3\n"],
    ["a: 1\n# far\n\n# near\nb: 2\n", "b", "a: 1\n# far\n\n"],
    ["a: 1\n  # deeper\nb: 2\n", "b", "a: 1\n  # deeper\n"],
    ["a:\n  x: 1\n  # in a\n# of b\nb: 2\n", "a", "# of b\nb: 2\n"],
    ["a: |\n  # text\n\nb: 2\n", "a", "\nb: 2\n"],
    ["a:\n- 1\n- 2\nb: 2\n", "a", "b: 2\n"],
    ["a:\n  b: 1\nc: 2\n", "a.b", "a: {}\nc: 2\n"],
    ["a: &x # why\n  b: 1\nc: 2\n", "a.b", "a: &x {} # why\nc: 2\n"],
    ["a:\n  b: 1", "a.b", "a: {}\n"],
    ["l:\n  - a: 1\n    b: 2\n", "l.0.a", "l:\n  - b: 2\n"],
    ["l:\n  - a: 1\n    b: 2\n", "l.0.b", "l:\n  - a: 1\n"],
    ["l:\n  - a: 1\n  - c: 1\n", "l.0.a", "l:\n  - {}\n  - c: 1\n"],
    ["a: { b: 1, c: [2, 3], d: 4 } # c\n", "a.b", "a: { c: [2, 3], d: 4 } # c\n"],
    ["a: { b: 1, c: [2, 3], d: 4 } # c\n", "a.c", "a: { b: 1, d: 4 } # c\n"],
    ["a: { b: 1, c: [2, 3], d: 4 } # c\n", "a.d", "a: { b: 1, c: [2, 3] } # c\n"],
    ["a: { b: 1 } # c\n", "a.b", "a: {} # c\n"],
    ['{\n  "a": 1,\n  "b": 2\n}\n', "b", '{\n  "a": 1\n}\n'],
  ])("in %j of %s gives %j", (text, path, expected) => {
    const { place, entry } = find(text, path);
    expect(edited(text, deleteEntry(text, place, entry))).toBe(expected);
  });
});

describe("replaceEntryValue", () => {
  it.each([
    ["a: 1 # c\n", "a", "x: 2 # other\n", "a: 2 # c\n"],
    ["a: 'it'\n", "a", 'x: "that"\n', 'a: "that"\n'],
    ["a:\nb: 1\n", "a", "x: 2\n", "a: 2\nb: 1\n"],
    ["a: # c\nb: 1\n", "a", "x:\n  - 2\n", "a: # c\n  - 2\nb: 1\n"],
    ["a: 1 # c\n", "a", "x: # d\n  y: 2\n", "a: # d\n  y: 2\n"],
    ["a: 1 # c\n", "a", "x: |\n  y\n", "a: | # c\n  y\n"],
    [
      "r:\n    a: 1\n    b: 1\n",
      "r.a",
      "x:\n  y:\n    z: 2\n",
      "r:\n    a:\n      y:\n        z: 2\n    b: 1\n",
    ],
    ["a:\n  b: 1 # c\n  # d\nc: 1\n", "a", "x: 2\n", "a: 2\n  # d\nc: 1\n"],
    ["a: [1,\n  2] # c\nb: 1\n", "a", "x: [3]\n", "a: [3] # c\nb: 1\n"],
    ["a: 1\n", "a", "{ x: { y: [1, z] } }\n", 'a: { "y": [1, "z"] }\n'],
    ["a: { b: , c: 1 }\n", "a.b", "x: 2\n", "a: { b: 2 , c: 1 }\n"],
  ])("in %j at %s by %j gives %j", (text, path, source, expected) => {
    const { place, entry } = find(text, path);
    const [copy] = sourcesOf(source);
    const result = edited(text, copy && replaceEntryValue(text, place.map, entry, copy));
    expect(result).toBe(expected);
  });
});

describe("inserting entries", () => {
  it.each([
    ["a: 1\n", "# about x\nx: 2 # c\ny:\n- 1\n", "a: 1\n# about x\nx: 2 # c\ny:\n- 1\n"],
    ["a: 1 # c\n\n# end\n", "x: 2\n", "a: 1 # c\nx: 2\n\n# end\n"],
    ["a:\n  b: |\n    text\n", "x: 2\n", "a:\n  b: |\n    text\nx: 2\n"],
    ["a:\n", "x: |\n  text\n", "a:\nx: |\n  text\n"],
    ["a: 1", "x: |\n  text\n", "a: 1\nx: |\n  text\n"],
    ["{ a: 1 }", "x: 'y'\n'1 2':\n  z: 3\n", '{ a: 1, x: "y", "1 2": { "z": 3 } }'],
    ["    a: 1\n", "x:\n  y: 2\n\n  z: 3\n", "    a: 1\n    x:\n      y: 2\n\n      z: 3\n"],
  ])("into %j gives %j behind the others", (text, source, expected) => {
    expect(edited(text, insertEntries(text, mapOf(text), sourcesOf(source)))).toBe(expected);
  });

  it.each([
    ["", "x: 1\n"],
    ["# only a comment", "# only a comment\nx: 1\n"],
    ["---\r\n", "---\r\nx: 1\r\n"],
  ])("into %j, which has none, gives %j", (text, expected) => {
    expect(edited(text, insertRootEntries(text, sourcesOf("x: 1\n")))).toBe(expected);
  });
});

describe("mergeEntries", () => {
  const merge = (text: string, source: string) =>
    edited(
      text,
      mergeEntries(text, mapOf(text), { text: source, map: mapOf(source) }, (a, b) => {
        const [left, right] = [dataOf(a), dataOf(b)];
        return left !== undefined && right !== undefined && sameData(left, right);
      }),
    );

  it("goes into maps, and puts what is new at the end of each, inner ones first", () => {
    expect(merge("a:\n  b:\n    c: 1", "a:\n  b:\n    x: 1\n  y: 1\nz: 1\n")).toBe(
      "a:\n  b:\n    c: 1\n    x: 1\n  y: 1\nz: 1",
    );
  });

  it("replaces the last value and puts another behind it", () => {
    expect(merge("a: 1 # c\n", "a:\n  b: 1\nd: 2\n")).toBe("a: # c\n  b: 1\nd: 2\n");
  });

  it.each([
    ["x: &x { a: 1 }\ny: *x\n", "y:\n  b: 1\n"],
    ["x: &x { a: 1 }\ny:\n  <<: *x\n", "y:\n  a: 2\n"],
    ["x: 1\n", "<<: { a: 1 }\n"],
  ])("does not touch what aliases and merges mean: %j", (text, source) => {
    expect(merge(text, source)).toBeUndefined();
  });
});
