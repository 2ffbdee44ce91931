/** Tests of walking a folder. */

import { mkdirSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../test/harness/temp-folder.ts";
import { describeFault, isDocumentName, listFolder } from "./list-folder.ts";

describe("listFolder", () => {
  it("finds documents and packs at any depth, in order, and leaves other tools' folders alone", async () => {
    const folder = tempFolder({
      "b.yaml": "",
      "a/z.YML": "",
      "a/b/c.json": "",
      "packs/x/pack.json": "",
      "packs/x/values.yaml": "",
      "readme.md": "",
      ".github/w.yaml": "",
      "node_modules/x/a.yaml": "",
      ".git/a.yaml": "",
      "x/.terraform/a.yaml": "",
    });
    const { documents, packFiles, unreadable } = await listFolder(folder);
    expect(documents.map((path) => relative(folder, path))).toEqual([
      ".github/w.yaml",
      "a/b/c.json",
      "a/z.YML",
      "b.yaml",
      "packs/x/values.yaml",
    ]);
    expect(packFiles.map((path) => relative(folder, path))).toEqual(["packs/x/pack.json"]);
    expect(unreadable).toEqual([]);
  });

  it("follows no links, which may lead in circles and out of the folder", async () => {
    const outside = tempFolder({ "secret.yaml": "" });
    const folder = tempFolder({ "a.yaml": "" });
    symlinkSync(folder, join(folder, "circle"));
    symlinkSync(outside, join(folder, "outside"));
    symlinkSync(join(outside, "secret.yaml"), join(folder, "link.yaml"));
    expect((await listFolder(folder)).documents).toEqual([join(folder, "a.yaml")]);
  });

  it("says what could not be read, and why", async () => {
    const folder = tempFolder({ "a.yaml": "" });
    expect((await listFolder(join(folder, "none"))).unreadable).toEqual([
      { path: join(folder, "none"), message: "it does not exist" },
    ]);
    expect((await listFolder(join(folder, "a.yaml"))).unreadable).toEqual([
      { path: join(folder, "a.yaml"), message: "it is not a folder" },
    ]);
  });

  it("takes a folder with a document's name for a folder", async () => {
    const folder = tempFolder({});
    mkdirSync(join(folder, "a.yaml"));
    expect((await listFolder(folder)).documents).toEqual([]);
  });
});

describe("isDocumentName", () => {
  it.each([
    ["a.yaml", true],
    ["a.yml", true],
    ["A.JSON", true],
    ["a.yaml.tpl", false],
    ["yaml", false],
    ["a.jsonc", false],
  ])("of %s is %s", (name, expected) => {
    expect(isDocumentName(name)).toBe(expected);
  });
});

describe("describeFault", () => {
  it("speaks a user's language where it can, and the system's where it cannot", () => {
    expect(describeFault({ code: "EACCES" })).toBe("permission is denied");
    expect(describeFault(new Error("disk on fire"))).toBe("disk on fire");
    expect(describeFault("odd")).toBe("odd");
  });
});
