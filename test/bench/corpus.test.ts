/** The profiles of the benchmark are what they claim to be: a measurement of something else would go unnoticed. */

import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { makeProfile } from "./corpus.ts";
import type { BenchPack } from "./packs.ts";

const pack = (name: string, version: string, values: string): BenchPack => ({
  name,
  version,
  layer: "addon",
  displayName: name,
  values,
});
const packs = [
  pack("alone", "1.0.0", "a: 1"),
  pack("two", "1.0.0", "  indented: true\nb: 2"),
  pack("two", "2.0.0", "# comment\n\nc:\n  - |\n    text"),
];

describe("makeProfile", () => {
  it.each([1, 2, 3, 7])("gives a profile of %i packs with their values", (count) => {
    const profile = makeProfile(packs, count, "bench");
    const read = parseDocument(profile.text);
    expect(read.errors).toEqual([]);
    const written = (read.toJS() as { packs: { values: string }[] }).packs.map(({ values }) => values);
    expect(written).toHaveLength(count);
    for (const values of written) expect(packs.map((known) => `${known.values}\n`)).toContain(values);
  });

  it("knows its places", () => {
    const profile = makeProfile(packs, 3, "bench");
    const lines = profile.text.split("\n");
    const { version, versionText, afterType, inValues, markerLine } = profile;
    expect(lines[version.line]?.slice(version.character)).toBe(`${versionText}"`);
    expect(profile.otherVersion).not.toBe(versionText);
    expect(lines[afterType.line]?.slice(0, afterType.character)).toBe("    type: spectro");
    expect(lines[inValues.line]).toHaveLength(inValues.character);
    expect(profile.values).toContain(lines[inValues.line]?.trim());
    expect(lines[markerLine]).toBe("context: bench");
    expect(profile.lineCount).toBe(lines.length - 1);
  });
});
