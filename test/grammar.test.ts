/** Tests of the grammar that colours macros: that editors will find it, and what it takes for a macro. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), "utf8")) as Grammar & Manifest;

interface Manifest {
  readonly contributes: {
    readonly grammars: readonly { readonly scopeName: string; readonly path: string }[];
  };
}

interface Pattern {
  readonly match?: string;
  readonly begin?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

interface Grammar {
  readonly scopeName: string;
  readonly repository: Readonly<Record<string, Pattern>>;
}

const [contribution] = read("package.json").contributes.grammars;
const grammar = read("syntaxes/macros.tmLanguage.json");

function pattern(name: string): RegExp {
  const { begin, match } = grammar.repository[name] ?? {};
  return new RegExp(begin ?? match ?? "(?!)");
}

describe("the grammar of macros", () => {
  it("is where package.json says, under the same scope, and packed", () => {
    expect(contribution?.scopeName).toBe(grammar.scopeName);
    expect(existsSync(new URL(contribution?.path ?? "", root))).toBe(true);
    expect(readFileSync(new URL(".vscodeignore", root), "utf8")).toContain("!syntaxes/*.json");
  });

  it.each([
    "a: '{{.spectro.system.cluster.name}}'",
    "a: {{ .spectro.var.a | upper }}",
    '"values": "a: {{- default \\"x\\" .spectro.pack.a-b.c -}}\\n"',
    "{{ .Values.a }} {{ .spectro.macro.b }}",
  ])("begins in %s", (text) => {
    expect(text).toMatch(pattern("expression"));
  });

  it.each([
    "{{ .Values.spectro.a }}",
    '{{ include "a.spectro.b" . }}',
    "{{ .spectro.var.a",
    "{{ .spectro.\n}} x",
    "${spectro}",
  ])("does not begin in %s", (text) => {
    expect(text.split("\n")[0]).not.toMatch(pattern("expression"));
  });

  it("tells the parts of a reference apart", () => {
    expect(pattern("reference").exec("{{ .spectro.pack.kubernetes-eks.a.b-c | upper }}")?.slice(1)).toEqual([
      ".",
      "spectro",
      ".",
      "pack",
      ".kubernetes-eks.a.b-c",
    ]);
    expect(".spectro.systems.a").not.toMatch(pattern("reference"));
  });

  it("finds functions, strings and numbers", () => {
    expect(pattern("function").exec("a | substr 0 4")?.[2]).toBe("substr");
    expect(pattern("string").exec('default \\"x y\\" z')?.[0]).toBe('\\"x y\\"');
    expect(pattern("string").exec('default "x\\"y" z')?.[0]).toBe('"x\\"y"');
    expect(pattern("number").exec("substr 12 b4")?.[0]).toBe("12");
  });

  it("ends soon on a long line", () => {
    for (const unit of ["{{", "{{ .spectro.", ".spectro."]) {
      expect(pattern("expression").test(`{{${unit.repeat(20_000)}`)).toBe(false);
    }
  });
});
