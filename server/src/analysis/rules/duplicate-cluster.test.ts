/** Tests of duplicate-cluster. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const cluster = (file: string, head: string) =>
  `-- ${file} --\n${head}\nnode_groups: [{ name: a, count: 1 }]\nprofiles: { infra: base }\n`;

describe("duplicate-cluster", () => {
  it("is told at both places", () => {
    const findings = checkFindings(
      cluster(
        "a.yaml",
        "name: lab\n#     ^^^ warning(duplicate-cluster): 2 clusters have the name `lab`: give this one another name\ncloudType: maas",
      ) +
        cluster(
          "b.yaml",
          "name: 'lab'\n#      ^^^ warning(duplicate-cluster): 2 clusters have the name `lab`\ncloudType: maas\ncontext: project",
        ),
    );
    expect(findings.map(({ related }) => related)).toEqual([
      [{ file: "/project/b.yaml", span: { start: 7, end: 10 }, message: "`lab` is defined here too" }],
      [{ file: "/project/a.yaml", span: { start: 6, end: 9 }, message: "`lab` is defined here too" }],
    ]);
  });

  it("is an information where the other is in another folder", () => {
    checkFindings(
      cluster(
        "dev/a.yaml",
        "name: lab\n#     ^^^ information(duplicate-cluster): unless the two are for different projects\ncloudType: maas",
      ) +
        cluster(
          "prod/a.yaml",
          "name: lab\n#     ^^^ information(duplicate-cluster): unless the two are for different projects\ncloudType: maas",
        ),
    );
  });

  it("does not mind another cloud type, another context, or what Terraform fills in", () => {
    checkFindings(
      cluster("a.yaml", "name: lab\ncloudType: maas") +
        cluster("b.yaml", "name: lab\ncloudType: eks") +
        cluster("c.yaml", "name: lab\ncloudType: maas\ncontext: tenant") +
        cluster("d.yaml", 'name: "lab${SUFFIX}"\ncloudType: maas') +
        cluster("e.yaml", 'name: "lab${SUFFIX}"\ncloudType: maas'),
    );
  });

  it("finds items of a list, and a list's item and a file", () => {
    checkFindings(`
-- stores.yaml --
- name: store-1
  #     ^^^^^^^ warning(duplicate-cluster): 3 clusters have the name \`store-1\`
  node_pools: []
  profiles: [{ name: base, tag: 1.0.0 }]
- name: store-1
  #     ^^^^^^^ warning(duplicate-cluster): 3 clusters have the name \`store-1\`
  node_pools: []
  profiles: [{ name: base, tag: 1.0.0 }]
- name: store-2
  node_pools: []
  profiles: [{ name: base, tag: 1.0.0 }]
${cluster("c.yaml", "name: store-1\n#     ^^^^^^^ warning(duplicate-cluster): 3 clusters\ncloudType: edge-native")}`);
  });
});
