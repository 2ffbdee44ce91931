/** Tests of unquoted-version. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

describe("unquoted-version", () => {
  it("warns where YAML makes another version of it, and informs where it happens to come out the same", () => {
    checkFindings(`
      name: base
      version: 1.0
      #        ^^^ warning(unquoted-version) [fix]: \`1.0\` is read as the number 1
      #        ^^^ warning(profile-version-format) [fix]: \`1.0.0\`
      type: add-on
      description: ""
      packs:
        - name: a
          type: spectro
          version: 1.20
          #        ^^^^ warning(unquoted-version) [fix]: \`1.20\` is read as the number 1.2: quote it
        - name: b
          type: spectro
          version: 18.04
          #        ^^^^^ information(unquoted-version) [fix]: \`18.04\` is read as a number
        - name: c
          type: spectro
          version: 2020-11-25
          #        ^^^^^^^^^^ warning(unquoted-version) [fix]: is read as a date
        - name: d
          type: spectro
          version: 1e3
          #        ^^^ warning(unquoted-version) [fix]: \`1e3\` is read as the number 1000
    `);
  });

  it("takes quoted, tagged and templated versions, and ordinary ones, for right", () => {
    checkFindings(`
      name: base
      version: 1.0.0
      type: add-on
      description: ""
      packs:
        - { name: a, type: spectro, version: "1.20" }
        - { name: b, type: spectro, version: '1.20' }
        - { name: c, type: spectro, version: !!str 1.20 }
        - { name: d, type: spectro, version: 1.2\${MINOR} }
        - { name: e, type: spectro, version: v1.20 }
    `);
  });

  it("looks at clusters and their overrides, and at the list dialect's tags", () => {
    checkFindings(`
      -- config --
      rules: { cluster-override: off }
      -- cluster.yaml --
      name: lab
      cloudType: maas
      node_groups: [{ name: worker, count: 1 }]
      profiles:
        infra:
          name: base
          version: 1.0
          #        ^^^ warning(unquoted-version) [fix]: \`1.0\` is read as the number 1
          packs:
            - name: ubuntu
              override_type: params
              version: 20.04
              #        ^^^^^ information(unquoted-version) [fix]: \`20.04\` is read as a number
              params: { A: 1.20 }
      -- stores.yaml --
      - name: store-1
        node_pools: []
        profiles:
          - name: base
            tag: 2.10
            #    ^^^^ warning(unquoted-version) [fix]: the number 2.1
    `);
  });

  it("warns of an export's tag, and of a flat profile's where no version is beside it to be read", () => {
    checkFindings(`
      -- config --
      rules: { unread-key: off }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: spectro
          version: "1.20"
          tag: 1.20
        - name: b
          type: spectro
          tag: 1.20
          #    ^^^^ warning(unquoted-version) [fix]: 1.2
      -- export.yaml --
      metadata: { name: other }
      spec:
        version: 1.0.0
        template:
          type: add-on
          packs:
            - name: a
              layer: addon
              type: spectro
              version: "1.20"
              tag: 1.20
              #    ^^^^ warning(unquoted-version) [fix]: 1.2
    `);
  });

  it("puts quotes around the very characters, and leaves anchor, comment and blanks", () => {
    const file = (version: string) =>
      `name: base\ntype: add-on\ndescription: ""\npacks:\n  - type: spectro\n    version:  ${version}  # lts\n    name: a\n`;
    checkFix(`-- p.yaml --\n${file("&v 1.20")}`, "Quote `1.20`", file('&v "1.20"'));
    checkFix(`-- p.yaml crlf --\n${file("020")}`, "Quote `020`", file('"020"'));
  });

  it("quotes in flow style and on a last line without an end", () => {
    const file = (version: string) =>
      `name: base\ntype: add-on\ndescription: ""\npacks: [{ name: a, type: spectro, version: ${version}}]\n`;
    checkFix(`-- p.yaml no-final-newline --\n${file("1.20")}`, "Quote", file('"1.20"'));
    const last = (version: string) =>
      `packs: []\ntype: add-on\ndescription: ""\nname: a\nversion: ${version}\n`;
    checkFix(`-- p.yaml no-final-newline --\n${last("1.10")}`, "Quote", last('"1.10"'));
  });
});
