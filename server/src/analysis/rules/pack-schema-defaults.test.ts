/** Tests of pack-schema-defaults. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const pack = `
      -- pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
`;

describe("pack-schema-defaults", () => {
  it("tells defaults that break their format, and shows them without saying them", () => {
    const findings = checkFindings(`${pack}      -- schema.yaml --
      charts.web.level:
        schema: '{{ format "\${list:[info,debug]}" | hints "level" }}'
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(pack-schema-defaults): The default of \`charts.web.level\` is not one of info, debug
      charts.web.key:
        schema: '{{ format "\${password:/^[a-z]{20}$/}" }}'
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(pack-schema-defaults): is not a password
      -- values.yaml --
      charts:
        web:
          level: verbose
          key: hunter2
    `);
    expect(findings[0]?.related).toMatchObject([
      { file: "/project/values.yaml", span: { start: 19, end: 24 } },
    ]);
    expect(JSON.stringify(findings)).not.toContain("hunter2");
  });

  it("tells required values that are empty or not there", () => {
    checkFindings(`${pack}      -- schema.yaml --
      account:
        schema: '{{ required }}'
        #           ^^^^^^^^ information(pack-schema-defaults): \`account\` is required and empty in values.yaml
      charts.web.host:
        schema: '{{ required | format "\${string}" }}'
        #           ^^^^^^^^ hint(pack-schema-defaults): is required and not in values.yaml
      charts.web.optional:
        schema: '{{ format "\${number}" }}'
      charts.web.list.$[].name:
        schema: '{{ required }}'
      charts.web.name:
        schema: '{{ required }}'
      -- values.yaml --
      account: ""
      charts:
        web:
          list: []
          name: '{{ .spectro.system.cluster.name }}'
    `);
  });

  it("tells a read-only value that nobody can ever give", () => {
    checkFindings(`${pack}      -- schema.yaml --
      charts.web.fixed:
        schema: '{{ readonly }}'
        #           ^^^^^^^^ information(pack-schema-defaults): is read-only, but values.yaml does not have it
      pack.namespace:
        schema: '{{ readonly }}'
      -- values.yaml --
      pack:
        namespace: web
    `);
  });

  it("says nothing without values, or with values that cannot be read", () => {
    const schema = `${pack}      -- schema.yaml --
      account:
        schema: '{{ required }}'
`;
    checkFindings(schema);
    checkFindings(`${schema}      -- values.yaml --
      account: ""
      account: ""
      # @0+7 error(pack-values): 
    `);
  });
});
