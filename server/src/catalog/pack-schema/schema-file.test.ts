/** Tests of reading schema.yaml: every construct as it should be written, as it is written, and as it cannot be read. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Constraint, FormatPart } from "./constraint.ts";
import { constraintInWords } from "./constraint-words.ts";
import { readPackSchema } from "./schema-file.ts";

/** The one entry of a schema whose constraint is this text. */
function read(constraint: string): Constraint {
  const { entries, problems } = readPackSchema(`a.b:\n  schema: '${constraint.replaceAll("'", "''")}'\n`);
  expect(problems).toEqual([]);
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) throw new Error("not one entry");
  return entry;
}

function problemsOf(schema: string): string[] {
  return readPackSchema(schema).problems.map(
    ({ span, message }) => `${schema.slice(span.start, span.end).trimEnd()} -> ${message}`,
  );
}

describe("a constraint", () => {
  it.each([
    ["{{ required }}", ["Required"]],
    ["{{ readonly }}", ["Read-only: keeps the value that the pack gives it"]],
    ['{{ format "${string}" }}', ["Format: text"]],
    ['{{ format "${input}" }}', ["Format: text"]],
    ['{{ format "${string:/^.*\\.io$/}" }}', ["Format: text that matches /^.*\\.io$/"]],
    ['{{ format "${string:/a{2}/}" }}', ["Format: text that matches /a{2}/"]],
    ['{{ format "${string:/[/}]+/}" }}', ["Format: text that matches /[/}]+/"]],
    ['{{ format "${string:/\\"x\\"/}" }}', ['Format: text that matches /"x"/']],
    ['{{ format "${string:/a\\\\/}" }}', ["Format: text that matches /a\\\\/"]],
    ['{{ format "${string:/it\'s|\\|/}" }}', ["Format: text that matches /it's|\\|/"]],
    ["{{ format `${string:/a\\db/}` }}", ["Format: text that matches /a\\db/"]],
    ['{{ format "${number}" }}', ["Format: a number"]],
    ['{{ format "${number:[5000-5005]}" }}', ["Format: a number from 5000 to 5005"]],
    ['{{ format "${number:[-5--1.5]}" }}', ["Format: a number from -5 to -1.5"]],
    ['{{ format "${number:/^\\d{4}$/}" }}', ["Format: a number that matches /^\\d{4}$/"]],
    ['{{ format "${boolean}" }}', ["Format: true or false"]],
    ['{{ format "${password}" }}', ["Format: a password"]],
    ['{{ format "${password:/.{8,}/}" }}', ["Format: a password that matches /.{8,}/"]],
    ['{{ format "${list:[Always,Never]}" }}', ["Format: one of Always, Never"]],
    ['{{ format "${list:[ Always , Never ]}" }}', ["Format: one of Always, Never"]],
    ['{{ format "${list:[Only]}" }}', ["Format: Only"]],
    ['{{ format "${ipv4}" }}', ["Format: an IPv4 address"]],
    ['{{ format "${version}" }}', ["Format: a semantic version"]],
    ['{{ format "${ipv4} - ${ipv4}" }}', ["Format: text of the form <IPv4 address> - <IPv4 address>"]],
    [
      '{{ format "${string}/${string}:${version}" }}',
      ["Format: text of the form <text>/<text>:<semantic version>"],
    ],
    [
      '{{ format "${string}, ${string:/size=\\d+/}" }}',
      ["Format: text of the form <text>, <text that matches /size=\\d+/>"],
    ],
    ['{{ format "fixed" }}', ["Format: text of the form fixed"]],
    ['{{ format "$5 {x} ${number}" }}', ["Format: text of the form $5 {x} <number>"]],
    ['{{ hints "one" }}', ["one"]],
    ['{{ hints "one" "two" }}', ["one", "two"]],
    ['{{ hints "one" | "two" }}', ["one", "two"]],
    ['{{ hints "one" | hints "two" }}', ["one", "two"]],
    ['{{ hints "a }} b | c" }}', ["a }} b | c"]],
    [
      '{{ required | format "${number}"  |  hints "a port" "b"}}',
      ["Required", "Format: a number", "a port", "b"],
    ],
    [
      '{{required|readonly|format "${string}"|hints "x"}}',
      ["Required", "Read-only: keeps the value that the pack gives it", "Format: text", "x"],
    ],
    ["  {{- required -}}  ", ["Required"]],
  ])("%s is said as %j", (text, words) => {
    expect(constraintInWords(read(text))).toEqual(words);
  });

  it.each([
    ["required", "stands between `{{` and `}}`"],
    ["{{ required", "stands between"],
    ["{{ }}", "The constraint is empty"],
    ["", "stands between"],
    ["{{ requird }}", "`requird` is no constraint: did you mean `required`?"],
    ["{{ Required }}", "is no constraint"],
    ["{{ secret }}", "is no constraint: a constraint is made of `required`, `readonly`"],
    ["{{ required readonly }}", "`readonly` follows without a `|`"],
    ["{{ required | }}", "Nothing follows this `|`"],
    ["{{ | required }}", "Nothing stands before this `|`"],
    ["{{ required || readonly }}", "Nothing stands before this `|`"],
    ['{{ "x" }}', "`x` belongs to nothing"],
    ['{{ required "x" }}', "`required` takes no text"],
    ["{{ hints }}", "`hints` needs a text in quotes"],
    ["{{ format }}", "A format is written in quotes"],
    ["{{ format ${string} }}", "A format is written in quotes"],
    ['{{ format "" }}', "The format is empty"],
    ['{{ format "${string}" "${number}" }}', "A format is one text in quotes"],
    ['{{ format "${string}" | format "${number}" }}', "A value has one format"],
    ['{{ format "${string} }}', "The quote that starts here is never closed"],
    ['{{ format "${strng}" }}', "`strng` is no type of a placeholder: did you mean `string`?"],
    ['{{ format "${}" }}', "is no type of a placeholder: the types are"],
    ['{{ format "${string" }}', "The placeholder is not closed: add the `}`"],
    ['{{ format "${list}" }}', "A list needs its options"],
    ['{{ format "${list:[]}" }}', "A list has an empty option"],
    ['{{ format "${list:[a,,b]}" }}', "A list has an empty option"],
    ['{{ format "${list:[a,b}" }}', "The placeholder is not closed: add the `]}`"],
    ['{{ format "${list:/a/}" }}', "says nothing of a list: write the options as `[one,other]`"],
    ['{{ format "${number:[5]}" }}', "`5` is no range"],
    ['{{ format "${number:[9-1]}" }}', "No number is in the range `9-1`"],
    ['{{ format "${number:5}" }}', "`5` says nothing of a number"],
    ['{{ format "${boolean:[a,b]}" }}', "says nothing of a boolean, which takes nothing behind its name"],
    ['{{ format "${string:[a]}" }}', "says nothing of a string"],
    ['{{ format "${string:/a}" }}', "The expression is not closed: add the `/}`"],
    ['{{ format "${string://}" }}', "The expression is not one that RE2 reads: it is empty"],
    [
      '{{ format "${string:/(?=a)/}" }}',
      "The expression is not one that RE2 reads: it cannot look ahead or behind",
    ],
    ['{{ format "${string:/(a/}" }}', "The expression is not one that RE2 reads"],
    [
      '{{ format "${string:/(a)\\1/}" }}',
      "The expression is not one that RE2 reads: it cannot refer back to a group",
    ],
  ])("%s is none: %s", (text, message) => {
    const { entries, problems } = readPackSchema(`a:\n  schema: '${text}'\nb:\n  schema: '{{ required }}'\n`);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
    expect(entries.map(({ path }) => path.text)).toEqual(["b"]);
  });

  it("with an expression that is too large to be checked is not called wrong", () => {
    const { problems } = readPackSchema(`a:\n  schema: '{{ format "\${string:/${"a".repeat(2001)}/}" }}'\n`);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("The expression is too large to be checked here: it has 2001 characters"),
    ]);
  });
});

describe("what would take long", () => {
  it.each([
    ["an expression", `format "\${string:/${"a".repeat(1001)}/}"`, "more than the 1000 that are read"],
    ["repetitions", `format "\${string:/${"(a{900}b)".repeat(3)}/}"`, "more than the 2000 repetitions"],
    ["a constraint", `hints "${"a".repeat(20_000)}"`, "more than the 20000 that are read"],
  ])("is not read: %s", (_, terms, message) => {
    const { entries, problems } = readPackSchema(`a:\n  schema: '{{ ${terms} }}'\n`);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
    expect(entries).toEqual([]);
  });
});

describe("places", () => {
  it("of the path, the terms and the placeholders are those of what is written", () => {
    const schema = `# Nodes
a.$[].b:
  schema: '{{ required | format "it''s \${number:[1-5]}/\${string}" | hints "x" "y"}}'
`;
    const [entry] = readPackSchema(schema).entries;
    if (entry === undefined) throw new Error("no entry");
    const written = ({ span }: { readonly span: { start: number; end: number } }) =>
      schema.slice(span.start, span.end);
    expect(written(entry.path)).toBe("a.$[].b");
    expect(entry.path.segments).toEqual(["a", "$[]", "b"]);
    expect(entry.terms.map(written)).toEqual([
      "required",
      "format \"it''s ${number:[1-5]}/${string}\"",
      'hints "x" "y"',
    ]);
    expect(entry.format?.parts.map(written)).toEqual(["it''s ", "${number:[1-5]}", "/", "${string}"]);
    expect(written(entry)).toMatch(/^'\{\{.*\}\}'$/);
  });

  it("are true in double quotes with escapes, and the expression is what they mean", () => {
    const schema = 'a:\n  schema: "{{ format \\"${string:/^\\\\d+$/}\\" }}"\n';
    const [entry] = readPackSchema(schema).entries;
    const [part] = entry?.format?.parts ?? [];
    expect(part).toMatchObject({ pattern: { source: "^\\d+$" } });
    expect(part && schema.slice(part.span.start, part.span.end)).toBe("${string:/^\\\\d+$/}");
  });

  it("of problems are where the fault is", () => {
    expect(
      problemsOf(`a..b:
  schema: '{{ required }}'
b:
  schema: '{{ requird | format "\${string}" }}'
c:
  schema: '{{ format "x\${numbr}" }}'
d: '{{ required }}'
e:
  shema: '{{ required }}'
f:
g:
  schema: { required: true }
`),
    ).toEqual([
      "a..b -> `a..b` is no path: write the keys that lead to the value, with a dot between them",
      "requird -> `requird` is no constraint: did you mean `required`?",
      "${numbr -> `numbr` is no type of a placeholder: did you mean `number`?",
      "'{{ required }}' -> A path needs a `schema` with a text, such as `schema: '{{ required }}'`",
      "shema: '{{ required }}' -> A path needs a `schema` with a text, such as `schema: '{{ required }}'`",
      "f -> A path needs a `schema` with a text, such as `schema: '{{ required }}'`",
      "{ required: true } -> A path needs a `schema` with a text, such as `schema: '{{ required }}'`",
    ]);
  });
});

describe("a schema", () => {
  it.each(["", "# only a comment\n", "---\n", "\n\n", "{}"])("of %j says nothing", (text) => {
    expect(readPackSchema(text)).toEqual({ entries: [], problems: [] });
  });

  it.each(["- a\n", "text"])("that is no map (%j) is one problem", (text) => {
    expect(readPackSchema(text)).toMatchObject({
      entries: [],
      problems: [{ message: expect.stringContaining("is a map") }],
    });
  });

  it("may hold its constraints in blocks", () => {
    const { entries, problems } = readPackSchema('a:\n  schema: |\n    {{ required\n      | hints "x" }}\n');
    expect(problems).toEqual([]);
    expect(entries[0]).toMatchObject({ required: true, hints: ["x"] });
  });

  it("is read whatever the text is", () => {
    const piece = fc.constantFrom(
      ..."{}|\"'`$[]:/,-\\ \na1",
      "{{ ",
      " }}",
      "required",
      "format ",
      "hints ",
      '"${string}"',
      "${number:[",
      "${list:[",
      "${string:/",
      "/}",
      "\n  schema: ",
      "'{{ ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join("");
        for (const schema of [text, `a:\n  schema: '{{ ${text.replaceAll("'", "''")} }}'`]) {
          const { entries, problems } = readPackSchema(schema);
          const spans = [
            ...problems.map(({ span }) => span),
            ...entries.flatMap((entry) => [
              entry.span,
              entry.path.span,
              ...entry.terms.map(({ span }) => span),
            ]),
            ...entries.flatMap(({ format }) => (format?.parts ?? []).map(({ span }: FormatPart) => span)),
          ];
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(schema.length);
          }
          for (const entry of entries) expect(entry.terms.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
