/** Tests of judging values: what fits, what does not, and what nobody can know. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../syntax/parse.ts";
import { asMap, type Node, valueAt } from "../../syntax/tree.ts";
import type { Constraint } from "./constraint.ts";
import { matchFormat } from "./format-match.ts";
import { judge, judgeValues } from "./judge.ts";
import { readPackSchema } from "./schema-file.ts";

function constraint(terms: string, path = "a"): Constraint {
  const [entry] = readPackSchema(`${path}:\n  schema: '{{ ${terms} }}'\n`).entries;
  if (entry === undefined) throw new Error(`cannot be read: ${terms}`);
  return entry;
}

function rootOf(text: string): Node | undefined {
  return parse(text)[0]?.root;
}

/** The verdicts on `a: VALUE`, in short. */
function verdicts(terms: string, value: string, packDefault?: string): string[] {
  const at = (text: string) => valueAt(asMap(rootOf(`a: ${text}\n`)), "a");
  const given = packDefault === undefined ? undefined : { value: at(packDefault) };
  return judge(constraint(terms), { value: at(value) }, { packDefault: given }).map((verdict) =>
    verdict.kind === "format" ? verdict.expected : verdict.kind,
  );
}

function fit(format: string, value: string): string {
  const { format: read } = constraint(`format "${format}"`);
  if (read === undefined) throw new Error("no format");
  return matchFormat(read, value);
}

describe("a format", () => {
  it.each([
    ["${string}", ["x", "a b", "1", "a\nb", "☸"], [""]],
    ["${input}", ["x"], []],
    ["${string:/^.*\\.io$/}", ["quay.io", ".io"], ["quay.io/x", "quay-io", "aXio"]],
    ["${string:/b/}", ["b"], ["abc", "bb"]],
    ["${string:/a|ab/}", ["a", "ab"], ["b"]],
    ["${string:/(?i)yes/}", ["YES", "yes"], ["no"]],
    ["${string:/a?/}", ["a"], ["aa"]],
    [
      "${number}",
      ["1", "-1", "+1", "0.28", "1.", ".5", "1e3", "08"],
      ["", "x", "1 2", "1px", "0x1F", "--1", "."],
    ],
    ["${number:[5000-5005]}", ["5000", "5005", "5003", "5000.5"], ["4999", "5006", "-5001", "x"]],
    ["${number:[-5--1.5]}", ["-5", "-1.5", "-3"], ["-1", "0", "5"]],
    ["${number:/^\\d{4}$/}", ["1234"], ["123", "12345", "abcd"]],
    ["${boolean}", ["true", "false", "True", "FALSE"], ["yes", "0", "tRUE", "truefalse"]],
    ["${password}", ["x", "a b"], [""]],
    ["${password:/.{8,}/}", ["12345678"], ["1234567"]],
    ["${list:[Always,Never]}", ["Always", "Never"], ["always", "Always,Never", "Alway", ""]],
    [
      "${ipv4}",
      ["10.0.0.1", "255.255.255.255", "0.0.0.0"],
      ["256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4/8"],
    ],
    [
      "${version}",
      ["1.2.3", "v1.2.3", "1.2.3-rc.1", "1.2.3+b"],
      ["1.2", "1", "x", "1.2.3.4", "01.2.3", "V1.2.3", "vv1.2.3"],
    ],
    [
      "${ipv4} - ${ipv4}",
      ["10.10.10.10 - 10.10.10.255"],
      ["10.10.10.10-10.10.10.255", "10.10.10.10 - ", "10.10.10.10"],
    ],
    [
      "${string}, ${string:/size=\\d+/}",
      ["disk, size=10", "a, b, size=1"],
      ["disk, size=", "disk,size=10", ", size=1"],
    ],
    [
      "${string}/${string}:${version}",
      ["ghcr.io/spectrocloud/hello-universe:1.1.1", "a/b:v1.0.0", "r:5000/b:1.0.0", "a/b:1.1.1-proxy"],
      ["ghcr.io/spectrocloud/hello-universe:latest", "hello:1.1.1", "a/:1.0.0", "a/b", "a/b:1.0.0 "],
    ],
    ["${string}${string}", ["ab", "abc"], ["a"]],
    ["${number}${boolean}x", ["1truex", "12falsex"], ["truex", "1x", "1true"]],
    ["${list:[a,aa]}${list:[a,ab]}", ["aa", "aaa", "aab", "aaab"], ["a", "aaaa", "ab"]],
    ["${number:[1-10]}0", ["10", "100", "50"], ["0", "110", "1"]],
    ["fixed", ["fixed"], ["fixe", "fixed "]],
    ["a.c", ["a.c"], ["abc"]],
  ])("%s fits %j, and not %j", (format, fitting, others) => {
    expect(Object.fromEntries(fitting.map((value) => [value, fit(format, value)]))).toEqual(
      Object.fromEntries(fitting.map((value) => [value, "fits"])),
    );
    expect(Object.fromEntries(others.map((value) => [value, fit(format, value)]))).toEqual(
      Object.fromEntries(others.map((value) => [value, "differs"])),
    );
  });

  it("agrees with one expression for the whole, in any compound", () => {
    const part = fc.constantFrom(
      ["${string}", ".+"],
      ["${string:/a+b?/}", "(?:a+b?)"],
      ["${list:[a,ab,b]}", "(?:a|ab|b)"],
      ["${number:/[12]+/}", "[12]+"],
      ["a", "a"],
      ["-", "-"],
    );
    const value = fc.string({ unit: fc.constantFrom(..."ab12-"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), value, (parts, text) => {
        const expected = new RegExp(`^(?:${parts.map(([, source]) => source).join("")})$`).test(text);
        expect(fit(parts.map(([format]) => format).join(""), text)).toBe(expected ? "fits" : "differs");
      }),
      { numRuns: 1000 },
    );
  });

  it("ends on values and expressions that are made to take long", () => {
    const long = `${"a".repeat(4000)}!`;
    for (const source of ["(a+)+$", "(a|a)*b", "(a*)*(a*)*b", "((a{10}){10}){10}"])
      expect(fit(`\${string:/${source}/}`, long)).toBe("differs");
    expect(fit("${string:/(a|b)*a(a|b){900}c/}", "ab".repeat(500))).toBe("differs");
    expect(fit("${string:/(.{1,900})(.{1,900})x/}", long)).toBe("unknown");
    expect(fit("${string:/(.{1,900})(.{1,900})/}-${string:/(.{1,900})(.{1,900})x/}", "a-".repeat(2000))).toBe(
      "unknown",
    );
    const many = Array(12).fill("${string:/(a+)+/}").join("");
    expect(fit(many, long)).toBe("unknown");
    expect(fit(Array(50).fill("${string}").join("a"), long)).toBe("fits");
    expect(fit(`${Array(50).fill("${version}").join("")}x`, "1.1.1".repeat(800))).not.toBe("fits");
    expect(fit("${string}", "a".repeat(5000))).toBe("unknown");
  });
});

describe("judging", () => {
  it.each([
    // What is required is missing when it is nothing or empty.
    ["required", "x", []],
    ["required", "", ["missing"]],
    ["required", "null", ["missing"]],
    ["required", "''", ["missing"]],
    ["required", "[]", ["missing"]],
    ["required", "{}", ["missing"]],
    ["required", "[x]", []],
    ["required", "0", []],
    ["required", "false", []],
    ["required", "'null'", []],
    // A marker counts as given, and is what it is.
    ['required | format "${number}"', "'{{.spectro.var.X}}'", []],
    ['required | format "${number}"', "${PORT}", []],
    ['required | format "${number}"', "'%PORT%'", []],
    ['required | format "${number}"', "*nothing", []],
    // Of what is not given no format is asked for.
    ['format "${number}"', "", []],
    ['format "${number}"', "''", []],
    ['required | format "${number}"', "''", ["missing"]],
    // Quotes do not matter.
    ['format "${number}"', "'0.28'", []],
    ['format "${boolean}"', "'true'", []],
    ['format "${number:[1-100]}"', "0x1F", []],
    ['format "${number:[1-5000]}"', "1_000", []],
    ['format "${number}"', "'0x1F'", ["a number"]],
    ['format "${string}"', "8080", []],
    ['format "${string}"', "true", []],
    ['format "${number}"', "x", ["a number"]],
    ['format "${number:[1-5]}"', "6", ["a number from 1 to 5"]],
    ['format "${list:[A,B]}"', "C", ["one of A, B"]],
    ['format "${string}"', "[x]", ["text"]],
    ['format "${string}"', "{ x: 1 }", ["text"]],
    ['required | format "${ipv4}"', "x", ["an IPv4 address"]],
  ])("{{ %s }} of %j gives %j", (terms, value, expected) => {
    expect(verdicts(terms, value)).toEqual(expected);
  });

  it.each([
    ["x", "x", []],
    ["x", "y", ["changed"]],
    ["x", "'x'", []],
    ["'1'", "1", []],
    ["", "x", ["changed"]],
    ["x", "", ["changed"]],
    ["{ a: 1, b: 2 }", "{ b: 2, a: 1 }", []],
    ["[1, 2]", "[2, 1]", ["changed"]],
    ["'{{.spectro.var.X}}'", "x", []],
    ["x", undefined, []],
  ])("{{ readonly }} of %j where the pack has %j gives %j", (value, packDefault, expected) => {
    expect(verdicts("readonly", value, packDefault)).toEqual(expected);
  });

  it("says nothing of a read-only value that is not there", () => {
    const packDefault = { value: rootOf("x") };
    expect(judge(constraint("readonly"), undefined, { packDefault })).toEqual([]);
  });

  it("never holds a password, nor any other value", () => {
    for (const terms of ['format "${password:/x+/}"', 'readonly | format "a${password}"']) {
      const packDefault = { value: rootOf("hunter1") };
      const given = judge(constraint(terms), { value: rootOf("hunter2") }, { packDefault });
      expect(given.length).toBeGreaterThan(0);
      expect(given.every(({ secret }) => secret)).toBe(true);
      expect(JSON.stringify(given)).not.toContain("hunter");
    }
    expect(
      judge(constraint('format "${number}"'), { value: rootOf("x") }, { packDefault: undefined }),
    ).toMatchObject([{ secret: false }]);
  });
});

describe("judging all places of a path", () => {
  function places(terms: string, path: string, values: string, defaults?: string): string[] {
    const given = defaults === undefined ? undefined : { root: rootOf(defaults) };
    return judgeValues(constraint(terms, path), rootOf(values), given).map(
      ({ match, stop, verdicts: found }) =>
        `${match?.path.join(".") ?? `${stop?.path.join(".")} without ${stop?.rest.join(".")}`}: ${found.map(({ kind }) => kind)}`,
    );
  }

  it.each([
    ["required", "a.b", "a: { b: 1 }", undefined, []],
    ["required", "a.b", "a: {}", undefined, ["a without b: missing"]],
    ["required", "a.b", "a:\n  b:\n", undefined, ["a.b: missing"]],
    ["required", "a.b", "", undefined, [" without a.b: missing"]],
    ["required", "a.b", "a: ${A}", undefined, []],
    ['format "${ipv4}"', "a.$[]", "a: [1.1.1.1, x, 1.1.1.2, '']", undefined, ["a.1: format"]],
    [
      'required | format "${ipv4}"',
      "a.$[].ip",
      "a: [{ ip: x }, { no: 1 }]",
      undefined,
      ["a.0.ip: format", "a.1 without ip: missing"],
    ],
    ["required", "a.$[].ip", "a: []", undefined, []],
    ["required", "a.$[].ip", "", undefined, []],
    ["readonly", "a.$[]", "a: [1, 3, 4]", "a: [1, 2]", ["a.1: changed", "a.2: changed"]],
    ["readonly", "a.b", "a: { b: x }", "a: {}", ["a.b: changed"]],
    ["readonly", "a.b", "a: { b: x }", undefined, []],
    ["readonly", "a.b", "a: {}", "a: { b: x }", []],
  ])("{{ %s }} at %s of %j (pack: %j) gives %j", (terms, path, values, defaults, expected) => {
    expect(places(terms, path, values, defaults)).toEqual(expected);
  });

  it("never throws", () => {
    const all = [
      ["required | readonly", "a.$[].b"],
      ['required | format "${string:/(a|b)*c/}-${number:[1-5]}"', "a"],
      ['format "${list:[a,b]}" | readonly', "a.b"],
    ].map(([terms = "", path]) => constraint(terms, path));
    const text = fc.string({ unit: fc.constantFrom(..."ab1-[]{}:, \n&*|$'\"~"), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (values, defaults) => {
        for (const one of all) judgeValues(one, rootOf(values), { root: rootOf(defaults) });
      }),
      { numRuns: 500 },
    );
  });
});
