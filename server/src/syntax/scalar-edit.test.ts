/** Tests of scalar edits, mostly as a property: the new text stands where the old one stood, and nothing else changes. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { parse } from "./parse.ts";
import { quoteScalar, replaceScalar } from "./scalar-edit.ts";
import type { Node, ScalarNode } from "./tree.ts";

describe("replaceScalar", () => {
  it.each([
    ["a: 1.0.0 # c", "1.1.0", "a: 1.1.0 # c"],
    ["a: '1.0.0'", "1.1.0", "a: '1.1.0'"],
    ['a: "1.0.0"', "1.1.0", 'a: "1.1.0"'],
    ["a: 1.0.0", "1.20", 'a: "1.20"'],
    ["a: 1.0.0", "no", 'a: "no"'],
    ["a: 1.0.0", "", 'a: ""'],
    ["a: 'x'", "it's", "a: 'it''s'"],
    ['a: "x"', 'a "b" \\ ☸', 'a: "a \\"b\\" \\\\ ☸"'],
    ["a: &anchor x", "z", "a: &anchor z"],
    ["a: !!str 1", "z", "a: !!str z"],
    ["{a: x, b: y}", "z", "{a: z, b: y}"],
    ['{"a":"x"}', "z", '{"a":"z"}'],
    ["a:   x   ", "z", "a:   z   "],
    ["a: ${X}", "z", "a: z"],
    ["a: |\n  x\nb: y\n", "z", "a: z\nb: y\n"],
    ["a: >-\n  x\n\n# c\nb: y\n", "z", "a: z\n\n# c\nb: y\n"],
    ["a: x\n  y\nb: y\n", "z", "a: z\nb: y\n"],
  ])("of %j by %j gives %j", (text, replacement, expected) => {
    const scalar = valuesOf(text)[0];
    if (scalar === undefined) throw new Error("no scalar");
    expect(applyEdits(text, [replaceScalar(scalar, replacement)])).toBe(expected);
  });

  it("takes the preferred quote where one is needed", () => {
    const [scalar] = valuesOf("a: x");
    expect(scalar && replaceScalar(scalar, "1.20", "single").text).toBe("'1.20'");
  });

  it("gives exactly the new text, and leaves every other byte, in any neighbourhood", () => {
    fc.assert(
      fc.property(neighbourhood, fc.nat(), newText, ({ text, eol }, pick, replacement) => {
        const document = text.replaceAll("\n", eol);
        const scalars = valuesOf(document);
        const at = pick % scalars.length;
        const scalar = scalars[at];
        if (scalar === undefined) return;
        const edit = replaceScalar(scalar, replacement);
        const result = applyEdits(document, [edit]);
        expect(result.slice(0, edit.span.start)).toBe(document.slice(0, edit.span.start));
        expect(result.slice(edit.span.start + edit.text.length)).toBe(document.slice(edit.span.end));
        expect(parse(result).flatMap(({ problems }) => problems)).toEqual([]);
        const before = scalars.map((value) => value.text);
        expect(valuesOf(result).map((value) => value.text)).toEqual(before.with(at, replacement));
        expect(valuesOf(result)[at]?.reading).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });
});

describe("quoteScalar", () => {
  it("makes a string of what was read as something else, and changes nothing more", () => {
    const plain = fc.constantFrom("1.20", "2024-01-05", "0x1F", "true", "null", "nginx", "v1.2");
    fc.assert(
      fc.property(
        plain,
        fc.constantFrom("", " # c", "  "),
        fc.constantFrom("\n", "\r\n", ""),
        (text, tail, end) => {
          const document = `x: 1${"\n"}a: ${text}${tail}${end}`;
          const scalar = valuesOf(document)[1];
          if (scalar === undefined) throw new Error("no scalar");
          const result = applyEdits(document, [quoteScalar(scalar)]);
          expect(result).toBe(`x: 1${"\n"}a: "${text}"${tail}${end}`);
          expect(valuesOf(result)[1]).toMatchObject({ text, reading: undefined });
        },
      ),
    );
  });
});

/** The scalars that stand as values or items, in the order of their places. */
function valuesOf(text: string): ScalarNode[] {
  const values: ScalarNode[] = [];
  for (const { root } of parse(text)) collect(root);
  return values;

  function collect(node: Node | undefined): void {
    if (node?.kind === "scalar") values.push(node);
    else if (node?.kind === "map") for (const entry of node.entries) collect(entry.value);
    else if (node?.kind === "seq") for (const item of node.items) collect(item);
  }
}

const written = fc.constantFrom(
  "1.0.0",
  "'1.0.0'",
  '"1.0.0"',
  "&a nginx",
  "!!str 1.20",
  "1.20",
  "'it''s'",
  '"a\\tb ☸"',
  "${VERSION}",
  '"${VERSION}"',
  "two words",
);
const block = fc.constantFrom(
  "|\n    pack: 1\n    # no comment",
  ">-\n    folded\n    text",
  "|+\n    kept\n",
  "plain\n    on two lines",
);
const comment = fc.constantFrom("", " # a comment", "   ");

/** A map of scalars in block style, with a flow map, a list, comments and blank lines in it. */
const neighbourhood = fc
  .record({
    values: fc.array(
      fc.oneof(
        fc.tuple(written, comment).map(([value, tail]) => `${value}${tail}`),
        block,
        fc.tuple(written, written).map(([a, b]) => `{ x: ${plainIn(a)}, "y": ${plainIn(b)} }`),
        fc.tuple(written, comment).map(([value, tail]) => `\n  - ${value}${tail}\n  - last`),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    between: fc.constantFrom("", "\n", "# between\n"),
    eol: fc.constantFrom("\n", "\r\n"),
    finalEnd: fc.boolean(),
  })
  .map(({ values, between, eol, finalEnd }) => {
    const text = `${values.map((value, at) => `key${at}: ${value}`).join(`\n${between}`)}\n`;
    return { text: finalEnd ? text : text.replace(/\n+$/, ""), eol };
  });

/** Anchors may be written once, and this may be the second time. */
function plainIn(value: string): string {
  return value.replace(/^&a /, "");
}

const newText = fc.oneof(
  fc.constantFrom(
    "1.1.0",
    "24.04",
    "1.20",
    "true",
    "null",
    "",
    "it's",
    'a "quoted" word',
    "a: b",
    "# no comment",
    "*a",
    "- x",
  ),
  fc.string({ unit: fc.constantFrom(..."ab1.-: #'\"\\{}[],&*!|>%@`☸"), maxLength: 10 }),
);
