/** Tests of duplicate-pack. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

describe("duplicate-pack", () => {
  it("finds a pack twice, and packs under one display name", () => {
    const findings = checkFindings(`
      -- whole --
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - { name: nginx, type: helm, version: 1.0.0 }
        - { name: nginx, type: helm, version: 1.1.0 }
        #         ^^^^^ warning(duplicate-pack) [fix]: The profile has the pack \`nginx\` twice under the name \`nginx\`, and Palette tells packs apart by that: set a \`spectrocloud.com/display-name\` in the values of one
        - name: nginx
          type: helm
          version: 1.0.0
          values: |
            pack:
              spectrocloud.com/display-name: web
        - name: traefik
          #     ^^^^^^^ warning(duplicate-pack) [fix]: The pack \`traefik\` goes by the name \`web\`, as \`nginx\` does, and Palette tells packs apart by that: set another
          type: helm
          version: 1.0.0
          values: "pack: { spectrocloud.com/display-name: web }"
        - { name: web, type: helm, version: 1.0.0 }
        #         ^^^ warning(duplicate-pack) [fix]: goes by the name \`web\`
        - { name: dns, type: helm, version: 1.0.0 }
    `);
    expect(findings.map(({ related }) => related[0]?.message)).toEqual([
      "The first pack with the name `nginx`",
      "The first pack with the name `web`",
      "The first pack with the name `web`",
    ]);
  });

  it("does not compare names that are filled in, or cannot be read, nor packs of one layer of the infrastructure", () => {
    checkFindings(`
      -- whole --
      -- config --
      rules: { values-syntax: off, layer-missing: off }
      -- profile.yaml --
      name: base
      type: cluster
      description: ""
      packs:
        - { name: calico, type: helm, layer: cni, version: 1.0.0 }
        - { name: calico, type: helm, layer: cni, version: 1.0.0 }
        #         ^^^^^^ information(layer-duplicate)
        - { name: nginx, type: helm, version: 1.0.0 }
        - { name: nginx, type: helm, version: 1.0.0, values: "pack: { spectrocloud.com/display-name: '%NAME%' }" }
        - { name: nginx, type: helm, version: 1.0.0, values: "pack: { spectrocloud.com/display-name: {{.x}} }: a" }
        - { name: "\${PACK}", type: helm, version: 1.0.0 }
        - { name: "\${PACK}", type: helm, version: 1.0.0 }
    `);
  });
});

describe("duplicate-pack on a cluster", () => {
  const profile = (name: string, packs: string) =>
    `-- ${name}.yaml --\nname: ${name}\ntype: add-on\ndescription: ""\npacks:\n${packs}`;
  const pack = (name: string, display?: string) =>
    `  - name: ${name}\n    type: helm\n    version: 1.0.0\n${display === undefined ? "" : `    values: "pack: { spectrocloud.com/display-name: ${display} }"\n`}`;
  const cluster = (addons: string) =>
    `-- cluster.yaml --\nname: lab\ncloudType: maas\nnode_groups: [{ name: a, count: 1 }]\nprofiles:\n  infra: "\${INFRA}"\n  addons:\n${addons}`;

  it("finds two packs that two profiles bring under one name", () => {
    const [finding] = checkFindings(
      `-- whole --\n${profile("front", pack("nginx", "web"))}${profile("back", pack("traefik", "web") + pack("dns"))}${profile("more", pack("web-2") + pack("other", "dns"))}${cluster("    - front\n    - back\n    # ^^^^ warning(duplicate-pack): The pack `traefik` of `back` goes by the name `web`, as `nginx` of `front` does, and Palette tells the packs of a cluster apart by that\n    - more\n    # ^^^^ warning(duplicate-pack): The pack `other` of `more` goes by the name `dns`, as `dns` of `back` does\n")}`,
    );
    expect(finding?.related.map(({ file }) => file)).toEqual(["/project/front.yaml", "/project/back.yaml"]);
  });

  it("leaves the same pack to duplicate-attachment, and what an override may change", () => {
    checkFindings(
      `-- whole --\n-- config --\nrules: { cluster-override: off }\n${profile("front", pack("nginx", "web"))}${profile("back", pack("nginx", "web"))}${profile("more", pack("traefik", "web"))}${cluster("    - front\n    - back\n    # ^^^^ warning(duplicate-attachment)\n    - name: more\n      packs: [{ name: traefik, override_type: values, values: 'pack: { spectrocloud.com/display-name: x }' }]\n")}`,
    );
  });
});

describe("the fix of duplicate-pack", () => {
  const profile = (second: string) =>
    `-- whole --\n-- profile.yaml --\nname: base\ntype: add-on\ndescription: ""\npacks:\n  - { name: nginx-2, type: helm, version: 1.0.0 }\n  - name: nginx\n    type: helm\n    version: 1.0.0\n  - name: nginx\n    type: helm\n    version: 1.0.0 # pinned\n${second}tags: [a]\n`;

  it.each([
    [
      "in the section that is there",
      "    values: |\n      # about\n      pack:\n        namespace: a # why\n      charts: {}\n",
      '    values: |\n      # about\n      pack:\n        namespace: a # why\n        spectrocloud.com/display-name: "nginx-3"\n      charts: {}\n',
    ],
    [
      "in a section of its own",
      "    values: |\n      charts: {}\n",
      '    values: |\n      charts: {}\n      pack:\n        spectrocloud.com/display-name: "nginx-3"\n',
    ],
    [
      "in values where there are none",
      "",
      '    values: |\n      pack:\n        spectrocloud.com/display-name: "nginx-3"\n',
    ],
  ])("adds a display name: %s", (_, before, after) => {
    const wanted = profile(after);
    checkFix(profile(before), "Name it `nginx-3`", wanted.slice(wanted.indexOf("name: base")));
  });

  it.each([
    ["one pack that is there by an alias", "packs: [&a { name: nginx, type: helm, version: 1.0.0 }, *a]"],
    [
      "values that others have too",
      "packs:\n  - { name: nginx, type: helm, version: 1.0.0, values: &v 'charts: {}' }\n  - { name: nginx, type: helm, version: 1.0.0, values: *v }",
    ],
    [
      "values with branches of Terraform",
      "packs:\n  - { name: nginx, type: helm, version: 1.0.0 }\n  - name: nginx\n    type: helm\n    version: 1.0.0\n    values: |\n      pack:\n        %{ if x }\n        namespace: a\n        %{ endif }\n",
    ],
  ])("is none for %s", (_, packs) => {
    checkNoFix(
      `-- whole --\n-- profile.yaml --\nname: base\ntype: add-on\ndescription: ""\n${packs}\n`,
      "duplicate-pack",
    );
  });
});
