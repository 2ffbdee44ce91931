/** Tests of scalars as they are written: every character of the text stands where it is said to stand. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authoredScalar } from "./authored-scalar.ts";
import { parse } from "./parse.ts";
import { asMap, asScalar, valueAt } from "./tree.ts";

function read(source: string) {
  const scalar = asScalar(valueAt(asMap(parse(source)[0]?.root), "a"));
  if (scalar === undefined) throw new Error("no scalar");
  return { scalar, authored: authoredScalar(source, scalar) };
}

describe("authoredScalar", () => {
  it.each([
    ["a: some text # c", "text", "text"],
    ["a: 'it''s text'", "s text", "s text"],
    ["a: 'it''s'", "'s", "''s"],
    ['a: "x\\ty \\u0041\\"z"', '\ty A"', '\\ty \\u0041\\"'],
    ['a: "${string:/\\\\d+/}"', "/\\d+/", "/\\\\d+/"],
    ["a: '${string:/it''s/}'", "it's", "it''s"],
  ])("in %s, %j is written %j", (source, piece, written) => {
    const { authored } = read(source);
    const start = authored.text.indexOf(piece);
    expect(start).toBeGreaterThanOrEqual(0);
    const span = authored.spanOf(start, start + piece.length);
    expect(source.slice(span.start, span.end)).toBe(written);
  });

  it.each(["a: |\n  x\n  y\n", "a: 'x\n  y'\n", "a: x\n  y\n"])("in %j all of it is one place", (source) => {
    const { scalar, authored } = read(source);
    expect(authored.text).toBe(scalar.text);
    expect(authored.spanOf(1, 2)).toEqual(scalar.span);
  });

  it("has the text that the parser reads, where that is no template", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab '\"\\#:-\t☸é\u0001"), maxLength: 12 });
    fc.assert(
      fc.property(text, fc.boolean(), (value, isDouble) => {
        const written = isDouble
          ? JSON.stringify(value)
          : `'${value.replaceAll("'", "''").replaceAll("\u0001", "")}'`;
        const { scalar, authored } = read(`a: ${written}`);
        expect(authored.text).toBe(scalar.text);
      }),
      { numRuns: 500 },
    );
  });
});
