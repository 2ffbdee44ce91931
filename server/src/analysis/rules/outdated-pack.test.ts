/** Tests of outdated-pack: what is offered, and that the edit touches nothing but the version. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const nginx = `
-- catalog Palette Registry --
nginx 1.11.5 addon
nginx 1.12.1 addon
nginx 1.12.4 addon
nginx 1.13.0 addon
nginx 2.0.0 addon
`;

describe("outdated-pack: what is offered", () => {
  it("says how far behind the pack is, nearest distance first", () => {
    const [finding] = checkFindings(`${nginx}
-- profile.yaml --
name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    registry: Palette Registry
    version: '1.12.1'
    #         ^^^^^^ information(outdated-pack) [fix]: \`nginx\` 1.12.1 is outdated, 3 newer versions: update to 1.12.4 (patch) or 1.13.0 (minor) or 2.0.0 (major)
`);
    expect(finding?.fixes().map(({ title, preferred }) => `${title}${preferred ? " *" : ""}`)).toEqual([
      "Update nginx to 1.12.4 (patch) *",
      "Update nginx to 1.13.0 (minor)",
      "Update nginx to 2.0.0 (major)",
    ]);
    expect(finding?.related.map(({ file }) => file)).toEqual(["/registries/0/nginx-2.0.0/pack.json"]);
  });

  it("says nothing of the newest version, of an unread registry, of templates and of versions without an order", () => {
    checkFindings(`${nginx}
-- catalog Other unreadable --
-- profile.yaml --
name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    registry: Palette Registry
    version: 2.0.0
  - name: nginx
    type: spectro
    registry: Other
    version: 1.12.1
  - name: nginx
    type: spectro
    registry: Palette Registry
    version: \${NGINX}
  - name: nginx
    type: spectro
    registry: Palette Registry
    version: latest
    #        ^^^^^^ hint(unknown-pack-version) [fix]: There is no version \`latest\`
`);
  });

  it("offers no prerelease to a release, and the next one to a prerelease", () => {
    checkFindings(`
      -- catalog complete --
      cert-manager 1.17.1 addon
      cert-manager 1.18.0-rc.1 addon
      cert-manager 1.18.0-rc.2 addon
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: cert-manager
          type: spectro
          version: 1.17.1
        - name: cert-manager
          type: spectro
          version: 1.18.0-rc.1
          #        ^^^^^^^^^^^ information(outdated-pack) [fix]: 1.18.0-rc.2 (patch)
    `);
  });

  it("offers a rebuild as a patch, and nothing that cannot be compared", () => {
    checkFindings(`
      -- catalog complete --
      kubernetes 1.32.8 k8s
      kubernetes 1.32.8-rev1 k8s
      chart 1.0.0-58eadf5 addon
      chart 1.0.0-99aabbc addon
      -- profile.yaml --
      name: base
      type: infra
      description: ""
      packs:
        - name: kubernetes
          type: spectro
          layer: k8s
          version: 1.32.8
          #        ^^^^^^ information(outdated-pack) [fix]: 1.32.8-rev1 (patch)
        - name: chart
          type: spectro
          version: 1.0.0-58eadf5
    `);
  });

  it("offers no version on its way out, and none for another cloud", () => {
    checkFindings(`
      -- catalog complete --
      csi 1.0.0 csi
      csi 1.1.0 csi cloud=vsphere,maas
      csi 1.2.0 csi cloud=aws
      csi 1.3.0 csi deprecated
      -- maas.yaml --
      name: one
      type: infra
      cloudType: maas
      description: ""
      packs:
        - name: csi
          type: spectro
          version: 1.0.0
          #        ^^^^^ information(outdated-pack) [fix]: 1 newer version: update to 1.1.0 (minor)
      -- all.yaml --
      name: two
      type: add-on
      cloudType: all
      description: ""
      packs:
        - name: csi
          #     ^^^ warning(layer-in-add-on)
          type: spectro
          version: 1.0.0
          #        ^^^^^ information(outdated-pack) [fix]: 2 newer versions: update to 1.2.0 (minor)
    `);
  });

  it("takes Kubernetes one minor at a time", () => {
    const [finding] = checkFindings(`
      -- catalog complete --
      kubernetes 1.31.4 k8s
      kubernetes 1.31.9 k8s
      kubernetes 1.32.4 k8s
      kubernetes 1.32.8 k8s
      kubernetes 1.33.4 k8s
      -- profile.yaml --
      name: base
      type: infra
      description: ""
      packs:
        - name: kubernetes
          type: spectro
          version: 1.31.4
          #        ^^^^^^ information(outdated-pack) [fix]: update to 1.31.9 (patch) or 1.32.8 (minor), on the way to 1.33.4: Kubernetes goes one minor version at a time
    `);
    expect(finding?.fixes().map(({ title }) => title)).toEqual([
      "Update kubernetes to 1.31.9 (patch)",
      "Update kubernetes to 1.32.8 (minor)",
    ]);
  });

  it("does not look charts up, nor packs of a registry that is not here, unless a nameless folder may be it", () => {
    checkFindings(`${nginx}
-- catalog --
minio 5.0.0 addon
minio 5.0.1 addon
-- profile.yaml --
name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: helm
    registry: bitnami
    version: 1.12.1
  - name: nginx
    type: spectro
    registry: Public Repo
    version: 1.12.1
  - name: minio
    type: oci
    registry: Public Repo
    version: 5.0.0
    #        ^^^^^ information(outdated-pack) [fix]: 5.0.1 (patch)
  - name: minio
    type: helm
    version: 5.0.0
`);
  });

  it("does not take the pack of another layer for a newer version", () => {
    checkFindings(`
      -- catalog complete --
      trident 25.6.0 csi
      trident 26.2.0 addon
      -- profile.yaml --
      name: base
      type: infra
      description: ""
      packs:
        - name: trident
          type: spectro
          layer: csi
          version: 25.6.0
    `);
  });

  it("warns of another numbering, and shows what a group stands for", () => {
    checkFindings(`
      -- catalog complete --
      outcold 5.0.0 addon
      outcold 26.04.4 addon
      nginx 1.12.4 addon
      nginx 1.13.0 addon
      -- config --
      rules: { pack-version-group: off }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: outcold
          type: spectro
          version: 5.0.0
          #        ^^^^^ information(outdated-pack) [fix]: 26.04.4 (major); the numbering has changed
        - name: nginx
          type: spectro
          version: 1.12.x
          #        ^^^^^^ information(outdated-pack) [fix]: \`nginx\` 1.12.x (1.12.4) is outdated
    `);
  });

  it("says `version only`, and prefers nothing, where the pack's defaults changed", () => {
    const [finding] = checkFindings(`
      -- catalog complete --
      nginx 1.12.1 addon values=a
      nginx 1.12.4 addon values=b
      nginx 1.13.0 addon values=a
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: nginx
          type: spectro
          version: 1.12.1
          #        ^^^^^^ information(outdated-pack) [fix]: outdated
    `);
    expect(finding?.fixes().map(({ title, preferred }) => [title, preferred])).toEqual([
      ["Update nginx to 1.12.4 (patch, version only)", false],
      ["Update nginx to 1.13.0 (minor)", false],
    ]);
  });
});

describe("outdated-pack: the edit", () => {
  it.each([
    ["plain", "version: 1.12.1", "version: 1.12.4"],
    ["single quotes", "version: '1.12.1'", "version: '1.12.4'"],
    ["double quotes and a comment", 'version: "1.12.1" # pinned', 'version: "1.12.4" # pinned'],
    ["an anchor", "version: &v 1.12.1 # one", "version: &v 1.12.4 # one"],
    ["a tag of YAML's", "version: !!str 1.12.1", "version: !!str 1.12.4"],
    ["odd blanks", "version  :   1.12.1   ", "version  :   1.12.4   "],
    ["a quoted key", '"version": 1.12.1', '"version": 1.12.4'],
  ])("keeps everything else: %s", (_, before, after) => {
    const file = (line: string) => `# a comment ☸
name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    ${line}
    values: |
      pack:
        version: 1.12.1
`;
    checkFix(`${nginx}-- profile.yaml --\n${file(before)}`, "1.12.4", file(after));
    checkFix(`${nginx}-- profile.yaml crlf bom --\n${file(before)}`, "1.12.4", file(after));
  });

  it("writes in flow style and on a last line without an end", () => {
    const file = (version: string) =>
      `name: base\ntype: add-on\ndescription: ""\npacks: [{ name: nginx, type: spectro, version: ${version} }]\n`;
    checkFix(`${nginx}-- profile.yaml no-final-newline --\n${file("1.12.1")}`, "1.12.4", file("1.12.4"));
    const block = (version: string) =>
      `name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    version: ${version}\n`;
    checkFix(`${nginx}-- profile.yaml no-final-newline --\n${block("1.12.1")}`, "2.0.0", block("2.0.0"));
  });

  it("puts quotes around a plain version that would be read as a number", () => {
    checkFix(
      `
      -- catalog complete --
      ubuntu 22.04.3 os
      ubuntu 24.04 os
      -- profile.yaml --
      name: base
      type: infra
      description: ""
      packs:
        - name: ubuntu
          type: spectro
          version: 22.04.3
      `,
      "24.04",
      `
      name: base
      type: infra
      description: ""
      packs:
        - name: ubuntu
          type: spectro
          version: "24.04"
      `,
    );
  });

  it("moves a `tag` that repeats the version, in its own quotes, and leaves any other", () => {
    checkFix(
      `${nginx}
-- profile.yaml --
name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    tag: '1.12.$01'
    version: 1.12.1
  - name: nginx
    type: spectro
    tag: '1.12.0'
    version: 1.11.5
`.replace("$0", ""),
      "1.12.4 (patch",
      `
name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    tag: '1.12.4'
    version: 1.12.4
  - name: nginx
    type: spectro
    tag: '1.12.0'
    version: 1.11.5
`,
    );
  });

  it("moves the group of an export, because Palette goes by the tag, and keeps a group that still fits", () => {
    const file = (tag: string, version: string) => `
      {
        "metadata": { "name": "base" },
        "spec": {
          "version": "1.0.0",
          "template": {
            "type": "infra",
            "packs": [{ "name": "kubernetes", "layer": "k8s", "type": "spectro", "version": "${version}", "tag": "${tag}" }]
          }
        }
      }
    `;
    const catalog = `
      -- catalog complete --
      kubernetes 1.32.4 k8s
      kubernetes 1.32.8 k8s
      kubernetes 1.33.4 k8s
      -- export.json --`;
    checkFix(catalog + file("1.32.x", "1.32.4"), "1.32.8", file("1.32.x", "1.32.8"));
    checkFix(catalog + file("1.32.x", "1.32.4"), "1.33.4", file("1.33.x", "1.33.4"));
  });

  it("replaces an alias and leaves its anchor, which means other places too", () => {
    checkFix(
      `${nginx}
-- profile.yaml --
name: base
type: add-on
description: &one 1.12.1
packs:
  - name: nginx
    type: spectro
    version: *one
`,
      "1.12.4",
      `
name: base
type: add-on
description: &one 1.12.1
packs:
  - name: nginx
    type: spectro
    version: 1.12.4
`,
    );
  });

  it("offers nothing for a version that a merge brings in", () => {
    checkNoFix(
      `${nginx}
-- profile.yaml --
name: base
type: add-on
description: ""
packs:
  - &first { name: nginx, type: spectro, version: 2.0.0 }
  - <<: *first
    name: nginx
  - <<: { name: nginx, type: spectro, version: 1.12.1 }
`,
      "outdated-pack",
    );
  });

  it("keeps a folded version's place", () => {
    checkFix(
      `${nginx}
-- profile.yaml --
name: base
type: add-on
description: ""
packs:
  - name: nginx
    version: >-
      1.12.1
    type: spectro
`,
      "1.12.4",
      `
name: base
type: add-on
description: ""
packs:
  - name: nginx
    version: 1.12.4
    type: spectro
`,
    );
  });
});
