/** Tests of profile-cloud-mismatch. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const profile = (name: string, cloudType: string | undefined) =>
  `-- ${name}.yaml --\nname: ${name}\ntype: add-on\n${cloudType === undefined ? "" : `cloudType: ${cloudType}\n`}description: ""\npacks: []\n`;

describe("profile-cloud-mismatch", () => {
  it("warns of clouds that are different for sure", () => {
    const findings = checkFindings(`${profile("web", "aws")}
-- cluster.yaml --
name: lab
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles:
  infra: "\${INFRA}"
  addons:
    - name: web
      #     ^^^ warning(profile-cloud-mismatch): The profile \`web\` is for \`aws\` and the cluster is on \`maas\`: attach a profile for \`maas\`
`);
    expect(findings[0]?.related[0]?.message).toBe("`web` 1.0.0 is defined here with the cloud type `aws`");
  });

  it("lets a profile for all clouds, for none in particular and for the same one pass", () => {
    checkFindings(`${["all", '""', undefined, "maas", '"${CLOUD}"'].map((cloud, at) => profile(`p${at}`, cloud)).join("")}
-- cluster.yaml --
name: lab
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles:
  infra: "\${INFRA}"
  addons: [p0, p1, p2, p3, p4]
`);
  });

  it("is a hint where clouds are relatives, or not known, whatever the configuration says", () => {
    checkFindings(`
-- config --
rules: { profile-cloud-mismatch: error }
${profile("old", "edge")}${profile("custom", "nutanix")}${profile("vc", "vsphere")}${profile("cloud", "gcp")}
-- cluster.yaml --
name: lab
cloudType: edge-native
node_groups: [{ name: a, count: 1 }]
profiles:
  infra: "\${INFRA}"
  addons:
    - old
    # ^^^ hint(profile-cloud-mismatch): The profile \`old\` is for \`edge\`, which may not fit a cluster on \`edge-native\`
    - custom
    # ^^^^^^ hint(profile-cloud-mismatch): \`nutanix\`
    - vc
    # ^^ hint(profile-cloud-mismatch): \`vsphere\`
    - cloud
    # ^^^^^ warning(profile-cloud-mismatch): \`gcp\`
`);
  });

  it("takes vsphere for edge-vsphere, and tencent for tke", () => {
    checkFindings(`${profile("vc", "vsphere")}
-- cluster.yaml --
name: lab
cloudType: edge-vsphere
node_groups: [{ name: a, count: 1 }]
profiles:
  infra: "\${INFRA}"
  system: "\${SYSTEM}"
  addons: [vc]
`);
  });

  it("says nothing of a cluster whose cloud Terraform fills in, and of clusters in a list", () => {
    checkFindings(`${profile("web", "aws")}
-- cluster.yaml --
name: lab
cloudType: "\${CLOUD}"
node_groups: [{ name: a, count: 1 }]
profiles:
  infra: "\${INFRA}"
  addons: [web]
-- stores.yaml --
- name: store-1
  node_pools: []
  profiles:
    - { name: web, tag: 1.0.0 }
    - { name: "\${INFRA}", tag: 1.0.0 }
`);
  });
});
