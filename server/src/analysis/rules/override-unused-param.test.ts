/** Tests of override-unused-param. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const config = "-- config --\nrules: { cluster-override: off }\n";
const web = `-- web.yaml --
name: web
type: add-on
description: ""
packs:
  - name: nginx
    type: helm
    version: 1.0.0
    registry: R
    values: |
      # %NOTE% stays
      host: '%HOST%'
      count: '%COUNT%'
      format: "%Y%m%d at 50%, a%20b%20c"
  - name: plain
    type: helm
    version: 1.0.0
    registry: R
    values: |
      role: "%ROLE_NAME%"
  - name: apps
    type: manifest
    values: ""
    manifests:
      - name: app
        content: |
          name: %NAME%
          size: %SIZE%
  - name: filled
    type: helm
    version: 1.0.0
    registry: R
    values: "\${VALUES}"
`;
const head =
  'name: lab\ncloudType: maas\nnode_groups: [{ name: a, count: 1 }]\nprofiles:\n  infra: "${INFRA}"\n  addons:\n    - name: web\n      packs:\n';
const cluster = `-- cluster.yaml --\n${head}`;

describe("override-unused-param", () => {
  it("finds params without a placeholder", () => {
    const findings = checkFindings(`${config}${web}${cluster}
        - name: nginx
          override_type: params
          params: { HOST: a, COUNT: 1, NOTE: c, EXTRA: d }
          #                                     ^^^^^ warning(override-unused-param) [unnecessary]: There is no \`%EXTRA%\` in the values of \`nginx\`, so this param changes nothing: remove it, or put \`'%EXTRA%'\` into the profile
`);
    expect(findings[0]?.related[0]?.message).toBe("`web` 1.0.0 brings `nginx` 1.0.0 here");
  });

  it("finds placeholders that are left open, comments and formats aside", () => {
    checkFindings(`${config}${web}${cluster}
        - name: nginx
          #     ^^^^^ warning(override-unused-param): \`%HOST%\`, \`%COUNT%\` in the profile \`web\` 1.0.0 stay open, since this override has no such param
          override_type: params
          params: {}
        - name: plain
          #     ^^^^^ information(override-unused-param): \`%ROLE_NAME%\`
          override_type: params
          params: {}
`);
  });

  it("takes a slip for the open placeholder that is nearest", () => {
    const addons = (key: string) =>
      `${head}        - name: nginx\n          override_type: params\n          params:\n            HOST: a\n            ${key}: 3 # three\n`;
    checkFindings(`${config}${web}-- cluster.yaml --
${head}        - name: nginx
          #     ^^^^^ warning(override-unused-param): \`%COUNT%\`
          override_type: params
          params:
            HOST: a
            CUONT: 3
            # @12+5 warning(override-unused-param) [fix]: did you mean \`COUNT\`?
`);
    checkFix(`${config}${web}-- cluster.yaml --\n${addons("CU$0ONT")}`, "Change to `COUNT`", addons("COUNT"));
  });

  it("looks for templates' params in the manifest that is named, in each of the maps", () => {
    checkFindings(`${config}${web}${cluster}
        - name: apps
          #     ^^^^ warning(override-unused-param): \`%SIZE%\` in the profile \`web\` 1.0.0 stays open, since one of the maps of params has no such param
          is_manifest_pack: true
          manifest_name: app
          override_type: template
          params:
            - { NAME: a, SIZE: 1 }
            - { NAME: b, COLOUR: red }
            #            ^^^^^^ warning(override-unused-param) [unnecessary]: There is no \`%COLOUR%\` in the manifest \`app\` of \`apps\`
        - name: apps
          is_manifest_pack: true
          manifest_name: apq
          #              ^^^ warning(override-unused-param) [fix]: The pack \`apps\` has no manifest \`apq\`, so these params go nowhere: did you mean \`app\`?
          override_type: template
          params: [{ NAME: a, SIZE: 1 }]
`);
  });

  it("does not judge what is not written out, here or in the profile, nor overrides of other types", () => {
    checkFindings(`${config}${web}${cluster}
        - { name: nginx, override_type: params, params: "\${PARAMS}" }
        - { name: filled, override_type: params, params: { A: 1 } }
        - { name: nginx, override_type: values, values: "a: 1", params: { A: 1 } }
`);
  });

  it("lets an anchored map of params have keys for any of the packs that share it", () => {
    checkFindings(`${config}${web}${cluster}
        - name: nginx
          override_type: params
          params: &all { HOST: a, COUNT: 1, ROLE_NAME: b, NOBODY: c }
          #                                               ^^^^^^ warning(override-unused-param) [unnecessary]: \`%NOBODY%\`
        - name: plain
          override_type: params
          params: *all
`);
  });
});
