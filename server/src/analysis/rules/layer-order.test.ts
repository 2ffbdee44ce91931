/** Tests of layer-order. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const catalog = `
-- catalog --
ubuntu 22.04 os
kubernetes 1.32.8 k8s
calico 3.28.2 cni
longhorn 1.9.1 csi
nginx 1.12.4 addon
`;

const head = "name: base\ntype: infra\ncloudType: maas\ndescription: ''\npacks:\n";

const profile = (packs: string, flags = "") => `${catalog}-- profile.yaml${flags} --\n${head}${packs}`;

const pack = (name: string, version: string, more = "") =>
  `  - name: ${name}\n    type: spectro\n    version: ${version}\n${more}`;

const ubuntu = pack("ubuntu", '"22.04"');
const kubernetes = pack("kubernetes", "1.32.8");
const nginx = pack("nginx", "1.12.4");

describe("layer-order", () => {
  it("finds the first pack that comes too late, and takes an unknown one for any", () => {
    checkFindings(`
      -- config --
      rules: { unknown-pack: off }
      -- catalog --
      ubuntu 22.04 os
      kubernetes 1.32.8 k8s
      calico 3.28.2 cni
      -- profile.yaml --
      name: base
      type: infra
      cloudType: maas
      description: ""
      packs:
        - { name: kubernetes, type: spectro, version: 1.32.8 }
        - { name: ours, type: spectro, version: 1.0.0 }
        - { name: calico, type: spectro, version: 3.28.2 }
        - { name: ubuntu, type: spectro, version: "22.04" }
        #         ^^^^^^ warning(layer-order): \`ubuntu\` is of the layer \`os\`, which comes before \`cni\`: move it above \`calico\`
        - { name: kubernetes, type: spectro, version: 1.32.8 }
        #         ^^^^^^^^^^ warning(layer-duplicate)
    `);
  });

  it("is softer where a layer is only noted, and leaves profiles of other types", () => {
    checkFindings(`
      -- profile.yaml --
      name: base
      type: cluster
      description: ""
      packs:
        - { name: a, type: helm, version: 1.0.0 }
        - { name: b, type: helm, layer: cni, version: 1.0.0 }
        #         ^ information(layer-order) [fix]
      -- system.yaml --
      name: system
      type: system
      description: ""
      packs:
        - { name: a, type: helm, version: 1.0.0 }
        - { name: b, type: helm, layer: cni, version: 1.0.0 }
    `);
  });
});

describe("the fix of layer-order", () => {
  const title = "Put the packs in the order of their layers";

  it("moves packs with their values and the comments above them, byte for byte", () => {
    const values = "    values: |\n      a: 1   \n\n      # kept\n      b:\n        - x\n";
    const withComment = `  # The network\n${pack("nginx", "1.12.4  # pinned", values)}\n\n`;
    checkFix(
      profile(`${withComment}${kubernetes}    # behind\n  # The system\n  # of all\n${ubuntu}tags: [a]\n`),
      title,
      `${head}  # The system\n  # of all\n${ubuntu}${kubernetes}    # behind\n${withComment}tags: [a]\n`,
    );
  });

  it("keeps the line ends, and the order of packs of one layer", () => {
    const other = pack("nginx", "1.12.4", "    values: 'x: 1'\n");
    checkFix(profile(nginx + other + ubuntu, " crlf"), title, head + ubuntu + nginx + other);
  });

  it("moves items between brackets, and of exports", () => {
    const flow = (first: string, second: string) =>
      profile("").replace("packs:\n", `packs: [${first},\n  ${second}]\n`);
    const [a, b] = [
      "{ name: nginx, type: spectro, version: 1.12.4 }",
      '{ name: ubuntu, type: spectro, version: "22.04" }',
    ];
    checkFix(flow(a, b), title, flow(b, a).slice(flow(b, a).indexOf("name: base")));
  });

  it.each([
    ["the last line has no end", profile(nginx + ubuntu, " no-final-newline")],
    ["an anchor would stand behind its alias", profile(pack("nginx", "&v 1.12.4") + pack("ubuntu", "*v"))],
    ["Terraform takes packs in or out", profile(`${nginx}  %{ if x }\n${ubuntu}  %{ endif }\n`)],
    ["the layer of one is not known", profile(nginx + pack("ours", "1.0.0") + ubuntu)],
    [
      "packs come of an anchor elsewhere",
      profile(`  - &n { name: nginx, type: spectro, version: 1.12.4 }\n${ubuntu}  - *n\n`),
    ],
  ])("is none where %s", (_, source) => {
    checkNoFix(source, "layer-order");
  });
});
