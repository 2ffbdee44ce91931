import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, parseAllDocuments, stringify } from "yaml";
import { createNestedText, type NestedText } from "./nested.ts";
import { parse } from "./parse.ts";
import { asMap, asScalar, type ScalarNode, valueAt } from "./tree.ts";

function scalarAt(text: string, key = "values"): ScalarNode {
  const node = asScalar(valueAt(asMap(parse(text)[0]?.root), key));
  if (node === undefined) throw new Error(`no scalar in ${JSON.stringify(text)}`);
  return node;
}

function nestedOf(text: string): NestedText {
  return createNestedText(scalarAt(text), text);
}

/** What the library on its own takes the value for. */
function readByLibrary(text: string): string | undefined {
  const [document] = parseAllDocuments(text, { logLevel: "silent" });
  if (document === undefined || document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const node = document.contents.get("values", true);
  return isScalar(node) && typeof node.value === "string" ? node.value : undefined;
}

const styles: [string, string, string][] = [
  ["literal", "values: |\n  a: 1\n  b: ☸\n", "a: 1\nb: ☸\n"],
  ["literal, stripped", "values: |-\n    a: 1\n    b: 2\n\n\nx: 1\n", "a: 1\nb: 2"],
  ["literal, kept", "values: |+\n  a: 1\n\n\nx: 1\n", "a: 1\n\n\n"],
  ["literal with its own indentation", "values: |2 # why\n    a: 1\n   b\nx: 1\n", "  a: 1\n b\n"],
  ["literal that ends with the text", "values: |\n  a: 1", "a: 1\n"],
  ["literal with CRLF", "values: |\r\n  a: 1\r\n\r\n  b: 2\r\n", "a: 1\n\nb: 2\n"],
  [
    "literal with blank lines of all kinds",
    "values: |\n\n  a\n \n    \n  b  \n   \nx: 1\n",
    "\na\n\n  \nb  \n \n",
  ],
  ["literal with tabs", "values: |\n  a\n  \t\n  \tb\nx: 1\n", "a\n\t\n\tb\n"],
  ["literal with nothing", "values: |\nx: 1\n", ""],
  ["literal with nothing, kept", "values: |+\n\n\nx: 1\n", "\n\n"],
  ["literal with nothing at the end", "values: |", ""],
  ["folded", "values: >\n  a\n  b\n\n  c\n    d\n  e\n", "a b\nc\n  d\ne\n"],
  ["plain", "values: a b\n", "a b"],
  ["plain on lines", "values: a\n  b\n\n  c  \nx: 1\n", "a b\nc"],
  ["single", "values: 'it''s: ''x'''\n", "it's: 'x'"],
  ["single on lines", "values: 'a  \n\n\n  b'\n", "a\n\nb"],
  [
    "double",
    'values: "a: \\"1\\"\\n\\tb: \\u2638 \\U0001f600 \\ud83d\\ude00\\x41\\/"\n',
    'a: "1"\n\tb: ☸ 😀 😀A/',
  ],
  ["double on lines", 'values: "a\\n\\\n   \\  b\n\n   c \\\r\n  d"\n', "a\n  b\nc d"],
  ["JSON", '{"values":"a: 1\\r\\nb: \\"x\\"\\n"}', 'a: 1\r\nb: "x"\n'],
  ["nothing in quotes", "values: ''\n", ""],
];

describe("a nested text", () => {
  it.each(styles)("is what YAML reads: %s", (_, text, expected) => {
    const nested = nestedOf(text);
    expect(nested.text).toBe(expected);
    expect(readByLibrary(text)).toBe(expected);
    expect(scalarAt(text).text).toBe(expected);
  });

  it("keeps templates as they are written", () => {
    expect(nestedOf('values: "a: ${x("b")}"\n').text).toBe('a: ${x("b")}');
    expect(nestedOf("values: |\n  a\n%{ if x }\n  b\n%{ endif }\n  c\nx: 1\n").text).toBe(
      "a\n%{ if x }\nb\n%{ endif }\nc\n",
    );
  });

  it.each([
    ["literal", "values: |\n    a: one\n    b: two\n", "two", "two"],
    ["literal over lines", "values: |\r\n  a: one\r\n  b: two\r\n", "one\nb", "one\r\n  b"],
    ["a literal line", "values: |\r\n    a\r\n    b\r\n", "a\n", "a\r\n"],
    ["folded", "values: >\n  a\n  b c\n", "a b", "a\n  b"],
    ["an escape", 'values: "a\\nb"\n', "\n", "\\n"],
    ["one half of a pair", 'values: "a\\U0001f600b"\n', "\ude00", "\\U0001f600"],
    ["next to an escape", 'values: "a\\tb\\tc"\n', "b", "b"],
    ["around an escaped line break", 'values: "ab\\\n   cd"\n', "bc", "b\\\n   c"],
    ["before an escaped line break", 'values: "ab\\\n   cd"\n', "b", "b"],
    ["behind an escaped line break", 'values: "ab\\\n   cd"\n', "c", "c"],
    ["a doubled quote", "values: 'it''s'\n", "'", "''"],
    ["the line break at the end", "values: |\n  a\nx: 1\n", "\n", "\n"],
  ])("maps a span to the smallest that covers it: %s", (_, text, inner, outer) => {
    const nested = nestedOf(text);
    const start = nested.text.indexOf(inner);
    const span = nested.toOuterSpan({ start, end: start + inner.length });
    expect(text.slice(span.start, span.end)).toBe(outer);
  });

  it.each([
    ["values: |\n  a: 1\n   $b: 2\n", "a: 1\n $b: 2\n"],
    ["values: |\n $ a: 1\n", "$a: 1\n"],
    ["values: |\n  a: 1\n$  b: 2\n", "a: 1\n$b: 2\n"],
    ["values: |\n  a: 1\n  $\nx: 1\n", "a: 1\n$"],
    ["values: |\n  a:\n\n $\n\n  b: 2\n", "a:\n\n$\n\nb: 2\n"],
    ['values: "a\\$nb"\n', "a$\nb"],
    ['values: "a\\n$b"\n', "a\n$b"],
    ['values: "$"\n', "$"],
  ])("finds the place of the cursor: %j", (marked, expected) => {
    const text = marked.replace("$", "");
    const nested = nestedOf(text);
    const at = nested.toInner(marked.indexOf("$"));
    expect(at).toBe(expected.indexOf("$"));
    expect(nested.text).toBe(expected.replace("$", ""));
  });

  it.each([
    "va$lues: |\n  a\n",
    "values: $|\n  a\n",
    'values: $"a"\n',
    'values: "a"$\n',
    "values: |\n  a\nx$: 1\n",
  ])("knows what is outside: %j", (marked) => {
    expect(nestedOf(marked.replace("$", "")).toInner(marked.indexOf("$"))).toBeUndefined();
  });
});

/** Lines that are hard to write: quotes, escapes, blanks, tabs, pairs, markers. */
const line = fc.oneof(
  fc.constantFrom(
    "",
    "a: 1",
    "  b: 'it''s'",
    '- "q"',
    "\tt",
    "x  ",
    " ",
    "   ",
    "☸ é",
    "😀: 𝒦",
    "# c",
    "---",
    "{{ .x }}",
  ),
  fc.string({ unit: fc.constantFrom(..."ab :-#'\"\\\t|>{}[]%&*!,☸😀é"), maxLength: 12 }),
);
const document = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));

const writers: Record<string, (text: string) => string> = {
  "literal by hand": (text) => `values: ${headFor(text, "|")}\n${indented(text, 3)}x: 1\n`,
  "literal in a list's map": (text) =>
    `values: ${headFor(text, "|")}\n${indented(text, 3)}x: 1\n`.replaceAll("\n", "\r\n"),
  json: (text) => JSON.stringify({ a: "", values: text, b: 1 }),
  "json, all escaped": (text) =>
    `{"values": "${text.replace(/[^a-z]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"}`,
  "single quotes": (text) => stringify({ values: text, x: 1 }, { defaultStringType: "QUOTE_SINGLE" }),
  "double quotes": (text) =>
    stringify({ values: text, x: 1 }, { defaultStringType: "QUOTE_DOUBLE", lineWidth: 20 }),
  folded: (text) => stringify({ values: text, x: 1 }, { defaultStringType: "BLOCK_FOLDED", lineWidth: 20 }),
  "folded with CRLF": (text) =>
    stringify({ values: text, x: 1 }, { defaultStringType: "BLOCK_FOLDED", lineWidth: 20 }).replaceAll(
      "\n",
      "\r\n",
    ),
  plain: (text) => stringify({ values: text, x: 1 }, { defaultStringType: "PLAIN", lineWidth: 20 }),
};

function headFor(text: string, mark: string): string {
  const chomping = text.endsWith("\n") ? (/(^|\n)\n$/.test(text) ? "+" : "") : "-";
  return `${mark}3${chomping}`;
}

function indented(text: string, columns: number): string {
  const body = text.replace(/^(?=.)/gm, " ".repeat(columns));
  return text === "" || text.endsWith("\n") ? body : `${body}\n`;
}

describe("a text in any style", () => {
  it.each(Object.keys(writers))(
    "is the value that the library reads, each character at its place: %s",
    (name) => {
      let judged = 0;
      fc.assert(
        fc.property(document, (text) => {
          const file = writers[name]?.(text) ?? "";
          const value = readByLibrary(file);
          fc.pre(value !== undefined);
          const nested = nestedOf(file);
          expect(nested.text).toBe(value);
          if (value === text) judged++;
          checkPlaces(nested, file);
        }),
        { numRuns: 600 },
      );
      expect(judged).toBeGreaterThan(100);
    },
  );

  it("is the value that the library reads, whatever blanks and breaks are written", () => {
    const piece = fc.constantFrom(
      "a",
      " ",
      "  ",
      "\n",
      "\r\n",
      "\t",
      "\n  ",
      "\n   ",
      "\n    ",
      "'",
      '"',
      "\\",
      "\\n",
      "''",
      "b",
      "😀",
    );
    const head = fc.constantFrom("|", "|-", "|+", ">", ">-", ">+", "|1", ">1+", "|2-", '"', "'", "a");
    let judged = 0;
    fc.assert(
      fc.property(head, fc.array(piece, { maxLength: 14 }), fc.boolean(), (start, pieces, more) => {
        const isBlock = /[|>]/.test(start);
        const body = pieces.join("");
        const written = isBlock ? `\n  ${body}` : `${body}${start === "a" ? "" : start}`;
        const file = `values: ${start}${written}${more ? "\nx: 1\n" : ""}`;
        const value = readByLibrary(file);
        fc.pre(value !== undefined);
        judged++;
        const nested = nestedOf(file);
        expect([file, nested.text]).toEqual([file, value]);
        checkPlaces(nested, file);
      }),
      { numRuns: 6000, maxSkipsPerRun: 1000 },
    );
    expect(judged).toBeGreaterThan(2000);
  });
});

/** Each character is where it was read, or is covered by what makes it; nothing goes backwards. */
function checkPlaces(nested: NestedText, file: string): void {
  let before = 0;
  for (let at = 0; at < nested.text.length; at++) {
    const span = nested.toOuterSpan({ start: at, end: at + 1 });
    const outer = file.slice(span.start, span.end);
    const inner = nested.text.charAt(at);
    if (outer !== inner) expect(outer).toMatch(/^(?:\\[\s\S]+|''|\s*)$/);
    if (/[a-zA-Z☸é]/.test(inner) && !outer.startsWith("\\")) expect(outer).toBe(inner);
    expect(span.start).toBeGreaterThanOrEqual(before);
    expect(span.start).toBe(nested.toOuter(at));
    before = span.start;
    if (outer === inner && inner !== "\n") expect(nested.toInner(span.start)).toBe(at);
  }
  const end = nested.text.length;
  expect(nested.toOuter(end)).toBeGreaterThanOrEqual(before);
  expect(nested.toOuterSpan({ start: 0, end }).end).toBeLessThanOrEqual(file.length);
}
