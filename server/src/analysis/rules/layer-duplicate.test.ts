/** Tests of layer-duplicate. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("layer-duplicate", () => {
  it("finds the second pack of an infrastructure layer, and lets add-ons be many", () => {
    const findings = checkFindings(
      `
      -- catalog Palette Registry --
      calico 3.28.2 cni
      cilium 1.17.4 cni
      nginx 1.12.4 addon
      vault 1.0.0 addon
      -- profile.yaml --
      name: base
      type: infra
      cloudType: maas
      description: ""
      packs:
        - { name: calico, type: spectro, registry: Palette Registry, version: 3.28.2 }
        - { name: nginx, type: spectro, registry: Palette Registry, version: 1.12.4 }
        - { name: cilium, type: spectro, registry: Palette Registry, version: 1.17.4 }
        #         ^^^^^^ warning(layer-duplicate): A profile has one CNI pack, and \`calico\` is it already: remove one of the two
        #         ^^^^^^ warning(layer-order) [fix]: comes before \`addon\`
        - { name: vault, type: spectro, registry: Palette Registry, version: 1.0.0 }
    `,
    );
    const [duplicate] = findings.filter(({ rule }) => rule === "layer-duplicate");
    expect(duplicate?.related.map(({ message }) => message)).toEqual(["The first pack of the layer `cni`"]);
  });

  it("tells one pack twice once, is softer where the layer is only noted, and leaves what is not known", () => {
    checkFindings(`
      -- whole --
      -- catalog --
      calico 3.28.2 cni
      -- config --
      rules: { layer-missing: off, outdated-pack: off }
      -- profile.yaml --
      name: base
      type: infra
      cloudType: maas
      description: ""
      packs:
        - { name: calico, type: spectro, version: 3.28.2 }
        - { name: calico, type: spectro, version: 3.28.2 }
        #         ^^^^^^ warning(layer-duplicate): \`calico\` is it already
        - { name: ours, type: helm, layer: cni, version: 1.0.0 }
        #         ^^^^ information(layer-duplicate): \`calico\` is it already
        - { name: theirs, type: helm, version: 1.0.0 }
      -- add-on.yaml --
      name: more
      type: add-on
      description: ""
      packs:
        - { name: ours, type: helm, layer: addon, version: 1.0.0 }
    `);
  });
});
