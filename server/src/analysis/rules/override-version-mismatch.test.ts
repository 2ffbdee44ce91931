/** Tests of override-version-mismatch. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const config =
  "-- config --\nrules: { cluster-override: off, unquoted-version: off, pack-version-group: off }\n";
const web = `-- web.yaml --
name: web
type: add-on
description: ""
packs:
  - { name: nginx, type: helm, version: 1.12.4, registry: R }
  - { name: k8s, type: helm, version: 1.32.x, registry: R }
  - { name: eks, type: helm, version: "1.20", registry: R }
  - { name: twice, type: helm, version: 1.0.0, registry: R }
  - { name: twice, type: helm, version: 2.0.0, registry: R }
  - { name: open, type: helm, version: "\${V}", registry: R }
  - { name: notes, type: manifest }
`;
const head =
  'name: lab\ncloudType: maas\nnode_groups: [{ name: a, count: 1 }]\nprofiles:\n  infra: "${INFRA}"\n  addons:\n';
const cluster = `-- cluster.yaml --\n${head}`;

describe("override-version-mismatch", () => {
  it("compares what is written, and takes a group for its members", () => {
    checkFindings(`${config}${web}${cluster}
    - name: web
      packs:
        - { name: nginx, version: "1.12.4", override_type: values, values: "a: 1" }
        - { name: nginx, override_type: values, values: "a: 1" }
        - { name: nginx, version: 1.12.x, override_type: values, values: "a: 1" }
        - { name: nginx, version: "\${V}", override_type: values, values: "a: 1" }
        - { name: nginx, version: 1.11.5, override_type: values, values: "a: 1" }
        #                         ^^^^^^ warning(override-version-mismatch) [fix]: The override is for \`nginx\` 1.11.5, and the profile \`web\` 1.0.0 has 1.12.4: change the version
        - { name: k8s, version: 1.32.8, override_type: values, values: "a: 1" }
        - { name: k8s, version: 1.31.8, override_type: values, values: "a: 1" }
        #                       ^^^^^^ warning(override-version-mismatch) [fix]: has 1.32.x
        - { name: eks, version: 1.20, override_type: values, values: "a: 1" }
        - { name: twice, version: 2.0.0, override_type: values, values: "a: 1" }
        - { name: twice, version: 3.0.0, override_type: values, values: "a: 1" }
        #                         ^^^^^ warning(override-version-mismatch) [fix]: has 1.0.0 and 2.0.0
        - { name: open, version: 1.0.0, override_type: values, values: "a: 1" }
        - { name: notes, version: 1.0.0, override_type: values, values: "a: 1" }
`);
  });

  it("takes an export's version and what was chosen for it alike", () => {
    checkFindings(`${config}
-- export.yaml --
metadata: { name: base }
spec: { version: 2.0.0, template: { type: infra, packs: [{ name: k8s, version: 1.32.4, tag: 1.32.x }] } }
-- stores.yaml --
- name: store-1
  node_pools: []
  profiles:
    - name: base
      tag: 2.0.0
      packs:
        - { name: k8s, tag: 1.32.4, values: "a: 1" }
        - { name: k8s, tag: 1.32.x, values: "a: 1" }
        - { name: k8s, tag: 1.33.0, values: "a: 1" }
        #                   ^^^^^^ warning(override-version-mismatch) [fix]: has 1.32.x
`);
  });

  it("changes the version in place, with its quotes", () => {
    const addons = (version: string) =>
      `${head}    - name: web\n      packs:\n        - name: nginx\n          version: '${version}' # as in web\n          override_type: values\n          values: "a: 1"\n`;
    checkFix(
      `${config}${web}-- cluster.yaml crlf --\n${addons("1.11.5")}`,
      "Change to 1.12.4",
      addons("1.12.4"),
    );
  });

  it("leaves alone what a merge brings in", () => {
    checkNoFix(
      `${config}${web}${cluster}
    - name: web
      packs:
        - { <<: { version: 1.11.5 }, name: nginx, override_type: values, values: "a: 1" }
`,
      "override-version-mismatch",
    );
  });
});
