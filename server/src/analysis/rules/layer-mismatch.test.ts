/** Tests of layer-mismatch. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const packs = "nginx 1.12.4 addon\ncalico 3.28.2 cni\n";

const exported = (layer: string, registry = "Palette Registry") => `-- export.json --
{
  "metadata": { "name": "base" },
  "spec": {
    "version": "1.0.0",
    "template": {
      "type": "cluster",
      "packs": [
        {
          "name": "nginx",
          "type": "oci",
          "layer": "${layer}",
          "version": "1.12.4",
          "tag": "1.12.4",
          "registry": { "metadata": { "name": "${registry}" } }
        }
      ]
    }
  }
}
`;

describe("layer-mismatch", () => {
  it("finds a layer that is not the pack's, in an export", () => {
    const [finding] = checkFindings(
      `-- catalog Palette Registry --\n${packs}${exported("csi").replace(
        '"csi",',
        '"csi",\n          #         ^^^ warning(layer-mismatch) [fix]: The pack `nginx` is of the layer `addon`, and not of `csi`: write what it is',
      )}`,
    );
    expect(finding?.related[0]?.file).toBe("/registries/0/nginx-1.12.4/pack.json");
  });

  it("hints in a profile of the modules, which do not read it", () => {
    checkFindings(`
      -- catalog Palette Registry --
      nginx 1.12.4 addon
      -- profile.yaml --
      name: base
      type: cluster
      description: ""
      packs:
        - { name: nginx, type: spectro, layer: cni, registry: Palette Registry, version: 1.12.4 }
        #                                      ^^^ hint(layer-mismatch) [fix]: nothing reads this
        - { name: nginx, type: spectro, layer: addon, registry: Palette Registry, version: 1.12.4 }
        - { name: nginx, type: spectro, layer: "\${LAYER}", registry: Palette Registry, version: 1.12.4 }
        - { name: ours, type: helm, layer: csi, version: 1.0.0 }
        #         ^^^^ information(layer-order) [fix]
    `);
  });

  it("says nothing where the pack may be another one", () => {
    checkFindings(
      `-- config --\nrules: { unknown-pack: off }\n-- catalog --\n${packs}${exported("csi", "Other")}`,
    );
  });

  it("writes the pack's layer in the same quotes", () => {
    const catalog = `-- catalog Palette Registry --\n${packs}`;
    checkFix(catalog + exported("csi"), "Change to `addon`", exported("addon").replace(/^.*\n/, ""));
  });
});
