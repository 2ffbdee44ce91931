/** Tests of unknown-pack: it is only as sure as the catalog is complete. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

describe("unknown-pack", () => {
  it("warns where the registry is complete, and offers the names that were meant", () => {
    checkFindings(`
      -- catalog Palette Registry complete --
      nginx 1.12.4 addon
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: ngnix
          #     ^^^^^ warning(unknown-pack) [fix]: There is no pack \`ngnix\` in \`Palette Registry\`: did you mean \`nginx\`?
          type: spectro
          registry: Palette Registry
          version: 1.12.4
        - name: "metallb"
          #      ^^^^^^^ warning(unknown-pack): There is no pack \`metallb\` in \`Palette Registry\`: check the name and the registry
          type: oci
          registry: Palette Registry
          version: 1.0.0
    `);
  });

  it("hints where packs may be missing, even if the rule is set to error", () => {
    checkFindings(`
      -- catalog Palette Registry --
      nginx 1.12.4 addon
      -- catalog Other complete --
      nginx 1.12.4 addon
      -- config --
      rules: { unknown-pack: error }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: metallb
          #     ^^^^^^^ hint(unknown-pack): in \`Palette Registry\`:
          type: spectro
          registry: Palette Registry
          version: 1.12.4
        - name: metallb
          #     ^^^^^^^ error(unknown-pack): in \`Other\`:
          type: spectro
          registry: Other
          version: 1.12.4
        - name: metallb
          #     ^^^^^^^ hint(unknown-pack): in \`Palette Registry\` or \`Other\`:
          type: spectro
          version: 1.12.4
    `);
  });

  it("says nothing of a registry that is unknown or unread, except of a likely slip", () => {
    checkFindings(`
      -- catalog Palette Registry unreadable --
      -- catalog --
      nginx 1.12.4 addon
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: metallb
          type: spectro
          registry: Palette Registry
          version: 1.0.0
        - name: metallb
          type: spectro
          registry: Public Repo
          version: 1.0.0
        - name: metallb
          type: spectro
          version: 1.0.0
        - name: ngnix
          #     ^^^^^ hint(unknown-pack) [fix]: There is no pack \`ngnix\` in the packs known here: did you mean \`nginx\`?
          type: spectro
          registry: Public Repo
          version: 1.0.0
    `);
  });

  it("says nothing without any registry", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - { name: metallb, type: spectro, version: 1.0.0 }
    `);
  });

  it("does not look for charts, manifests, templates, and packs without a version", () => {
    checkFindings(`
      -- catalog Palette Registry complete --
      nginx 1.12.4 addon
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: podinfo
          type: helm
          registry: charts
          version: 6.0.0
        - name: podinfo
          type: helm
          version: 6.0.0
        - name: my-manifests
          type: manifest
        - name: my-manifests
          type: manifest
          registry: Palette Registry
          version: 1.0.0
        - name: \${PACK}
          type: spectro
          version: 1.0.0
        - name: metallb
          type: spectro
    `);
  });

  it("tells a pack of another layer apart, unless the registry is named and the layer but noted beside it", () => {
    checkFindings(`
      -- catalog Palette Registry complete --
      trident 25.6.0 csi
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: trident
          #     ^^^^^^^ warning(layer-in-add-on)
          type: spectro
          layer: addon
          #      ^^^^^ hint(layer-mismatch) [fix]
          registry: Palette Registry
          version: 25.6.0
        - name: trident
          #     ^^^^^^^ warning(unknown-pack): There is no pack \`trident\`
          type: spectro
          layer: addon
          version: 25.6.0
    `);
  });

  it("changes the name and keeps its quotes", () => {
    const file = (name: string) => `
      name: base
      type: add-on
      description: ""
      packs:
        - { "name": '${name}', type: spectro, version: 1.12.4 } # web
    `;
    checkFix(
      `
      -- catalog complete --
      nginx 1.12.4 addon
      -- profile.yaml --${file("nginxx")}`,
      "Change to `nginx`",
      file("nginx"),
    );
  });
});
