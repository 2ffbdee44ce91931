/** Tests of the way from what a scalar says to where it is written. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "./parse.ts";
import { spanInFile } from "./scalar-offsets.ts";
import { asMap, asScalar, valueAt } from "./tree.ts";

/** Every character of the scalar under `a` that has a place, and whether it stands there. */
function check(text: string): number {
  const node = asScalar(valueAt(asMap(parse(text)[0]?.root), "a"));
  if (node === undefined) throw new Error("no scalar");
  let placed = 0;
  for (let at = 0; at < node.text.length; at++) {
    const char = node.text.charAt(at);
    if (!/\w/.test(char)) continue;
    const span = spanInFile(node, text, { start: at, end: at + 1 });
    if (span === undefined) continue;
    placed++;
    expect(text.slice(span.start, span.end)).toBe(char);
  }
  return placed;
}

describe("a character of a scalar", () => {
  it.each([
    ["a literal block", "x: 1\na: |\n  one:\n    two: 3\n\n  four: 5\nb: 2\n", 12],
    ["a literal block in CRLF", "a: |-\r\n    one: 1\r\n\r\n    two: 2\r\n", 8],
    ["double quotes with escapes", 'a: "on\\ne\\t: \\"two\\" \\\\ three"\n', 11],
    ["JSON", '{"a": "one:\\n  two: 3\\n"}', 7],
    ["single quotes", "a: 'it''s one'\n", 6],
    ["plain text", "a: one two\n", 6],
  ])("of %s stands where it says", (_, text, count) => {
    expect(check(text)).toBe(count);
  });

  it("of folded lines has no place of its own", () => {
    expect(check("a: >\n  one\n  two\n")).toBe(0);
    expect(check('a: "one\n  two"\n')).toBe(0);
  });

  it("stands where it says, whatever the text", () => {
    const line = fc.string({
      unit: fc.constantFrom("a", "b", " ", ":", "\\", '"', "\n", "é", "\u{1f600}", "\t"),
    });
    fc.assert(
      fc.property(line, (said) => {
        check(`{"a": ${JSON.stringify(said)}}`);
        check(`a: |2\n${`x\n${said}`.replace(/^/gm, "  ")}\n`);
      }),
      { numRuns: 300 },
    );
  });
});
