/** Tests of variable-in-constrained-key. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const exported = (format: string, variable: string, annotation = "", value = "{{ .spectro.var.x }}") => `
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      -- pack web 1.0.0 schema.yaml --
      a:
        schema: '{{ ${format} }}'
      -- export.yaml --
      metadata: { name: base }
      spec:
        version: 1.0.0
        template:
          type: add-on
          packs:
            - name: web
              type: spectro
              layer: addon
              version: 1.0.0
              tag: 1.0.0
              values: |
                a: '${value}'
                ${annotation === "" ? "# nothing" : `# @13+${value.length + 2} ${annotation}`}
        variables:
          - { name: x, ${variable} }
    `;

const number = 'format "${number:[1-65535]}"';
const list = 'format "${list:[debug,info]}"';

describe("variable-in-constrained-key", () => {
  it.each([
    [
      number,
      'format: number, defaultValue: "80808"',
      "warning(variable-in-constrained-key): a number from 1 to 65535 for `a`, and the default of the variable `x` is none",
    ],
    [
      list,
      "inputType: dropdown, defaultValue: info, options: [{ value: info }, { value: warn }]",
      "warning(variable-in-constrained-key): an option of the variable `x` is none",
    ],
    [
      number,
      'format: boolean, defaultValue: ""',
      "warning(variable-in-constrained-key): `true`, a choice of the variable `x`",
    ],
    [
      'format "${boolean}"',
      "format: ipv4, defaultValue: ''",
      "warning(variable-in-constrained-key): no value of the variable `x`, whose format is `ipv4`, is one",
    ],
    [list, "regex: '^[A-Z]+$'", "warning(variable-in-constrained-key): lets none of them through"],
    [
      number,
      "displayName: X",
      "information(variable-in-constrained-key): takes any text: give it `format: number`",
    ],
    [list, "displayName: X", "information(variable-in-constrained-key): make it a dropdown"],
    [
      'format "${string}/${version}"',
      "displayName: X",
      "information(variable-in-constrained-key): give it a `regex`",
    ],
    [
      "required",
      "displayName: X",
      "information(variable-in-constrained-key): requires `a`, and the variable `x` may stay empty",
    ],
  ])("%s with { %s }", (format, variable, annotation) => {
    checkFindings(exported(format, variable, annotation));
  });

  it.each([
    [number, 'format: number, defaultValue: "8080"'],
    [number, "format: number, defaultValue: '********', isSensitive: false, regex: '^[0-9]+$'"],
    [list, "inputType: dropdown, defaultValue: info, options: [{ value: info }]"],
    [list, "regex: '^(?:debug|info)$'"],
    ['format "${string}"', "displayName: X"],
    ['format "${password}"', "displayName: X"],
    ["required", "required: true, defaultValue: a"],
    ["required", "defaultValue: a"],
    ['format "${boolean}"', 'format: boolean, defaultValue: "true"'],
  ])("lets pass %s with { %s }", (format, variable) => {
    const findings = exported(format, variable).replace(
      "-- export.yaml --",
      "-- config --\n      rules: { masked-secret: off }\n      -- export.yaml --",
    );
    checkFindings(findings);
  });

  it("does not judge expressions, and shows no default", () => {
    checkFindings(exported(number, "defaultValue: a", "", "{{ .spectro.var.x | len }}"));
    const findings = checkFindings(
      exported(
        'format "${password:/.{20,}/}"',
        "defaultValue: open-sesame",
        "warning(variable-in-constrained-key): the default of the variable",
      ),
    );
    expect(JSON.stringify(findings)).not.toContain("sesame");
  });
});
