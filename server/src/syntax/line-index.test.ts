/** Tests of the line index: offsets to lines and columns and back. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineIndex } from "./line-index.ts";

const text = fc.string({
  unit: fc.constantFrom("a", "☸", "𝒦", "\n", "\r", "\r\n", "\ufeff", "\u2028"),
  maxLength: 30,
});

describe("the line index", () => {
  it("counts LF, CRLF and CR, but no other character that looks like a line end", () => {
    const index = createLineIndex("a\nb\r\nc\rd\u2028e");
    expect(index.lineCount).toBe(4);
    expect([0, 1, 2, 3].map((line) => [index.lineStart(line), index.lineEnd(line)])).toEqual([
      [0, 1],
      [2, 3],
      [5, 6],
      [7, 10],
    ]);
  });

  it("counts columns in UTF-16 units", () => {
    expect(createLineIndex("x\n𝒦: ☸!").position(7)).toEqual({ line: 1, character: 5 });
  });

  it("has an empty last line behind a final line end, and one line in an empty text", () => {
    expect(createLineIndex("a\n").lineCount).toBe(2);
    expect(createLineIndex("a\n").position(2)).toEqual({ line: 1, character: 0 });
    expect(createLineIndex("").lineCount).toBe(1);
  });

  it("moves what lies outside to the nearest place inside", () => {
    const index = createLineIndex("ab\r\ncd");
    expect(index.position(-5)).toEqual({ line: 0, character: 0 });
    expect(index.position(99)).toEqual({ line: 1, character: 2 });
    expect(index.offset({ line: 0, character: 99 })).toBe(2);
    expect(index.offset({ line: 7, character: 0 })).toBe(6);
    expect(index.offset({ line: -1, character: 3 })).toBe(0);
    expect(index.offset({ line: 1, character: -3 })).toBe(4);
    expect(index.lineStart(9)).toBe(6);
  });

  it("comes back to the same offset, except from within a line end, from where it comes back to its start", () => {
    fc.assert(
      fc.property(text, (sample) => {
        const index = createLineIndex(sample);
        for (let offset = 0; offset <= sample.length; offset++) {
          const back = index.offset(index.position(offset));
          const inLineEnd = sample[offset - 1] === "\r" && sample[offset] === "\n";
          expect(back).toBe(inLineEnd ? offset - 1 : offset);
        }
      }),
    );
  });

  it("cuts the text into lines without losing or repeating a character", () => {
    fc.assert(
      fc.property(text, (sample) => {
        const index = createLineIndex(sample);
        const lines = Array.from({ length: index.lineCount }, (_, line) =>
          sample.slice(index.lineStart(line), index.lineEnd(line)),
        );
        expect(lines).toEqual(sample.split(/\r\n|\n|\r/));
      }),
    );
  });
});
