import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import {
  applied,
  type Fixture,
  type FixtureOptions,
  fixture,
  profileWith,
} from "../../../test/harness/feature-fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import { type Snapshot, Workspace } from "../workspace/workspace.ts";
import {
  mergeWindow,
  type WindowIdentity,
  windowEdits,
  windowPlace,
  windowsAt,
  windowText,
} from "./values-window.ts";

const head = profileWith(
  "  - name: nginx\n    version: 1.12.1\n    values: |\n      replicas: 1\n",
  'version: "1.1.0"\n',
);
const pack = (values: string) => `  - name: ngi$0nx\n    version: 1.12.1\n${values}`;

function choices(at: Fixture) {
  const found = windowsAt(at.snapshot, at.file, at.offset);
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

function open(marked: string, options?: FixtureOptions): { at: Fixture; identity: WindowIdentity } {
  const at = fixture(marked, options);
  const [first] = choices(at);
  if (first === undefined) throw new Error("there is nothing to open");
  return { at, identity: first.identity };
}

/** The file after the window's text was replaced. */
function write(marked: string, newText: string): string {
  const { at, identity } = open(marked);
  const answer = windowEdits(at.snapshot, identity, newText);
  return "reason" in answer ? answer.reason : applied(at, [{ file: at.file, edits: answer.edits }]);
}

function withText(file: string, text: string): Snapshot {
  const workspace = new Workspace();
  workspace.apply({ kind: "text", file, text });
  return workspace.snapshot();
}

/** What the window shows after its file has become another. */
function after(text: string, identity: WindowIdentity): string {
  const found = windowText(withText(identity.file, text), identity);
  return "reason" in found ? found.reason : found.text;
}

describe("the texts of a pack", () => {
  const several = `${head}  - name: app
    type: manifest
    values: "pack: {}\\n"
    manifests:
      - name: one
        content: |
          kind: One
      - name: two
        content: |
          kind: T$0wo
      - name: empty
`;

  it("are its values and its manifests, by names that tabs can have", () => {
    const found = choices(fixture(several));
    expect(found.map(({ label, title }) => [label, title])).toEqual([
      ["values", "app (base 1.1.0)"],
      ["manifest one", "one of app (base 1.1.0)"],
      ["manifest two", "two of app (base 1.1.0)"],
    ]);
    expect(found.map(({ offset }) => offset)).toEqual([undefined, undefined, 7]);
  });

  it("are found by their names", () => {
    const at = fixture(several);
    expect(choices(at).map(({ identity }) => windowText(at.snapshot, identity))).toEqual([
      { text: "pack: {}\n" },
      { text: "kind: One\n" },
      { text: "kind: Two\n" },
    ]);
  });

  it.each([
    ["outside of packs", "name: ba$0se\ntype: infra\npacks: []\n", "Place the cursor in a pack"],
    ["without a text", profileWith(pack("")), "`nginx` has neither values nor manifests"],
    [
      "with values of others",
      profileWith(`  - name: a\n    values: &v |\n      a: 1\n${pack("    values: *v\n")}`),
      "others use too",
    ],
  ])("are not there %s", (_, marked, reason) => {
    const at = fixture(marked);
    const answer = windowsAt(at.snapshot, at.file, at.offset);
    expect("reason" in answer ? answer.reason : answer).toContain(reason);
  });
});

describe("a text that is open", () => {
  const { identity } = open(head.replace("nginx", "ngi$0nx"));

  it.each([
    ["moves", `# hello\n${head.replace("packs:", "packs:\n  - name: b\n    values: x")}`, "replicas: 1\n"],
    ["changes", head.replace("as: 1", "as: 2"), "replicas: 2\n"],
    ["gets another version of its profile", head.replace("1.1.0", "1.2.0"), "replicas: 1\n"],
    ["gets another profile before it", `${head.replaceAll("1", "0")}---\n${head}`, "replicas: 1\n"],
    ["loses its pack", head.replace("nginx", "other"), "The pack `nginx` is not in the profile any more"],
    [
      "loses its values",
      head.slice(0, head.indexOf("    values")),
      "The pack `nginx` has no values any more",
    ],
    ["loses its profile", "a: 1\n", "The file of the profile is gone, or is no cluster profile any more"],
    [
      "loses its profile among others",
      `${head.replace("1.1.0", "0.1.0")}---\n${head.replace("1.1.0", "0.2.0")}`,
      "The profile `base 1.1.0` is not in its file any more",
    ],
  ])("is found again when it %s", (_, text, expected) => {
    expect(after(text, identity)).toBe(expected);
  });

  it("is told from others by how many packs of the name are before it", () => {
    const twice = profileWith("  - name: a\n    values: one\n  - name: $0a\n    values: two\n");
    const second = open(twice);
    expect(windowText(second.at.snapshot, second.identity)).toEqual({ text: "two" });
  });
});

describe("a text that was changed", () => {
  it("is written by minimal edits", () => {
    const { at, identity: of } = open(
      profileWith(pack("    values: |\n      a: 1\n      # why\n      b: 2\n")),
    );
    expect(windowEdits(at.snapshot, of, "a: 3\n# why\nb: 2\nc: 3\n")).toEqual({
      edits: ["1", "\n      b: 2"].map((found, which) => {
        const start = at.text.lastIndexOf(found) + (which === 0 ? 0 : found.length);
        return {
          span: { start, end: which === 0 ? start + 1 : start },
          text: which === 0 ? "3" : "\n      c: 3",
        };
      }),
    });
    expect(windowEdits(at.snapshot, of, "a: 1\n# why\nb: 2\n")).toEqual({ edits: [] });
  });

  it.each([
    ["literal", "|\n      a: 1\n", "|\n      a: 2\n      b: 3\n"],
    ["stripped", "|-\n      a: 1\n", "|\n      a: 2\n      b: 3\n"],
    ["double", '"a: 1\\n"\n', '"a: 2\\nb: 3\\n"\n'],
    ["double with CRLF", '"a: 1\\r\\n"\n', '"a: 2\\r\\nb: 3\\r\\n"\n'],
    ["empty", '""\n', "|\n      a: 2\n      b: 3\n"],
  ])("fits into the style: %s", (_, before, expected) => {
    const marked = profileWith(pack(`    values: ${before}`));
    const file = marked.replace("$0", "").replace(`values: ${before}`, `values: ${expected}`);
    expect(write(marked, "a: 2\nb: 3\n")).toBe(file);
  });

  it("takes line ends of the editor for those of YAML", () => {
    const marked = profileWith(pack("    values: |\n      a: 1\n"));
    expect(write(marked, "a: 2\r\nb: 3\r\n")).toContain("|\n      a: 2\n      b: 3\n");
  });

  it("is brought together with what was changed in the file", () => {
    const { at, identity: of } = open(
      profileWith(pack("    values: |\n      a: 1\n      b: 2\n      c: 3\n")),
    );
    const base = "a: 1\nb: 2\nc: 3\n";
    const theirs = withText(at.file, at.text.replace("c: 3", "c: 4"));
    const merged = mergeWindow(theirs, of, base, "a: 0\nb: 2\nc: 3\n");
    expect(merged).toMatchObject({ text: "a: 0\nb: 2\nc: 4\n", current: "a: 1\nb: 2\nc: 4\n" });
    expect("reason" in merged ? [] : merged.edits.map(({ text }) => text)).toEqual(["0"]);
    expect(mergeWindow(theirs, of, base, "a: 1\nb: 2\nc: 5\n")).toEqual({
      reason: expect.stringContaining("Line 3 was changed here and in the profile"),
    });
  });
});

const indent = (text: string) => text.replace(/^(?=.)/gm, "      ");
const single = (text: string, type: string) =>
  stringify([text], { defaultStringType: type as "PLAIN", lineWidth: 30 })
    .replace(/^- /, "")
    .replaceAll("\n  ", "\n      ");
const styles: Record<string, (text: string) => string> = {
  literal: (text) => `|\n${indent(text)}\n`,
  stripped: (text) => `|-\n${indent(text)}\n`,
  kept: (text) => `|+\n${indent(text)}\n`,
  folded: (text) => single(text, "BLOCK_FOLDED"),
  single: (text) => single(text, "QUOTE_SINGLE"),
  double: (text) => single(text, "QUOTE_DOUBLE"),
  json: (text) => `${JSON.stringify(text)}\n`,
  plain: (text) => single(text, "PLAIN"),
};
const words = [
  "a: 1",
  "b:",
  "  c: 2",
  "- x",
  "",
  "# why",
  "  ",
  "'",
  '"',
  "\\",
  "{{ .x }}",
  "😀",
  "---",
  "x  ",
  "\t",
  "\u0007",
];
const document = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((all) => all.join("\n"));

describe("any new text", () => {
  it.each(Object.keys(styles))("is what is read then, and all else is as it was: %s", (style) => {
    let judged = 0;
    fc.assert(
      fc.property(document, document, (before, newText) => {
        const value = styles[style]?.(before) ?? "";
        const start = profileWith("  - name: a\n    values: x\n  - name: b\n    values: ");
        const end = "    version: 1.0.0\n  - name: b\n    values: y # z\n";
        const file = "/project/a.yaml";
        const text = `${start}${value}${end}`;
        const snapshot = withText(file, text);
        const found = windowsAt(snapshot, file, start.length - 2);
        fc.pre(!("reason" in found));
        const [choice] = "reason" in found ? [] : found;
        if (choice === undefined) return;
        const place = windowPlace(snapshot, choice.identity);
        const answer = windowEdits(snapshot, choice.identity, newText);
        const result = "reason" in answer || "reason" in place ? "" : applyEdits(text, answer.edits);
        expect([text, newText, after(result, choice.identity)]).toEqual([text, newText, newText]);
        expect(result.startsWith(start)).toBe(true);
        expect(result.endsWith(end)).toBe(true);
        judged++;
      }),
      { numRuns: 150 },
    );
    expect(judged).toBeGreaterThan(50);
  });
});
