/** Tests of values-lifecycle. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";
import { fixtureWorkspace, parseFixture } from "../../../../test/harness/fixture.ts";
import { analyze } from "../engine.ts";
import type { Finding } from "../finding.ts";

const pack = `
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      web 1.1.0 addon
      web 2.0.0-rc.1 addon
      -- pack web 1.0.0 values.yaml --
      charts:
        web:
          replicas: 1
          logLevel: info
          legacy: true
          probe: /health
          sources: []
          password: ""
      -- pack web 1.1.0 values.yaml --
      charts:
        web:
          replicas: 2
          loglevel: info
          probe: { path: /health }
          sources: []
          password: "change-me"
`;

const profile = (values: string, version = "1.0.0") => `${pack}
      -- config --
      rules: { outdated-pack: off }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: web
          type: spectro
          registry: Palette Registry
          version: ${version}
          values: |
            ${values.trim()}
    `;

describe("values-lifecycle", () => {
  it("tells what a fragment sets that will be otherwise", () => {
    const findings = checkFindings(
      profile(`
            charts:
              web:
                replicas: 1
                # @10+8 hint(values-lifecycle): \`charts.web.replicas\` is set here, and its default is another one in \`web\` 1.1.0: look at it when you update
                legacy: true
                # @10+6 hint(values-lifecycle): \`charts.web.legacy\` is set here, and \`web\` 1.1.0 has no such key any more: look at it when you update
                own: 1
`),
    );
    expect(findings.map(({ related: [place] }) => [place?.file, place?.message])).toEqual([
      ["/registries/0/web-1.1.0/values.yaml", "The default in `web` 1.1.0"],
      ["/registries/0/web-1.0.0/values.yaml", "The default in `web` 1.0.0"],
    ]);
  });

  it("tells what somebody has changed of whole values, and not what only repeats them", () => {
    checkFindings(
      profile(`
            charts:
              web:
                replicas: 1
                logLevel: debug
                # @10+8 hint(values-lifecycle): \`charts.web.logLevel\` is set here, and seems to be \`charts.web.loglevel\` in \`web\` 1.1.0: look
                legacy: true
                probe: /ready
                # @10+5 hint(values-lifecycle): \`charts.web.probe\` is set here, and \`web\` 1.1.0 expects another kind of value: look
                sources: [a]
`),
    );
  });

  it.each([
    ["the newest version that is offered", profile("charts: { web: { replicas: 5 } }", "1.1.0")],
    ["values that cannot be read", profile("charts: { web: { replicas: 5 } }\n            {{ if }}")],
    [
      "a version whose defaults nobody has",
      profile("charts: { web: { replicas: 5 } }").replace(/-- pack web 1.1.0 values.yaml --[^-]*/s, ""),
    ],
  ])("has nothing to say of %s", (_, source) => {
    checkFindings(source);
  });

  it("tells no more of a pack than anybody looks through", () => {
    const lines = (value: number) =>
      Array.from({ length: 80 }, (_, at) => `key${at}: ${value}`).join("\n      ");
    const found = findingsIn(`
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      web 1.1.0 addon
      -- pack web 1.0.0 values.yaml --
      ${lines(1)}
      -- pack web 1.1.0 values.yaml --
      ${lines(2)}
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: web
          type: spectro
          registry: Palette Registry
          version: 1.0.0
          values: |
            ${lines(3).replaceAll("\n", "\n      ")}
    `);
    expect(found).toHaveLength(50);
  });
});

function findingsIn(source: string): readonly Finding[] {
  const fixture = parseFixture(source);
  const snapshot = fixtureWorkspace(fixture).snapshot();
  return fixture.files
    .flatMap(({ id }) => analyze(snapshot, id))
    .filter((finding) => finding.rule === "values-lifecycle");
}
