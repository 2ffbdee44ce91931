/** Tests of taking many values out at once; the other steps are tested with presets, which are made of them. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { parse } from "../syntax/parse.ts";
import type { PlacePath } from "../syntax/path.ts";
import { asMap } from "../syntax/tree.ts";
import { editValues } from "./values-editor.ts";

function without(text: string, paths: readonly PlacePath[], atOnce: boolean): string | undefined {
  const editor = editValues(text);
  if ("reason" in editor) throw new Error(editor.reason);
  if (atOnce) editor.removeEach(paths);
  else for (const path of paths) editor.remove(path);
  const edits = editor.finish(() => []);
  return "reason" in edits ? undefined : applyEdits(text, edits);
}

describe("removeEach", () => {
  it("takes out neighbours, the last ones of maps, and what is in one line", () => {
    const text = `# head
a: 1
# of b
b:
  c: 1
  d: 2
f: { g: 1, h: 2, i: 3 }
list:
  - x: 1
    y: 2
    z: 3
`;
    const paths: PlacePath[] = [
      ["a"],
      ["b", "c"],
      ["b", "d"],
      ["f", "g"],
      ["f", "i"],
      ["list", 0, "x"],
      ["list", 0, "y"],
      ["no"],
    ];
    expect(without(text, paths, true)).toBe(`# head
# of b
b: {}
f: { h: 2 }
list:
  - z: 3
`);
  });

  it("does what taking them out one by one does", () => {
    const key = fc.constantFrom("a", "b", "c", "d");
    const lines = fc.array(
      fc.tuple(
        key,
        fc.constantFrom("1", "{ a: 1, b: 2 }", "\n    a: 1\n    # x\n    b: 2", "|\n    text", ""),
      ),
      { maxLength: 5 },
    );
    const texts = fc.tuple(lines, lines).map(([top, inner]) => {
      const written = (entries: typeof top, indent: string) =>
        [...new Map(entries)]
          .map(
            ([name, value]) =>
              `${indent}# ${name}\n${indent}${name}: ${value.replaceAll("\n", `\n${indent}`)}\n`,
          )
          .join("");
      const body = written(inner, "  ");
      return `# head\n\n${written(top, "")}${body === "" ? "" : `m:\n${body}`}`;
    });
    const paths = fc.uniqueArray(
      fc.oneof(
        key.map((one) => [one]),
        key.map((one) => ["m", one]),
      ),
      {
        maxLength: 6,
        selector: (path) => path.join("."),
      },
    );
    let compared = 0;
    fc.assert(
      fc.property(texts, paths, (text, chosen) => {
        const oneByOne = without(text, chosen, false);
        fc.pre(oneByOne !== undefined);
        compared++;
        expect(without(text, chosen, true)).toBe(oneByOne);
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});

describe("values with branches of Terraform", () => {
  const text = "a:\n  b: 1\n  c: [1, 2]\n  d: 1\n  %{ if x }\n  e: 1\n  %{ endif }\n";

  it("lose and get no line, which may be of one branch", () => {
    for (const key of ["b", "d", "e"]) expect(without(text, [["a", key]], true)).toBeUndefined();
    expect(without(text.replaceAll(/ *%.*\n/g, ""), [["a", "d"]], true)).toBe(
      "a:\n  b: 1\n  c: [1, 2]\n  e: 1\n",
    );
    const editor = editValues(text);
    const [added] = parse("a: { f: 1 }\n");
    const map = asMap(added?.root);
    if ("reason" in editor || map === undefined) throw new Error("nothing to edit");
    editor.merge({ text: "a: { f: 1 }\n", map });
    expect(editor.finish(() => [])).toEqual({ reason: expect.stringContaining("Terraform") });
  });

  it("can have another value on a line", () => {
    const editor = editValues(text);
    const map = asMap(parse("a: { b: 2 }\n")[0]?.root);
    if ("reason" in editor || map === undefined) throw new Error("nothing to edit");
    editor.merge({ text: "a: { b: 2 }\n", map });
    const edits = editor.finish(() => []);
    if ("reason" in edits) throw new Error(edits.reason);
    expect(applyEdits(text, edits)).toBe(text.replace("b: 1", "b: 2"));
  });
});
