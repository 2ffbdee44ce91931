/** Tests of the files of packs as what they mean: read once, and again when they change. */

import { describe, expect, it } from "vitest";
import { registryOf } from "../analysis/example-workspace.ts";
import type { CatalogPack, ContentAnswer, PackFile } from "./catalog.ts";
import { createCatalog } from "./catalog.ts";

const registry = registryOf("nginx 1.12.1 addon\nvault 1.0.0 addon", "Palette", true);
const [nginx, vault] = registry.packs;
if (nginx === undefined || vault === undefined) throw new Error("no packs");

function catalogOf(content: (pack: CatalogPack, file: PackFile) => ContentAnswer) {
  return createCatalog([registry], { read: content });
}

describe("the files of a pack", () => {
  it("are read for what they mean", () => {
    const texts: Partial<Record<PackFile, string>> = {
      "schema.yaml": "a:\n  schema: '{{ required }}'\n",
      "presets.yaml": "presets:\n- name: n\n  group: g\n",
      "values.yaml": "a: 1\n",
    };
    const catalog = catalogOf((_, file) => ({ kind: "known", text: texts[file] ?? "" }));
    expect(catalog.packSchema(nginx)).toMatchObject({
      kind: "known",
      value: { entries: [{ required: true }] },
    });
    expect(catalog.packPresets(nginx)).toMatchObject({ kind: "known", value: { presets: [{ name: "n" }] } });
    expect(catalog.packDefaults(nginx)).toMatchObject({
      kind: "known",
      value: { text: "a: 1\n", root: { kind: "map" } },
    });
  });

  it("are absent or unavailable as the source says", () => {
    const absent = catalogOf(() => ({ kind: "absent" }));
    expect(absent.packSchema(nginx)).toEqual({ kind: "absent" });
    const unavailable = catalogOf(() => ({ kind: "unavailable", reason: "permission is denied" }));
    expect(unavailable.packDefaults(nginx)).toEqual({ kind: "unavailable", reason: "permission is denied" });
  });

  it("are read once as long as they stay the same, each pack's its own", () => {
    let text = "a: 1\n";
    const catalog = catalogOf((pack) => ({ kind: "known", text: `# ${pack.name}\n${text}` }));
    const first = catalog.packDefaults(nginx);
    expect(catalog.packDefaults(vault)).not.toBe(first);
    expect(catalog.packDefaults(nginx)).toBe(first);
    text = "a: 2\n";
    const second = catalog.packDefaults(nginx);
    expect(second).not.toBe(first);
    expect(second).toMatchObject({ value: { text: "# nginx\na: 2\n" } });
  });

  it("are not all kept when there is much of them, and still right", () => {
    const large = `a: |\n${"  text\n".repeat(400_000)}`;
    const catalog = catalogOf((pack) => ({ kind: "known", text: `n: ${pack.name}\n${large}` }));
    const first = catalog.packDefaults(nginx);
    expect(catalog.packDefaults(nginx)).toBe(first);
    expect(catalog.packDefaults(vault)).toMatchObject({
      value: { text: expect.stringMatching(/^n: vault/) },
    });
    expect(catalog.packDefaults(nginx)).not.toBe(first);
    expect(catalog.packDefaults(nginx)).toMatchObject({
      value: { text: expect.stringMatching(/^n: nginx/) },
    });
  });
});
