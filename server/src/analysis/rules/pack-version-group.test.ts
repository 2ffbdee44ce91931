/** Tests of pack-version-group. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const catalog = `
-- catalog Palette Registry --
nginx 1.12.1 addon
nginx 1.12.4 addon
`;

describe("pack-version-group", () => {
  it("says what the group is now, and pins it", () => {
    checkFindings(`${catalog}
-- profile.yaml --
name: base
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    registry: Palette Registry
    version: "1.12.x"
    #         ^^^^^^ information(pack-version-group) [fix]: \`1.12.x\` means the latest version in the group, at present 1.12.4
`);
  });

  it("keeps the quotes", () => {
    const file = (version: string) =>
      `name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    version: ${version} # newest\n`;
    checkFix(`${catalog}-- p.yaml --\n${file("'1.x'")}`, "Pin nginx", file("'1.12.4'"));
    checkFix(`${catalog}-- p.yaml crlf --\n${file("1.x")}`, "Pin nginx to 1.12.4", file("1.12.4"));
  });

  it("says it of packs that nobody here knows too, without a version to pin", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: nginx
          type: spectro
          registry: Public Repo
          version: LTS__18.4.x
          #        ^^^^^^^^^^^ information(pack-version-group): \`LTS__18.4.x\` means the latest version in the group, and
        - name: podinfo
          type: helm
          registry: charts
          version: 6.x
          #        ^^^ information(pack-version-group): \`6.x\`
        - name: other
          type: spectro
          version: \${MINOR}.x
    `);
  });

  it("judges the `tag` of an export, which the version beside it pins", () => {
    const file = (tag: string) => `
      metadata:
        name: base
      spec:
        version: 1.0.0
        template:
          type: infra
          packs:
            - name: kubernetes
              layer: k8s
              type: spectro
              version: 1.33.9
              tag: ${tag}
    `;
    checkFindings(`${file("1.33.x").trimEnd()}
              #    ^^^^^^ information(pack-version-group) [fix]: which was 1.33.9 at export
    `);
    checkFix(file("1.33.x"), "Pin kubernetes to 1.33.9", file("1.33.9"));
  });

  it("leaves the `tag` of a flat profile alone, which nothing reads", () => {
    checkFindings(`
      -- config --
      rules: { unread-key: off }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: nginx
          type: spectro
          version: 1.12.4
          tag: 1.12.x
    `);
  });
});
