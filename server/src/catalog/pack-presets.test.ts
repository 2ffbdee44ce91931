/** Tests of reading presets.yaml. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataOf } from "../syntax/data.ts";
import { readPackPresets } from "./pack-presets.ts";

const good = `presets:
  - name: "disable-api"
    displayName: "Disable the API"
    group: "Back end"
    remove:
      - charts.api.host
    add: |
      charts:
        api:
          enabled: false # for now
  - name: enable-api
    group: Back end
    remove: []
`;

function messages(text: string): string[] {
  const { presets, problems } = readPackPresets(text);
  expect(presets).toEqual([]);
  return problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end).trim().split("\n")[0]} -> ${message}`,
  );
}

describe("presets", () => {
  it("are read with what they take out and what they add", () => {
    const { presets, problems } = readPackPresets(good);
    expect(problems).toEqual([]);
    expect(presets).toMatchObject([
      { name: "disable-api", displayName: "Disable the API", group: "Back end", remove: ["charts.api.host"] },
      { name: "enable-api", displayName: "enable-api", group: "Back end", remove: [], add: { text: "" } },
    ]);
    const [first] = presets;
    expect(dataOf(first?.add.root)).toEqual({ charts: { api: { enabled: false } } });
    expect(first?.add.text).toContain("enabled: false # for now\n");
    expect(first && good.slice(first.nameSpan.start, first.nameSpan.end)).toBe('"disable-api"');
  });

  it.each(["", "# nothing\n", "---\n", "{}", "presets: []"])("may be none: %j", (text) => {
    expect(readPackPresets(text)).toEqual({ presets: [], problems: [] });
  });

  it.each([
    ["- a", "- a -> A pack's presets are a list below the key `presets`"],
    ["presets: x", "x -> A pack's presets are a list below the key `presets`"],
    ["preset: []", "preset: [] -> A pack's presets are a list below the key `presets`"],
    ["presets: [x]", "x -> A preset is a map with a `name`, a `group` and what it adds"],
    ["presets: [{ group: g }]", "{ group: g } -> The preset has no `name`: add one"],
    ["presets: [{ name: n }]", "n -> The preset `n` has no `group`: add one"],
    [
      "presets: [{ name: n, group: 'a:b' }]",
      "n -> The preset `n` or its group has a comma or colon in its name",
    ],
    ["presets: [{ name: n, group: g, remove: a }]", "a -> `remove` of the preset `n` is no list of paths"],
    [
      "presets: [{ name: n, group: g, remove: [a..b] }]",
      "a..b -> `remove` of the preset `n` holds what is no path",
    ],
    [
      "presets: [{ name: n, group: g, add: { a: 1 } }]",
      "{ a: 1 } -> `add` of the preset `n` is no text: write its values in a block that starts with `|`",
    ],
    ["presets: [{ name: n, group: g, add: '- a' }]", "- a -> `add` of the preset `n` is no map of values"],
    ["presets: [{ name: n, group: g, add: 'text' }]", "text -> `add` of the preset `n` is no map of values"],
  ])("of %j are a problem", (text, problem) => {
    expect(messages(text)).toEqual([problem]);
  });

  it("keep the others when one cannot be read, is broken inside, or is there twice", () => {
    const { presets, problems } = readPackPresets(`${good}  - group: x
  - name: broken
    group: x
    add: |
      a: [
  - name: enable-api
    group: Back end
  - name: last
    group: x
`);
    expect(presets.map(({ name }) => name)).toEqual(["disable-api", "enable-api", "last"]);
    expect(problems.map(({ message }) => message)).toEqual([
      "The preset has no `name`: add one",
      expect.stringMatching(/^`add` of the preset `broken` is no YAML: /),
      "The group `Back end` has a preset `enable-api` already: rename one",
    ]);
  });

  it("are read whatever the text is", () => {
    const piece = fc.constantFrom(
      "presets:",
      "\n",
      "  ",
      "- ",
      "name: a",
      "group: b",
      "remove:",
      "add: |",
      "[",
      "]",
      "{",
      "}",
      ": ",
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        for (const { span } of readPackPresets(text).problems)
          expect(span.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });
});

const data =
  process.env.CLUSTER_PROFILES_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const folder = join(data, "packs");
const present = existsSync(folder);
if (!present)
  console.warn(
    `Not run: real presets, because ${folder} does not exist (CLUSTER_PROFILES_DATA names the folder)`,
  );

describe.skipIf(!present)("the presets of real packs", () => {
  it("are read without a problem, all of them", () => {
    const files = readdirSync(folder)
      .map((name) => join(folder, name, "presets.yaml"))
      .filter(existsSync);
    const texts = files.map((file) => readFileSync(file, "utf8"));
    expect(texts.flatMap((text) => readPackPresets(text).problems)).toEqual([]);
    const count = texts.flatMap((text) => readPackPresets(text).presets).length;
    expect(count).toBe(texts.flatMap((text) => text.match(/^ *- name: .*\n +displayName:/gm) ?? []).length);
    expect(count).toBeGreaterThan(20);
  });
});
