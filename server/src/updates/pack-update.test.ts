/** Tests of the edits of a pack's version. How they keep bytes is tested with the rules that offer them. */

import { describe, expect, it } from "vitest";
import { registryOf } from "../analysis/example-workspace.ts";
import { applyEdits } from "../base/text-edit.ts";
import { type ContentAnswer, createCatalog, type PackCatalog } from "../catalog/catalog.ts";
import { readDocuments } from "../model/document.ts";
import type { Profile } from "../model/profile.ts";
import { defaultsDiffer, updatePackEdits } from "./pack-update.ts";
import { profileStatus } from "./profile-update.ts";

function profileOf(text: string): Profile {
  const profile = readDocuments(text)[0]?.profiles[0];
  if (profile === undefined) throw new Error("no profile");
  return profile;
}

function updated(packLines: string, version: string): string {
  const head = "name: a\ntype: add-on\npacks:\n";
  const text = `${head}${packLines}`;
  const pack = profileOf(text).packs.at(-1);
  if (pack === undefined) throw new Error("no pack");
  return applyEdits(text, updatePackEdits(pack, version)).slice(head.length);
}

describe("updatePackEdits", () => {
  it.each([
    ["  - {version: 1.0.0, tag: 1.0.0}", "1.1.0", "  - {version: 1.1.0, tag: 1.1.0}"],
    ["  - {version: 1.0.0, tag: '1.0.x'}", "1.1.0", "  - {version: 1.1.0, tag: '1.1.x'}"],
    ["  - {version: 1.0.0, tag: 1.x}", "1.1.0", "  - {version: 1.1.0, tag: 1.x}"],
    ["  - {version: 1.0.0, tag: 1.x}", "2.1.0", "  - {version: 2.1.0, tag: 2.x}"],
    ["  - {version: 1.0.0, tag: 0.9.x}", "1.1.0", "  - {version: 1.1.0, tag: 0.9.x}"],
    ["  - {layer: &t 1.x, version: 1.0.0, tag: *t}", "1.1.0", "  - {layer: &t 1.x, version: 1.1.0, tag: *t}"],
    ["  - {version: 1.0.0, tag: latest}", "1.1.0", "  - {version: 1.1.0, tag: latest}"],
    ["  - {version: 1.0.0, tag: [1.0.0]}", "1.1.0", "  - {version: 1.1.0, tag: [1.0.0]}"],
    ["  - {version: &v 1.0.0, tag: *v}", "1.1.0", "  - {version: &v 1.1.0, tag: *v}"],
  ])("of %s to %s gives %s", (before, version, after) => {
    expect(updated(`${before}\n`.replace("{", "{name: x, type: spectro, "), version)).toBe(
      `${after}\n`.replace("{", "{name: x, type: spectro, "),
    );
  });

  it("has nothing to edit where the version is merged from elsewhere or not there", () => {
    const merged = "  - &base {name: x, type: spectro, version: 1.0.0}\n  - <<: *base\n    name: y\n";
    expect(updated(merged, "1.1.0")).toBe(merged);
    const versionless = "  - {name: x, type: manifest}\n";
    expect(updated(versionless, "1.1.0")).toBe(versionless);
  });

  it("edits the version that is written in a map that merges others", () => {
    expect(
      updated("  - &b {name: x, tag: 1.0.0}\n  - <<: *b\n    version: 1.0.0\n    type: spectro\n", "1.1.0"),
    ).toBe("  - &b {name: x, tag: 1.0.0}\n  - <<: *b\n    version: 1.1.0\n    type: spectro\n");
  });
});

describe("defaultsDiffer", () => {
  function differ(values: Record<string, ContentAnswer>, from = "1.0.0"): boolean | undefined {
    const registry = registryOf("x 1.0.0 addon\nx 1.1.0 addon", "R", true);
    const catalog: PackCatalog = createCatalog([registry], {
      read: (pack, file) => (file === "values.yaml" ? values[pack.version] : undefined) ?? { kind: "absent" },
    });
    const text = `name: a\ntype: add-on\npacks:\n  - { name: x, type: spectro, version: ${from} }\n`;
    const [status] = profileStatus(catalog, profileOf(text));
    const target = registry.packs[1];
    if (status === undefined || target === undefined) throw new Error("no status");
    return defaultsDiffer(catalog, status, target);
  }
  const known = (text: string): ContentAnswer => ({ kind: "known", text });

  it("compares the values of the two versions, and none with empty ones", () => {
    expect(differ({ "1.0.0": known("a: 1"), "1.1.0": known("a: 1") })).toBe(false);
    expect(differ({ "1.0.0": known("a: 1"), "1.1.0": known("a: 2") })).toBe(true);
    expect(differ({ "1.0.0": known("a: 1") })).toBe(true);
    expect(differ({})).toBe(false);
    expect(differ({ "1.0.0": known("") })).toBe(false);
  });

  it("cannot say where one of them is not known", () => {
    expect(differ({ "1.0.0": { kind: "unavailable", reason: "x" } })).toBeUndefined();
    expect(differ({ "1.1.0": { kind: "unavailable", reason: "x" } })).toBeUndefined();
    expect(differ({}, "0.9.0")).toBeUndefined();
  });
});
