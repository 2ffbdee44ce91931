/** Tests of deprecated-pack. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("deprecated-pack", () => {
  it("names the newest version in good standing, and strikes the old one through", () => {
    checkFindings(`
      -- catalog Palette Registry complete --
      dashboard 7.10.0 addon deprecated
      dashboard 7.11.0 addon
      dashboard 7.12.0 addon disabled
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: dashboard
          type: spectro
          registry: Palette Registry
          version: "7.10.0"
          #         ^^^^^^ warning(deprecated-pack) [deprecated]: \`dashboard\` 7.10.0 is deprecated and will be disabled: update to 7.11.0
          #         ^^^^^^ information(outdated-pack) [fix]: 7.11.0 (minor)
    `);
  });

  it("says what disabled and deleted mean, and does not advise a version that is on its way out too", () => {
    checkFindings(`
      -- catalog complete --
      minio 1.0.0 addon disabled
      vault 1.0.0 addon deleted
      vault 1.1.0 addon deprecated
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: minio
          type: spectro
          version: 1.0.0
          #        ^^^^^ warning(deprecated-pack) [deprecated]: disabled, so no new profile can use it: look for another pack
        - name: vault
          type: oci
          version: 1.0.0
          #        ^^^^^ warning(deprecated-pack) [deprecated]: deleted from its registry, so no new cluster can be deployed with it: look
    `);
  });

  it("judges the version that a group stands for", () => {
    checkFindings(`
      -- catalog complete --
      vault 1.1.0 addon
      vault 1.1.1 addon deprecated
      -- config --
      rules: { pack-version-group: off }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: vault
          type: spectro
          version: 1.1.x
          #        ^^^^^ warning(deprecated-pack) [deprecated]: \`vault\` 1.1.1 is deprecated
    `);
  });

  it("does not take a pack of another layer, a chart or a templated version for the pack", () => {
    checkFindings(`
      -- catalog complete --
      trident 25.6.0 csi deprecated
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: trident
          type: spectro
          layer: addon
          version: "\${TRIDENT}"
        - name: trident
          type: helm
          registry: charts
          version: 25.6.0
    `);
  });

  it("points at the version in the registry's pack.json", () => {
    const [finding] = checkFindings(`
      -- catalog Palette Registry --
      vault 1.0.0 addon deprecated
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: vault
          type: spectro
          version: 1.0.0
          #        ^^^^^ warning(deprecated-pack) [deprecated]: deprecated
    `);
    expect(finding?.related).toEqual([
      {
        file: "/registries/0/vault-1.0.0/pack.json",
        span: { start: 27, end: 32 },
        message: "The pack's state is `deprecated` in `Palette Registry`",
      },
    ]);
  });
});
