/** Tests of layer-in-add-on. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("layer-in-add-on", () => {
  it("finds infrastructure, and names the pack that is made for add-on profiles", () => {
    checkFindings(`
      -- catalog Palette Registry --
      weka 1.12.0 csi
      weka-addon 1.12.0 addon
      calico 3.28.2 cni
      nginx 1.12.4 addon
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - { name: weka, type: spectro, registry: Palette Registry, version: 1.12.0 }
        #         ^^^^ warning(layer-in-add-on): \`weka\` is the CSI of a cluster, which an add-on profile cannot bring: use \`weka-addon\` here
        - { name: calico, type: spectro, registry: Palette Registry, version: 3.28.2 }
        #         ^^^^^^ warning(layer-in-add-on): move it to the infra profile
        - { name: nginx, type: spectro, registry: Palette Registry, version: 1.12.4 }
    `);
  });

  it("is softer where the layer is only noted, and says nothing of what is not known", () => {
    checkFindings(`
      -- config --
      rules: { unknown-pack: off }
      -- catalog --
      trident 25.6.0 csi
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - { name: ours, type: helm, layer: csi, version: 1.0.0 }
        #         ^^^^ information(layer-in-add-on)
        - { name: theirs, type: spectro, registry: Other, version: 1.0.0 }
        - { name: trident, type: spectro, layer: addon, version: 25.6.0 }
        - { name: open, type: spectro, layer: "\${LAYER}", version: 1.0.0 }
      -- infra.yaml --
      name: infra
      type: "\${TYPE}"
      description: ""
      packs:
        - { name: trident, type: spectro, version: 25.6.0 }
    `);
  });
});
