/** What people mistype, whole files as they are for a moment: one finding at the slip, and the rest is read all the same. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../harness/check.ts";

describe("a slip gives one finding, where it is", () => {
  it.each([
    [
      "a colon in a value",
      `
      name: shop
      description: monitoring: prometheus
      #            ^^^^^^^^^^^^^^^^^^^^^^ error(document-syntax): A value that holds \`: \` must be quoted
      type: add-on
      packs: []
      `,
    ],
    [
      "a word on the first line",
      `
      hello
      # @0+5 error(document-syntax): This is no \`key: value\`
      name: shop
      type: add-on
      description: ""
      packs: []
      `,
    ],
    [
      "an alias that was meant as emphasis",
      `
      name: shop
      type: add-on
      description: *important*
      #            ^^^^^^^^^^^ error(document-syntax): There is no anchor
      packs: []
      `,
    ],
    [
      "a list that is indented in two ways",
      `
      name: shop
      type: add-on
      tags:
        - a
       - b
      # @0+1 error(document-syntax): check the indentation
      packs: []
      `,
    ],
  ])("%s", (_, fixture) => {
    checkFindings(fixture);
  });

  it("branches of a template are no keys written twice, and a branch within a value none of YAML's business", () => {
    checkFindings(`
      name: shop
      type: add-on
      description: ""
      cloudType: %{ if aws }aws%{ else }vsphere%{ endif }
      packs:
        - name: nginx
          type: spectro
      %{ if prod }
          version: 1.12.1
      %{ else }
          version: 1.12.4
      %{ endif } # until the audit
    `);
  });

  it("markers of other tools stand for whatever they will be", () => {
    checkFindings(`
      -- catalog complete --
      nginx 1.12.4 addon
      -- profile.yaml --
      name: shop
      version: "{{ version }}"
      type: "%TYPE%"
      description: ""
      packs:
        - { name: nginx, type: spectro, version: "%NGINX%" }
        - { name: "@PACK@", type: spectro, version: $(VERSION) }
    `);
  });
});

describe("a fix of a number in JSON", () => {
  it("writes a string, since a version is no number", () => {
    checkFix(
      '-- export.json --\n{"metadata":{"name":"a"},"spec":{"version":1.1,"template":{"type":"add-on","packs":[]}}}\n',
      "Change to",
      '{"metadata":{"name":"a"},"spec":{"version":"1.1.0","template":{"type":"add-on","packs":[]}}}\n',
    );
  });
});
