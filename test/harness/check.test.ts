/** Tests of the helpers themselves: a check that cannot fail checks nothing. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "./check.ts";
import { parseFixture } from "./fixture.ts";

const profile = (annotation: string) => `
  name: base
  version: v1.2
  ${annotation}
  type: add-on
  description: ""
  packs: []
`;

const right = "#        ^^^^ warning(profile-version-format) [fix]: write `1.2.0`";

describe("checkFindings", () => {
  it("passes when all is as annotated", () => {
    expect(checkFindings(profile(right))).toHaveLength(1);
  });

  it.each([
    [
      "nothing is annotated",
      "# comment",
      /unexpected in file.yaml:2: warning\(profile-version-format\) \[fix\]/,
    ],
    ["the severity is another", right.replace("warning", "error"), /missing/],
    ["the rule is another", right.replace("profile-version-format", "unread-key"), /missing/],
    ["the column is another", right.replace("        ^", "       ^"), /missing/],
    ["the length is another", right.replace("^^^^", "^^^"), /missing/],
    ["the message is another", right.replace("1.2.0", "1.3.0"), /missing/],
    ["no fix is expected", right.replace(" [fix]", ""), /missing/],
    ["a tag is expected", right.replace("[fix]", "[fix, deprecated]"), /missing/],
    ["the finding is annotated twice", `${right}\n  ${right}`, /missing/],
    ["an annotation is no annotation", right.replace("warning(", "warn("), /cannot be read/],
  ])("fails when %s", (_, annotation, message) => {
    expect(() => checkFindings(profile(annotation))).toThrow(message);
  });

  it("shows the file with its findings, ready to be pasted", () => {
    let shown = "";
    try {
      checkFindings(profile("# a comment"));
    } catch (error) {
      shown = String(error);
    }
    const pasted = shown.slice(shown.indexOf("-- file.yaml --"));
    expect(pasted).toContain(
      "version: v1.2\n#        ^^^^ warning(profile-version-format) [fix]: The profile version",
    );
    expect(checkFindings(pasted)).toHaveLength(1);
  });

  it("lets a place be named by column and length", () => {
    checkFindings(profile("# @9+4 warning(profile-version-format) [fix]: 1.2.0"));
  });
});

describe("checkFix", () => {
  it("fails when no fix or more than one has the title, and when a byte differs", () => {
    const source = profile(right);
    const fixed = source.replace("v1.2", "1.2.0").replace(/ *#.*\n/, "");
    checkFix(source, "Change to", fixed);
    expect(() => checkFix(source, "Rename", fixed)).toThrow(/0 fixes have/);
    expect(() => checkFix(source, "Change to", source)).toThrow(/and not/);
    expect(() => checkFix(source, "Change to", fixed.replace("base", "base "))).toThrow(/and not/);
  });

  it("takes the finding at the cursor", () => {
    const source = (first: string, second: string) => `
      -- a.yaml --
      name: a
      version: ${first}
      type: add-on
      description: ""
      packs: []
      -- b.yaml --
      name: b
      version: ${second}
      type: add-on
      description: ""
      packs: []
    `;
    expect(() => checkFix(source("v1.2", "v1.2"), "Change to", "")).toThrow(/2 fixes have/);
    checkFix(
      source("v1.2", "v1$0.2"),
      "Change to",
      'name: b\nversion: 1.2.0\ntype: add-on\ndescription: ""\npacks: []\n',
    );
  });
});

describe("checkNoFix", () => {
  it("fails when there is no finding, and when one has a fix", () => {
    expect(() => checkNoFix(profile("").replace("v1.2", "1.2.0"))).toThrow(/no finding/);
    expect(() => checkNoFix(profile(""), "unread-key")).toThrow(/no finding of unread-key/);
    expect(() => checkNoFix(profile(""))).toThrow(/Change to/);
  });
});

describe("a fixture", () => {
  it("takes indentation, annotations and the cursor out, and dresses the text", () => {
    const { files, cursor } = parseFixture(`
      -- a.yaml crlf bom no-final-newline --
      a: |
        # ^ hint(x): within a block
        text \\$0 $0
    `);
    expect(files[0]?.text).toBe("\ufeffa: |\r\n  text $0 ");
    expect(cursor).toEqual({ file: "/project/a.yaml", offset: 17 });
  });

  it("reads registries", () => {
    const { catalog } = parseFixture(`
      -- catalog Palette Registry complete --
      nginx 1.0.0 addon deprecated cloud=aws,maas values=x
      -- catalog Other unreadable --
      -- catalog --
      nginx 1.1.0 addon
    `);
    expect(
      catalog.registries.map(({ name, complete, failure }) => [name, complete, failure !== undefined]),
    ).toEqual([
      ["Palette Registry", true, false],
      ["Other", false, true],
      [undefined, false, false],
    ]);
    const pack = catalog.registries[0]?.packs[0];
    expect([pack?.state, pack?.cloudTypes]).toEqual(["deprecated", ["aws", "maas"]]);
    expect(pack && catalog.content(pack, "values.yaml")).toEqual({ kind: "known", text: "x" });
  });

  it("reads the files of packs", () => {
    const { catalog } = parseFixture(`
      -- catalog Palette Registry --
      nginx 1.0.0 addon
      nginx 1.1.0 addon
      -- pack nginx 1.1.0 schema.yaml --
      a.b:
        schema: '{{ required }}'
    `);
    const [first, second] = catalog.registries[0]?.packs ?? [];
    expect(first && catalog.packSchema(first)).toEqual({ kind: "absent" });
    expect(second && catalog.packSchema(second)).toMatchObject({
      kind: "known",
      value: { entries: [{ required: true }], problems: [] },
    });
    expect(second && catalog.content(second, "schema.yaml")).toEqual({
      kind: "known",
      text: "a.b:\n  schema: '{{ required }}'\n",
    });
    expect(() => parseFixture("-- pack nginx 1.1.0 schema.yaml --\n")).toThrow(/no catalog/);
    expect(() => parseFixture("-- pack nginx 1.1.0 schema.yml --\n")).toThrow(/cannot be one/);
  });

  it("refuses a wrong configuration and an unknown flag", () => {
    expect(() => parseFixture("-- config --\nrules: { no-such-rule: off }\n")).toThrow(/config is wrong/);
    expect(() => parseFixture("-- a.yaml crfl --\n")).toThrow(/unknown flag/);
  });
});
