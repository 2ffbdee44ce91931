/** Tests of values-syntax. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

describe("values-syntax", () => {
  it("lets a placeholder on a line of its own stand for any lines", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: terraform
          type: spectro
          version: 1.0.0
          values: |
            charts:
              nginx:
                \${indent(10, yamlencode(nginx))}
                replicas: 2
            \${more}
        - name: marked
          type: spectro
          version: 1.0.0
          values: |
            a: 1
            %LINES% # of the cluster
            b: 2
        - name: wrong
          type: spectro
          version: 1.0.0
          values: |
            a: 1
            lines \${more}
      #     ^^^^^^^^^^^^^ error(values-syntax)
            b: 2
        - \${pack}
          version: 1.0.0
    `);
  });

  it("finds a slip at its place, in every style of scalar", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: literal
          type: spectro
          version: 1.0.0
          values: |
            a: 1
              b: 2
      #       ^^^^ error(values-syntax): The indentation does not fit the lines above
            c: 3
        - name: with-its-own-indentation
          type: spectro
          version: 1.0.0
          values: |2-
              ☸: "😀
      #          ^^^ error(values-syntax): The quote that starts here is never closed
        - name: folded
          type: spectro
          version: 1.0.0
          values: >
            a: b: c
      #        ^^^^ error(values-syntax): A value that holds \`: \` must be quoted

            d: 1
        - name: plain
          type: spectro
          version: 1.0.0
          values: 1 *x
        - { name: single, type: spectro, version: 1.0.0, values: 'a: ''it'': 1' }
      #                                                              ^^^^^^^^^ error(values-syntax): must be quoted
        - { name: double, type: spectro, version: 1.0.0, values: "a: 1\\na: 2\\n" }
      #                                                                 ^ error(values-syntax): The key \`a\` is written twice
    `);
  });

  it("finds it in an export, whose line breaks are escapes", () => {
    checkFindings(`
      -- export.json --
      {
        "metadata": { "name": "base" },
        "spec": {
          "version": "1.0.0",
          "template": {
            "type": "add-on",
            "packs": [
              { "name": "nginx", "type": "spectro", "layer": "addon", "tag": "1.0.0", "version": "1.0.0", "values": "a:\\n\\t- \\u0022b\\"\\n" }
              # @115+2 error(values-syntax): A tab is used as indentation
            ]
          }
        }
      }
    `);
  });

  it("tells a macro without quotes, each of them, and reads what follows", () => {
    checkFindings(`
      -- profile.yaml crlf --
      name: base
      type: add-on
      description: ""
      packs:
        - name: nginx
          type: spectro
          version: 1.0.0
          values: |
            cluster: {{ .spectro.system.cluster.name }}
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(values-syntax) [fix]: YAML takes \`{{\` for the start of a map: put the macro in quotes
            list:
              - {{.spectro.var.A | default "x: y"}}-b # why
      #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(values-syntax) [fix]: put the macro in quotes
              - [ {{ .Values.x }} ]
      #           ^^^^^^^^^^^^^^^ error(values-syntax) [fix]: put the expression in quotes
            typing: {{ .spectro.
      #             ^^^^^^^^^^^^ error(values-syntax): never closed
            quoted: "{{ .spectro.var.A }}"
            within: a-{{ .spectro.var.A }}
            block: |
              x: {{ .Values.x }}
              {{ if }}
            # {{ .spectro.var.A }}
            twice: 1
            twice: 2
      #     ^^^^^ error(values-syntax): written twice
    `);
  });

  it("takes what is filled in later for a value", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: markers
          type: spectro
          version: 1.0.0
          values: |
            port: %PORT%
            hosts: [%HOST%, @OTHER@, \${HOST}]
            cond: \${x ? "a: b" : "c"}
          %{ if x }
            a: 1
          %{ else }
            a: 2
          %{ endif }
        - { name: whole, type: spectro, version: 1.0.0, values: "%VALUES%" }
        - { name: file, type: spectro, version: 1.0.0, values: "\${file("values.yaml")}" }
        - { name: empty, type: spectro, version: 1.0.0, values: "" }
        - name: nothing
          type: spectro
          version: 1.0.0
          values:
        - name: head
          type: spectro
          version: 1.0.0
          values: |
        - name: template
          type: spectro
          version: 1.0.0
          values: |
            {{- if .x }}
            a: {{ .Values.x }}
            {{ else }}
            a: {{ .spectro.var.X }}
      #        ^^^^^^^^^^^^^^^^^^^^ error(values-syntax) [fix]: put the macro in quotes
            {{- end }}
            b
    `);
  });

  it("tells a block that two packs share once", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: one
          type: spectro
          version: 1.0.0
          values: &shared |
            a: "b
      #        ^^ error(values-syntax): never closed
        - { name: two, type: spectro, version: 1.0.0, values: *shared }
    `);
  });
});

describe("the fix of values-syntax", () => {
  const profile = (values: string) => `
name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    version: 1.0.0
    values: ${values}
`;

  it.each([
    ["in a block", "|\n      a: {{ .spectro.x }} # why", "single", "|\n      a: '{{ .spectro.x }}' # why"],
    [
      "around single quotes",
      "|\n      a: {{ .spectro.x | f 'y' \"z\" }}",
      "double",
      '|\n      a: "{{ .spectro.x | f \'y\' \\"z\\" }}"',
    ],
    [
      "in double quotes",
      '"a: {{ .spectro.x | f \\"y\\" }}\\n"',
      "single",
      '"a: \'{{ .spectro.x | f \\"y\\" }}\'\\n"',
    ],
    ["in single quotes", "'a: {{ .spectro.x }}'", "single", "'a: ''{{ .spectro.x }}'''"],
    ["in a folded block", ">\n      a: {{ .spectro.x }}", "single", "|\n      a: '{{ .spectro.x }}'"],
  ])("puts quotes around the macro: %s", (_, before, quotes, after) => {
    checkFix(profile(before), `${quotes} quotes`, profile(after));
  });

  it("is none for a macro that is not closed", () => {
    checkNoFix(profile("|\n      a: {{ .spectro.x }"), "values-syntax");
  });
});
