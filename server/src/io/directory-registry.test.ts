/** Tests of registries that are folders. */

import { rmSync, symlinkSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { packJson, tempFolder, writeFiles } from "../../../test/harness/temp-folder.ts";
import { DirectoryContentSource, readDirectoryRegistry } from "./directory-registry.ts";

function read(folder: string) {
  return readDirectoryRegistry({ name: "Palette", label: "Palette", folder, complete: true });
}

describe("a registry in a folder", () => {
  it("takes identity from pack.json and never from a folder's name", async () => {
    const folder = tempFolder({
      "cni-cilium-9.9.9/pack.json": packJson("nginx", "1.12.4"),
      "deep/er/pack.json": packJson("vault", "v1.0.0", "csi"),
      "pack.json": packJson("root", "1.0.0"),
    });
    const { packs, failure, troubles } = await read(folder);
    expect(
      packs.map(({ name, version, layer, file }) => [name, version, layer, file.slice(folder.length)]),
    ).toEqual([
      ["nginx", "1.12.4", "addon", "/cni-cilium-9.9.9/pack.json"],
      ["vault", "v1.0.0", "csi", "/deep/er/pack.json"],
      ["root", "1.0.0", "addon", "/pack.json"],
    ]);
    expect([failure, troubles]).toEqual([undefined, []]);
    expect(packs[0]?.registry).toEqual({ name: "Palette", label: "Palette" });
    expect(packs[0]?.folder).toBe(join(folder, "cni-cilium-9.9.9"));
  });

  it("tells a broken pack once, as its own, and reads the others", async () => {
    const folder = tempFolder({
      "a/pack.json": "{ not json",
      "b/pack.json": packJson("b", "1.0.0"),
      "c/pack.json": '{"name":"c","version":1.5}',
      "d/pack.json": "",
    });
    const { packs, troubles, failure } = await read(folder);
    expect(packs.map(({ name }) => name)).toEqual(["b"]);
    expect(failure).toBeUndefined();
    expect(troubles.map(({ source, path, message }) => [source, path.slice(folder.length), message])).toEqual(
      [
        ["Palette", "/a/pack.json", expect.stringMatching(/^pack.json not valid JSON: /)],
        ["Palette", "/c/pack.json", "pack.json has no `version`: it must be a string, in quotes"],
        ["Palette", "/d/pack.json", expect.stringMatching(/^pack.json not valid JSON: /)],
      ],
    );
  });

  it("tells of a pack that is there twice, at the second place, and not of one in another layer", async () => {
    const folder = tempFolder({
      "a/pack.json": packJson("nginx", "1.0.0"),
      "b/pack.json": packJson("nginx", "1.0.0"),
      "c/pack.json": packJson("nginx", "1.0.0", "csi"),
      "d/pack.json": packJson("nginx", "1.0.1"),
    });
    const { troubles } = await read(folder);
    expect(troubles).toEqual([
      {
        source: "Palette",
        path: join(folder, "b", "pack.json"),
        message: `\`nginx\` 1.0.0 is in \`${join(folder, "a")}\` too; the first is used`,
      },
    ]);
  });

  it("that is not there, or no folder, has failed and says why", async () => {
    const folder = tempFolder({ "file.txt": "" });
    expect(await read(join(folder, "none"))).toMatchObject({
      packs: [],
      troubles: [],
      failure: `the folder \`${join(folder, "none")}\` cannot be read: it does not exist`,
    });
    expect((await read(join(folder, "file.txt"))).failure).toMatch(/it is not a folder$/);
  });

  it("that is empty has not failed", async () => {
    expect(await read(tempFolder({}))).toMatchObject({ packs: [], failure: undefined, troubles: [] });
  });

  it("gives packs in the same order every time, however many are read at once", async () => {
    const files = Array.from(
      { length: 80 },
      (_, at) => [`p${at}/pack.json`, packJson(`p${at}`, "1.0.0")] as const,
    );
    const folder = tempFolder(Object.fromEntries(files));
    const paths = (await read(folder)).packs.map(({ file }) => file);
    expect(paths).toHaveLength(80);
    expect(paths).toEqual(paths.toSorted());
  });
});

describe("the content of packs", () => {
  async function packIn(folder: string) {
    const pack = (await read(folder)).packs[0];
    if (pack === undefined) throw new Error("no pack");
    return pack;
  }

  it("is read when asked for, kept, and read again after it was forgotten", async () => {
    const folder = tempFolder({ "a/pack.json": packJson("a", "1.0.0"), "a/values.yaml": "a: 1\n" });
    const pack = await packIn(folder);
    const source = new DirectoryContentSource();
    expect(source.read(pack, "values.yaml")).toEqual({ kind: "known", text: "a: 1\n" });
    expect(source.read(pack, "schema.yaml")).toEqual({ kind: "absent" });
    writeFiles(folder, { "a/values.yaml": "a: 2\n", "a/schema.yaml": "" });
    expect(source.read(pack, "values.yaml")).toEqual({ kind: "known", text: "a: 1\n" });
    source.forget(join(folder, "another"));
    expect(source.read(pack, "values.yaml")).toEqual({ kind: "known", text: "a: 1\n" });
    source.forget(join(folder, "a", "values.yaml"));
    expect(source.read(pack, "values.yaml")).toEqual({ kind: "known", text: "a: 2\n" });
    expect(source.read(pack, "schema.yaml")).toEqual({ kind: "absent" });
    source.forget(folder);
    expect(source.read(pack, "schema.yaml")).toEqual({ kind: "known", text: "" });
  });

  it("is absent when the pack's folder went away, and unavailable when it cannot be read", async () => {
    const folder = tempFolder({ "a/pack.json": packJson("a", "1.0.0"), "a/values.yaml/x": "" });
    const pack = await packIn(folder);
    const source = new DirectoryContentSource();
    expect(source.read(pack, "values.yaml")).toMatchObject({ kind: "unavailable" });
    rmSync(join(folder, "a"), { recursive: true });
    expect(source.read(pack, "README.md")).toEqual({ kind: "absent" });
  });
});

describe("what is in a pack's folder", () => {
  const source = new DirectoryContentSource();

  it("is told for files and folders, whichever way the path is written", () => {
    const folder = tempFolder({ "charts/web.tgz": "", "a.txt": "" });
    for (const path of ["charts/web.tgz", "./charts/web.tgz", "charts", "charts\\web.tgz", "charts//web.tgz"])
      expect(source.find(folder, path), path).toBe("there");
    for (const path of ["charts/db.tgz", "chart", "a.txt/b"])
      expect(source.find(folder, path), path).toBe("missing");
  });

  it("is told of nothing outside of it", () => {
    const outside = tempFolder({ "secret.txt": "" });
    const folder = tempFolder({ "a.txt": "" });
    symlinkSync(outside, join(folder, "link"));
    for (const path of [
      "link/secret.txt",
      "link/none.txt",
      "link",
      `../${outside.split(sep).at(-1)}/secret.txt`,
      join(outside, "secret.txt"),
      "a/".repeat(100),
      "a\0b",
    ])
      expect(source.find(folder, path), path).toBe("unknown");
  });
});
