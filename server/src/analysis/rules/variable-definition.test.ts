/** Tests of variable-definition. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const exported = (variables: string) => `
      -- config --
      rules: { unused-variable: off, plain-secret: off, masked-secret: off }
      -- export.yaml --
      metadata: { name: base }
      spec:
        version: 1.0.0
        template: { type: add-on, packs: [] }
        variables:
${variables.replace(/^\n/, "").trimEnd()}
    `;

describe("variable-definition", () => {
  it("finds names that are not unique, or that macros cannot name", () => {
    checkFindings(
      exported(`
          - { name: a, displayName: A }
          - { name: a, displayName: B }
          #         ^ warning(variable-definition): has the name \`a\` already
          - { name: c, displayName: A }
          #                         ^ warning(variable-definition): has the display name \`A\` already
          - { name: my-host }
          #         ^^^^^^^ information(variable-definition): letters, digits and underscores
          - { name: 1st }
          #         ^^^ information(variable-definition): begin with a letter
          - { name: "\${NAME}" }
      `),
    );
  });

  it("finds defaults that are missing", () => {
    checkFindings(
      exported(`
          - { name: a, immutable: true }
          #            ^^^^^^^^^ warning(variable-definition): cannot be changed needs a default
          - { name: b, hidden: true, required: true }
          #            ^^^^^^ warning(variable-definition): required and hidden
          - { name: c, isHidden: true }
          #            ^^^^^^^^ information(variable-definition): this one has no default
          - { name: d, required: true }
          #            ^^^^^^^^ hint(variable-definition): must be filled in by every cluster
          - { name: e, required: true, hidden: true, immutable: true, defaultValue: x }
          - { name: f, required: false, hidden: false, immutable: false }
          - { name: g, immutable: true, defaultValue: "********", isSensitive: true, format: number }
      `),
    );
  });

  it("finds lists without choices, and defaults that are none of them", () => {
    checkFindings(
      exported(`
          - { name: a, inputType: dropdown }
          #                       ^^^^^^^^ warning(variable-definition): add \`options\`
          - { name: b, inputType: dropdown, defaultValue: smal, options: [{ value: small }, { value: large }] }
          #                                               ^^^^ warning(variable-definition) [fix]: did you mean \`small\`?
          - { name: c, inputType: dropdown, options: [{ value: small }] }
          #                       ^^^^^^^^ information(variable-definition): None of the options is the default
          - { name: d, inputType: dropdown, defaultValue: small, options: [{ value: small }] }
          - { name: e, inputType: dropdown, options: [{ value: small, default: true }] }
          - { name: f, inputType: dropdown, defaultValue: x, options: [{ value: "\${A}" }] }
          - { name: g, inputType: text, defaultValue: x }
          - { name: h, inputType: multline }
          #                       ^^^^^^^^ warning(variable-definition) [fix]: did you mean \`multiline\`?
      `),
    );
  });

  it("finds defaults of another format, unknown formats, and patterns that are not RE2", () => {
    checkFindings(
      exported(`
          - { name: a, format: boolean, defaultValue: "yes" }
          #                                            ^^^ warning(variable-definition): neither \`true\` nor \`false\`
          - { name: b, format: boolean, defaultValue: true }
          - { name: c, format: number, defaultValue: 10 }
          - { name: d, format: ipv4cidr, defaultValue: 10.0.0.1 }
          #                                            ^^^^^^^^ warning(variable-definition): no IPv4 range
          - { name: e, format: ipv4, defaultValue: "\${IP}" }
          - { name: f, format: bolean }
          #                    ^^^^^^ warning(variable-definition) [fix]: did you mean \`boolean\`?
          - { name: g, format: color }
          #                    ^^^^^ information(variable-definition): it is one of \`string\`
          - { name: h, regex: "^(?!a)" }
          #                    ^^^^^^ warning(variable-definition): it cannot look ahead or behind
          - { name: i, regex: "^[a-z]+$" }
      `),
    );
  });

  it("finds patterns that RE2 does not read, and defaults in which nothing matches", () => {
    checkFindings(
      exported(`
          - { name: a, regex: '(a)\\1' }
          #                    ^^^^^ warning(variable-definition): cannot refer back to a group
          - { name: b, regex: '[a-z' }
          #                    ^^^^ warning(variable-definition): missing closing ]
          - { name: c, regex: '^[a-z]+$', defaultValue: web1 }
          #                                             ^^^^ warning(variable-definition): The default \`web1\` does not match
          - { name: d, regex: '[a-z]+', defaultValue: web1 }
          - { name: e, regex: '^[a-z]+$', defaultValue: "" }
          - { name: f, regex: '^[a-z]+$', defaultValue: "********", isSensitive: true }
          - { name: g, regex: "\${PATTERN}", defaultValue: x }
          - { name: h, regex: 'a{900}b{900}c{900}', defaultValue: x }
          - { name: i, regex: "", defaultValue: x }
          - { name: j, regex: '^[a-z]+$', defaultValue: "{{ .spectro.macro.J }}" }
      `),
    );
  });

  it("does not show the default of a sensitive variable", () => {
    const findings = checkFindings(
      exported(`
          - { name: a, isSensitive: true, regex: '^x', defaultValue: open-sesame }
          #                                                          ^^^^^^^^^^^ warning(variable-definition): The default does not match
          - { name: b, isSensitive: true, format: number, defaultValue: open-sesame }
          #                                                             ^^^^^^^^^^^ warning(variable-definition): The default is no number
      `),
    );
    expect(JSON.stringify(findings.map(({ message }) => message))).not.toContain("sesame");
  });

  it("finds a variable in the value of another, and lets other macros pass", () => {
    checkFindings(
      exported(`
          - { name: a, defaultValue: "x-{{ .spectro.var.b }}" }
          #                                ^^^^^^^^^^^^^^ warning(variable-definition): write the value out
          - { name: b, defaultValue: "{{ .spectro.system.cluster.name }}" }
      `),
    );
  });

  it("reads JSON, and mends slips", () => {
    const file = (format: string, value: string) => `
      -- config --
      rules: { unused-variable: off, plain-secret: off, masked-secret: off }
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"template": {"type": "infra", "packs": []}, "variables": [
        {"name": "a", "format": "${format}", "inputType": "dropdown", "defaultValue": "${value}", "options": [{"value": "small"}]}
      ]}}
    `;
    const text = (format: string, value: string) =>
      file(format, value).replace(/^[^{]*-- export.json --\n|^[\s\S]*json --\n/, "");
    checkFix(file("strnig", "small"), "Change to `string`", text("string", "small"));
    checkFix(file("string", "smal"), "Change to `small`", text("string", "small"));
  });
});
