import { describe, expect, it } from "vitest";
import { code, escapeText, firstOf, link } from "./markdown.ts";

describe("text of others in Markdown", () => {
  it("stays text", () => {
    expect(escapeText("a *b* _c_ [d](e) # <f>")).toBe("a \\*b\\* \\_c\\_ \\[d\\]\\(e\\) \\# &lt;f\\>");
    expect(escapeText("one\ntwo\u202e\u0000three")).toBe("one two three");
    expect(escapeText("https://example.com")).toBe("https\\://example\\.com");
    expect(escapeText("x".repeat(300))).toHaveLength(203);
  });

  it("stays code", () => {
    expect(code("a`b`\nc")).toBe("`a'b' c`");
    expect(code("")).toBe("(empty)");
  });

  it("is linked only to http and https", () => {
    expect(link("Docs", "https://example.com/a(b) c")).toBe("[Docs](https://example.com/a%28b%29%20c)");
    expect(link("Docs", "http://example.com")).toBe("[Docs](http://example.com/)");
    for (const address of [
      "javascript:alert(1)",
      "command:x",
      "file:///etc/passwd",
      "docs",
      "https://a@b.c",
      undefined,
    ])
      expect(link("Docs", address)).toBeUndefined();
  });

  it("is cut with a count", () => {
    expect(firstOf(["a", "b", "c"], 2)).toBe("a, b and 1 more");
    expect(firstOf(["a"], 2)).toBe("a");
  });
});
