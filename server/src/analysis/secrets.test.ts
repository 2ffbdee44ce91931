/** Tests of what no output may show, however badly it is written, and of messages that keep it to themselves. */

import { describe, expect, it } from "vitest";
import { fixtureWorkspace, parseFixture } from "../../../test/harness/fixture.ts";
import { analyze } from "./engine.ts";
import { secretSpans } from "./secrets.ts";

const file = "/project/a.yaml";

function look(values: string): { readonly hidden: readonly string[]; readonly messages: readonly string[] } {
  const fixture = parseFixture(`-- catalog --
web 1.0.0 addon
-- pack web 1.0.0 schema.yaml --
charts.web.password:
  schema: '{{ format "\${password:/[0-9]+/}" }}'
-- a.yaml --
name: a
type: add-on
description: ""
packs:
  - name: web
    type: spectro
    version: 1.0.0
    values: ${values}
`);
  const snapshot = fixtureWorkspace(fixture).snapshot();
  const view = snapshot.file(file);
  if (view === undefined) throw new Error("no profile");
  const hidden = secretSpans(snapshot, view).map(({ start, end }) => view.text.slice(start, end));
  return { hidden, messages: analyze(snapshot, file).map(({ message }) => message) };
}

const inBlock = (written: string) =>
  `|\n      charts:\n        web:\n          password: ${written}\n          other: 1`;

describe("a password", () => {
  it.each([
    "Secret",
    "'Secret'",
    '"Secret"',
    "*Secret",
    "&Secret",
    "!Secret",
    "!!int Secret",
    "@Secret",
    "%Secret",
    "`Secret",
    "'Secret",
    '"Secret',
    "{Secret",
    "[Secret",
    "|Secret",
    "? Secret",
    "- Secret",
    "a: Secret",
    "'a'Secret",
    "a #Secret",
    '"\\Secret"',
    "{{ .x }}Secret",
    "Pa$Secret",
    "|\n            Secret\n            Secret",
  ])("is hidden, and in no message: %j", (written) => {
    const { hidden, messages } = look(inBlock(written));
    expect(hidden).toHaveLength(1);
    expect(hidden[0]).toContain("Secret");
    expect(messages.join("\n")).not.toContain("ecret");
  });

  it("is hidden alone where others are on its line", () => {
    expect(look("'{ charts: { web: { password: Secret, other: 1 } } }'").hidden).toEqual(["Secret"]);
    expect(look('"charts:\\n  web:\\n    password: Secret\\n    other: 1\\n"').hidden).toEqual(["Secret"]);
  });

  it("is hidden where an alias means it, and where its key is written twice", () => {
    const aliased = look("|\n      x-shared: &p Secret\n      charts:\n        web:\n          password: *p");
    expect(aliased.hidden).toEqual(["Secret", "*p"]);
    const twice = look(inBlock("Secret1\n          password: Secret2"));
    expect(twice.hidden).toEqual(["Secret1", "Secret2"]);
    const inBrackets = "'{ charts: { web: { password: Secret1, password: Secret2 } } }'";
    expect(new Set(look(inBrackets).hidden)).toEqual(new Set(["Secret1", "Secret2"]));
  });

  it.each(["", '""', "~", "'{{ .spectro.macro.x }}'", "%KEY%", "'********'", "${PASSWORD}"])(
    "is none, and nothing is hidden: %j",
    (written) => {
      const { hidden } = look(inBlock(written));
      expect(hidden.filter((text) => /\w/.test(text) && text !== "~")).toEqual([]);
    },
  );
});

describe("a password in the values of a pack", () => {
  const packFile = "/project/values.yaml";

  it.each(["Secret", "{Secret", "@Secret", "%Secret", "a: Secret", "*Secret"])(
    "is hidden, and in no message: %j",
    (written) => {
      const fixture = parseFixture(`-- pack.json --
{ "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
-- schema.yaml --
charts.web.password:
  schema: '{{ format "\${password:/[0-9]+/}" }}'
-- values.yaml --
charts:
  web:
    password: ${written}
`);
      const snapshot = fixtureWorkspace(fixture).snapshot();
      const view = snapshot.file(packFile);
      const hidden = view && secretSpans(snapshot, view).map(({ start, end }) => view.text.slice(start, end));
      expect(hidden?.map((text) => text.trim())).toEqual([written]);
      const messages = snapshot
        .packFiles()
        .flatMap((id) => analyze(snapshot, id).map(({ message }) => message));
      expect(messages).not.toEqual([]);
      expect(messages.join("\n")).not.toContain("ecret");
    },
  );
});
