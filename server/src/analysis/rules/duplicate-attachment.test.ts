/** Tests of duplicate-attachment. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const profile = (name: string, packs: string) =>
  `-- ${name}.yaml --\nname: ${name}\ntype: add-on\ndescription: ""\npacks:\n${packs}`;

const pack = (name: string, values?: string) =>
  `  - name: ${name}\n    type: helm\n    version: 1.0.0\n    registry: R\n${values === undefined ? "" : `    values: |\n      ${values.replaceAll("\n", "\n      ")}\n`}`;

const display = (name: string) =>
  `pack:\n  namespace: a\n  spectrocloud.com/display-name: ${name}\ncharts: {}`;

const cluster =
  '-- cluster.yaml --\nname: lab\ncloudType: maas\nnode_groups: [{ name: a, count: 1 }]\nprofiles:\n  infra: "${INFRA}"\n';

describe("duplicate-attachment", () => {
  it("finds one profile twice, in whatever version and place, unless it is of another context", () => {
    const findings = checkFindings(`${profile("web", pack("nginx"))}${cluster}
  addons:
    - web
    - name: web
      #     ^^^ warning(duplicate-attachment): The profile \`web\` is attached to this cluster twice
      version: 1.0.0
    - name: web
      #     ^^^ warning(unknown-profile): exists in the context \`project\` only
      context: tenant
    - name: web
      context: "\${CONTEXT}"
  addon_deployments:
    - name: unknown
      #     ^^^^^^^ hint(unknown-profile)
    - name: unknown
      #     ^^^^^^^ hint(unknown-profile)
      #     ^^^^^^^ warning(duplicate-attachment): The profile \`unknown\` is attached
`).filter(({ rule }) => rule === "duplicate-attachment");
    expect(findings[0]?.related.map(({ file, message }) => [file, message])).toEqual([
      ["/project/cluster.yaml", "`web` is attached here already"],
    ]);
  });

  it("finds packs that two profiles bring, one finding for each pair of profiles", () => {
    const findings =
      checkFindings(`${profile("web", pack("nginx") + pack("proxy"))}${profile("platform", pack("proxy") + pack("nginx") + pack("dns"))}${profile("other", pack("dns") + pack("nginx"))}${cluster}
  addons:
    - web
    - platform
    # ^^^^^^^^ warning(duplicate-attachment): The profiles \`web\` and \`platform\` both bring the packs \`proxy\`, \`nginx\`: set another
    - other
    # ^^^^^ warning(duplicate-attachment): The profiles \`platform\` and \`other\` both bring the pack \`dns\`
    # ^^^^^ warning(duplicate-attachment): The profiles \`web\` and \`other\` both bring the pack \`nginx\`
`);
    expect(findings[0]?.related.map(({ message }) => message)).toEqual([
      "`web` 1.0.0 brings `proxy` 1.0.0 here",
      "`platform` 1.0.0 brings `proxy` 1.0.0 here",
      "`web` 1.0.0 brings `nginx` 1.0.0 here",
      "`platform` 1.0.0 brings `nginx` 1.0.0 here",
    ]);
  });

  it("tells packs apart by display name, and takes the pack's name where there is none", () => {
    checkFindings(`${profile("web", pack("nginx", display("nginx-web")))}${profile("platform", pack("nginx"))}${profile("same", pack("nginx", display('"nginx-web"')))}${profile("plain", pack("nginx", display("nginx")))}${cluster}
  addons:
    - web
    - platform
    - same
    # ^^^^ warning(duplicate-attachment): \`web\` and \`same\` both bring the pack \`nginx\`
    - plain
    # ^^^^^ warning(duplicate-attachment): \`platform\` and \`plain\` both bring the pack \`nginx\`
`);
  });

  it("reads display names from an override, and does not guess at what it cannot read", () => {
    checkFindings(`
-- config --
rules: { cluster-override: off, values-syntax: off }
${profile("web", pack("nginx", "charts: {}"))}${profile("platform", pack("nginx"))}${profile("filled", pack("nginx", display("'%NAME%'")))}${profile("broken", pack("nginx", display("a: b: c")))}${cluster}
  addons:
    - name: web
      packs:
        - name: nginx
          version: 1.0.0
          override_type: values
          values: |
            pack:
              spectrocloud.com/display-name: nginx-web
    - platform
    - filled
    - broken
`);
  });

  it("does not compare packs within one profile, nor profiles that are defined in several ways", () => {
    checkFindings(
      `${profile("web", pack("nginx") + pack("nginx"))}${profile("platform", pack("dns"))}
-- again.yaml --
name: platform
#     ^^^^^^^^ warning(duplicate-profile)
type: add-on
description: again
packs:
${pack("nginx")}${cluster}
  addons: [web, platform, "\${MORE}"]
`.replace("name: platform\ntype", "name: platform\n#     ^^^^^^^^ warning(duplicate-profile)\ntype"),
    );
  });

  it("holds for clusters in a list", () => {
    checkFindings(`${profile("web", pack("nginx"))}${profile("platform", pack("nginx"))}
-- stores.yaml --
- name: store-1
  node_pools: []
  profiles:
    - { name: "\${INFRA}", tag: 1.0.0 }
    - { name: web, tag: 1.0.0 }
    - { name: platform, tag: 1.0.0 }
    #         ^^^^^^^^ warning(duplicate-attachment): both bring the pack \`nginx\`
    - { name: web, tag: 1.0.0 }
    #         ^^^ warning(duplicate-attachment): attached to this cluster twice
`);
  });
});
