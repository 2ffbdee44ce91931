/** Tests of undefined-variable. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const exported = (lines: string, variables: string) => `
      metadata: { name: base }
      spec:
        version: 1.0.0
        template:
          type: add-on
          packs:
            - name: a
              type: manifest
              values: |
${lines}
${variables}
    `;

const variables = `        variables:
          - name: store_host
            displayName: Host
          - { name: zone, displayName: Zone }`;

describe("undefined-variable", () => {
  it("finds variables that the export does not define", () => {
    checkFindings(
      exported(
        `                a: '{{ .spectro.var.store_hots }}{{.spectro.var.zone}}{{ .spectro.var.store_host | upper }}'
                #                   ^^^^^^^^^^ warning(undefined-variable) [fix]: did you mean \`store_host\`?
                b: '{{ .spectro.var.other }}'
                #                   ^^^^^ warning(undefined-variable): define it under \`spec.variables\`
                # c: {{ .spectro.var.nothing }}
                d: '{{ .spectro.var.\${X} }}'
                e: '{{ .spectro.var. }}'`,
        variables,
      ),
    );
  });

  it("informs where the document has no list, and says nothing where the dialect has none", () => {
    checkFindings(
      exported(
        `                a: '{{ .spectro.var.zone }}'
                #                   ^^^^ information(undefined-variable): define it`,
        "",
      ),
    );
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: manifest
          values: |
            a: '{{ .spectro.var.zone }}'
    `);
  });

  it("looks into JSON, and lets pass what somebody fills in", () => {
    checkFindings(`
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"variables": [], "template": {"type": "infra", "packs": [
        {"name": "a", "type": "manifest", "values": "x: 1\\ny: '{{ .spectro.var.z }}'\\n"}
        # @73+1 warning(undefined-variable): no variable \`z\`
      ]}}}
    `);
    checkFindings(
      exported(
        "                a: '{{ .spectro.var.zoo }}'",
        `${variables}\n          - name: \${NAME}`,
      ).replace("zoo }}'", "zoo }}' # {{.spectro.var.store_host}} {{.spectro.var.zone}}"),
    );
  });

  it("mends the name and nothing else", () => {
    const file = (name: string) =>
      exported(
        `                a: '{{ .spectro.var.${name} | upper }}' # why {{.spectro.var.zone}}`,
        variables,
      );
    checkFix(file("store_hots"), "Change to `store_host`", file("store_host"));
  });
});
