import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from "yaml";
import { blockMark, hideBlocks } from "./hidden-blocks.ts";
import { parse, reparse } from "./parse.ts";
import type { Node } from "./tree.ts";

/** Places and texts of all scalars, by our parser and by the library's on the whole text: `start text`. */
function ours(text: string): string[] {
  const found: string[] = [];
  const walk = (node: Node | undefined): void => {
    if (node?.kind === "scalar" && node.text !== "")
      found.push(`${node.span.start} ${JSON.stringify(node.text)}`);
    if (node?.kind === "seq") node.items.forEach(walk);
    if (node?.kind === "map") {
      for (const { key, value } of node.entries) {
        walk(key);
        walk(value);
      }
    }
  };
  for (const { root } of parse(text)) walk(root);
  return found;
}

function theirs(text: string): string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (isScalar(node)) {
      const value = node.type === "PLAIN" ? (node.source ?? "") : String(node.value);
      if (value !== "") found.push(`${node.range?.[0]} ${JSON.stringify(value)}`);
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        walk(key);
        walk(value);
      }
    } else if (isSeq(node)) for (const item of node.items) if (!isPair(item) && !isAlias(item)) walk(item);
  };
  for (const document of parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent" }))
    walk(document.contents);
  return found;
}

function isBroken(text: string): boolean {
  return parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent" }).some(
    ({ errors }) => errors.length > 0,
  );
}

function shownOf(text: string): string {
  return hideBlocks(text).shown.replaceAll(blockMark, "▮");
}

describe("hideBlocks", () => {
  it.each([
    ["a value", "values: |\n  a: 1\n  b: 2\nname: x\n", "values: |\n  ▮\nname: x\n"],
    ["inner blank lines and deeper ones", "v: |-\n\n  a:\n\n    b\n\nw: 1\n", "v: |-\n\n  ▮\n\nw: 1\n"],
    [
      "list items with keys",
      "- name: x\n  values: |\n    a: 1\n- v: |\n    b\n",
      "- name: x\n  values: |\n    ▮\n- v: |\n    ▮\n",
    ],
    ["list items", "- |\n  a\n  b\n-  |\n  c\n", "- |\n  ▮\n-  |\n  ▮\n"],
    ["quoted keys, comments and anchors", '"a b": &x | # why\n c\n d\n', '"a b": &x | # why\n ▮\n'],
    ["the end of the text", "v: |\n  a", "v: |\n  ▮"],
    ["CRLF", "v: |\r\n  a\r\n  b\r\nw: 1\r\n", "v: |\r\n  ▮\r\nw: 1\r\n"],
    ["a comment that ends the block", "v: |\n  a\n # out\nw: 1\n", "v: |\n  ▮\n # out\nw: 1\n"],
    [
      "a template's directives inside",
      "v: |\n  a\n%{ if x }\n  b\n%{ endif }\nw: 1\n",
      "v: |\n  ▮\n%{ endif }\nw: 1\n",
    ],
  ])("takes out blocks: %s", (_, text, expected) => {
    expect(shownOf(text)).toBe(expected);
  });

  it.each([
    ["a folded block", "v: >\n  a\n  b\n"],
    ["an indentation of its own", "v: |2\n   a\n"],
    ["an empty block", "v: |\nw: 1\n"],
    ["a comment", "# v: |\n  a: 1\n"],
    ["a pipe in a text", "v: a | b\nw: c |\n  d\n"],
    ["blank lines that are indented first", "v: |\n    \n  a\n"],
  ])("leaves alone %s", (_, text) => {
    expect(shownOf(text)).toBe(text);
  });
});

describe("a parse without the blocks", () => {
  it.each([
    "a: |\n  x\n  y\n\n\nb: |+\n  z\n\n\nc: |-\n  w\n\n",
    "- - a: |\n      x\n    b: 1\n- |\n x\n  y\n",
    'q: "head\n  v: |\n    body\n  tail"\nr: 1\n',
    "p: plain\n  v |\n  w\nz: 1\n",
    "a: |\n  x\n b: 1\n",
    'a: |\n  ${x ? "a" : "b"}\n  $1 $& $`\nb: ${y}\n',
    "---\na: |\n  x\n---\nb: |\n  y\n...\n",
    "a: |\n  x\n\t\n  y\nb: 1\n",
    "\ufeffa: |\n  ☸ x\nb: |\n  𝒦\n",
    "k: |\n  a  \n   \n  b\n",
  ])("reads the same as one with them: %j", (text) => {
    expect(ours(text)).toEqual(theirs(text));
  });

  it("reads the samples as the whole text is read", () => {
    const root = join(import.meta.dirname, "../../../samples");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".yaml"),
    );
    let blocks = 0;
    for (const name of files) {
      const text = readFileSync(join(root, name), "utf8");
      blocks += hideBlocks(text).blocks.length;
      expect(ours(text), name).toEqual(theirs(text));
    }
    expect(blocks).toBeGreaterThan(50);
  });

  it("reads whatever is YAML as the whole text is read", () => {
    const line = fc.constantFrom(
      "a: |",
      "b: |-",
      "- c: |+",
      "- |",
      "-  d: 1",
      "e: x",
      "x",
      "x: y",
      "",
      "# z",
      "'q",
      "q'",
      "f: >",
      "- g",
      "|",
      "h: '|'",
      "---",
      "\t",
    );
    const indented = fc.tuple(fc.nat(6), line).map(([depth, text]) => " ".repeat(depth) + text);
    fc.assert(
      fc.property(fc.array(indented, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), (lines, eol) => {
        const text = lines.join(eol);
        fc.pre(!isBroken(text));
        expect(ours(text)).toEqual(theirs(text));
      }),
      { numRuns: 3000, maxSkipsPerRun: 1000 },
    );
  });
});

describe("a parse that uses the reading of the text before", () => {
  const seed =
    "name: s\nv: |\n  a: 1\n  b: 2\npacks:\n  - name: x\n    values: |\n      c: '3'\n\n    tag: &t y\nz: *t\n";
  const piece = fc.constantFrom(
    "",
    " ",
    "\n",
    "x",
    ": ",
    "'",
    "|",
    "  - ",
    "#",
    "\n\n  ",
    "${a}",
    "*t",
    "\r\n",
  );

  it("is what a parse from the beginning is, after any edits", () => {
    let reused = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(200), fc.nat(3), piece), { maxLength: 8 }), (edits) => {
        let text = seed;
        let earlier = reparse(text, undefined).reading;
        for (const [at, length, insert] of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + insert + text.slice(start + length);
          const again = reparse(text, earlier);
          if (earlier !== undefined && again.reading === earlier) reused++;
          earlier = again.reading;
          expect(treeOf(again.documents)).toEqual(treeOf(parse(text)));
        }
      }),
      { numRuns: 400 },
    );
    expect(reused).toBeGreaterThan(50);
  });

  /** Everything that a tree says, the texts of blocks included. */
  function treeOf(documents: ReturnType<typeof parse>): string {
    const written = (_: string, value: unknown) => {
      const node = value as Partial<Node> | undefined;
      if (node?.kind === "alias") return { alias: node.name, span: node.span };
      if (node?.kind === "scalar") return { text: node.text, style: node.style, span: node.span };
      return value;
    };
    return JSON.stringify(documents, written);
  }
});
