/** Tests of profile-version-format. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

describe("profile-version-format", () => {
  it.each([
    ["v1.2", "1.2.0"],
    ["'v1.2.3'", "'1.2.3'"],
    ['"2.2.2.develop" # from the branch', '"2.2.2-develop" # from the branch'],
    ["&v 01.2.3", "&v 1.2.3"],
    ["1.2", '"1.2.0"'],
  ])("writes %s as the strict semver that it plainly means", (before, after) => {
    const file = (version: string) =>
      `name: base\nversion: ${version}\ntype: add-on\ndescription: ""\npacks: []\n`;
    checkFix(`-- profile.yaml --\n${file(before)}`, "Change to", file(after));
    checkFix(`-- profile.yaml crlf --\n${file(before)}`, "Change to", file(after));
  });

  it.each(["1.2.3.4", "b0.0.1", "1.2.x", "latest"])(
    "offers nothing for %s, which means no one thing",
    (version) => {
      checkNoFix(
        `name: base\nversion: ${version}\ntype: add-on\ndescription: ""\npacks: []\n`,
        "profile-version-format",
      );
    },
  );

  it("takes prereleases, the default and templates for right, and packs' versions for none of its business", () => {
    checkFindings(`
      -- a.yaml --
      name: a
      version: 1.2.3-rc.1+build.5
      type: add-on
      description: ""
      packs:
        - { name: weka, type: spectro, version: v1.12.0 }
      -- b.yaml --
      name: b
      type: add-on
      description: ""
      packs: []
      -- c.yaml --
      name: c
      version: v\${VERSION}
      type: add-on
      description: ""
      packs: []
      -- d.yaml --
      name: d
      version:
      type: add-on
      description: ""
      packs: []
    `);
  });

  it("judges exports in JSON", () => {
    const head = '-- export.json --\n{\n  "metadata": { "name": "base" },\n  "spec": {\n';
    const tail = '    "template": { "type": "add-on", "packs": [] }\n  }\n}\n';
    checkFindings(`${head}    "version": "v1",
    #           ^^ warning(profile-version-format) [fix]: write \`1.0.0\`
${tail}`);
    checkFix(
      `${head}    "version": "v1",\n${tail}`,
      "Change to `1.0.0`",
      `${head.replace(/^--.*--\n/, "")}    "version": "1.0.0",\n${tail}`,
    );
  });
});
