/** What the server publishes, for files that are open and files that nobody opened, as they come, change and go. */

import { symlinkSync } from "node:fs";
import { describe, expect } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver-protocol/node";
import { it } from "./client.ts";
import { nginxPacks, nginxProfile, packJson, registry, textIn } from "./workspace.ts";

const foreign = "services:\n  web:\n    image: nginx:1.12.1\n";

describe.concurrent("a session", () => {
  it("begins with what the server can do", async ({ desk }) => {
    const client = await desk.client([desk.folder()]);
    const { capabilities, serverInfo } = client.server;
    expect(serverInfo?.name).toBe("cluster-profiles");
    expect(capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      completionProvider: { resolveProvider: true },
      codeActionProvider: {
        codeActionKinds: [
          "quickfix",
          "refactor.rewrite.clusterProfiles",
          "refactor.rewrite.updatePacks.clusterProfiles",
          "refactor.rewrite.preset.clusterProfiles",
          "source.updatePacks.clusterProfiles",
        ],
        resolveProvider: true,
      },
      inlayHintProvider: { resolveProvider: true },
      documentSymbolProvider: true,
      documentLinkProvider: {},
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    });
    // Formatting and saving are none of our business, nor is anything that would be on their way.
    expect(capabilities).not.toHaveProperty("documentFormattingProvider");
    expect(capabilities).not.toHaveProperty("textDocumentSync.willSaveWaitUntil");
  });

  it("tells of the outdated pack of an open profile, with the place in the registry and the rule's page", async ({
    desk,
  }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder], {
      initializationOptions: { trusted: true, rulePages: "file:///extension/docs/rules/" },
    });
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text, { version: 7 });
    const { version, diagnostics } = await client.eventually("a finding of the open profile", () =>
      client.published(uri).find((params) => params.diagnostics.length > 0),
    );
    expect(version).toBe(7);
    expect(diagnostics).toHaveLength(1);
    const [finding] = diagnostics;
    expect(finding).toMatchObject({
      code: "outdated-pack",
      codeDescription: { href: "file:///extension/docs/rules/outdated-pack.md" },
      source: "cluster-profiles",
      severity: DiagnosticSeverity.Information,
      message: expect.stringMatching(/`nginx` 1\.12\.1 is outdated.*1\.12\.4.*1\.13\.0/),
      relatedInformation: [
        {
          location: { uri: folder.uriOf("packs/nginx-1.13.0/pack.json") },
          message: expect.stringContaining("1.13.0"),
        },
      ],
    });
    expect(finding && client.textAt(uri, finding.range)).toBe("1.12.1");
    const related = finding?.relatedInformation?.[0]?.location;
    expect(related && textIn(related)).toMatch(/^"?1\.13\.0"?$/);
  });

  it("gives findings no page when the client has none", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.codesToBe(uri, ["outdated-pack"]);
    expect(client.diagnostics(uri)[0]).not.toHaveProperty("codeDescription");
  });

  it("tells the version of a document that was opened after its findings were known", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.codesToBe(uri, ["outdated-pack"]);
    expect(client.published(uri).at(-1)).not.toHaveProperty("version");
    await client.open(uri, text, { version: 3 });
    await client.settle();
    expect(client.published(uri).at(-1)?.version).toBe(3);
    expect(client.codes(uri)).toEqual(["outdated-pack"]);
  });

  it("strikes out a deprecated pack", async ({ desk }) => {
    const deprecated = packJson("nginx", "1.12.1").replace(
      '"layer"',
      '"annotations": { "system_state": "deprecated" },\n  "layer"',
    );
    const folder = desk.folder({ "packs/a/pack.json": deprecated, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.codesToBe(uri, ["deprecated-pack"]);
    expect(client.diagnostics(uri)[0]?.tags).toEqual([2]);
  });
});

describe.concurrent("files that nobody opened", () => {
  it("have findings, in folders at any depth and in every dialect", async ({ desk }) => {
    const exported = {
      metadata: { name: "web", annotations: {} },
      spec: {
        version: "v1.2",
        template: { type: "add-on", cloudType: "all", packs: [] },
      },
    };
    const folder = desk.folder({
      ...nginxPacks,
      "web.yaml": nginxProfile("1.12.1"),
      "deep/er/api.yml": nginxProfile("1.12.4", { name: "api" }),
      "new.yaml": nginxProfile("1.13.0", { name: "new" }),
      "export.json": JSON.stringify(exported, undefined, 2),
    });
    const client = await desk.client([folder]);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    await client.codesToBe(folder.uriOf("deep/er/api.yml"), ["outdated-pack"]);
    await client.eventually(
      "findings of the export",
      () => client.codes(folder.uriOf("export.json")).length > 0,
    );
    await client.settle();
    expect(client.filesEverPublished).not.toContain(folder.uriOf("new.yaml"));
    expect(client.published(folder.uriOf("web.yaml"))).toHaveLength(1);
    expect(client.published(folder.uriOf("web.yaml"))[0]).not.toHaveProperty("version");
  });

  it("get findings when they are created, lose them when they are deleted, and change with the disk", async ({
    desk,
  }) => {
    const folder = desk.folder(nginxPacks);
    const client = await desk.client([folder]);
    await client.loaded();

    const uri = folder.write("later/web.yaml", nginxProfile("1.12.1"));
    await client.changed([uri, "created"]);
    await client.codesToBe(uri, ["outdated-pack"]);

    folder.write("later/web.yaml", nginxProfile("1.12.1", { profileVersion: "v1" }));
    await client.changed([uri, "changed"]);
    await client.codesToBe(uri, ["profile-version-format", "outdated-pack"]);

    folder.remove("later/web.yaml");
    await client.changed([uri, "deleted"]);
    await client.codesToBe(uri, []);
  });

  it("lose their findings with the folder they are in, of which alone the editor tells", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      "team/web.yaml": nginxProfile("1.12.1"),
      "team/deep/api.yaml": nginxProfile("1.12.1", { name: "api" }),
      "team-two/other.yaml": nginxProfile("1.12.1", { name: "other" }),
    });
    const client = await desk.client([folder]);
    const [web, api, other] = ["team/web.yaml", "team/deep/api.yaml", "team-two/other.yaml"].map((name) =>
      folder.uriOf(name),
    );
    for (const uri of [web, api, other]) await client.codesToBe(uri ?? "", ["outdated-pack"]);
    await client.changed([folder.remove("team"), "deleted"]);
    await client.codesToBe(web ?? "", []);
    await client.codesToBe(api ?? "", []);
    await client.settle();
    expect(client.codes(other ?? "")).toEqual(["outdated-pack"]);
  });

  it("get findings with a folder that is moved here, of which alone the editor tells", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "draft/web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    await client.codesToBe(folder.uriOf("draft/web.yaml"), ["outdated-pack"]);
    folder.rename("draft", "team");
    await client.changed([folder.uriOf("draft"), "deleted"], [folder.uriOf("team"), "created"]);
    await client.codesToBe(folder.uriOf("draft/web.yaml"), []);
    await client.codesToBe(folder.uriOf("team/web.yaml"), ["outdated-pack"]);
  });

  it("have none in folders of other tools, neither at the start nor when they change", async ({ desk }) => {
    const names = ["node_modules/a/web.yaml", ".terraform/modules/a/web.yaml", ".git/web.yaml"];
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, ...Object.fromEntries(names.map((name) => [name, text])) });
    const client = await desk.client([folder]);
    await client.settle();
    await client.changed(
      ...names.map((name) => [folder.write(name, `${text}# again\n`), "changed"] as const),
    );
    await client.settle();
    expect(client.filesWithFindings).toEqual([folder.uriOf("zz-sentinel.yaml")]);
  });

  it("have none behind a symbolic link, neither at the start nor when the link is made", async ({ desk }) => {
    const elsewhere = desk.folder({ "web.yaml": nginxProfile("1.12.1") });
    const folder = desk.folder(nginxPacks);
    symlinkSync(elsewhere.pathOf("web.yaml"), folder.pathOf("early.yaml"));
    const client = await desk.client([folder]);
    await client.settle();
    symlinkSync(elsewhere.pathOf("web.yaml"), folder.pathOf("late.yaml"));
    await client.changed([folder.uriOf("late.yaml"), "created"]);
    await client.settle();
    expect(client.filesWithFindings).toEqual([folder.uriOf("zz-sentinel.yaml")]);
  });
});

describe.concurrent("files that are none of ours", () => {
  it("get nothing, however often they are opened, edited, saved and closed", async ({ desk }) => {
    const folder = desk.folder({
      ...registry("packs", "nginx 1.12.1", "nginx 1.13.0"),
      "compose.yaml": foreign,
      "broken.yaml": "a: [1, 2\nb: : :\n\t- x\n",
      "package.json": '{ "name": "x", "version": "v1", "dependencies": {} }',
      "values.yaml": "packs: 3\nversion: 1.20\n",
    });
    const client = await desk.client([folder]);
    await client.settle();
    const uri = folder.uriOf("compose.yaml");
    await client.open(uri, foreign);
    await client.replace(uri, "services:", "service: [\nversion: 1.20\nservices:");
    await client.replace(uri, "version: 1.20", "name: web");
    await client.settle();
    folder.write("compose.yaml", client.document(uri).getText());
    await client.changed([uri, "changed"]);
    await client.close(uri);
    await client.settle();
    expect(client.filesEverPublished).toEqual([folder.uriOf("zz-sentinel.yaml")]);
    expect(
      await client.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 2 } }),
    ).toBe(null);
  });

  it("have findings from the moment they become a profile until they are none any more", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": "# to be written\n" });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, "# to be written\n");
    await client.change(uri, [{ text: nginxProfile("1.12.1") }]);
    await client.codesToBe(uri, ["outdated-pack"]);
    await client.change(uri, [{ text: foreign }]);
    await client.codesToBe(uri, []);
  });
});

describe.concurrent("a document that is closed", () => {
  it("has the findings of the disk again when its changes were not saved", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    await client.codesToBe(uri, ["outdated-pack"]);
    await client.replace(uri, "1.12.1", "1.13.0");
    await client.codesToBe(uri, []);
    await client.close(uri);
    await client.codesToBe(uri, ["outdated-pack"]);
    expect(client.published(uri).at(-1)).not.toHaveProperty("version");
  });

  it("keeps its findings when they were saved", async ({ desk }) => {
    const text = nginxProfile("1.13.0");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    await client.replace(uri, "1.13.0", "1.12.1");
    await client.codesToBe(uri, ["outdated-pack"]);
    folder.write("web.yaml", client.document(uri).getText());
    await client.changed([uri, "changed"]);
    await client.close(uri);
    await client.settle();
    expect(client.codes(uri)).toEqual(["outdated-pack"]);
  });

  it("has none when it was deleted in the meantime, but keeps them while it is open", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    await client.codesToBe(uri, ["outdated-pack"]);
    await client.changed([folder.remove("web.yaml"), "deleted"]);
    await client.settle();
    expect(client.codes(uri)).toEqual(["outdated-pack"]);
    await client.close(uri);
    await client.codesToBe(uri, []);
  });

  it("has none when it lies outside of the workspace", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const elsewhere = desk.folder({ "web.yaml": text });
    const folder = desk.folder(nginxPacks);
    const client = await desk.client([folder]);
    const uri = elsewhere.uriOf("web.yaml");
    await client.open(uri, text);
    await client.codesToBe(uri, ["outdated-pack"]);
    await client.close(uri);
    await client.codesToBe(uri, []);
  });

  it("is the disk's again when it was open before the workspace was read, and closed while it was", async ({
    desk,
  }) => {
    // Many files, so that reading them takes a while: each of the first ones is closed at another moment of it.
    const text = nginxProfile("1.12.1");
    const names = Array.from({ length: 30 }, (_, at) => `a${String(at).padStart(2, "0")}.yaml`);
    const folder = desk.folder({
      ...nginxPacks,
      ...Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`many/${at}.yaml`, `a: ${at}\n`])),
    });
    for (const name of names) folder.write(name, nginxProfile("1.12.1", { name: name.slice(0, 3) }));
    const client = await desk.client([folder]);
    for (const name of names) await client.open(folder.uriOf(name), text);
    for (const name of names) {
      await client.close(folder.uriOf(name));
      // A request and its answer, for the server to go on reading in between.
      await client.ask("textDocument/hover", {
        textDocument: { uri: folder.uriOf(name) },
        position: { line: 0, character: 0 },
      });
    }
    await client.settle();
    const without = names.filter((name) => client.codes(folder.uriOf(name)).length === 0);
    expect(without).toEqual([]);
  });

  it("is the same file under every spelling of its URI", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "my web@1.yaml": text });
    const client = await desk.client([folder]);
    // Node writes `@` as it is, VS Code writes `%40`.
    const uri = folder.uriOf("my web@1.yaml").replace("@", "%40");
    await client.open(uri, text);
    await client.codesToBe(uri, ["outdated-pack"]);
    await client.replace(uri, "1.12.1", "1.13.0");
    await client.codesToBe(uri, []);
    await client.settle();
    const shown = client.filesWithFindings.filter((shownUri) => shownUri.includes("my%20web"));
    expect(shown).toEqual([]);
  });
});
