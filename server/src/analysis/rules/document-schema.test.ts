/** Tests of document-schema: how the rule uses the schemas. What they refuse is tested beside the schema store. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

describe("document-schema", () => {
  it("refuses a value that is none of those allowed, and offers the one that was meant", () => {
    checkFindings(`
      name: base
      type: addon
      #     ^^^^^ error(document-schema) [fix]: \`add-on\`
      description: ""
      packs:
        - name: nginx
          type: spectre
          #     ^^^^^^^ error(document-schema) [fix]: \`spectro\`
          version: 1.0.0
    `);
  });

  it("keeps quotes, anchor and comment when it changes a value", () => {
    checkFix(
      `
      name: base
      type: &kind 'addon' # like the others
      description: ""
      packs: []
      `,
      "Change to `add-on`",
      `
      name: base
      type: &kind 'add-on' # like the others
      description: ""
      packs: []
      `,
    );
  });

  it("tells of a missing key, and offers to add the one that may be empty", () => {
    checkFindings(`
      name: base
      # @0+4 error(document-schema) [fix]: \`description\`
      type: add-on
      packs: []
    `);
    const source = "name: base # x\ntype: add-on\npacks: []\n";
    checkFix(source, "Add an empty", source.replace("# x\n", '# x\ndescription: ""\n'));
    checkNoFix("name: base\ndescription: x\npacks: []\ncloudType: all\n", "document-schema");
  });

  it("takes what Terraform will fill in for right", () => {
    checkFindings(`
      name: "\${NAME}"
      type: \${TYPE}
      description: ""
      packs:
        - name: \${PACK}
          type: "\${PACK_TYPE}"
          version: 1.0.0
    `);
  });

  it("does not call a key missing when a syntax error may have hidden it", () => {
    checkFindings(`
      name: base
      type: addon
      #     ^^^^^ error(document-schema) [fix]: \`add-on\`
      packs: []
      cloudType: "all
      #          ^^^^ error(document-syntax): never closed
    `);
  });

  it("judges exports by their own schema, in JSON too", () => {
    checkFindings(`
      -- export.json --
      {
        "metadata": { "name": "base" },
        "spec": {
          "version": "1.0.0",
          "template": {
            "type": "addon",
            #        ^^^^^ error(document-schema) [fix]: \`add-on\`
            "packs": [{ "name": "nginx", "type": "spectro", "layer": "addon", "version": "1.0.0", "tag": "1.0.0" }]
          }
        }
      }
    `);
  });

  it("judges both cluster dialects", () => {
    checkFindings(`
      -- cluster.yaml --
      name: lab
      # @0+4 error(document-schema): \`node_groups\`
      cloudType: maas
      cloud_config: { maas_domain: lab.local }
      cloud_account: maas
      profiles:
      # @0+8 error(document-schema): \`profiles\` has no \`infra\`
        addons: []
      -- stores.yaml --
      - name: store-1
        node_pools: []
        profiles:
          - tag: 1.0.0
          # ^^^ error(document-schema): has no \`name\`
    `);
  });
});
