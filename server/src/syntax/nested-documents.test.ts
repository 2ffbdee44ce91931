import { describe, expect, it } from "vitest";
import { createNestedStore } from "./nested-documents.ts";
import { parse } from "./parse.ts";
import { asMap, asScalar, entryOf, type ScalarNode } from "./tree.ts";

/** The scalars under the keys of a file. */
function scalarsOf(file: string): Map<string, ScalarNode> {
  const found = new Map<string, ScalarNode>();
  for (const { key, value } of asMap(parse(file)[0]?.root)?.entries ?? []) {
    const scalar = asScalar(value) ?? asScalar(entryOf(asMap(value), "v")?.value);
    if (scalar !== undefined) found.set(key.text, scalar);
  }
  return found;
}

function scalarOf(file: string, key = "values"): ScalarNode {
  const scalar = scalarsOf(file).get(key);
  if (scalar === undefined) throw new Error(`there is no ${key} in ${JSON.stringify(file)}`);
  return scalar;
}

/** The scalar of a tree in which nobody may ask for the text of a block. */
function untouched(scalar: ScalarNode): ScalarNode {
  return {
    kind: "scalar",
    span: scalar.span,
    style: scalar.style,
    reading: undefined,
    get text(): string {
      throw new Error("the text of the block was made");
    },
  };
}

const long = Array.from({ length: 500 }, (_, at) => `  key${at}: ${at}\n`).join("");

describe("documents in scalars", () => {
  it.each([
    ["short", "values: |\n  a: 1\nx: 1\n"],
    ["long", `values: |\n${long}x: 1\n`],
    ["JSON", '{"values":"a: 1\\n","x":1}'],
    ["on lines", "values: 'a: 1\n\n  b: 2'\nx: 1\n"],
  ])("are found again at another place, without making the text again: %s", (_, file) => {
    const store = createNestedStore(100_000);
    const before = store.view(untouched(scalarOf(file)), file);
    const { documents } = before;
    const moved = file.startsWith("{") ? file.replace("{", '{"new":1,') : `new: 1\n${file}y: 2\n`;
    const after = store.view(untouched(scalarOf(moved)), moved);
    expect(after.documents).toBe(documents);
    const by = moved.indexOf("a: 1") - file.indexOf("a: 1");
    if (file.includes("a: 1")) expect(after.toOuter(0)).toBe(before.toOuter(0) + by);
    expect(after.toInner(after.toOuter(3))).toBe(3);
    expect(after.toOuterSpan({ start: 0, end: 4 }).end).toBe(
      before.toOuterSpan({ start: 0, end: 4 }).end + (by || 7),
    );
  });

  it("are found again in another indentation and another style", () => {
    const store = createNestedStore(1000);
    const { documents } = store.view(scalarOf("values: |\n  a: 1\n"), "values: |\n  a: 1\n");
    for (const file of [
      "values: |-\r\n      a: 1\r\n",
      "values: |\r\n      a: 1\r\n",
      '{"values":"a: 1\\n"}',
    ]) {
      const view = store.view(scalarOf(file), file);
      expect(view.documents === documents).toBe(view.text === "a: 1\n");
    }
  });

  it("are read anew when their text changes, even in one character of many", () => {
    const store = createNestedStore(100_000);
    const file = `values: |\n${long}`;
    const { documents } = store.view(scalarOf(file), file);
    const edited = file.replace("key250: 250", "key250: 251");
    const view = store.view(scalarOf(edited), edited);
    expect(view.documents).not.toBe(documents);
    expect(view.text).toContain("key250: 251");
    expect(store.view(scalarOf(file), file).documents).toBe(documents);
  });

  it("are not mixed up when the same lines mean another text", () => {
    const store = createNestedStore(1000);
    const file = "a:\n  v: |1\n      x\nb:\n    v: |1\n      x\n";
    const scalars = scalarsOf(file);
    const texts = [...scalars.values()].map((scalar) => store.view(scalar, file).text);
    expect(texts).toEqual(["   x\n", " x\n"]);
    expect(texts).toEqual([...scalars.values()].map(({ text }) => text));
  });

  it("do not take the next key's indentation for a line of an empty block", () => {
    const file = "a:\n  v: |+\n  w: 1\n";
    expect(createNestedStore(1000).view(scalarOf(file, "a"), file).text).toBe("");
  });

  it("stay when they were looked at last, as many as there is room for", () => {
    const store = createNestedStore(25);
    const file = ["a", "b", "c"].map((key) => `${key}: "12345678${key}"\n`).join("");
    const read = (key: string) => store.view(scalarOf(file, key), file).documents;
    const a = read("a");
    const b = read("b");
    expect(read("a")).toBe(a);
    read("c");
    expect(read("a")).toBe(a);
    expect(read("b")).not.toBe(b);
  });

  it("are kept for as long as they are used, however long they are", () => {
    const store = createNestedStore(3);
    const file = "values: abcdef\n";
    const view = store.view(scalarOf(file), file);
    expect(view.documents).toBe(view.documents);
    expect(store.view(scalarOf(file), file).documents).toBe(view.documents);
  });

  it("may be several, each with its own problems", () => {
    const file = "values: |\n  a: 1\n  ---\n  b: [\n  ---\n  c: 1\n";
    const { documents, text, toOuterSpan } = createNestedStore(1000).view(scalarOf(file), file);
    expect(documents.map(({ problems }) => problems.length > 0)).toEqual([false, true, false]);
    const [key] = asMap(documents[2]?.root)?.entries ?? [];
    const span = toOuterSpan(key?.span ?? { start: 0, end: 0 });
    expect(file.slice(span.start, span.end)).toBe("c: 1");
    expect(text).toContain("---\nc");
  });

  it("leave lines of templates out, and read what is between", () => {
    const file = "values: |\n  {{- if .x }}\n  a: 1\n  {{ else }} # or\n  b: {{ .y }}\n  {{- end }}\n";
    const { documents, isTemplate } = createNestedStore(1000).view(scalarOf(file), file);
    expect(isTemplate).toBe(true);
    expect(documents.map(({ problems }) => problems)).toEqual([[]]);
    const entries = asMap(documents[0]?.root)?.entries ?? [];
    expect(entries.map(({ key, value }) => [key.text, asScalar(value)?.text])).toEqual([
      ["a", "1"],
      ["b", "{{ .y }}"],
    ]);
  });

  it("read what is filled in later for what was meant, as long as it was", () => {
    const inner = [
      "port: %PORT%",
      "at: @AT@ # %x%",
      'macro: {{ .spectro.system.x | default "a: b" }}-{{ .y }} # why',
      'quoted: "{{ index .a \\"b\\" }}"',
      "open: {{ .spectro",
      "flow: [ {{ f 1, 2 }}, {a: {{ x }}} ]",
      "block: |",
      "  {{ if }}",
      "  x: {{ y }}",
      "folded: >",
      "  {{ if }}",
      "last: 1",
    ].join("\n");
    const file = JSON.stringify({ values: inner });
    const { documents, unquoted, isTemplate } = createNestedStore(1000).view(scalarOf(file), file);
    const map = asMap(documents[0]?.root);
    expect(documents[0]?.problems).toEqual([]);
    const textOf = (key: string) => asScalar(entryOf(map, key)?.value)?.text;
    expect(textOf("port")).toBe("%PORT%");
    expect(textOf("at")).toBe("@AT@");
    expect(textOf("macro")).toBe('{{ .spectro.system.x | default "a: b" }}-{{ .y }}');
    expect(textOf("quoted")).toBe('{{ index .a "b" }}');
    expect(textOf("block")).toBe("{{ if }}\nx: {{ y }}\n");
    expect(textOf("folded")).toBe("{{ if }}\n");
    expect(textOf("last")).toBe("1");
    expect(unquoted.map(({ span }) => inner.slice(span.start, span.end))).toEqual([
      '{{ .spectro.system.x | default "a: b" }}-{{ .y }}',
      "{{ .spectro",
      "{{ f 1, 2 }}",
      "{{ x }}",
    ]);
    // The folded block's line is not told from one of a template.
    expect(isTemplate).toBe(true);
  });
});
