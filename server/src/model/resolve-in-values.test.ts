/** Tests of looking a path up in a pack's values. */

import { describe, expect, it } from "vitest";
import { createNestedStore } from "../syntax/nested-documents.ts";
import { parse } from "../syntax/parse.ts";
import { asMap, asScalar, type ScalarNode, valueAt } from "../syntax/tree.ts";
import { keysInScalar, keysInValues, resolveInScalar, resolveInValues } from "./resolve-in-values.ts";

const values = `
pack:
  namespace: web
options:
  system.uri: one
  system:
    repo: two
  list:
    - a: 1
merged:
  <<: &base { size: 3 }
`;

function at(path: string, text = values): string | undefined {
  const found = resolveInValues(text, path.split("."));
  return found.kind === "found" ? asScalar(found.entry.value)?.text : found.kind;
}

describe("a path in values", () => {
  it("leads to a value, through keys with dots and through merges", () => {
    expect(at("pack.namespace")).toBe("web");
    expect(at("options.system.uri")).toBe("one");
    expect(at("options.system.repo")).toBe("two");
    expect(at("merged.size")).toBe("3");
  });

  it("that is not there is absent, unless something keeps it from being known", () => {
    expect(at("pack.name")).toBe("absent");
    expect(at("pack.namespace.x")).toBe("absent");
    expect(at("x", "")).toBe("absent");
    expect(at("options.list.a")).toBe("unknown");
    expect(at("x", "a: 1\n${B}\n")).toBe("unknown");
    expect(at("x", "${B}: 1\n")).toBe("unknown");
    expect(at("a.x", "a: ${B}\n")).toBe("unknown");
    expect(at("x", "%{ if c }\na: 1\n%{ endif }\n")).toBe("unknown");
    expect(at("x", "a: ${B} # ${C}\n# ${D} %{E}\n")).toBe("absent");
    expect(at("x", "{{ if .Values.b }}\na: 1\n{{ end }}\n")).toBe("unknown");
    expect(at("x", "- a\n")).toBe("unknown");
    expect(at("x", "a: 1\n---\nb: 2\n")).toBe("unknown");
  });

  it("is looked up in values that stand in a file, which are read once", () => {
    const store = createNestedStore(1000);
    const look = (values: string, path: string, lead = "") => {
      const file = `${lead}values: ${values}\n`;
      const scalar = asScalar(valueAt(asMap(parse(file)[0]?.root), "values"));
      if (scalar === undefined) throw new Error("no values");
      const nested = (node: ScalarNode) => store.view(node, file);
      const found = resolveInScalar(scalar, nested, path.split("."));
      return { found, kind: found.kind, keys: keysInScalar(scalar, nested, []).map(({ key }) => key.text) };
    };
    const block = "|\n  a:\n    b.c: 1\n  d: {{ .x }}";
    const { found, keys } = look(block, "a.b.c");
    expect(keys).toEqual(["a", "d"]);
    expect(found.kind === "found" && asScalar(found.entry.value)?.text).toBe("1");
    const again = look(block, "a.b.c", "x: 1\n").found;
    expect(again.kind === "found" && found.kind === "found" && again.entry === found.entry).toBe(true);
    expect(look('"a: {b: 1}\\n"', "a.b").kind).toBe("found");
    expect(look(block, "a.c").kind).toBe("absent");
    expect(look("|\n  {{ if .x }}\n  a: 1\n  {{ end }}", "b").kind).toBe("unknown");
    expect(look("|\n  a: 1\n  ${B}", "b").kind).toBe("unknown");
  });

  it("may lead past expressions without quotes, finished or not", () => {
    const text =
      "a: {{ .spectro.var.a | default \"x: y\" }} # b\nb: {{.spe\nc: [{{ .x }}, 1]\nd: '{{ .e }}'\n";
    expect(at("a", text)).toBe('{{ .spectro.var.a | default "x: y" }}');
    expect(at("b", text)).toBe("{{.spe");
    expect(at("d", text)).toBe("{{ .e }}");
    expect(at("e", text)).toBe("absent");
  });

  it("ends on aliases that fan out", () => {
    const levels = Array.from(
      { length: 30 },
      (_, at) => `l${at}: &l${at} { a: *l${at - 1}, a.a: *l${at - 1} }`,
    );
    levels[0] = "l0: &l0 { b: 1 }";
    expect(at(`l29.${Array(37).fill("a").join(".")}.z`, levels.join("\n"))).toBe("absent");
  });

  it("has keys below it", () => {
    expect(keysInValues(values, ["options"]).map(({ key }) => key.text)).toEqual([
      "system.uri",
      "system",
      "list",
    ]);
    expect(keysInValues(values, []).map(({ key }) => key.text)).toEqual(["pack", "options", "merged"]);
    expect(keysInValues(values, ["pack", "namespace"])).toEqual([]);
  });
});
