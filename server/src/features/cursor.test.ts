import { describe, expect, it } from "vitest";
import { createLineIndex } from "../syntax/line-index.ts";
import { parse } from "../syntax/parse.ts";
import { cursorAt, writeValue } from "./cursor.ts";

function at(marked: string) {
  const text = marked.replace("$0", "");
  const nested = (): never => {
    throw new Error("a completion of the file asks for nothing inside of a scalar");
  };
  const view = {
    id: "a",
    text,
    lines: createLineIndex(text),
    documents: [],
    pack: undefined,
    committed: undefined,
    nested,
  };
  const cursor = cursorAt(parse(text)[0]?.root, view, marked.indexOf("$0"));
  return { text, cursor };
}

/** The text with the new value in it. */
function written(marked: string, value: string): string {
  const { text, cursor } = at(marked);
  if (cursor === undefined) throw new Error("nowhere");
  return text.slice(0, cursor.span.start) + writeValue(cursor, value) + text.slice(cursor.span.end);
}

describe("what a completion is of", () => {
  it("is a key for a word that is alone below another key", () => {
    expect(at("a:\n  b$0\n").cursor).toMatchObject({ kind: "key", path: ["a"] });
    expect(at("a: b$0\n").cursor).toMatchObject({ kind: "value", path: ["a"] });
    expect(at("a: {\n  b$0}\n").cursor).toMatchObject({ kind: "key", path: ["a"] });
  });
});

describe("what a completion replaces", () => {
  it("is the whole scalar, in its quotes", () => {
    expect(written("a: b$0c\n", "d")).toBe("a: d\n");
    expect(written("a: 'b$0c' # d\n", "it's")).toBe("a: 'it''s' # d\n");
    expect(written('a: &x "b$0"\n', "d")).toBe('a: &x "d"\n');
  });

  it("is nothing where nothing stands", () => {
    expect(written("a: $0\nb: c\n", "d")).toBe("a: d\nb: c\n");
    expect(written("a:$0\nb: c\n", "1.20")).toBe('a: "1.20"\nb: c\n');
    expect(written("{a: $0, b: c}", "d")).toBe("{a: d, b: c}");
    expect(written("{a:$0}", "d")).toBe("{a: d}");
    expect(written('{"a":$0}', "d")).toBe('{"a":"d"}');
    expect(written('["a", $0]', "d")).toBe('["a", "d"]');
  });

  it("is the first line of what an open quote or a missing colon has swallowed", () => {
    expect(written('a: "b$0\nc: d\n', "e")).toBe('a: "e"\nc: d\n');
    expect(written("a:\n  b$0\n  c: d\n", "e")).toBe("a:\n  e\n  c: d\n");
  });

  it("is not there behind brackets, behind values and in blocks", () => {
    expect(at("{a: b}$0").cursor).toBeUndefined();
    expect(at("{a: b $0}").cursor).toBeUndefined();
    expect(at("a: b   $0\n").cursor).toBeUndefined();
    expect(at("a: |\n  b$0\n  c\n").cursor).toBeUndefined();
  });
});
