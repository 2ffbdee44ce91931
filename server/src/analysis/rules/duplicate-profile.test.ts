/** Tests of duplicate-profile. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("duplicate-profile", () => {
  it("takes a missing version for 1.0.0 and a missing context for project, and shows each place at the other", () => {
    const findings = checkFindings(`
      -- a.yaml --
      name: observability
      #     ^^^^^^^^^^^^^ warning(duplicate-profile): 2 profiles \`observability\` have the version 1.0.0 (the default, as none is stated) in the context \`project\`
      type: add-on
      description: ""
      packs: []
      -- b.yaml --
      version: "1.0.0"
      context: project
      name: "observability"
      #      ^^^^^^^^^^^^^ warning(duplicate-profile): 2 profiles \`observability\` have the version 1.0.0 in the context \`project\`: give
      type: add-on
      description: ""
      packs: []
    `);
    expect(findings.map(({ related }) => related)).toEqual([
      [
        {
          file: "/project/b.yaml",
          span: { start: 41, end: 54 },
          message: "`observability` 1.0.0 is defined here too",
        },
      ],
      [
        {
          file: "/project/a.yaml",
          span: { start: 6, end: 19 },
          message: "`observability` 1.0.0 is defined here too",
        },
      ],
    ]);
  });

  it("does not mind another version, another context, or what Terraform decides", () => {
    checkFindings(`
      -- a.yaml --
      name: observability
      type: add-on
      description: ""
      packs: []
      -- b.yaml --
      name: observability
      version: 1.0.1
      type: add-on
      description: ""
      packs: []
      -- c.yaml --
      name: observability
      context: tenant
      type: add-on
      description: ""
      packs: []
      -- d.yaml --
      name: observability
      context: "\${CONTEXT}"
      type: add-on
      description: ""
      packs: []
      -- e.yaml --
      name: "observability\${SUFFIX}"
      type: add-on
      description: ""
      packs: []
      -- f.yaml --
      name: "observability\${SUFFIX}"
      type: add-on
      description: ""
      packs: []
    `);
  });

  it("takes a flat profile and its export for two pictures of one profile, but not two exports", () => {
    checkFindings(`
      -- flat.yaml --
      name: base
      type: add-on
      description: ""
      packs: []
      -- export.yaml --
      metadata:
        name: base
        #     ^^^^ warning(duplicate-profile): 2 profiles \`base\` have the version 1.0.0: give
      spec:
        version: 1.0.0
        template:
          type: add-on
          packs: []
      -- export.json --
      {
        "metadata": { "name": "base" },
        #                      ^^^^ warning(duplicate-profile): 2 profiles \`base\` have the version 1.0.0: give
        "spec": { "version": "1.0.0", "template": { "type": "add-on", "packs": [] } }
      }
    `);
  });

  it("finds both in one file of several documents", () => {
    checkFindings(`
      name: base
      #     ^^^^ warning(duplicate-profile): 2 profiles \`base\`
      type: add-on
      description: ""
      packs: []
      ---
      name: base
      #     ^^^^ warning(duplicate-profile): 2 profiles \`base\`
      type: add-on
      description: again
      packs: []
    `);
  });
});
