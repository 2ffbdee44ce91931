import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt, printable } from "../../server/src/cli/writers/excerpt.ts";

/** The excerpt as it is printed, with carets below. The place is what stands between `[` and `]`. */
function draw(marked: string, room = 60): string[] {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  const { text, column, width } = excerpt(marked.replace("[", "").replace("]", ""), start, end, room);
  return [text, `${" ".repeat(column)}${"^".repeat(width)}`];
}

describe("excerpt", () => {
  it("puts the carets below the place", () => {
    expect(draw("    version: [1.12.1] # old")).toEqual([
      "    version: 1.12.1 # old", //
      "             ^^^^^^",
    ]);
  });

  it("shows an empty place, and one behind the last character, as one caret", () => {
    expect(draw("version:[]")).toEqual(["version:", "        ^"]);
    expect(draw("ver[]sion:")).toEqual(["version:", "   ^"]);
    expect(draw("[]")).toEqual(["", "^"]);
  });

  it("expands tabs", () => {
    expect(draw("a\t[b\tc]")).toEqual([
      "a   b   c", //
      "    ^^^^^",
    ]);
  });

  it("counts wide characters as two columns and combining ones as none", () => {
    expect(draw("日本 [版] 1")).toEqual(["日本 版 1", "     ^^"]);
    expect(draw("👍 [e\u0301x]")).toEqual(["👍 e\u0301x", "   ^^"]);
    expect(draw("[ｗｉｄｅ]")).toEqual(["ｗｉｄｅ", "^^^^^^^^"]);
  });

  it("cuts a long line around the place", () => {
    expect(draw(`${"a".repeat(50)}: [here] ${"z".repeat(50)}`, 30)).toEqual([
      "…aaaaa: here zzzzzzzzzzzzzzzz…",
      "        ^^^^",
    ]);
    expect(draw(`[here] ${"z".repeat(50)}`, 30)).toEqual([`here ${"z".repeat(24)}…`, "^^^^"]);
  });

  it("runs the carets to the edge when the place is longer than what is shown", () => {
    expect(draw(`a: [${"z".repeat(100)}]`, 30)).toEqual([`a: ${"z".repeat(26)}…`, `   ${"^".repeat(26)}`]);
  });

  it("stays in its room and points to the place, on any line", () => {
    const line = fc.string({
      unit: fc.constantFrom("a", "\t", "日", "👍", "\u0301", "\u001b", "\ud83d", " "),
      maxLength: 200,
    });
    fc.assert(
      fc.property(
        line,
        fc.nat(200),
        fc.nat(50),
        fc.integer({ min: 20, max: 90 }),
        (text, at, length, room) => {
          const start = Math.min(at, text.length);
          const shown = excerpt(text, start, Math.min(start + length, text.length), room);
          expect(shown.column).toBeGreaterThanOrEqual(0);
          expect(shown.width).toBeGreaterThanOrEqual(1);
          // One more, for a caret behind the last character.
          expect(shown.column + shown.width).toBeLessThanOrEqual(room + 1);
          expect(shown.text).not.toMatch(/\p{Cc}/u);
        },
      ),
    );
  });

  it("looks at no more of a megabyte than it shows", () => {
    const started = process.cpuUsage();
    for (let times = 0; times < 100; times++) excerpt("x".repeat(1_000_000), 500_000, 900_000, 80);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000);
  });
});

describe("printable", () => {
  it("keeps text and makes everything else visible", () => {
    expect(printable("naïve 日本 `x`")).toBe("naïve 日本 `x`");
    expect(printable("a\u001b[31mb\u0007")).toBe("a␛[31mb␇");
    expect(printable("one\r\n\ttwo")).toBe("one two");
    expect(printable("abc\u202Edef")).toBe("abc�def");
    expect(printable("x".repeat(1_000_000)).length).toBeLessThan(1000);
  });
});
