/** Tests of what a folder brings: configuration, registries and documents, and what an untrusted one may not. */

import { symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { packJson, tempFolder } from "../../../test/harness/temp-folder.ts";
import { emptyPartialConfig } from "../config/config.ts";
import { isInside, loadConfig, loadFolder, readTexts } from "./folder-loader.ts";

const profile = 'name: a\ntype: add-on\ndescription: ""\npacks: []\n';

describe("a folder", () => {
  it("without configuration is its own registry, nameless and incomplete", async () => {
    const folder = tempFolder({
      "packs/nginx/pack.json": packJson("nginx", "1.0.0"),
      "profiles/a.yaml": profile,
      "packs/nginx/values.yaml": "a: 1\n",
    });
    const loaded = await loadFolder({ folder, trusted: true });
    expect(loaded.registries).toMatchObject([
      {
        name: undefined,
        label: "workspace",
        complete: false,
        failure: undefined,
        packs: [{ name: "nginx" }],
      },
    ]);
    expect(loaded.documents.map((path) => relative(folder, path))).toEqual([
      "packs/nginx/values.yaml",
      "profiles/a.yaml",
    ]);
    expect([loaded.config.text, loaded.config.problems, loaded.troubles]).toEqual([undefined, [], []]);
  });

  it("without packs has no registry", async () => {
    expect(
      (await loadFolder({ folder: tempFolder({ "a.yaml": profile }), trusted: true })).registries,
    ).toEqual([]);
  });

  it("gives the packs that a named registry covers to that registry alone", async () => {
    const folder = tempFolder({
      ".cluster-profiles.yaml":
        "registries:\n  - { name: Palette, folder: packs, complete: true }\n  - { folder: ./more }\n",
      "packs/a/pack.json": packJson("a", "1.0.0"),
      "more/b/pack.json": packJson("b", "1.0.0"),
      "packs-old/c/pack.json": packJson("c", "1.0.0"),
    });
    const { registries } = await loadFolder({ folder, trusted: false });
    const seen = registries.map(({ name, label, complete, packs }) => [
      name,
      label,
      complete,
      packs.map((p) => p.name),
    ]);
    expect(seen).toEqual([
      ["Palette", "Palette", true, ["a"]],
      [undefined, "more", false, ["b"]],
      [undefined, "workspace", false, ["c"]],
    ]);
  });

  it("tells a registry that cannot be read as that registry's failure, and goes on", async () => {
    const folder = tempFolder({
      ".cluster-profiles.yaml": "registries:\n  - { name: Gone, folder: gone }\n",
      "packs/a/pack.json": packJson("a", "1.0.0"),
    });
    const { registries, troubles } = await loadFolder({ folder, trusted: true });
    expect(registries.map(({ label, failure }) => [label, failure !== undefined])).toEqual([
      ["Gone", true],
      ["workspace", false],
    ]);
    expect(troubles).toEqual([]);
  });

  it("that is not there says so once", async () => {
    const folder = join(tempFolder({}), "none");
    const { troubles, documents, registries } = await loadFolder({ folder, trusted: true });
    expect(troubles).toEqual([
      { source: "workspace", path: folder, message: "the folder cannot be read: it does not exist" },
    ]);
    expect([documents, registries]).toEqual([[], []]);
  });
});

describe("an untrusted folder", () => {
  const outside = () => tempFolder({ "a/pack.json": packJson("a", "1.0.0") });

  it("does not make us read outside of it; a trusted one does", async () => {
    const elsewhere = outside();
    const folder = tempFolder({
      ".cluster-profiles.yaml": `registries:\n  - { name: Palette, folder: ${JSON.stringify(elsewhere)} }\n`,
    });
    const untrusted = await loadFolder({ folder, trusted: false });
    expect(untrusted.registries).toEqual([]);
    expect(untrusted.troubles).toEqual([
      {
        source: "Palette",
        path: join(folder, ".cluster-profiles.yaml"),
        message: expect.stringMatching(/lies outside the workspace/),
      },
    ]);
    const trusted = await loadFolder({ folder, trusted: true });
    expect(trusted.registries.map(({ packs }) => packs.length)).toEqual([1]);
    expect(trusted.troubles).toEqual([]);
  });

  it.each(["..", "../other", "packs/../..", "/", "~", "~/packs"])(
    "is refused the folder %s",
    async (registryFolder) => {
      const folder = tempFolder({
        ".cluster-profiles.yaml": `registries:\n  - { folder: ${JSON.stringify(registryFolder)} }\n`,
      });
      const { registries, troubles } = await loadConfig({ folder, trusted: false });
      expect([registries, troubles.length]).toEqual([[], 1]);
    },
  );

  it.each([".", "packs", "./packs/", "packs/../packs", "..packs"])(
    "may name the folder %s",
    async (registryFolder) => {
      const folder = tempFolder({
        ".cluster-profiles.yaml": `registries:\n  - { folder: ${JSON.stringify(registryFolder)} }\n`,
        "packs/x": "",
        "..packs/x": "",
      });
      const { registries, troubles } = await loadConfig({ folder, trusted: false });
      expect([registries.length, troubles]).toEqual([1, []]);
    },
  );

  it("does not get out by a link in it", async () => {
    const folder = tempFolder({ ".cluster-profiles.yaml": "registries:\n  - { folder: link }\n" });
    symlinkSync(outside(), join(folder, "link"));
    const { registries } = await loadFolder({ folder, trusted: false });
    expect(registries.flatMap(({ packs }) => packs)).toEqual([]);
  });

  it("is read as the user's own settings say, which nobody else wrote", async () => {
    const elsewhere = outside();
    const settings = {
      ...emptyPartialConfig,
      registries: [{ name: "Mine", folder: elsewhere, complete: true }],
    };
    const { registries } = await loadFolder({ folder: tempFolder({}), trusted: false, settings });
    expect(registries).toMatchObject([{ name: "Mine", complete: true, packs: [{ name: "a" }] }]);
  });
});

describe("the configuration of a folder", () => {
  it("takes folders relative to the config file, and `~` for the home", async () => {
    const other = tempFolder({
      "conf/team.yaml":
        "registries:\n  - { folder: packs }\n  - { folder: ~/packs }\nrules: { unread-key: off }\n",
    });
    const folder = tempFolder({ ".cluster-profiles.yaml": "rules: { unread-key: error }\n" });
    const configFile = join(other, "conf", "team.yaml");
    const loaded = await loadConfig({ folder, configFile, trusted: true });
    expect(loaded.registries.map((registry) => registry.folder)).toEqual([
      join(other, "conf", "packs"),
      join(homedir(), "packs"),
    ]);
    expect(loaded.config.severities.get("unread-key")).toBe("off");
    expect(loaded.file).toBe(configFile);
  });

  it("that was named and is not there is a trouble; the folder's own need not be there", async () => {
    const folder = tempFolder({});
    expect((await loadConfig({ folder, trusted: true })).troubles).toEqual([]);
    const configFile = join(folder, "none.yaml");
    expect((await loadConfig({ folder, configFile, trusted: true })).troubles).toEqual([
      {
        source: "configuration",
        path: configFile,
        message: "the config file cannot be read: it does not exist",
      },
    ]);
  });

  it("lets the team's registry of a folder win over the user's, whose relative folders are the workspace's", async () => {
    const folder = tempFolder({
      ".cluster-profiles.yaml": "registries:\n  - { name: Team, folder: packs }\n",
    });
    const settings = {
      ...emptyPartialConfig,
      registries: [
        { name: "User", folder: "packs", complete: true },
        { name: "More", folder: "more", complete: false },
      ],
    };
    const { registries } = await loadConfig({ folder, settings, trusted: true });
    expect(registries).toEqual([
      { name: "Team", folder: join(folder, "packs"), complete: false },
      { name: "More", folder: join(folder, "more"), complete: false },
    ]);
  });

  it("with mistakes in it tells them and counts as far as it goes", async () => {
    const folder = tempFolder({ ".cluster-profiles.yaml": "rules: { unread-key: hint, nonsense: off }\n" });
    const { config, problems, text } = await loadConfig({ folder, trusted: true });
    expect(config.severities.get("unread-key")).toBe("hint");
    expect(problems).toHaveLength(1);
    expect(text).toContain("nonsense");
  });
});

describe("readTexts", () => {
  it("gives the texts in the order asked for, and tells those that cannot be read", async () => {
    const folder = tempFolder({ "b.yaml": "b", "a.yaml": "a" });
    const files = ["b.yaml", "none.yaml", "a.yaml"].map((name) => join(folder, name));
    const { texts, troubles } = await readTexts(files);
    expect([...texts]).toEqual([
      [files[0], "b"],
      [files[2], "a"],
    ]);
    expect(troubles).toEqual([
      { source: "workspace", path: files[1], message: "the file cannot be read: it does not exist" },
    ]);
  });
});

describe("isInside", () => {
  it.each([
    ["/w", "/w", true],
    ["/w", "/w/a/b", true],
    ["/w", "/w/..a", true],
    ["/w", "/wider", false],
    ["/w", "/", false],
    ["/w", "/w/../x", false],
  ])("%s holds %s: %s", (folder, path, expected) => {
    expect(isInside(folder, path)).toBe(expected);
  });
});
