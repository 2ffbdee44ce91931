/** Tests of pack-values. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const pack = `
      -- pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
`;

describe("pack-values", () => {
  it("tells the first problem, and macros that need quotes", () => {
    checkFindings(`${pack}      -- values.yaml --
      charts:
        web:
          name: {{ .spectro.system.cluster.name }}
          #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(pack-values) [fix]: put the macro in quotes
    `);
    checkFindings(`${pack}      -- values.yaml --
      replicas: 2
        port: 80
        # @2+8 error(pack-values): The indentation does not fit
    `);
    checkFix(
      `${pack}      -- values.yaml --
      name: {{ .spectro.system.cluster.name }}
    `,
      "single quotes",
      "name: '{{ .spectro.system.cluster.name }}'\n",
    );
  });

  it("has system macros checked as in a profile, but for those in comments", () => {
    checkFindings(`${pack}      -- values.yaml --
      # {{ .spectro.system.cluster.nmae }}
      name: '{{ .spectro.system.cluster.nmae }}'
      #                         ^^^^^^^^^^^^ warning(unknown-system-macro) [fix]: did you mean \`cluster.name\`?
      host: '{{ .Values.cluster.nmae }}'
    `);
  });

  it("looks at the values of packs alone, and at nothing deeper in their folders", () => {
    checkFindings(`
      -- values.yaml --
      a: [
      -- p/pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
      -- p/charts/web/values.yaml --
      a: [
    `);
  });

  it("is not taken for a profile, whatever it looks like", () => {
    checkFindings(`${pack}      -- values.yaml --
      name: base
      type: add-on
      packs: []
    `);
  });
});
