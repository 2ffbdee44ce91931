/** Tests of the catalog: known, absent, unavailable, and which registries are asked. */

import { describe, expect, it } from "vitest";
import { registryOf } from "../analysis/example-workspace.ts";
import { createCatalog, findVersion, type PackQuery, type Registry } from "./catalog.ts";

const palette = registryOf("nginx 1.12.1 addon\nnginx 1.12.4 addon\nnginx 1.9.0 addon", "Palette", true);
const partial = registryOf("vault 1.0.0 addon", "Partial", false);
const nameless = registryOf("nginx 2.0.0 addon\nlonghorn 1.0.0 csi\nlonghorn 1.1.0 addon", undefined, false);
const unread: Registry = { ...registryOf("", "Down", true), failure: "permission is denied" };

function query(name: string, more: Partial<PackQuery> = {}): PackQuery {
  return { name, registry: undefined, type: "spectro", layer: undefined, ...more };
}

function ask(registries: Registry[], name: string, more: Partial<PackQuery> = {}) {
  const answer = createCatalog(registries).lookup(query(name, more));
  return answer.kind === "known" ? { ...answer, packs: answer.packs.map((pack) => pack.version) } : answer;
}

describe("looking a pack up", () => {
  it("in a registry of its name asks just that one, and gives versions newest first", () => {
    expect(ask([nameless, palette], "nginx", { registry: "Palette" })).toEqual({
      kind: "known",
      packs: ["1.12.4", "1.12.1", "1.9.0"],
      certain: true,
    });
  });

  it("without a registry asks all, and is as certain as the least complete of them", () => {
    expect(ask([palette, nameless], "nginx")).toEqual({
      kind: "known",
      packs: ["2.0.0", "1.12.4", "1.12.1", "1.9.0"],
      certain: false,
    });
    expect(ask([palette], "nginx")).toMatchObject({ certain: true });
  });

  it("in a registry that is not configured asks the nameless ones, and proves nothing when it is not there", () => {
    expect(ask([palette, nameless], "nginx", { registry: "Public Repo" })).toMatchObject({
      packs: ["2.0.0"],
    });
    expect(ask([palette, nameless], "vault", { registry: "Public Repo" })).toMatchObject({
      kind: "unavailable",
    });
    expect(ask([palette], "nginx", { registry: "Public Repo" })).toEqual({
      kind: "unavailable",
      reason: expect.stringContaining("Public Repo"),
    });
  });

  it("that is not there is absent, certainly so when all that were asked are complete", () => {
    expect(ask([palette], "vault", { registry: "Palette" })).toEqual({
      kind: "absent",
      certain: true,
      asked: ["Palette"],
    });
    expect(ask([palette, partial], "redis")).toEqual({
      kind: "absent",
      certain: false,
      asked: ["Palette", "Partial"],
    });
  });

  it("that may be in a registry which was not read is unavailable, and what was found elsewhere is uncertain", () => {
    expect(ask([unread], "nginx", { registry: "Down" })).toEqual({
      kind: "unavailable",
      reason: "Down: permission is denied",
    });
    expect(ask([palette, unread], "vault")).toMatchObject({ kind: "unavailable" });
    expect(ask([palette, unread], "nginx")).toMatchObject({ kind: "known", certain: false });
  });

  it("knows nothing without registries", () => {
    expect(ask([], "nginx")).toMatchObject({ kind: "unavailable" });
  });

  it("asks no nameless registry for charts, but a chart registry that is configured by its name", () => {
    expect(ask([nameless], "nginx", { type: "helm" })).toMatchObject({ kind: "unavailable" });
    expect(ask([palette], "nginx", { type: "helm", registry: "Palette" })).toMatchObject({ kind: "known" });
    expect(ask([nameless], "nginx", { type: "oci" })).toMatchObject({ kind: "known" });
    expect(ask([nameless], "nginx", { type: undefined })).toMatchObject({ kind: "known" });
  });

  it("takes the same name in another layer for another pack", () => {
    expect(ask([nameless], "longhorn", { layer: "csi" })).toMatchObject({ packs: ["1.0.0"] });
    expect(ask([nameless], "longhorn")).toMatchObject({ packs: ["1.1.0", "1.0.0"] });
    expect(ask([nameless], "longhorn", { layer: "os" })).toMatchObject({ kind: "absent" });
  });

  it("gives both packs of a version that two registries have", () => {
    const other = registryOf("nginx 1.12.4 addon", undefined, false);
    const answer = createCatalog([palette, other]).lookup(query("nginx"));
    const newest = answer.kind === "known" ? answer.packs.filter((pack) => pack.version === "1.12.4") : [];
    expect(newest.map((pack) => pack.registry.label)).toEqual(["Palette", "packs"]);
  });

  it("goes by the very name, as Palette does", () => {
    expect(ask([palette], "Nginx")).toMatchObject({ kind: "absent" });
  });

  it("is not confused by names that are properties of objects", () => {
    expect(ask([palette], "constructor")).toMatchObject({ kind: "absent" });
  });
});

describe("the catalog", () => {
  it("names the packs that may be meant, once each and in alphabetical order", () => {
    const catalog = createCatalog([palette, nameless]);
    expect(catalog.names({ registry: undefined, type: "spectro" })).toEqual(["longhorn", "nginx"]);
    expect(catalog.names({ registry: "Palette", type: "spectro" })).toEqual(["nginx"]);
    expect(catalog.names({ registry: undefined, type: "helm" })).toEqual([]);
  });

  it("tells a registry's failure and its troubles once, as the registry's", () => {
    const trouble = { source: "Palette", path: "/p/pack.json", message: "broken" };
    const catalog = createCatalog([unread, { ...palette, troubles: [trouble] }]);
    expect(catalog.troubles).toEqual([
      { source: "Down", path: unread.folder, message: "permission is denied" },
      trouble,
    ]);
  });

  it("has the content that its source has", () => {
    const pack = palette.packs[0];
    if (pack === undefined) throw new Error("no pack");
    expect(createCatalog([palette]).content(pack, "values.yaml")).toEqual({ kind: "absent" });
    const source = { read: () => ({ kind: "known", text: "a: 1" }) as const };
    expect(createCatalog([palette], source).content(pack, "values.yaml")).toEqual({
      kind: "known",
      text: "a: 1",
    });
  });
});

describe("findVersion", () => {
  const packs = registryOf(
    "a 1.5 addon\na v1.12.0 addon\na 1.12.0-rev1 addon\na 1.6.0 addon\na 1.6 addon",
    "R",
    true,
  ).packs;

  it.each([
    ["1.5", "1.5"],
    ["1.5.0", "1.5"],
    ["1.12.0", "v1.12.0"],
    ["1.12.0-rev1", "1.12.0-rev1"],
    ["1.6", "1.6"],
    ["1.6.0", "1.6.0"],
    ["1.7.0", undefined],
    ["latest", undefined],
    ["1.5.x", undefined],
  ])("of %s is %s", (version, expected) => {
    expect(findVersion(packs, version)?.version).toBe(expected);
  });
});
