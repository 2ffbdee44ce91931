/** Tests of document-syntax. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("document-syntax", () => {
  it("tells the first problem only, and everything that can still be read is checked", () => {
    checkFindings(`
      name: base
      version: v1.2
      #        ^^^^ warning(profile-version-format) [fix]: \`1.2.0\`
      type: add-on
      description: "metrics
      #            ^^^^^^^^ error(document-syntax): The quote that starts here is never closed
      packs: []
      tags: ["a]
    `);
  });

  it("finds a key that is written twice, at the second one", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: nginx
          type: spectro
          version: 1.0.0
          version: 1.1.0
          # @4+7 error(document-syntax): The key \`version\` is written twice
    `);
  });

  it("stops at a merge conflict", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs: []
      <<<<<<< HEAD
      # @0+7 error(document-syntax): resolve the merge conflict first
      version: 1.0.0
      =======
      version: 1.1.0
      >>>>>>> main
    `);
  });

  it("tells each document of a file its own problem", () => {
    checkFindings(`
      name: one
      type: add-on
      type: infra
      # @0+4 error(document-syntax): twice
      description: ""
      packs: []
      ---
      name: two
      type: add-on
      description: ""
      description: ""
      # @0+11 error(document-syntax): twice
      packs: []
    `);
  });

  it("takes Terraform templates and override markers for what they are", () => {
    checkFindings(`
      name: base
      type: add-on
      description: \${x ? "a: b" : "c"}
      tags: [\${TAGS}]
      %{ if monitoring }
      packs:
        - name: nginx
          type: spectro
          version: 1.0.0
          values: |
            host: '%HOST%'
            port: %PORT%
            {{ template }}
      %{ endif }
    `);
  });

  it("reads tabs in JSON and CRLF with a BOM in YAML without complaint", () => {
    checkFindings(`
      -- export.json --
      {
      \t"metadata": { "name": "base" },
      \t"spec": { "version": "1.0.0", "template": { "type": "add-on", "packs": [] } }
      }
      -- profile.yaml crlf bom --
      name: other
      type: add-on
      description: ""
      packs: []
    `);
  });
});
