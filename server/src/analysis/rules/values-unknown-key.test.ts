/** Tests of values-unknown-key. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const pack = `
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      linux 22.04 os
      parts 1.0.0 addon
      blank 1.0.0 addon
      -- pack web 1.0.0 values.yaml --
      pack:
        namespace: web
      accountNumber: ""
      charts:
        # the only one
        web-server:
          replicas: 1
          image: { tag: latest }
      -- pack web 1.0.0 presets.yaml --
      presets:
        - name: log
          group: Log
          add: |
            charts:
              logger: { level: info }
      -- pack web 1.0.0 schema.yaml --
      charts.metrics.port:
        schema: '{{ format "\${number}" }}'
      -- pack linux 22.04 values.yaml --
      kubeadmconfig: {}
      -- pack parts 1.0.0 values.yaml --
      manifests:
        first:
          size: 1
      -- pack blank 1.0.0 values.yaml --
      # nothing
`;

const head = (name: string, version: string) => `
      name: base
      type: add-on
      description: ""
      packs:
        - name: ${name}
          type: spectro
          registry: Palette Registry
          version: "${version}"
`;

const profile = (values: string, name = "web", version = "1.0.0") => `${pack}
      -- profile.yaml --${head(name, version)}          values: ${values.replace(/^\n/, "").trimEnd()}
    `;

describe("values-unknown-key", () => {
  it("finds keys that stand too high, and slips", () => {
    checkFindings(
      profile(`|
            replicas: 2
            # @6+8 hint(values-unknown-key): Nothing in \`web\` 1.0.0 reads \`replicas\` at the top: did you mean \`charts.web-server.replicas\`?
            web-server: {}
            # @6+10 hint(values-unknown-key): did you mean \`charts.web-server\`?
            chart:
            # @6+5 hint(values-unknown-key): a chart's values stand under its name
              web-server: {}
            anything: 1
            # @6+8 hint(values-unknown-key): a chart's values stand under its name in \`charts\`
            charts:
              web-sever: {}
              # @8+9 hint(values-unknown-key) [fix]: did you mean \`web-server\`?
              image: {}
              # @8+5 hint(values-unknown-key): directly under \`charts\`: did you mean \`charts.web-server.image\`?
              nginx: {}
              # @8+5 hint(values-unknown-key): its charts are
      `),
    );
    checkFindings(
      profile(
        `|
            manifests:
              fist: { size: 2 }
              # @8+4 hint(values-unknown-key) [fix]: directly under \`manifests\`: did you mean \`first\`?
              size: 2
              # @8+4 hint(values-unknown-key): did you mean \`manifests.first.size\`?
      `,
        "parts",
      ),
    );
  });

  it("knows what the pack's files name, and what is kept for others", () => {
    checkFindings(
      profile(`|
            pack: { content: {} }
            readinessCheck: {}
            accountNumber: 1
            x-ours: 1
            _theirs: 2
            shared: &shared { a: 1 }
            site: lab
            charts:
              web-server: { host: '{{ .spectro.pack.web.site }}', own: *shared }
              logger: { level: debug }
              metrics: { port: 1 }
              "%CHART%": {}
      `),
    );
  });

  it("says nothing of layers with keys of their own, of packs that say nothing, and of unknown ones", () => {
    const odd = "'{ anything: 1, charts: { anything: {} }, manifests: { more: 1 } }'";
    checkFindings(profile(odd, "linux", "22.04").replace("type: add-on", "type: infra"));
    checkFindings(profile(odd, "blank"));
    checkFindings(profile(odd).replace("registry: Palette Registry", "registry: Another"));
    checkFindings(
      profile(odd)
        .replace("type: spectro", "type: helm")
        .replace("registry: Palette Registry", "registry: Charts"),
    );
    checkFindings(profile("'{ charts: { unknown: 1'").replace(/values: .*/, "values: ~"));
  });

  it("names manifests that are attached to the pack", () => {
    checkFindings(
      profile(
        `|
            manifests:
              mine: { size: 2 }
          manifests:
            - name: mine
              content: "{}"
      `,
        "parts",
      ),
    );
  });

  it("renames, unless the name is taken", () => {
    const file = (key: string) => `|
            charts:
              # ours
              ${key}: { replicas: 2 } # more
      `;
    checkFix(
      profile(file("web-sever")),
      "Rename to `web-server`",
      `${head("web", "1.0.0")}          values: ${file("web-server").trimEnd()}\n`,
    );
    checkNoFix(profile("'charts: { web-server: {}, web-sever: {} }'"));
  });
});
