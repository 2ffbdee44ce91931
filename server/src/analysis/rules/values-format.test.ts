/** Tests of values-format. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const pack = `
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      -- pack web 1.0.0 schema.yaml --
      charts.web.level:
        schema: '{{ format "\${list:[debug,info,error]}" }}'
      charts.web.port:
        schema: '{{ format "\${number:[1-65535]}" }}'
      charts.web.debug:
        schema: '{{ format "\${boolean}" }}'
      charts.web.image:
        schema: '{{ format "\${string}/\${string}:\${version}" }}'
      charts.web.hosts.$[]:
        schema: '{{ format "\${string:/[a-z.]+/}" }}'
      charts.web.password:
        schema: '{{ format "\${password:/.{8,}/}" }}'
`;

const profile = (values: string) => `${pack}
      -- config --
      rules: { plain-secret: off }
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - name: web
          type: spectro
          registry: Palette Registry
          version: 1.0.0
          values: ${values.replace(/^\n/, "").trimEnd()}
    `;

describe("values-format", () => {
  it("takes the line end of a block for none of the value", () => {
    checkFindings(
      profile(`|
            charts:
              web:
                level: |
                  info
                port: >
                  80
                debug: "true\\n"
                #      ^^^^^^^^ warning(values-format) [fix]
      `),
    );
  });

  it("says what is expected", () => {
    checkFindings(
      profile(`|
            charts:
              web:
                level: inof
                #      ^^^^ warning(values-format) [fix]: \`web\` 1.0.0 expects one of debug, info, error for \`charts.web.level\`: change the value
                port: "80808"
                #     ^^^^^^^ warning(values-format): expects a number from 1 to 65535
                debug: yes
                #      ^^^ warning(values-format) [fix]: expects true or false
                image: nginx
                #      ^^^^^ warning(values-format): text of the form <text>/<text>:<semantic version>
                hosts:
                  - a.example
                  - B
                  # @14+1 warning(values-format): \`charts.web.hosts[1]\`
                password: short
                #         ^^^^^ warning(values-format): expects a password that matches
      `),
    );
  });

  it("lets pass what fits, is filled in, or is empty", () => {
    checkFindings(
      profile(`|
            charts:
              web:
                level: 'info'
                port: 8080
                debug: "true"
                image: example.com/a/b:1.2.3
                hosts: [a, '{{ .spectro.var.b }}', "%C%"]
                password: \${PASSWORD}
      `),
    );
    checkFindings(profile('"charts: { web: { level: \\"\\", port: ~, image: {} } }"'));
  });

  it("finds it in every way of writing, at its place", () => {
    checkFindings(
      profile(`"charts:\\n  web:\\n    level: warn\\n"
          # @41+4 warning(values-format) [fix]: one of debug
      `),
    );
    checkFindings(`${pack}
      -- export.json --
      {"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [
        {"name": "web", "type": "spectro", "layer": "addon", "version": "1.0.0", "tag": "1.0.0",
         "values": "charts:\\n  web:\\n    port: '0'\\n"}
         # @41+3 warning(values-format): a number from 1 to 65535
      ]}}}
    `);
  });

  it("offers the choices, what may be meant first, and keeps quotes", () => {
    const file = (level: string) =>
      profile(`|
            charts:
              web:
                level: ${level} # how much is said
      `);
    const text = (level: string) => file(level).split("-- profile.yaml --\n")[1] ?? "";
    checkFix(file("$0inof"), "Change to `info`", text("info"));
    checkFix(file("$0inof"), "Change to `debug`", text("debug"));
    checkFix(file("'$0INFO'"), "Change to `info`", text("'info'"));
    checkNoFix(profile("'charts: { web: { port: x } }'"), "values-format");
  });

  it("makes a word of a switch, not a text", () => {
    const file = (debug: string) => profile(`'charts: { web: { debug: ${debug} } }'`);
    checkFix(file("$0off"), "Change to `false`", file("false").split("-- profile.yaml --\n")[1] ?? "");
    checkFix(file("$01"), "Change to `true`", file("true").split("-- profile.yaml --\n")[1] ?? "");
  });

  it("leaves alone what an anchor shares", () => {
    checkNoFix(
      profile(`|
            charts:
              web:
                level: &level warn
                logs: *level
      `),
      "values-format",
    );
  });
});
