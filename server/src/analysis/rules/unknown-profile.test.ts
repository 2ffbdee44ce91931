/** Tests of unknown-profile. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const infra = '-- infra.yaml --\nname: maas-infra\ntype: infra\ndescription: ""\npacks: []\n';

describe("unknown-profile", () => {
  it("hints that a profile may exist in Palette alone, and informs of a likely slip", () => {
    checkFindings(`${infra}
-- cluster.yaml --
name: lab
cloudType: maas
node_groups: [{ name: worker, count: 1 }]
profiles:
  infra:
    name: maas-infra
  addons:
    - name: maas-infar
      #     ^^^^^^^^^^ information(unknown-profile) [fix]: No file here defines the profile \`maas-infar\`: did you mean \`maas-infra\`?
    - name: "monitoring"
      #      ^^^^^^^^^^ hint(unknown-profile): it may exist in Palette alone
      version: 1.0.0
    - \${EXTRA}
    - name: \${MORE}
`);
  });

  it("is as strong as the configuration says", () => {
    checkFindings(`${infra}
-- config --
rules: { unknown-profile: error }
-- cluster.yaml --
name: lab
cloudType: maas
node_groups: [{ name: worker, count: 1 }]
profiles:
  infra: maas-infra
  addons:
    - monitoring
    # ^^^^^^^^^^ error(unknown-profile): \`monitoring\`
`);
  });

  it("says nothing of a cluster none of whose profiles are here, except of a likely slip", () => {
    checkFindings(`${infra}
-- cluster.yaml --
name: lab
cloudType: maas
node_groups: [{ name: worker, count: 1 }]
profiles:
  infra: ProdEKS
  addons:
    - monitoring
    - mas-infra
    # ^^^^^^^^^ information(unknown-profile) [fix]: did you mean \`maas-infra\`?
`);
  });

  it("warns when the profile exists in another context only", () => {
    const findings = checkFindings(`
      -- config --
      rules: { cluster-profile-kind: off }
      -- infra.yaml --
      name: maas-infra
      context: tenant
      type: infra
      description: ""
      packs: []
      -- cluster.yaml --
      name: lab
      cloudType: maas
      node_groups: [{ name: worker, count: 1 }]
      profiles:
        infra:
          name: maas-infra
          #     ^^^^^^^^^^ warning(unknown-profile): exists in the context \`tenant\` only
        addons:
          - name: maas-infra
            context: tenant
          - name: maas-infra
            context: \${CONTEXT}
    `);
    expect(findings[0]?.related.map(({ file, span }) => [file, span])).toEqual([
      ["/project/infra.yaml", { start: 6, end: 16 }],
    ]);
  });

  it("lets an export and the list dialect's references be of any context", () => {
    checkFindings(`
      -- config --
      rules: { cluster-profile-kind: off }
      -- export.yaml --
      metadata: { name: base }
      spec: { version: 1.0.0, template: { type: add-on, packs: [] } }
      -- profile.yaml --
      name: other
      context: tenant
      type: add-on
      description: ""
      packs: []
      -- cluster.yaml --
      name: lab
      cloudType: maas
      node_groups: [{ name: worker, count: 1 }]
      profiles:
        infra: { name: base, context: tenant }
      -- stores.yaml --
      - name: store-1
        node_pools: []
        profiles:
          - { name: other, tag: 1.0.0 }
    `);
  });

  it("says nothing where no profile is kept", () => {
    checkFindings(`
      name: lab
      cloudType: maas
      node_groups: [{ name: worker, count: 1 }]
      profiles:
        infra: ProdEKS
    `);
  });

  it("changes the name in place", () => {
    const file = (name: string) => `
name: lab
cloudType: maas
node_groups: [{ name: worker, count: 1 }]
profiles:
  infra: &base '${name}' # the base
`;
    checkFix(`${infra}-- cluster.yaml crlf --${file("maas-infa")}`, "maas-infra", file("maas-infra"));
  });
});
