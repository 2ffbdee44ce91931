/** Tests of same-as-default. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const pack = `
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      -- pack web 1.0.0 values.yaml --
      pack:
        namespace: web
      charts:
        web:
          host: a.example
          replicas: 1
          image:
            tag: latest
            pullPolicy: Always
          ports: [80, 443]
      -- pack web 1.0.0 schema.yaml --
      charts.web.host:
        schema: '{{ required }}'
`;

const head = `
      name: base
      type: add-on
      description: ""
      packs:
        - name: web
          type: spectro
          registry: Palette Registry
          version: 1.0.0
`;

const on = "      -- config --\n      rules: { same-as-default: hint }\n";

const profile = (values: string, config = on) => `${pack}${config}
      -- profile.yaml --${head}          values: ${values.replace(/^\n/, "").trimEnd()}
    `;

const title = "Remove values equal to the defaults";

describe("same-as-default", () => {
  it("finds what is the same, as far up as all of it is, and leaves what is required", () => {
    checkFindings(
      profile(`|
            pack: { "namespace": 'web' }
            # @6+4 hint(same-as-default): \`pack\` is what \`web\` 1.0.0 has by itself
            charts:
              web:
                host: a.example
                replicas: 2
                image:
                  tag: latest
                  # @12+3 hint(same-as-default) [fix, unnecessary]: \`charts.web.image.tag\`
                  pullPolicy: Never
                ports:
                # @10+5 hint(same-as-default) [fix, unnecessary]: \`charts.web.ports\`
                  - 80
                  - 443
                more: 1
      `),
    );
  });

  it("is off as long as nobody asks for it", () => {
    expect(
      checkFindings(profile("'{ pack: { namespace: web }, charts: { web: { host: a.example } } }'", "")),
    ).toEqual([]);
  });

  it("removes all of it at once, and keeps the comments of what stays", () => {
    checkFix(
      profile(`|
            # spectrocloud.com/enabled-presets: Log:info
            pack:
              # where
              namespace: web
            charts:
              web:
                # ours
                host: a.example
                # how many
                replicas: 1
                # which
                image:
                  tag: "1.0" # pinned
                  # when
                  pullPolicy: Always
                # both
                ports: [80, 443]
                # last
                more: 1
      `),
      title,
      `${head}          values: |
            # spectrocloud.com/enabled-presets: Log:info
            pack:
              # where
              namespace: web
            charts:
              web:
                # ours
                host: a.example
                # which
                image:
                  tag: "1.0" # pinned
                # last
                more: 1
`,
    );
  });

  it("leaves an empty map where nothing is left of one", () => {
    checkFix(
      profile(`|
            charts:
              web:
                host: b.example
                image:
                  tag: latest
                ports: {}
      `),
      title,
      `${head}          values: |
            charts:
              web:
                host: b.example
                image: {}
                ports: {}
`,
    );
  });

  it("edits JSON in its string", () => {
    checkFix(
      `${pack}${on}
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [
        {"name": "web", "type": "spectro", "layer": "addon", "version": "1.0.0", "tag": "1.0.0",
         "values": "# a\\\\ncharts:\\\\n  web:\\\\n    replicas: 1\\\\n    host: b\\\\n"}
      ]}}}
    `.replaceAll("\\\\", "\\"),
      title,
      `
      {"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [
        {"name": "web", "type": "spectro", "layer": "addon", "version": "1.0.0", "tag": "1.0.0",
         "values": "# a\\\\ncharts:\\\\n  web:\\\\n    host: b\\\\n"}
      ]}}}
    `.replaceAll("\\\\", "\\"),
    );
  });

  it("leaves alone what others share", () => {
    checkFindings(
      profile(`|
            x-web: &web { replicas: 1, host: b.example }
            charts:
              web: *web
      `),
    );
    checkNoFix(
      `${pack}${on}
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: web
          type: spectro
          registry: Palette Registry
          version: 1.0.0
          values: &values |
            charts: { web: { host: a.example, replicas: 1 } }
        - name: other
          type: manifest
          values: *values
    `,
      "same-as-default",
    );
  });
});
