/** Tests of cluster-override. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("cluster-override", () => {
  it("tells of each override, and of params mildly", () => {
    checkFindings(`
name: lab
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles:
  infra:
    name: base
    packs:
      - name: "kubernetes"
        #      ^^^^^^^^^^ information(cluster-override): This override of \`kubernetes\` hides later changes of the profile \`base\` and reaches no other cluster
        override_type: values
        values: "a: 1"
  addons:
    - name: "\${WEB}"
      packs:
        - name: nginx
          #     ^^^^^ hint(cluster-override): This override fills in \`nginx\` for this cluster alone, and hides changes made to the profile in Palette
          override_type: params
          params: { A: 1 }
        - name: "\${PACK}"
          override_type: values
          values: "a: 1"
`);
  });

  it("tells of overrides in a list of clusters", () => {
    checkFindings(`
- name: store-1
  node_pools: []
  profiles:
    - name: base
      tag: 1.0.0
      packs:
        - { name: k3s, tag: 1.32.4 }
        #         ^^^ information(cluster-override): \`k3s\`
`);
  });
});
