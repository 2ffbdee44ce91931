/** A workspace that nobody trusts is read, and nothing outside of it. */

import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { trustGranted } from "../../server/src/lsp/protocol.ts";
import { type Client, it } from "./client.ts";
import { nginxPacks, nginxProfile, packJson, registry, type TestFolder } from "./workspace.ts";

const configFile = ".cluster-profiles.yaml";
const untrusted = { initializationOptions: { trusted: false } };

function configOf(folder: string): string {
  return `registries:\n  - name: Palette Registry\n    folder: ${folder}\n`;
}

describe.concurrent("an untrusted workspace", () => {
  it("is read itself", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      "web.yaml": nginxProfile("1.12.1"),
      [configFile]: configOf("packs"),
    });
    const client = await desk.client([folder], untrusted);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    expect(client.status?.troubles).toEqual([]);
  });

  it.for([
    ["its whole path", (packs: TestFolder) => `${packs.path}/kept`],
    ["a path that leads out", (packs: TestFolder) => `../${packs.path.split("/").at(-1)}/kept`],
    [
      "a path that leads out by detours",
      (packs: TestFolder) => `packs/../../${packs.path.split("/").at(-1)}/kept`,
    ],
  ] as const)(
    "that names a folder outside by %s is told so, and the folder is read once it is trusted",
    async ([, name], { desk }) => {
      const packs = desk.folder(registry("kept", "nginx 1.12.1", "nginx 1.13.0"));
      const folder = desk.folder({ "web.yaml": nginxProfile("1.12.1"), [configFile]: configOf(name(packs)) });
      const client = await desk.client([folder], untrusted);
      const config = folder.uriOf(configFile);
      await client.codesToBe(config, ["registry"]);
      expect(client.messages(config)[0]).toMatch(/outside the workspace.*trusted/);
      await client.settle();
      expect(client.codes(folder.uriOf("web.yaml"))).toEqual([]);
      expect(client.status?.registries).toEqual([]);
      expect(client.watches(packs.uriOf("kept/x/pack.json"), "created")).toBe(false);

      await client.tell(trustGranted);
      await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
      await client.codesToBe(config, []);
      await client.eventually("the outside folder to be watched", () =>
        client.watches(packs.uriOf("kept/x/pack.json"), "created"),
      );
    },
  );

  it("is not followed through a link to a folder", async ({ desk }) => {
    const packs = desk.folder(registry("kept", "nginx 1.12.1", "nginx 1.13.0"));
    const folder = desk.folder({ "web.yaml": nginxProfile("1.12.1"), [configFile]: configOf("packs") });
    symlinkSync(packs.pathOf("kept"), folder.pathOf("packs"));
    const client = await desk.client([folder], untrusted);
    await client.codesToBe(folder.uriOf(configFile), ["registry"]);
    await client.settle();
    expect(client.codes(folder.uriOf("web.yaml"))).toEqual([]);
    await client.tell(trustGranted);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
  });

  it("is not followed through a link to a configuration", async ({ desk }) => {
    const elsewhere = desk.folder({ "their.yaml": "rules:\n  outdated-pack: error\nsecret: word\n" });
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    symlinkSync(elsewhere.pathOf("their.yaml"), folder.pathOf(configFile));
    const client = await desk.client([folder], untrusted);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    await client.settle();
    expect(client.diagnostics(folder.uriOf("web.yaml"))[0]?.severity).toBe(3);
    expect(client.describe()).not.toContain("secret");
  });

  it("is not followed through a link to a pack's values", async ({ desk }) => {
    // What a link leads to must not show, not even in whether it is the same as something else.
    const same = "pack:\n  namespace: nginx\n";
    const titles: (string[] | undefined)[] = [];
    for (const outside of [same, "pack:\n  namespace: other\n"]) {
      const elsewhere = desk.folder({ "values.yaml": outside });
      const folder = desk.folder({
        "web.yaml": nginxProfile("1.12.1"),
        "packs/a/pack.json": packJson("nginx", "1.12.1"),
        "packs/a/values.yaml": same,
        "packs/b/pack.json": packJson("nginx", "1.12.4"),
      });
      symlinkSync(elsewhere.pathOf("values.yaml"), folder.pathOf("packs/b/values.yaml"));
      const client = await desk.client([folder], untrusted);
      titles.push(await quickFixes(client, folder));
    }
    expect(titles[0]).toEqual(titles[1]);
  });

  it("is not followed through a link to a profile that is made later", async ({ desk }) => {
    const elsewhere = desk.folder({ "web.yaml": nginxProfile("1.12.1") });
    const folder = desk.folder(nginxPacks);
    const client = await desk.client([folder], untrusted);
    await client.loaded();
    mkdirSync(folder.pathOf("team"));
    symlinkSync(elsewhere.pathOf("web.yaml"), folder.pathOf("team/web.yaml"));
    await client.changed([folder.uriOf("team/web.yaml"), "created"]);
    await client.settle();
    expect(client.filesEverPublished).not.toContain(folder.uriOf("team/web.yaml"));
  });

  it("may be added beside the user's own settings, which are trusted", async ({ desk }) => {
    const packs = desk.folder(registry("kept", "nginx 1.12.1", "nginx 1.13.0"));
    const folder = desk.folder({ "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder], {
      ...untrusted,
      settings: () => ({ registries: [{ name: "Palette Registry", folder: packs.path }] }),
    });
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
  });
});

it("a client that knows nothing of trust has a trusted workspace", async ({ desk }) => {
  const packs = desk.folder(registry("kept", "nginx 1.12.1", "nginx 1.13.0"));
  const folder = desk.folder({ "web.yaml": nginxProfile("1.12.1"), [configFile]: configOf(packs.path) });
  const client = await desk.client([folder]);
  await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
});

async function quickFixes(client: Client, folder: TestFolder): Promise<string[]> {
  const uri = folder.uriOf("web.yaml");
  await client.open(uri, nginxProfile("1.12.1"));
  await client.codesToBe(uri, ["outdated-pack"]);
  const position = client.at(uri, 'version: "1.1|');
  const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: client.diagnostics(uri), only: ["quickfix"] },
  });
  return actions.map(({ title }) => title);
}
