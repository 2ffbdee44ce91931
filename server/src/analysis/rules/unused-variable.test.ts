/** Tests of unused-variable. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const exported = (pack: string, annotation = "") => `
      metadata: { name: base }
      spec:
        version: 1.0.0
        template:
          type: add-on
          packs:
            - name: a
              type: spectro
              version: 1.0.0
              registry: { metadata: { name: Palette Registry } }
              ${pack}
        variables:
          - name: host
${annotation}            displayName: Host
    `;

const unused =
  "          #       ^^^^ hint(unused-variable) [unnecessary]: No macro of this profile names `host`\n";

describe("unused-variable", () => {
  it("finds a variable that nothing names", () => {
    checkFindings(exported('values: "a: 1"', unused));
    checkFindings(exported("values: \"a: '{{ .spectro.system.cluster.name }}'\"", unused));
  });

  it("takes any mention for a use: in values, manifests, comments and as a whole", () => {
    checkFindings(exported("values: \"a: '{{ .spectro.var.host | upper }}'\""));
    checkFindings(exported('values: "a: 1 # {{.spectro.var.host}}"'));
    checkFindings(exported("values: 'a: \"{{ index .spectro.var `host` }}\"'"));
    checkFindings(
      exported('values: "a: 1"\n              manifests: [{ name: m, content: "{{.spectro.var.host}}" }]'),
    );
  });

  it("asks for the defaults of packs without values, and says nothing where they are not known", () => {
    const catalog = (values: string) =>
      `\n      -- catalog Palette Registry complete --\n      a 1.0.0 addon values=${values}\n      -- profile.yaml --`;
    const tag = "tag: 1.0.0";
    checkFindings(exported(tag));
    checkFindings(catalog("{{.spectro.var.host}}") + exported(tag));
    checkFindings(catalog("x:") + exported(tag, unused));
  });
});
