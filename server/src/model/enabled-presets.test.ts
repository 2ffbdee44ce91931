/** Tests of the comment that names the enabled presets. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { readEnabledPresets, writeEnabledPresets } from "./enabled-presets.ts";

function names(text: string): string[] | undefined {
  return readEnabledPresets(text)?.entries.map(({ group, name }) => `${group}/${name}`);
}

describe("reading", () => {
  it.each([
    ["# spectrocloud.com/enabled-presets: Backend:disable-api\na: 1\n", ["Backend/disable-api"]],
    [
      "# spectrocloud.com/enabled-presets: Compactor:on,Store Gateway:on, Object Store:none  \r\na: 1\r\n",
      ["Compactor/on", "Store Gateway/on", "Object Store/none"],
    ],
    ["\n# other\n---\n#spectrocloud.com/enabled-presets :a:b", ["a/b"]],
    ["\ufeff# spectrocloud.com/enabled-presets: a:b", ["a/b"]],
    ["# spectrocloud.com/enabled-presets:\na: 1\n", []],
    ["# spectrocloud.com/enabled-presets: ,alone,, a:b:c\n", ["/alone", "a/b:c"]],
    ["a: 1\n# spectrocloud.com/enabled-presets: a:b\n", undefined],
    ["# spectrocloud.com/enabled: a:b\n", undefined],
    ["", undefined],
  ])("%j gives %j", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("gives the places", () => {
    const text = "# spectrocloud.com/enabled-presets: a:b,  Store Gateway:on \r\nx: 1";
    const found = readEnabledPresets(text);
    const written = (span = { start: 0, end: 0 }) => text.slice(span.start, span.end);
    expect(written(found?.span)).toBe("# spectrocloud.com/enabled-presets: a:b,  Store Gateway:on ");
    expect(found?.entries.map(({ span }) => written(span))).toEqual(["a:b", "Store Gateway:on"]);
  });
});

describe("writing", () => {
  const line = "# spectrocloud.com/enabled-presets:";
  it.each([
    [`${line} a:x, b:y\nk: 1\n`, ["a:x", "b:z"], `${line} a:x, b:z\nk: 1\n`],
    [`${line} a:x, b:y\nk: 1\n`, ["a:x", "b:y", "c:z"], `${line} a:x, b:y,c:z\nk: 1\n`],
    [`${line} a:x, b:y\r\nk: 1\r\n`, ["b:y"], `${line} b:y\r\nk: 1\r\n`],
    [`${line} a:x, b:y\nk: 1\n`, ["a:x"], `${line} a:x\nk: 1\n`],
    [`${line} a:x\nk: 1\n`, [], `${line}\nk: 1\n`],
    [`${line}\nk: 1\n`, ["a:x"], `${line} a:x\nk: 1\n`],
    [`${line}  \nk: 1\n`, ["a:x"], `${line} a:x  \nk: 1\n`],
    ["k: 1\r\n", ["a:x", "b:y"], `${line} a:x,b:y\r\nk: 1\r\n`],
    ["\ufeffk: 1\n", ["a:x"], `\ufeff${line} a:x\nk: 1\n`],
    ["", ["a:x"], `${line} a:x\n`],
    ["k: 1\n", [], "k: 1\n"],
  ])("in %j of %j gives %j", (text, wanted, expected) => {
    const entries = wanted.map((one) => ({ group: one.split(":")[0] ?? "", name: one.split(":")[1] ?? "" }));
    expect(applyEdits(text, writeEnabledPresets(text, entries))).toBe(expected);
  });

  it("is read back, and changes nothing when it is said already", () => {
    const word = fc.constantFrom("a", "Store Gateway", "on", "none-x");
    const entries = fc.array(fc.record({ group: word, name: word }), { maxLength: 4 });
    fc.assert(
      fc.property(
        entries,
        entries,
        fc.constantFrom("", "k: 1\n", "# c\r\nk: 1\r\n"),
        (first, second, rest) => {
          const before = applyEdits(rest, writeEnabledPresets(rest, first));
          const after = applyEdits(before, writeEnabledPresets(before, second));
          expect(names(after) ?? []).toEqual(second.map(({ group, name }) => `${group}/${name}`));
          expect(writeEnabledPresets(after, second)).toEqual([]);
          expect(after.endsWith(rest)).toBe(true);
        },
      ),
    );
  });
});
