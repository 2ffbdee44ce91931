import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "./parse.ts";
import { asMap, asScalar, asSeq, entryOf, type Node, valueAt } from "./tree.ts";

/** The tree as plain data, scalars as their authored text, so that expectations read like the YAML. */
function plain(node: Node | undefined): unknown {
  if (node === undefined) return null;
  if (node.kind === "alias") return `*${node.name}`;
  if (node.kind === "scalar") return node.text;
  if (node.kind === "seq") return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key.text, plain(entry.value)]));
}

function only(text: string) {
  const documents = parse(text);
  expect(documents).toHaveLength(1);
  const document = documents[0];
  if (document === undefined) throw new Error("no document");
  return document;
}

function messages(text: string): string[] {
  return parse(text).flatMap((document) =>
    document.problems.map((problem) => `${problem.span.start}: ${problem.message}`),
  );
}

describe("parse", () => {
  it("keeps the text of a scalar as it was authored", () => {
    const { root } = only('a: 1.20\nb: 020\nc: "1.20"\nd: 2024-01-05\ne: !!str 1.2\n');
    expect(plain(root)).toEqual({ a: "1.20", b: "020", c: "1.20", d: "2024-01-05", e: "1.2" });
    const readings = asMap(root)?.entries.map((entry) => asScalar(entry.value)?.reading);
    expect(readings).toEqual(["number", "number", undefined, "date", undefined]);
  });

  it("gives offsets that count a BOM, CRLF line ends and wide characters", () => {
    const text = "\ufeff# ☸ 𝒦\r\nname: profile\r\nvalues: |\r\n  a: 1\r\n";
    const name = entryOf(asMap(only(text).root), "name");
    expect(text.slice(name?.key.span.start, name?.value?.span.end)).toBe("name: profile");
    expect(asScalar(valueAt(asMap(only(text).root), "values"))?.text).toBe("a: 1\n");
  });

  it("reads JSON indented with tabs", () => {
    expect(plain(only('{\n\t"a": [1,\n\t\t"b"]\n}').root)).toEqual({ a: ["1", "b"] });
  });

  it("reads several documents", () => {
    expect(parse("a: 1\n---\nb: 2\n").map((document) => plain(document.root))).toEqual([
      { a: "1" },
      { b: "2" },
    ]);
  });

  it.each([3, 100])(
    "finds the last entry of a key, and what a merge brings in, in a map of %d keys",
    (size) => {
      const keys = Array.from({ length: size }, (_, at) => `k${at}: ${at}\n`).join("");
      const root = asMap(parse(`base: &base\n  far: 1\n  k0: x\n<<: *base\n${keys}k1: again\n`)[0]?.root);
      const found = (key: string) => asScalar(entryOf(root, key)?.value)?.text;
      expect(["k0", "k1", "k2", "far", "none"].map(found)).toEqual(["0", "again", "2", "1", undefined]);
    },
  );

  it.each(["|\n  x", "'x'", "x", '"x"', ">\n  x"])("knows the aliases that mean a scalar: %j", (written) => {
    const root = asMap(parse(`a: &v ${written}\nb: *v\nc: [*v]\n`)[0]?.root);
    expect(asScalar(valueAt(root, "a"))?.aliases).toHaveLength(2);
    expect(asScalar(valueAt(asMap(parse(`a: ${written}\n`)[0]?.root), "a"))?.aliases).toBeUndefined();
  });

  it("follows aliases and merge keys without copying", () => {
    const { root } = only(
      "base: &b {version: 1.0.0, type: spectro}\npack:\n  <<: *b\n  type: helm\nsame: *b\n",
    );
    const pack = asMap(valueAt(asMap(root), "pack"));
    expect([asScalar(valueAt(pack, "version"))?.text, asScalar(valueAt(pack, "type"))?.text]).toEqual([
      "1.0.0",
      "helm",
    ]);
    expect(asMap(valueAt(asMap(root), "same"))).toBe(asMap(valueAt(asMap(root), "base")));
  });

  it.each([
    [
      "in block scalars' neighbours",
      "name: ${NAME}\nversion: ${V}-x\n",
      { name: "${NAME}", version: "${V}-x" },
    ],
    ["in flow collections", "tags: [${A}, ${B}]\n", { tags: ["${A}", "${B}"] }],
    [
      "with quotes and colons inside",
      'a: ${x ? "p: q" : "#r"}\nb: 1\n',
      { a: '${x ? "p: q" : "#r"}', b: "1" },
    ],
    ["as directives on lines of their own", "%{ if prod }\na: 1\n%{ endif }\n", { a: "1" }],
    ["in quoted strings", 'a: "${A}"\nb: "$${literal}"\n', { a: "${A}", b: "$${literal}" }],
  ])("tolerates Terraform templates %s", (_, text, expected) => {
    expect(messages(text)).toEqual([]);
    expect(plain(only(text).root)).toEqual(expected);
  });

  it.each([
    [
      'a: "abc\nb: 2\n',
      ["3: The quote that starts here is never closed: add the closing quote"],
      { a: "abc", b: "2" },
    ],
    [
      "a: 1\n\tb: 2\n",
      ["5: A tab is used as indentation, which YAML forbids: use spaces"],
      { a: "1", b: "2" },
    ],
    [
      "a: @x\nb: 1\n",
      ["3: Plain value cannot start with reserved character @: quote the value"],
      { a: "@x", b: "1" },
    ],
    ["a: 1\nty\nb: 2\n", ["5: This is no `key: value`: add a colon and the value"], { a: "1", b: "2" }],
    [
      "- a: x\n  ver\n  some\n  b: y\n- c: z\n",
      ["9: This is no `key: value`: add a colon and the value"],
      [{ a: "x", b: "y" }, { c: "z" }],
    ],
    [
      "a: 1\n  b: 2\nc: 3\n",
      ["7: The indentation does not fit the lines above: indent the line as its neighbours are"],
      { a: "1", c: "3" },
    ],
    ["a: 1\nb: 2\na: 3\n", ["10: The key `a` is written twice in this map: remove one"], { a: "3", b: "2" }],
  ])("reads on behind what is broken: %j", (text, expected, tree) => {
    expect(messages(text)).toEqual(expected);
    expect(plain(only(text).root)).toEqual(tree);
  });

  it("stops at a Git conflict marker, and says so once, at the marker", () => {
    expect(messages("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n")).toEqual([
      "5: The file holds a Git conflict marker: resolve the merge conflict first",
    ]);
  });

  it("ends on hostile texts", () => {
    expect(messages("[".repeat(100_000))[0]).toMatch(/nested too deeply/);
    const bomb = [
      "a0: &a0 [x, x]",
      ...Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
    ];
    expect(asSeq(valueAt(asMap(only(bomb.join("\n")).root), "a60"))?.items).toHaveLength(2);
    expect(messages(`a: ${"x".repeat(2_000_000)}\n`)).toEqual([]);
    expect(parse("a: &a *a\nb: &b [*b]\n<<: *c\n")).toHaveLength(1);
  });

  it("never throws, and every span lies inside the text", () => {
    const piece = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "- ",
      '"',
      "'",
      "|",
      "&x ",
      "*x",
      "{",
      "}",
      "[",
      "]",
      "\t",
      "${",
      "}",
      "#",
      "\r\n",
      "---\n",
      "é",
      "<<: ",
      "%{",
      "?",
      "!t ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        for (const document of parse(text)) {
          for (const problem of document.problems) {
            expect(problem.span.start).toBeLessThanOrEqual(problem.span.end);
            expect(problem.span.end).toBeLessThanOrEqual(text.length);
          }
          plain(document.root);
        }
      }),
      { numRuns: 500 },
    );
  });
});
