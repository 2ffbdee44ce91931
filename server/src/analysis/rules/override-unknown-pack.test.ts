/** Tests of override-unknown-pack. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const config = "-- config --\nrules: { cluster-override: off }\n";
const profile = (name: string, packs: string) =>
  `-- ${name}.yaml --\nname: ${name}\ntype: add-on\ndescription: ""\npacks: ${packs}\n`;
const web = profile("web", "[{ name: nginx, type: helm }, { name: cert-manager, type: helm }]");
const head =
  'name: lab\ncloudType: maas\nnode_groups: [{ name: a, count: 1 }]\nprofiles:\n  infra: "${INFRA}"\n';
const cluster = `-- cluster.yaml --\n${head}`;

describe("override-unknown-pack", () => {
  it("offers the packs whose names are nearly the same, and names those that there are", () => {
    const findings = checkFindings(`${config}${web}${cluster}
  addons:
    - name: web
      packs:
        - { name: nginx, override_type: values, values: "a: 1" }
        - { name: "ngnix", override_type: values, values: "a: 1" }
        #          ^^^^^ warning(override-unknown-pack) [fix]: The profile \`web\` 1.0.0 has no pack \`ngnix\`, so this override changes nothing: did you mean \`nginx\`?
        - { name: prometheus, override_type: values, values: "a: 1" }
        #         ^^^^^^^^^^ warning(override-unknown-pack): it has \`nginx\`, \`cert-manager\`
`);
    expect(findings[0]?.related[0]).toMatchObject({ file: "/project/web.yaml", span: { start: 6, end: 9 } });
  });

  it("is silent where the version is not known, or a pack's name is not", () => {
    checkFindings(`${config}${web}${profile("open", '[{ name: "${PACK}", type: helm }]')}${profile("empty", "[]")}${cluster}
  addons:
    - name: web
      version: 1.1.0
      #        ^^^^^ warning(unknown-profile-version) [fix]: 1.1.0
      packs: [{ name: a, override_type: values, values: "a: 1" }]
    - name: open
      packs: [{ name: a, override_type: values, values: "a: 1" }]
    - name: empty
      packs: [{ name: a, override_type: values, values: "a: 1" }]
      #               ^ warning(override-unknown-pack): it has no packs
    - name: elsewhere
      #     ^^^^^^^^^ hint(unknown-profile)
      packs: [{ name: a, override_type: values, values: "a: 1" }]
`);
  });

  it("looks into all files that define the version, exports too, and into clusters of a list", () => {
    checkFindings(`${config}
-- a.yaml --
name: web
#     ^^^ warning(duplicate-profile)
type: add-on
description: ""
packs: [{ name: nginx, type: helm }]
-- b.yaml --
name: web
#     ^^^ warning(duplicate-profile)
type: add-on
description: ""
packs: [{ name: proxy, type: helm }]
-- export.json --
{ "metadata": { "name": "base" }, "spec": { "version": "2.0.0", "template": { "type": "infra", "packs": [{ "name": "k8s" }] } } }
-- stores.yaml --
- name: store-1
  node_pools: []
  profiles:
    - name: base
      tag: 2.0.0
      packs: [{ name: k8s, values: "a: 1" }, { name: k9s, values: "a: 1" }]
      #                                              ^^^ warning(override-unknown-pack): it has \`k8s\`
    - name: web
      tag: 1.0.0
      packs: [{ name: nginx, values: "a: 1" }, { name: proxy, values: "a: 1" }]
`);
  });

  it("changes the name in place", () => {
    const addons = (name: string) =>
      `${head}  addons:\n    - name: web\n      packs:\n        - name: '${name}' # the proxy\n          override_type: values\n          values: "a: 1"\n`;
    checkFix(`${config}${web}-- cluster.yaml --\n${addons("ngnix")}`, "Change to `nginx`", addons("nginx"));
  });
});
