/** Tests of unknown-pack-version. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

describe("unknown-pack-version", () => {
  it("offers the versions around the one that is not there, and none that is on its way out", () => {
    const [finding] = checkFindings(`
      -- catalog Palette Registry complete --
      nginx 1.10.0 addon
      nginx 1.11.5 addon
      nginx 1.12.1 addon
      nginx 1.12.2 addon deprecated
      nginx 1.12.4 addon
      nginx 1.13.0 addon
      nginx 1.14.0 addon
      -- config --
      rules: { outdated-pack: off }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: nginx
          type: spectro
          registry: Palette Registry
          version: '1.12.3'
          #         ^^^^^^ warning(unknown-pack-version) [fix]: There is no version \`1.12.3\` of \`nginx\` in \`Palette Registry\`: the nearest are \`1.12.4\`, \`1.12.1\`, \`1.13.0\`, \`1.11.5\`
    `);
    expect(finding?.fixes().map(({ title }) => title)).toEqual([
      "Change nginx to 1.12.4",
      "Change nginx to 1.12.1",
      "Change nginx to 1.13.0",
      "Change nginx to 1.11.5",
    ]);
  });

  it("hints where versions may be missing, and errs where the configuration says so", () => {
    const profile = `
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: nginx
          type: spectro
          version: 2.0.0`;
    checkFindings(`
      -- catalog --
      nginx 1.12.4 addon
      -- config --
      rules: { unknown-pack-version: error }${profile}
          #        ^^^^^ hint(unknown-pack-version) [fix]: \`2.0.0\`
    `);
    checkFindings(`
      -- catalog complete --
      nginx 1.12.4 addon
      -- config --
      rules: { unknown-pack-version: error }${profile}
          #        ^^^^^ error(unknown-pack-version) [fix]: \`2.0.0\`
    `);
  });

  it("informs of a version that is written in another way, since a tag is a name", () => {
    const fixture = (version: string) => `
      -- catalog complete --
      kubeflow 1.5 addon
      weka v1.12.0 addon
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: kubeflow
          type: spectro
          version: "1.5"
        - name: weka
          type: spectro
          version: ${version}
    `;
    checkFindings(
      fixture(
        "1.12.0\n          #        ^^^^^^ information(unknown-pack-version) [fix]: is written `v1.12.0` in `packs`",
      ),
    );
    checkFix(
      fixture("1.12.0"),
      "Change weka to v1.12.0",
      fixture("v1.12.0").split("-- profile.yaml --\n")[1] ?? "",
    );
  });

  it("knows a group by the versions in it", () => {
    checkFindings(`
      -- catalog complete --
      nginx 1.12.4 addon
      -- config --
      rules: { pack-version-group: off, outdated-pack: off }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: nginx
          type: spectro
          version: 1.12.x
        - name: nginx
          type: spectro
          version: 1.13.x
          #        ^^^^^^ warning(unknown-pack-version) [fix]: There is no version in the group \`1.13.x\` of \`nginx\`
    `);
  });

  it("says nothing of packs it does not know, of charts and of templates", () => {
    checkFindings(`
      -- catalog Palette Registry --
      nginx 1.12.4 addon
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - { name: nginx, type: helm, registry: bitnami, version: 9.9.9 }
        - { name: nginx, type: spectro, registry: Public Repo, version: 9.9.9 }
        - { name: nginx, type: spectro, registry: Palette Registry, version: "9.\${MINOR}" }
    `);
  });

  it("moves a `tag` that repeats the version along with it", () => {
    const file = (version: string) => `
      {
        "metadata": { "name": "base" },
        "spec": {
          "version": "1.0.0",
          "template": {
            "type": "add-on",
            "packs": [
              { "name": "nginx", "type": "spectro", "layer": "addon", "version": "${version}", "tag": "${version}" }
            ]
          }
        }
      }
    `;
    checkFix(
      `
      -- catalog complete --
      nginx 1.12.4 addon
      -- export.json --${file("1.12.5")}`,
      "Change nginx to 1.12.4",
      file("1.12.4"),
    );
  });
});
