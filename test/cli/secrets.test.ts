/** No output shows a secret: not that of the rule that finds it, and not that of others on the same line. */

import { describe, expect, it } from "vitest";
import { folderOf, pack, runIn } from "./support.ts";

const schema =
  "charts.web.password:\n  schema: '{{ format \"${password:/.{3}/}\" }}'\ncharts.web.port:\n  schema: '{{ format \"${number}\" }}'\n";

const packFiles = {
  "packs/web/pack.json": pack("web", "1.0.0"),
  "packs/web/schema.yaml": schema,
};

/** The whole of the values on one line, with other findings before and behind the secret. */
const exported = JSON.stringify({
  metadata: { name: "base" },
  spec: {
    version: "1.0.0",
    template: {
      type: "addon",
      packs: [
        {
          name: "web",
          type: "spectro",
          layer: "addon",
          version: "1.0.0",
          tag: "1.0.0",
          values: "charts: { web: { password: open-sesame, port: x } }",
        },
      ],
    },
    variables: [{ name: "a b", isSensitive: true, format: "number", defaultValue: "open-sesame" }],
  },
});

const flat = `name: base
type: add-on
description: ""
packs:
  - name: web
    type: spectro
    version: "1.0.0"
    values: |
      charts: { web: { port: x, password: "open-sesame" } } # the end
`;

const block = flat.replace('"open-sesame" } } # the end', "&p open-sesame } }");

describe.each([
  ["export.json", exported],
  ["flat.yaml", flat],
  ["anchor.yaml", block],
])("%s", (name, text) => {
  it.each([["pretty"], ["json"]])("is shown without its secrets: %s", async (format) => {
    const folder = await folderOf({ ...packFiles, [name]: text });
    for (const terminal of [undefined, 40, 400]) {
      const { stdout, stderr } = await runIn(
        folder,
        ["check", "--format", format, "--min-severity", "hint"],
        terminal === undefined ? {} : { terminal },
      );
      expect(stdout).toContain("plain-secret");
      expect(stdout).toContain("values-format");
      expect(stdout + stderr).not.toContain("sesame");
    }
  });
});

it("the mask stands where the secret was, and the carets below it", async () => {
  const folder = await folderOf({ ...packFiles, "flat.yaml": flat });
  const { stdout } = await runIn(folder, ["check"]);
  expect(stdout).toContain(
    [
      " 9 |       charts: { web: { port: x, password: ******** } } # the end",
      "   |                                           ^^^^^^^^",
    ].join("\n"),
  );
  expect(stdout).toContain(
    [
      " 9 |       charts: { web: { port: x, password: ******** } } # the end",
      "   |                              ^",
    ].join("\n"),
  );
});

it("is hidden even where the rule is off, or silenced by a comment", async () => {
  const files = { ...packFiles, "flat.yaml": flat };
  const off = await folderOf({ ...files, ".cluster-profiles.yaml": "rules:\n  plain-secret: off\n" });
  const silenced = await folderOf({
    ...files,
    "flat.yaml": flat.replace(
      "      charts",
      "      # cluster-profiles-ignore plain-secret known\n      charts",
    ),
  });
  for (const folder of [off, silenced]) {
    const { stdout } = await runIn(folder, ["check"]);
    expect(stdout).toContain("values-format");
    expect(stdout).not.toContain("sesame");
    expect(stdout).not.toContain("[plain-secret]");
  }
});
