import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, parseAllDocuments, stringify } from "yaml";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { createNestedText } from "./nested.ts";
import { innerEdits } from "./nested-edits.ts";
import { parse } from "./parse.ts";
import { asMap, asScalar, valueAt } from "./tree.ts";

function edit(file: string, edits: (inner: string) => TextEdit[]): TextEdit[] | undefined {
  const node = asScalar(valueAt(asMap(parse(file)[0]?.root), "values"));
  if (node === undefined) throw new Error(`no scalar in ${JSON.stringify(file)}`);
  const nested = createNestedText(node, file);
  return innerEdits(node, file, nested, edits(nested.text));
}

/** Replaces the first place of the text by another; an empty one is the end. */
function replace(file: string, found: string, by: string): string | undefined {
  const edits = edit(file, (inner) => {
    const start = found === "" ? inner.length : inner.indexOf(found);
    if (start === -1) throw new Error(`${JSON.stringify(found)} is not in ${JSON.stringify(inner)}`);
    return [{ span: { start, end: start + found.length }, text: by }];
  });
  return edits === undefined ? undefined : applyEdits(file, edits);
}

function readByLibrary(text: string): string | undefined {
  const [document] = parseAllDocuments(text, { logLevel: "silent" });
  if (document === undefined || document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const node = document.contents.get("values", true);
  return isScalar(node) && typeof node.value === "string" ? node.value : undefined;
}

describe("an edit of a nested text", () => {
  it.each([
    ["a word", "values: |\n  a: 1\n  b: 2\nx: 1\n", "1", "one", "values: |\n  a: one\n  b: 2\nx: 1\n"],
    [
      "lines",
      "values: |\r\n    a: 1\r\nx: 1\r\n",
      "1",
      "1\nb:\n  - 2\n\n",
      "values: |+\r\n    a: 1\r\n    b:\r\n      - 2\r\n\r\n\r\nx: 1\r\n",
    ],
    ["a line less", "values: |\n  a: 1\n  b: 2\n", "a: 1\n", "", "values: |\n  b: 2\n"],
    ["the last line less", "values: |\n  a: 1\n  b: 2\nx: 1\n", "b: 2\n", "", "values: |\n  a: 1\nx: 1\n"],
    ["at the end", "values: |\n  a: 1\nx: 1\n", "", "b: 2\n", "values: |\n  a: 1\n  b: 2\nx: 1\n"],
    ["at the end of the file", "values: |\n  a: 1", "", "b: 2\n", "values: |\n  a: 1\n  b: 2"],
    ["stripped", "values: |-\n  a: 1\n\nx: 1\n", "", "\nb: 2", "values: |-\n  a: 1\n  b: 2\n\nx: 1\n"],
    ["kept", "values: |+\n  a: 1\n\nx: 1\n", "1", "2", "values: |+\n  a: 2\n\nx: 1\n"],
    [
      "an end that was stripped",
      "values: |- # why\n  a: 1\nx: 1\n",
      "",
      "\n",
      "values: | # why\n  a: 1\nx: 1\n",
    ],
    ["a blank line", "values: |\n  a\n\n  b\n", "\n\n", "\n  c\n", "values: |\n  a\n    c\n  b\n"],
    ["a first line with blanks", "values: |\n  a\n  b\n", "a", "  a", "values: |2\n    a\n  b\n"],
    ["a blank that no block can end with", "values: &x |\n    a: 1\n", "a: 1", " ", 'values: &x " \\n"\n'],
    ["into nothing", "values: |\nx: 1\n", "", "a: 1\nb: 2\n", "values: |\n  a: 1\n  b: 2\nx: 1\n"],
    ["into nothing in quotes", 'values: ""\nx: 1\n', "", "a: 1\n", "values: |\n  a: 1\nx: 1\n"],
    ["into nothing with a comment", 'values: "" # why\n', "", "a: 1\n", 'values: "a: 1\\n" # why\n'],
    ["to nothing", "values: |\n  a: 1\nx: 1\n", "a: 1\n", "", "values: |\n\nx: 1\n"],
    ["double quotes", 'values: "a: 1\\nb: \\u0041"\n', "A", '"x"\ny', 'values: "a: 1\\nb: \\"x\\"\\ny"\n'],
    ["one half of a pair", 'values: "a\\U0001f600"\n', "\ude00", "\ude01", 'values: "a😁"\n'],
    ["JSON", '{"values":"a: 1\\n"}', "1", "'1'", '{"values":"a: \'1\'\\n"}'],
    ["single quotes", "values: 'it''s'\n", "t's", "t'", "values: 'it'''\n"],
    ["what single quotes cannot hold", "values: 'a'\n", "a", "a\tb\u0007", 'values: "a\\tb\\u0007"\n'],
    ["lines in single quotes", "values: 'a: 1'\n", "", "\nb: 2\n", "values: |\n  a: 1\n  b: 2\n"],
    ["in brackets", "{ values: 'a: 1', x: 1 }\n", "", "\nb: 2\n", '{ values: "a: 1\\nb: 2\\n", x: 1 }\n'],
    ["plain", "values: a\n", "a", "b", "values: b\n"],
    ["plain no more", "values: a\n", "a", "b: 1", 'values: "b: 1"\n'],
    ["folded", "values: >- # why\n  a\n  b\n\n  c\n", "b", "d", "values: |- # why\n  a d\n  c\n"],
    ["what a block cannot hold", "values: |\n  a: 1\n", "1", "\u0007", 'values: "a: \\u0007\\n"\n'],
  ])("is one of the file: %s", (_, file, found, by, expected) => {
    expect(replace(file, found, by)).toBe(expected);
  });

  it("touches only what it means", () => {
    const file = "values: |\n  a: 1\n   \n  b: 2  \n\n  c: 3\n";
    const edits = edit(file, (inner) =>
      ["1", "3"].map((found) => {
        const start = inner.indexOf(found);
        return { span: { start, end: start + 1 }, text: "0" };
      }),
    );
    expect(edits?.map(({ span }) => file.slice(span.start, span.end))).toEqual(["1", "3"]);
    expect(edits?.map(({ text }) => text)).toEqual(["0", "0"]);
  });

  it("replaces a pair of units as a whole, and a line break too", () => {
    const pair = edit("values: |\n  a: 😀\n", (inner) => [
      { span: { start: 3, end: inner.length - 1 }, text: "😁" },
    ]);
    expect(pair?.map(({ text }) => text)).toEqual(["😁"]);
    const breaks = edit("values: |\r\n  a\r\n  b\r\n", () => [{ span: { start: 1, end: 2 }, text: "" }]);
    expect(breaks).toEqual([{ span: { start: 14, end: 18 }, text: "" }]);
  });

  it("is none when nothing changes", () => {
    expect(edit("values: |\n  a: 1\n", () => [{ span: { start: 0, end: 1 }, text: "a" }])).toEqual([]);
  });
});

const words = [
  "a: 1",
  "  b: 2",
  "",
  " ",
  "   ",
  "'",
  '"',
  "\\",
  "☸",
  "😀",
  "\t",
  "- x",
  "# c",
  "x  ",
  "\u0007",
  "---",
  "{{ .x }}",
];
const document = fc.array(fc.constantFrom(...words), { maxLength: 7 }).map((lines) => lines.join("\n"));
const change = fc.record({
  at: fc.nat(60),
  length: fc.nat(5),
  text: fc.oneof(
    fc.constantFrom(
      "",
      "x",
      "\n",
      "\n\n",
      " ",
      "\n  ",
      "'",
      '"',
      "\\",
      "\n\t",
      "😀",
      ": ",
      " #",
      "b: 1\n",
      "\u0007",
    ),
    document,
  ),
});
const hand = (head: string) => (text: string) =>
  `values: ${head}\n${text.replace(/^(?=.)/gm, "   ")}\n\nx: 1\n`;
const writers: Record<string, (text: string) => string> = {
  literal: hand("|"),
  "literal, stripped": hand("|-"),
  "literal, kept": hand("|+"),
  "literal with its own indentation": hand("|3"),
  "literal with CRLF": (text) => hand("|")(text).replaceAll("\n", "\r\n"),
  "literal at the end": (text) => `x: 1\nvalues: |\n${text.replace(/^(?=.)/gm, "  ")}`,
  folded: (text) => stringify({ values: text, x: 1 }, { defaultStringType: "BLOCK_FOLDED", lineWidth: 20 }),
  json: (text) => JSON.stringify({ a: "", values: text, b: 1 }),
  single: (text) => stringify({ values: text, x: 1 }, { defaultStringType: "QUOTE_SINGLE", lineWidth: 20 }),
  double: (text) => stringify({ values: text, x: 1 }, { defaultStringType: "QUOTE_DOUBLE", lineWidth: 20 }),
  plain: (text) => stringify({ values: text, x: 1 }, { defaultStringType: "PLAIN", lineWidth: 20 }),
};

describe("random edits of a text in any style", () => {
  it.each(Object.keys(writers))("give that text, and change nothing around the scalar: %s", (name) => {
    let judged = 0;
    fc.assert(
      fc.property(document, fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        const file = writers[name]?.(text) ?? "";
        const before = readByLibrary(file);
        fc.pre(before !== undefined);
        const edits: TextEdit[] = [];
        let from = 0;
        for (const { at, length, text: by } of [...changes].sort((a, b) => a.at - b.at)) {
          const start = Math.min(before.length, Math.max(from, at));
          const end = Math.min(before.length, start + length);
          edits.push({ span: { start, end }, text: by });
          from = end + 1;
          if (from > before.length) break;
        }
        const outer = edit(file, () => edits);
        const wanted = applyEdits(before, edits);
        expect(outer, "there is always a way").toBeDefined();
        const result = applyEdits(file, outer ?? []);
        expect([file, edits, readByLibrary(result)]).toEqual([file, edits, wanted]);
        judged++;
        const [, head = "", tail = ""] =
          /^([\s\S]*values"?:)[\s\S]*?(\s*x: 1\s*|,"b":1\}|)$/.exec(file) ?? [];
        expect(result.startsWith(head)).toBe(true);
        expect(result.trimEnd().endsWith(tail.trim())).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(judged).toBeGreaterThan(100);
  });
});
