/** Tests of plain-secret. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkNoFix } from "../../../../test/harness/check.ts";

const pack = `
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      -- pack web 1.0.0 schema.yaml --
      charts.web.password:
        schema: '{{ format "\${password}" }}'
      charts.web.users.$[].key:
        schema: '{{ format "\${string}:\${password}" }}'
      -- pack web 1.0.0 values.yaml --
      charts:
        web:
          password: admin
`;

const profile = (values: string) => `${pack}
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: web
          type: spectro
          registry: Palette Registry
          version: 1.0.0
          values: ${values.replace(/^\n/, "").trimEnd()}
    `;

describe("plain-secret", () => {
  it("finds passwords that are written out, and shows none", () => {
    const findings = checkFindings(
      profile(`|
            charts:
              web:
                password: 'open-sesame'
                #         ^^^^^^^^^^^^^ warning(plain-secret): \`charts.web.password\` is a password to \`web\` 1.0.0
                users:
                  - key: anna:Pa$$word
                  #      ^^^^^^^^^^^^^ warning(plain-secret): use a macro such as \`{{.spectro.macro.NAME}}\`
                  - key: 12345:x
                  #      ^^^^^^^ warning(plain-secret): \`charts.web.users[1].key\`
      `),
    );
    const shown = JSON.stringify(findings);
    for (const secret of ["sesame", "Pa$", "12345"]) expect(shown).not.toContain(secret);
    checkNoFix(profile("'charts: { web: { password: x } }'"), "plain-secret");
  });

  it("says that the pack's own password is known to everybody", () => {
    checkFindings(
      profile(`|
            charts:
              web:
                password: admin
                #         ^^^^^ warning(plain-secret): the one that \`web\` 1.0.0 comes with
      `),
    );
  });

  it("lets pass what is empty, filled in elsewhere, or masked", () => {
    for (const value of [
      '""',
      "~",
      "",
      "'{{.spectro.macro.x}}'",
      "'%PASSWORD%'",
      "$" + "{PASSWORD}",
      "$PASSWORD",
    ])
      checkFindings(
        profile(`|\n            charts:\n              web:\n                password: ${value}\n`),
      );
    checkFindings(
      profile(`|
            charts:
              web:
                password: "********"
                #         ^^^^^^^^^^ warning(masked-secret)
      `),
    );
  });

  it("finds them in JSON, and in the defaults of sensitive variables", () => {
    const findings = checkFindings(`${pack}
      -- config --
      rules: { unused-variable: off }
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [
        {"name": "web", "type": "spectro", "layer": "addon", "version": "1.0.0", "tag": "1.0.0",
         "values": "charts: { web: { password: open-sesame } }"}
         #                                     ^^^^^^^^^^^ warning(plain-secret): is a password
      ]}, "variables": [
        {"name": "a", "isSensitive": true, "defaultValue": "open-sesame"},
        #                                                   ^^^^^^^^^^^ warning(plain-secret): The variable \`a\` is sensitive
        {"name": "b", "isSensitive": false, "defaultValue": "open-sesame"},
        {"name": "c", "isSensitive": true, "defaultValue": "{{.spectro.macro.c}}"}
      ]}}
    `);
    expect(JSON.stringify(findings)).not.toContain("sesame");
  });
});
