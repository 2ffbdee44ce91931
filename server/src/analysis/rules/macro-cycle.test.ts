/** Tests of macro-cycle. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("macro-cycle", () => {
  it("finds the macros of a cycle, and not those that only lead to it", () => {
    const [first] = checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            one: 'x-{{ .spectro.pack.b.two }}'
            #                        ^^^^^ warning(macro-cycle): leads back to the value that it stands in
            side: '{{ .spectro.pack.a.one }}'
            plain: x
        - name: b
          type: manifest
          values: |
            two: '{{ .spectro.pack.c.deep.three }} {{ .spectro.pack.a.plain }}'
            #                      ^^^^^^^^^^^^ warning(macro-cycle): write one of the values out
        - name: c
          type: manifest
          values: |
            deep:
              three: |
                {{ .spectro.pack.a.one }}
                #                ^^^^^ warning(macro-cycle): leads back
            list: ['{{ .spectro.pack.a.side }}']
    `);
    expect(first?.related.map(({ message }) => message)).toEqual([
      "The cycle goes on here",
      "The cycle goes on here",
    ]);
  });

  it("finds a value that names itself, in JSON too", () => {
    checkFindings(`
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            one: '{{ .spectro.pack.a.one }}'
            #                      ^^^^^ warning(macro-cycle): names the very value that it stands in
            two: '{{ .spectro.pack.a.three }}'
            three: 1
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"version": "2.0.0", "template": {"type": "infra", "packs": [
        {"name": "a", "type": "manifest", "values": "one: \\"{{ .spectro.pack.a.one }}\\"\\n"}
        # @71+5 warning(macro-cycle): names the very value
      ]}}}
    `);
  });

  it("is no cycle where a comment, a map or another expression is in between", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            one: x # {{ .spectro.pack.a.one }}
            map:
              inner: '{{ .spectro.pack.a.one }}'
            two: '{{ .Values.spectro.pack.a.two }}'
    `);
  });

  it("ends on long chains and dense rings", () => {
    const count = 1500;
    const lines = (next: (at: number) => number) =>
      Array.from({ length: count }, (_, at) => `        k${at}: '{{ .spectro.pack.a.k${next(at)} }}'`).join(
        "\n",
      );
    const profile = (text: string) =>
      `name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: a\n    type: manifest\n    values: |\n${text}\n        k${count}: 1\n`;
    checkFindings(profile(lines((at) => at + 1)));
    expect(() => checkFindings(profile(lines((at) => (at + 1) % count)))).toThrow(/macro-cycle/);
  });
});
