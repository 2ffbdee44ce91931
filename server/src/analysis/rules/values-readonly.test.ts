/** Tests of values-readonly. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const pack = `
      -- catalog Palette Registry complete --
      web 1.0.0 addon
      -- pack web 1.0.0 schema.yaml --
      pack.namespace:
        schema: '{{ readonly }}'
      charts.web.labels:
        schema: '{{ readonly }}'
      charts.web.own:
        schema: '{{ readonly }}'
      -- pack web 1.0.0 values.yaml --
      pack:
        namespace: "web"
      charts:
        web:
          labels: { app: web }
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

const profile = (values: string) => `${pack}
      -- profile.yaml --${head}          values: ${values.replace(/^\n/, "").trimEnd()}
    `;

describe("values-readonly", () => {
  it("finds what is not the pack's own", () => {
    checkFindings(
      profile(`|
            pack:
              namespace: site
              #          ^^^^ warning(values-readonly) [fix]: \`pack.namespace\` is read-only, and not what \`web\` 1.0.0 has there
            charts:
              web:
                labels:
                # @10+6 warning(values-readonly) [fix]: \`charts.web.labels\` is read-only
                  app: site
                own: 1
                #    ^ information(values-readonly) [fix]: \`web\` 1.0.0 has no value of its own there: remove it
      `),
    );
  });

  it("lets pass what says the same, is left out, or is filled in", () => {
    checkFindings(
      profile("'{ pack: { namespace: web }, charts: { web: { labels: { \"app\": ''web'' } } } }'"),
    );
    checkFindings(profile("'{ pack: {} }'"));
    checkFindings(profile("'{ pack: { namespace: \"%NS%\" } }'"));
  });

  it("says nothing where the pack's own values are not known", () => {
    const withoutValues = profile("'{ pack: { namespace: site } }'").replace(
      /-- pack web 1.0.0 values.yaml --[\s\S]*?(?=-- profile)/,
      "",
    );
    checkFindings(withoutValues);
  });

  it("restores the pack's own value, and removes what the pack does not have", () => {
    const file = (namespace: string, more = "") => `|
            # ours
            pack:
              namespace: ${namespace} # do not touch
${more}`;
    const text = (namespace: string, more = "") => `${head}          values: ${file(namespace, more)}`;
    checkFix(profile(file("$0site")), "Restore the pack's own value", `${text('"web"').trimEnd()}\n`);
    const own = "            charts:\n              web:\n                replicas: 1\n";
    checkFix(
      profile(file("web", `${own}                own: $01\n`)),
      "Remove the value",
      `${text("web", own).trimEnd()}\n`,
    );
  });

  it("offers nothing where the value is shared", () => {
    checkNoFix(
      profile(`|
            x-site: &site { namespace: site }
            pack: *site
      `),
      "values-readonly",
    );
  });
});
