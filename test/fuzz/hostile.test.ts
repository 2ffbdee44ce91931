/** Texts made to hurt: each is read and judged to the end, in a time that a person would not notice much. */

import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/analysis/engine.ts";
import { exampleCatalog } from "../../server/src/analysis/example-workspace.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

const head = 'name: a\ntype: add-on\ndescription: ""\n';

function bomb(levels: number, width: number): string {
  const lines = ["l0: &l0 { name: nginx, type: spectro, version: 1.11.5 }"];
  for (let level = 1; level <= levels; level++) {
    const items = Array.from({ length: width }, () => `*l${level - 1}`).join(", ");
    lines.push(`l${level}: &l${level} [${items}]`);
  }
  return `${head}${lines.join("\n")}\npacks: *l${levels}\n`;
}

/** A pack with a line of values. */
function macros(line: string, name = "nginx"): string {
  return `  - name: ${name}\n    type: spectro\n    values: |\n      ${line}\n`;
}

const hostile: [string, string][] = [
  ["aliases that multiply", bomb(30, 10)],
  [
    "merges that multiply",
    `${head}a0: &a0 { x: 1 }\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1}\n  <<: [${`*a${at}, `.repeat(9)}]\n`).join("")}packs:\n  - *a30\n`,
  ],
  [
    "a map that holds itself",
    `${head}packs: &p\n  - &q\n    name: nginx\n    type: spectro\n    <<: *q\n    values: *p\n`,
  ],
  ["deep flow lists", `${head}packs: ${"[".repeat(20_000)}`],
  ["deep flow maps", `${head}packs: ${"{a: ".repeat(20_000)}`],
  ["deep block lists", `${head}packs:\n  ${"- ".repeat(20_000)}a\n`],
  [
    "deep block maps",
    `${head}packs:\n${Array.from({ length: 2_000 }, (_, at) => `${" ".repeat(at + 1)}a:`).join("\n")}\n`,
  ],
  ["a megabyte on one line", `${head}packs: []\nx: ${"a ".repeat(500_000)}\n`],
  ["a megabyte of opened templates", `${head}packs: []\nx: ${"${".repeat(500_000)}\n`],
  ["a megabyte of hashes", `${head}packs: []\n${"# ".repeat(500_000)}\n`],
  ["many suppressions", `${head}packs: []\n${"# cluster-profiles-ignore unread-key x\n".repeat(3_000)}`],
  ["many quotes that never close", `${head}packs: []\n${'x: "a\n'.repeat(3_000)}`],
  ["a long version", `${head}version: ${"1.".repeat(100_000)}0\npacks: []\n`],
  [
    "long pack versions",
    `${head}packs:\n  - { name: nginx, type: spectro, version: ${"1".repeat(200_000)}.x }\n`,
  ],
  [
    "a megabyte of opened macros",
    `${head}packs:\n${macros(`{{ .spectro.pack.${"{{ .spectro.".repeat(90_000)}`)}`,
  ],
  ["a long path of a macro", `${head}packs:\n${macros(`{{ .spectro.pack.nginx${".a".repeat(500_000)} }}`)}`],
  [
    "many macros that lead nowhere",
    `${head}packs:\n${Array.from({ length: 300 }, (_, at) => macros(Array.from({ length: 30 }, (_, k) => `k${k}: '{{ .spectro.pack.ngin${at}.a }}{{ .spectro.pack.nginx${at}.k${k}x }}'`).join("\n      "), `nginx${at}`)).join("")}`,
  ],
  [
    "macros that all name one another",
    `${head}packs:\n${macros(Array.from({ length: 3_000 }, (_, at) => `k${at}: '{{ .spectro.pack.nginx.k${(at * 7 + 1) % 3_000} }}{{ .spectro.pack.nginx.k${at + 1} }}'`).join("\n      "))}`,
  ],
  [
    "many layers that speak of macros and have none",
    `${head}packs:\n${macros("a: .spectro.var.b").repeat(5_000)}x: "{{"\n`,
  ],
  ["many documents", `${`${head}packs: []\n---\n`.repeat(500)}`],
  ["many duplicate keys", `${head}packs: []\n${"x: 1\n".repeat(5_000)}`],
  [
    "characters that are half of one",
    `${head}packs:\n  - { name: "\ud800", type: "\udc00", version: 1.0.0 }\n`,
  ],
  [
    "binary data",
    `packs:\n${Array.from({ length: 5_000 }, (_, at) => String.fromCharCode(at % 256)).join("")}`,
  ],
];

const values = (written: string) =>
  `${head}packs:\n  - name: nginx\n    type: spectro\n    version: 1.0.0\n    values: ${written}\n`;
const block = (inner: string) => values(`|\n${inner.replace(/^(?=.)/gm, "      ")}`);

hostile.push(
  ["values: deep flow lists", block("[".repeat(20_000))],
  ["values: a megabyte of opened macros", block(`a: ${"{{".repeat(500_000)}`)],
  ["values: a megabyte of macros that are values", block(`a: ${"b: {{ ".repeat(150_000)}`)],
  ["values: macros without quotes on all lines", block("a: {{ .spectro.var.x }}\n".repeat(10_000))],
  ["values: a megabyte of closed macros on one line", block(`a: ${"{{}}".repeat(250_000)}`)],
  ["values: a megabyte of percent signs", block(`a: ${"%a".repeat(500_000)}`)],
  ["values: a megabyte of blanks in quotes", values(`"${" ".repeat(1_000_000)}"`)],
  ["values: a megabyte of blanks and breaks in quotes", values(`'${"  \n".repeat(300_000)}'`)],
  ["values: a megabyte of escapes", values(`"${"\\n".repeat(500_000)}"`)],
  ["values: a megabyte of blank lines", block(`a: 1\n${"\n".repeat(1_000_000)}b`)],
  ["values: quotes that never close", block('x: "a\n'.repeat(3_000))],
  [
    "values: the same block for many packs",
    `${block(`a: "b\n${"c: 1\n".repeat(20_000)}`).replace("values: |", "values: &v |")}${"  - { name: nginx, type: spectro, version: 1.0.0, values: *v }\n".repeat(2_000)}`,
  ],
);

describe("hostile text ends", () => {
  it.each(hostile)("%s", (_, text) => {
    const workspace = new Workspace();
    workspace.apply({ kind: "catalog", catalog: exampleCatalog() });
    const failures: unknown[] = [];
    const nothing = () => undefined;
    const logger = {
      error: (_: string, cause?: unknown) => failures.push(cause),
      warn: nothing,
      info: nothing,
      debug: nothing,
    };
    const start = performance.now();
    workspace.apply({ kind: "text", file: "/w/a.yaml", text });
    const findings = analyze(workspace.snapshot(), "/w/a.yaml", logger);
    for (const finding of findings.slice(0, 100)) finding.fixes();
    expect(failures).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
