/** Tests of values-required. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const pack = `
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      plain 1.0.0 addon
      -- pack web 1.0.0 schema.yaml --
      charts.web.host:
        schema: '{{ required | format "\${string}" | hints "The name of the site." }}'
      charts.web.replicas:
        schema: '{{ required | format "\${number}" }}'
      charts.web.users.$[].name:
        schema: '{{ required }}'
      -- pack web 1.0.0 values.yaml --
      charts:
        web:
          host: ""
          # how many
          replicas: 1
`;

const profile = (values: string) => `${pack}
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: web
          type: spectro
          registry: Palette Registry
          version: 1.0.0
${values.replace(/^\n/, "").trimEnd()}
    `;

describe("values-required", () => {
  it("finds what is empty, null or left out, at the value or the nearest key", () => {
    checkFindings(
      profile(`
          values: |
            charts:
              web:
                host: ""
                #     ^^ warning(values-required): \`web\` 1.0.0 requires \`charts.web.host\`, which is empty: give it a value (The name of the site)
                replicas:
                # @10+8 warning(values-required) [fix]: \`charts.web.replicas\`, which is empty: give it a value, or the one that the pack has
      `),
    );
    checkFindings(
      profile(`
          values: |
            charts:
              web:
              # @8+3 information(values-required) [fix]: \`charts.web.replicas\`, which is not given
                host: ~
                #     ^ warning(values-required): \`charts.web.host\`, which is empty
      `),
    );
    checkFindings(
      profile(`
          values: |
            charts: {}
            # @6+6 warning(values-required): \`charts.web.host\`, which is not given
            # @6+6 information(values-required) [fix]: \`charts.web.replicas\`, which is not given
      `),
    );
  });

  it("looks into each item of a list, and does not ask for items", () => {
    checkFindings(
      profile(`
          values: |
            charts:
              web:
                host: a
                replicas: 1
                users:
                # @10+5 warning(values-required): \`charts.web.users[1].name\`
                  - name: anna
                  - age: 7
                  - name: ""
                  #       ^^ warning(values-required): \`charts.web.users[2].name\`
      `),
    );
  });

  it("takes macros and markers for values, and says nothing where it cannot read", () => {
    checkFindings(
      profile(`          values: |\n            charts: { web: { host: '%HOST%', replicas: "\${N}" } }\n`),
    );
    checkFindings(
      profile(
        "          values: |\n            charts: { web: { host: '{{ .spectro.var.h }}', replicas: 1 } }\n",
      ),
    );
    checkFindings(profile("          values: $" + "{VALUES}\n"));
    checkFindings(
      profile(`
          values: |
            %{ if true }
            charts: {}
            %{ endif }
      `),
    );
  });

  it("says what nobody gives where the profile has no values", () => {
    const own = profile("").replace(
      "name: web\n",
      "name: web\n          # @10+3 warning(values-required): `charts.web.host`, which its own values leave empty: give it a value under `values`\n",
    );
    checkFindings(own);
    checkFindings(own.replace("version: 1.0.0\n", 'version: 1.0.0\n          values: ""\n'));
    checkFindings(own.replace("version: 1.0.0\n", "version: 1.0.0\n          values:\n"));
  });

  it("is silent of packs without a schema, of unknown ones, and of values that are no text", () => {
    const other = (facts: string) =>
      profile("          values: |\n            charts: {}\n").replace(
        "name: web\n          type",
        `${facts}\n          type`,
      );
    checkFindings(other("name: plain"));
    checkFindings(
      profile("          values: |\n            charts: {}\n").replace(
        "registry: Palette Registry",
        "registry: Another",
      ),
    );
  });

  it("judges the values by which a cluster replaces those of the profile", () => {
    checkFindings(`${profile("          values: 'charts: { web: { host: a, replicas: 1 } }'").trimEnd()}
      -- cluster.yaml --
      name: lab
      cloudType: maas
      profiles:
        infra: { name: infra }
        # @17+5 hint(unknown-profile): infra
        addons:
          - name: base
            version: 1.0.0
            packs:
              - name: web
                # @16+3 information(cluster-override) [fix]: web
                version: 1.0.0
                override_type: values
                values: |
                  charts:
                    web:
                      host: ""
                      #     ^^ warning(values-required): \`charts.web.host\`
                      replicas: 2
      node_groups: []
    `);
  });

  it("reads exports, and points into their strings", () => {
    checkFindings(`${pack}
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [
        {"name": "web", "type": "spectro", "layer": "addon", "version": "1.0.0", "tag": "1.0.0",
         "values": "charts:\\n  web:\\n    host: \\"\\"\\n    replicas: 2\\n"}
         # @41+4 warning(values-required): \`charts.web.host\`, which is empty
      ]}}}
    `);
  });

  it("brings the pack's own value", () => {
    checkFix(
      profile(`
          values: |
            charts:
              web: # the site
                host: a
      `),
      "Take the pack's own value",
      `
      name: base
      type: add-on
      description: ""
      packs:
        - name: web
          type: spectro
          registry: Palette Registry
          version: 1.0.0
          values: |
            charts:
              web: # the site
                host: a
                # how many
                replicas: 1
`,
    );
    checkNoFix(
      profile("          values: 'charts: { web: { host: \"\", replicas: 1 } }'"),
      "values-required",
    );
  });
});
