/** Tests of cluster-profile-kind. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const profile = (name: string, type: string, more = "") =>
  `-- ${name}${more.replace(/\W/g, "")}.yaml --\nname: ${name}\n${more}type: ${type}\ndescription: ""\npacks: []\n`;

const profiles =
  profile("base", "infra") +
  profile("full", "cluster") +
  profile("web", "add-on") +
  profile("host", "system");

const cluster = "-- cluster.yaml --\nname: lab\ncloudType: libvirt\nnode_groups: [{ name: a, count: 1 }]\n";

describe("cluster-profile-kind", () => {
  it("is content with each profile in its place", () => {
    checkFindings(`${profiles}${cluster}
profiles:
  infra: base
  system: host
  addons: [web]
`);
    checkFindings(`${profiles}${cluster}
profiles:
  infra: { name: full }
  addon_deployments: [{ name: web }]
`);
  });

  it("finds an add-on or system profile as infra, and others than system profiles as system", () => {
    const findings = checkFindings(`${profiles}${cluster}
profiles:
  infra: web
  #      ^^^ warning(cluster-profile-kind): The profile \`web\` is of the type \`add-on\`, which brings no infrastructure: list it under \`addons\`
  system: { name: "base" }
  #                ^^^^ warning(cluster-profile-kind): The profile \`base\` is of the type \`infra\`: only a \`system\` profile belongs here
`);
    expect(findings[0]?.related).toEqual([
      {
        file: "/project/web.yaml",
        span: { start: 6, end: 9 },
        message: "`web` 1.0.0 is defined here with the type `add-on`",
      },
    ]);
    checkFindings(`${profiles}${cluster}
profiles:
  infra: host
  #      ^^^^ warning(cluster-profile-kind): The profile \`host\` is of the type \`system\`: it belongs under \`system\`
`);
  });

  it("finds infra, full and system profiles among the add-ons", () => {
    checkFindings(`${profiles}${cluster}
profiles:
  infra: base
  addons:
    - full
    # ^^^^ warning(cluster-profile-kind): of the type \`cluster\`, of which a cluster has exactly one, under \`infra\`
    - host
    # ^^^^ warning(cluster-profile-kind): it belongs under \`system\`
  addon_deployments:
    - name: full
      #     ^^^^ warning(cluster-profile-kind): put it there or remove it here
      #     ^^^^ warning(duplicate-attachment)
`);
  });

  it("leaves the same profile in two places to duplicate-attachment", () => {
    checkFindings(`${profiles}${cluster}
profiles:
  infra: base
  addons:
    - base
    # ^^^^ warning(duplicate-attachment)
`);
  });

  it("judges a version that is not known by the others, when they agree", () => {
    checkFindings(`${profile("web", "add-on")}${profile("web", "add-on", "version: 1.1.0\n")}${cluster}
profiles:
  infra:
    name: web
    #     ^^^ warning(cluster-profile-kind): of the type \`add-on\`
    version: "\${VERSION}"
`);
    checkFindings(`${profile("web", "add-on")}${profile("web", "infra", "version: 1.1.0\n")}${cluster}
profiles:
  infra: { name: web, version: "\${VERSION}" }
  addons: [{ name: other }]
  #                ^^^^^ hint(unknown-profile)
`);
    checkFindings(`${profile("web", "add-on")}${profile("web", "infra", "version: 1.1.0\n")}${cluster}
profiles:
  infra: { name: web, version: 1.1.0 }
`);
  });

  it("does not judge what files disagree on, what has no type, and what Terraform fills in", () => {
    checkFindings(`${cluster}
profiles:
  infra: web
  addons: ["\${ADDON}"]
-- a.yaml --
name: web
#     ^^^ warning(duplicate-profile)
type: add-on
description: ""
packs: []
-- b.yaml --
name: web
#     ^^^ warning(duplicate-profile)
type: infra
description: ""
packs: []
`);
    checkFindings(`${cluster}
profiles:
  infra: web
-- a.yaml --
name: web
type: "\${TYPE}"
description: ""
packs: []
`);
  });

  it("counts the infra profiles of the clusters of a list", () => {
    checkFindings(`${profiles}
-- stores.yaml --
- name: store-1
  node_pools: []
  profiles:
    - { name: base, tag: 1.0.0 }
    - { name: web, tag: 1.0.0 }
- name: store-2
  node_pools: []
  profiles:
    - { name: base, tag: 1.0.0 }
    - { name: web, tag: 1.0.0 }
    - { name: full, tag: 1.0.0 }
    #         ^^^^ warning(cluster-profile-kind): The profile \`full\` is of the type \`cluster\`, of which a cluster has exactly one, and \`base\` is one already
- name: store-3
  #     ^^^^^^^ warning(cluster-profile-kind): The cluster \`store-3\` has no infra or full profile
  node_pools: []
  profiles:
    - { name: web, tag: 1.0.0 }
- name: store-4
  node_pools: []
  profiles:
    - { name: web, tag: 1.0.0 }
    - { name: elsewhere, tag: 1.0.0 }
    #         ^^^^^^^^^ hint(unknown-profile)
- name: store-5
  node_pools: []
  profiles: []
`);
  });
});
