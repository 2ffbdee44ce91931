import { describe, expect, it } from "vitest";
import { createLineIndex } from "../syntax/line-index.ts";
import { scanLine } from "./line-scan.ts";

/** Kind, path, and what would be replaced at the `$0`. */
function scanned(marked: string): string | undefined {
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const place = scanLine(text, createLineIndex(text), offset);
  if (place === undefined) return undefined;
  return `${place.kind} ${place.path.join("/")} [${text.slice(place.span.start, place.span.end)}]`;
}

describe("the place of a caret, by lines alone", () => {
  it("is a value behind a colon", () => {
    expect(scanned("packs:\n  - name: a\n    version: $0\n")).toBe("value packs/0/version []");
    expect(scanned("packs:\n  - name: $0\n")).toBe("value packs/0/name []");
    expect(scanned("packs:\n  - name: a$0b # c\n")).toBe("value packs/0/name [ab]");
    expect(scanned("name: &anchor $0\n")).toBe("value name []");
    expect(scanned('"name": $0\n')).toBe("value name []");
  });

  it("counts the items above", () => {
    expect(scanned("packs:\n  - name: a\n    b: c\n  - d\n\n  # e\n  - name: $0\n")).toBe(
      "value packs/2/name []",
    );
    expect(scanned("packs:\n- name: a\n- name: $0\n")).toBe("value packs/1/name []");
    expect(scanned("- a: b\n- c:\n    - d\n    -\n      e: $0\n")).toBe("value 1/c/1/e []");
    expect(scanned("- - a\n  - b: $0\n")).toBe("value 0/1/b []");
  });

  it("is a key where one is begun, or could be", () => {
    expect(scanned("packs:\n  - name: a\n    ve$0r\n    type: b\n")).toBe("key packs/0 [ver]");
    expect(scanned("packs:\n  - name: a\n    $0\n")).toBe("key packs/0 []");
    expect(scanned("packs:\n  - name: a\n$0\n")).toBe("key  []");
    expect(scanned("packs:\n  - name: a\n    ver$0sion: 1\n")).toBe("key packs/0 [version]");
  });

  it("is an item behind a dash", () => {
    expect(scanned("packs:\n  - name: a\n  - $0")).toBe("item packs/1 []");
    expect(scanned("packs:\n  - na$0")).toBe("item packs/0 [na]");
  });

  it("is nowhere inside of blocks, comments, brackets and longer values", () => {
    expect(scanned("values: |\n  a: $0\n")).toBeUndefined();
    expect(scanned("values: |\n  a: b\n\n  $0\n")).toBeUndefined();
    expect(scanned("a: b # $0\n")).toBeUndefined();
    expect(scanned("# a: $0\n")).toBeUndefined();
    expect(scanned("a: [$0]\n")).toBeUndefined();
    expect(scanned("a: b\n    c$0\n")).toBeUndefined();
    expect(scanned("some words$0\n")).toBeUndefined();
  });

  it("stops at the document's beginning", () => {
    expect(scanned("packs:\n---\n  - name: $0\n")).toBe("value 0/name []");
  });

  it("takes no line that nobody wrote by hand", () => {
    expect(scanned(`a: ${"x".repeat(100_000)}$0`)).toBeUndefined();
    expect(scanned(`${" ".repeat(100_000)}$0`)).toBeUndefined();
  });
});
