/** Tests of turning presets on and off: what the values say after it, and that every other byte stays. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { type Preset, readPackPresets } from "../catalog/pack-presets.ts";
import { type Data, dataOf } from "../syntax/data.ts";
import { parse } from "../syntax/parse.ts";
import { applyPreset, type PresetChange, type PresetPack, removePreset } from "./preset-change.ts";
import type { Refusal } from "./refusal.ts";

function presetOf(add: string, remove: readonly string[] = [], name = "on", group = "G"): Preset {
  const lines = add.split("\n").map((line) => (line === "" ? line : `      ${line}`));
  const text = `presets:\n  - name: ${name}\n    group: ${group}\n    remove: ${JSON.stringify(remove)}\n    add: |\n${lines.join("\n")}\n`;
  const [preset] = readPackPresets(text).presets;
  if (preset === undefined) throw new Error(`no preset: ${JSON.stringify(readPackPresets(text).problems)}`);
  return preset;
}

function packOf(presets: readonly Preset[], defaults?: string): PresetPack {
  if (defaults === undefined) return { presets, defaults: undefined };
  return { presets, defaults: { text: defaults, root: parse(defaults)[0]?.root } };
}

function result(values: string, change: PresetChange | Refusal): string {
  if ("reason" in change) throw new Error(change.reason);
  return applyEdits(values, change.edits);
}

function dataIn(text: string): Data {
  const documents = parse(text);
  expect(documents.flatMap(({ problems }) => problems)).toEqual([]);
  const data = dataOf(documents[0]?.root);
  if (data === undefined) throw new Error("no data");
  return data ?? {};
}

const off = "# spectrocloud.com/enabled-presets:";
const on = `${off} G:on`;

describe("turning a preset on", () => {
  it.each([
    [
      "replaces values where they are",
      "a:\n  b: 1 # why\n  c: 2\n",
      "a:\n  b: 3\n",
      [],
      "a:\n  b: 3 # why\n  c: 2\n",
    ],
    [
      "keeps what is the same as it is written",
      "a:\n  b:   'x'   # why\n",
      "a:\n  b: x\n",
      [],
      "a:\n  b:   'x'   # why\n",
    ],
    [
      "puts new keys behind their neighbours, indented as they are",
      "a:\n    b: 1\n    # about c\n    c: 2 # two\n\n# about d\nd: 1\n",
      "a:\n  # about e\n  e:\n    f: |\n      text\n\n      more\n    g: [1]  # list\nz: 1\n",
      [],
      "a:\n    b: 1\n    # about c\n    c: 2 # two\n    # about e\n    e:\n      f: |\n        text\n\n        more\n      g: [1]  # list\n\n# about d\nd: 1\nz: 1\n",
    ],
    [
      "fills keys that have no value",
      "a:\n  # b: 1\nc: {}\nd: ~ # none\n",
      "a:\n  b: 2\nc:\n  x: 1\nd:\n  y: 1\n",
      [],
      "a:\n  b: 2\n  # b: 1\nc:\n  x: 1\nd: # none\n  y: 1\n",
    ],
    [
      "replaces lists as a whole",
      "a:\n- 1\n- 2\n# end\nb: 1\n",
      "a:\n  - 3\n",
      [],
      "a:\n  - 3\n# end\nb: 1\n",
    ],
    [
      "replaces a list by a scalar",
      "a: # why\n  - 1\n  - 2 # two\nb: 1\n",
      "a: off\n",
      [],
      "a: off # why\nb: 1\n",
    ],
    ["replaces a block", "a: |\n  x\n  y\n\nb: 1\n", "a: z\n", [], "a: z\n\nb: 1\n"],
    [
      "replaces a scalar by a map",
      "a: x # why\nb: 1\n",
      "a:\n  c: 1 # one\n",
      [],
      "a: # why\n  c: 1 # one\nb: 1\n",
    ],
    [
      "writes into flow style",
      "a: { b: 1, c: { d: x } } # why\n",
      "a:\n  b: '2'\n  c:\n    e:\n    - f: true\n",
      [],
      'a: { b: "2", c: { d: x, e: [{ "f": true }] } } # why\n',
    ],
    [
      "writes into JSON",
      '{\n  "a": { "b": 1 }\n}\n',
      "a:\n  c: x y\n",
      [],
      '{\n  "a": { "b": 1, "c": "x y" }\n}\n',
    ],
    [
      "keeps CRLF",
      "a:\r\n  b: 1\r\nc: 2\r\n",
      "a:\n  d:\n    e: 1\n",
      [],
      "a:\r\n  b: 1\r\n  d:\r\n    e: 1\r\nc: 2\r\n",
    ],
    [
      "needs no line end at the end",
      "a:\n  b: 1",
      "a:\n  c: 2\nd: |\n  x\n",
      [],
      "a:\n  b: 1\n  c: 2\nd: |\n  x\n",
    ],
    ["fills values that say nothing", "# nothing\n", "a:\n  b: 1\n", [], "# nothing\na:\n  b: 1\n"],
    [
      "leaves an item of a list alone when it is not in its way",
      "l:\n  - a: 1\n    b: 2\n",
      "k: 1\n",
      [],
      "l:\n  - a: 1\n    b: 2\nk: 1\n",
    ],
    [
      "takes out entries with their comments",
      "a:\n  # about b\n  b:\n    x: 1\n    # in b\n  # about c\n  c: 1 # one\nd: 1\n",
      "",
      ["a.b", "nothing.here", "a.c.x"],
      "a:\n  # about c\n  c: 1 # one\nd: 1\n",
    ],
    [
      "leaves an empty map where nothing is left",
      "a: # why\n  b: 1\n  # end\nc: 1\n",
      "",
      ["a.b"],
      "a: {} # why\n  # end\nc: 1\n",
    ],
    ["takes out of flow style", "a: { b: 1, c: 2, d: 3 }\n", "", ["a.c", "a.d"], "a: { b: 1 }\n"],
    ["takes out all of flow style", "a: { b: 1 }\n", "", ["a.b"], "a: {}\n"],
    [
      "takes out of items of a list",
      "l:\n  - a: 1\n    b: 2\n  - a: 3\n  - c: 1\n",
      "",
      ["l.$[].a"],
      "l:\n  - b: 2\n  - {}\n  - c: 1\n",
    ],
    [
      "takes out keys with dots",
      "charts:\n  a.b:\n    c: 1\n    d: 2\n",
      "",
      ["charts.a.b.c"],
      "charts:\n  a.b:\n    d: 2\n",
    ],
    [
      "takes out first, and merges then",
      "a:\n  b:\n    x: 1\n  c: 1\n",
      "a:\n  b:\n    y: 1\n",
      ["a.b"],
      "a:\n  c: 1\n  b:\n    y: 1\n",
    ],
    ["keeps the comment at the top", "# header\na: 1\nb: 2\n", "", ["a"], "# header\nb: 2\n"],
    [
      "keeps templates",
      "a: '{{.spectro.var.X}}'\nb: ${Y}\n",
      "c: '{{.spectro.macro.Z}}'\n",
      [],
      "a: '{{.spectro.var.X}}'\nb: ${Y}\nc: '{{.spectro.macro.Z}}'\n",
    ],
  ])("%s", (_, values, add, remove, expected) => {
    const preset = presetOf(add, remove);
    const eol = values.includes("\r\n") ? "\r\n" : "\n";
    const after = result(values, applyPreset(values, preset, packOf([preset])));
    expect(after).toBe(`${on}${eol}${expected}`);
    expect(applyPreset(after, preset, packOf([preset]))).toEqual({ edits: [], left: [] });
  });

  it.each([
    ["a: &x { b: 1 }\nc: *x\n", "c:\n  d: 1\n", [], "only a person can change"],
    ["a: &x { b: 1 }\nc: *x\n", "", ["a"], "only a person can change"],
    ["a: &x { b: 1 }\nc: *x\n", "", ["c.b"], "only a person can change"],
    ["a: &x { b: { e: 1 } }\nc:\n  <<: *x\n", "c:\n  b:\n    d: 1\n", [], "only a person can change"],
    ["a: &x { b: 1 }\nc:\n  <<: *x\n", "", ["c.b"], "only a person can change"],
    ["a: [\n", "b: 1\n", [], "The values are no YAML"],
    ["- a\n", "b: 1\n", [], "The values are no map"],
    ["a: 1\n---\nb: 1\n", "b: 1\n", [], "several YAML documents"],
  ])("is refused in %j", (values, add, remove, reason) => {
    const preset = presetOf(add, remove);
    expect(applyPreset(values, preset, packOf([preset]))).toEqual({
      reason: expect.stringContaining(reason),
    });
  });
});

describe("a preset that would take long", () => {
  it("is refused, not half done", () => {
    const many = `l:\n${"- a: 1\n  b: 2\n".repeat(200)}`;
    const preset = presetOf("", ["l.$[].a"]);
    expect(applyPreset(many, preset, packOf([preset]))).toHaveProperty("reason");
    const large = `a:\n  b: 1\n  c: 1\nt: |\n${"  text text text\n".repeat(300_000)}`;
    const two = presetOf("", ["a.b", "a.c"]);
    expect(applyPreset(large, two, packOf([two]))).toHaveProperty("reason");
  });
});

describe("turning a preset on in the place of another of its group", () => {
  const first = presetOf("a:\n  mode: one\n  only:\n    here: 1\nkept: 1\n", ["gone"], "first");
  const second = presetOf("a:\n  mode: two\n", [], "second");
  const other = presetOf("o: 1\n", [], "x", "Other");
  const presets = [first, second, other];

  it("takes back what that one added and took out, as far as the pack's own values tell", () => {
    const defaults = "a:\n  mode: none\nkept: 0 # by default\ngone:\n  # about x\n  x: 1\n";
    const values = `${off} G:first, Other:x\na:\n  mode: one\n  only:\n    here: 1\nkept: 1\n`;
    const change = applyPreset(values, second, packOf(presets, defaults));
    expect(change).toMatchObject({ left: [] });
    expect(result(values, change)).toBe(
      `${off} G:second, Other:x\na:\n  mode: two\nkept: 0\ngone:\n  # about x\n  x: 1\n`,
    );
  });

  it("leaves what somebody changed since, and says so", () => {
    const values = `${off} G:first\na:\n  mode: one\n  only:\n    here: 2\nkept: 1\n`;
    const change = applyPreset(values, second, packOf(presets, "kept: 0\n"));
    expect(change).toMatchObject({
      left: ["`a.only.here` is no longer what the preset `first` made it, so it stays"],
    });
    expect(result(values, change)).toBe(`${off} G:second\na:\n  mode: two\n  only:\n    here: 2\nkept: 0\n`);
  });

  it("leaves everything where the pack's own values or the other preset are not known, and says so", () => {
    const values = `${off} G:first\na:\n  mode: one\nkept: 1\n`;
    const unknown = applyPreset(values, second, packOf(presets));
    expect(unknown).toMatchObject({
      left: ["`kept` stays as the preset `first` made it, because the pack's own values are not known"],
    });
    expect(result(values, unknown)).toBe(`${off} G:second\na:\n  mode: two\nkept: 1\n`);
    expect(applyPreset(values, second, packOf([second], ""))).toMatchObject({
      left: ["The pack has no preset `first`, so what it added stays"],
    });
  });
});

describe("turning a preset off", () => {
  it("brings back the pack's own values, and no other byte changes", () => {
    const defaults = "# default\na:\n  b: 1\n  c: x\nlist: [1]\n";
    const preset = presetOf("a:\n  b: 2\n  new:\n    deep: 1\nlist:\n- 2\n", ["a.c"]);
    const pack = packOf([preset], defaults);
    const before = "a:\n  b: 1\n  c: x\nlist: [1]\nmine: 1 # own\n";
    const applied = result(before, applyPreset(before, preset, pack));
    expect(dataIn(applied)).toEqual({ a: { b: 2, new: { deep: 1 } }, list: [2], mine: 1 });
    const change = removePreset(applied, preset, pack);
    const after = result(applied, change);
    expect(change).toMatchObject({ left: [] });
    expect(after).toBe(`${off}\na:\n  b: 1\n  c: x\nlist: [1]\nmine: 1 # own\n`);
    expect(removePreset(after, preset, pack)).toMatchObject({ edits: [] });
  });
});

/** What applying has to come to, by data alone. */
function expectedData(values: Data, preset: Preset): unknown {
  const copy = JSON.parse(JSON.stringify(values));
  for (const path of preset.remove) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const parent = keys.reduce((here, key) => (isMap(here) ? here[key] : undefined), copy);
    if (isMap(parent)) delete parent[last];
  }
  return merge(copy, JSON.parse(JSON.stringify(dataOf(preset.add.root) ?? {})));

  function merge(a: unknown, b: unknown): unknown {
    if (!isMap(a) || !isMap(b)) return b;
    return {
      ...a,
      ...Object.fromEntries(
        Object.entries(b).map(([key, value]) => [key, key in a ? merge(a[key], value) : value]),
      ),
    };
  }
  function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }
}

const scalar = fc.constantFrom(
  "1",
  "x",
  "'q'",
  '"d" # c',
  "true # why",
  "",
  "[1, 2]",
  "{}",
  "{ a: 1, b: { c: 2 } }",
  "|\n  text\n  more",
  "~",
);
type Tree = string | { readonly [key: string]: Tree } | readonly string[];
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(fc.constantFrom("1", "x: 1", "y"), { minLength: 1, maxLength: 2 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("tree"), {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).tree;
const root = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), tree, {
  minKeys: 1,
  maxKeys: 4,
  noNullPrototype: true,
});

/** A tree in block style, with comments and blank lines where the seed says so. */
function write(node: Tree, indent: string, step: string, seed: number): string {
  if (typeof node === "string") return node === "" ? "\n" : ` ${node.replaceAll("\n", `\n${indent}`)}\n`;
  if (Array.isArray(node)) return `\n${node.map((item) => `${indent}- ${item}\n`).join("")}`;
  return `\n${Object.entries(node)
    .map(([key, value], at) => {
      const comment = (seed + at) % 3 === 0 ? `${indent}# about ${key}\n` : "";
      const blank = (seed + at) % 5 === 0 ? "\n" : "";
      const below = typeof value === "string" ? indent : indent + step;
      return `${blank}${comment}${indent}${key}:${write(value, below, step, seed * 7 + at)}`;
    })
    .join("")}`;
}

describe("any preset in any values", () => {
  it("makes them say what they have to, leaves every other entry as it is written, and is idempotent", () => {
    const remove = fc.array(fc.constantFrom("a", "a.b", "a.b.c", "b.c", "c.d.a", "d.a", "e", "x.y"), {
      maxLength: 3,
    });
    const look = fc.record({
      step: fc.constantFrom("  ", "    "),
      seed: fc.nat(30),
      eol: fc.constantFrom("\n", "\r\n"),
      isOpen: fc.boolean(),
    });
    let refused = 0;
    fc.assert(
      fc.property(root, root, remove, look, (values, add, paths, { step, seed, eol, isOpen }) => {
        const whole = write(values, "", step, seed).slice(1).replaceAll("\n", eol);
        const text = isOpen && !whole.trimEnd().endsWith("more") ? whole.trimEnd() : whole;
        const preset = presetOf(write(add, "", "  ", seed + 1).slice(1), paths);
        const change = applyPreset(text, preset, packOf([preset]));
        if ("reason" in change) {
          refused++;
          return;
        }
        const after = applyEdits(text, change.edits);
        expect(dataIn(after)).toEqual(expectedData(dataIn(text), preset));
        expect(applyPreset(after, preset, packOf([preset]))).toEqual({ edits: [], left: [] });
        const touched = new Set([...Object.keys(add), ...paths.map((path) => path.split(".")[0])]);
        for (const [key, value] of Object.entries(values)) {
          const own = `${key}:${write(value, typeof value === "string" ? "" : step, step, seed * 7 + Object.keys(values).indexOf(key))}`;
          if (!touched.has(key)) expect(`${after}${eol}`).toContain(own.trimEnd().replaceAll("\n", eol));
        }
      }),
      { numRuns: 400 },
    );
    expect(refused).toBe(0);
  });

  it("can be turned off again, and what the pack says by default is back", () => {
    const remove = fc.array(fc.constantFrom("a", "a.b", "a.b.c", "b.c", "d.a", "e"), { maxLength: 2 });
    fc.assert(
      fc.property(root, root, remove, fc.nat(30), (values, add, paths, seed) => {
        const text = write(values, "", "  ", seed).slice(1);
        const preset = presetOf(write(add, "", "  ", seed + 1).slice(1), paths);
        const pack = packOf([preset], text);
        const applied = result(text, applyPreset(text, preset, pack));
        const change = removePreset(applied, preset, pack);
        expect(dataIn(result(applied, change))).toEqual(dataIn(text));
      }),
      { numRuns: 300 },
    );
  });

  it("comes to the same in the place of another preset as where nothing was on", () => {
    const remove = fc.array(fc.constantFrom("a", "a.b", "b.c", "d.a"), { maxLength: 1 });
    fc.assert(
      fc.property(root, root, root, remove, remove, fc.nat(30), (values, one, two, gone, goneToo, seed) => {
        const text = write(values, "", "  ", seed).slice(1);
        const first = presetOf(write(one, "", "  ", seed + 1).slice(1), gone, "first");
        const second = presetOf(write(two, "", "  ", seed + 2).slice(1), goneToo, "second");
        const pack = packOf([first, second], text);
        const before = result(text, applyPreset(text, first, pack));
        const change = applyPreset(before, second, pack);
        expect(change).toMatchObject({ left: [] });
        expect(dataIn(result(before, change))).toEqual(dataIn(result(text, applyPreset(text, second, pack))));
      }),
      { numRuns: 300 },
    );
  });

  it("never throws", () => {
    const piece = fc.constantFrom(
      "a:",
      " b: 1",
      "\n",
      "  ",
      "- ",
      "&x ",
      "*x",
      "<<: ",
      "{ ",
      " }",
      "[",
      "]",
      "|",
      "# c",
      "'",
      '"',
      ", ",
      "? ",
      "---\n",
      "\t",
      ": ",
    );
    const preset = presetOf("a:\n  b:\n    c: 1\nb: [1]\n", ["a.b", "a.$[].b", "b"]);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.array(piece, { maxLength: 8 }), (pieces, more) => {
        const text = pieces.join("");
        const pack = packOf([preset], more.join(""));
        for (const change of [applyPreset(text, preset, pack), removePreset(text, preset, pack)])
          if (!("reason" in change))
            expect(parse(applyEdits(text, change.edits)).flatMap(({ problems }) => problems)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

const shared =
  process.env.CLUSTER_PROFILES_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const folder = join(shared, "packs");
const present = existsSync(folder);
if (!present)
  console.warn(
    `Not run: real presets, because ${folder} does not exist (CLUSTER_PROFILES_DATA names the folder)`,
  );

describe.skipIf(!present)("the presets of real packs", () => {
  it("are turned on and off, one after the other, in the values of their packs", () => {
    let count = 0;
    for (const name of readdirSync(folder)) {
      const file = join(folder, name, "presets.yaml");
      if (!existsSync(file)) continue;
      const { presets } = readPackPresets(readFileSync(file, "utf8"));
      const defaults = readFileSync(join(folder, name, "values.yaml"), "utf8");
      const pack = packOf(presets, defaults);
      let text = defaults;
      for (const preset of presets) {
        const own = result(defaults, applyPreset(defaults, preset, pack));
        expect(dataIn(own)).toMatchObject(JSON.parse(JSON.stringify(dataOf(preset.add.root) ?? {})));
        expect(applyPreset(own, preset, pack)).toMatchObject({ edits: [] });
        text = result(text, applyPreset(text, preset, pack));
        expect(dataIn(text)).toMatchObject(JSON.parse(JSON.stringify(dataOf(preset.add.root) ?? {})));
        count++;
      }
      for (const preset of presets) text = result(text, removePreset(text, preset, pack));
      expect(dataIn(text)).toEqual(dataIn(defaults));
    }
    expect(count).toBeGreaterThan(20);
  });
});
