/** Clients that can do less, say no, or say what makes no sense; and input that is too large. The server goes on. */

import { describe, expect } from "vitest";
import { ResponseError } from "vscode-languageserver-protocol/node";
import { it } from "./client.ts";
import { nginxPacks, nginxProfile, TestFolder } from "./workspace.ts";

describe.concurrent("a client that can do nothing", () => {
  it("has findings all the same, and is asked for nothing", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder], {
      capabilities: {
        workspace: {
          configuration: false,
          workspaceFolders: false,
          didChangeConfiguration: { dynamicRegistration: false },
          didChangeWatchedFiles: { dynamicRegistration: false, relativePatternSupport: false },
          inlayHint: { refreshSupport: false },
        },
      },
    });
    const uri = folder.uriOf("web.yaml");
    await client.codesToBe(uri, ["outdated-pack"]);
    await client.open(uri, text);
    await client.replace(uri, "1.12.1", "1.13.0");
    await client.codesToBe(uri, []);
    expect(client.asked).toEqual([]);
  });

  it("but answer for its settings is not asked to take registrations", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder], {
      capabilities: { workspace: { didChangeConfiguration: { dynamicRegistration: false } } },
    });
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    const methods = [...client.registrations.values()].map(({ method }) => method);
    expect(methods).not.toContain("workspace/didChangeConfiguration");
  });

  it.for(["client/registerCapability", "workspace/inlayHint/refresh"])(
    "and says no to %s has findings all the same",
    async (method, { desk }) => {
      const text = nginxProfile("1.12.1");
      const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
      const client = await desk.client([folder], {
        answers: { [method]: () => new ResponseError(-32601, "no such thing") },
        expectErrors: true,
      });
      const uri = folder.uriOf("web.yaml");
      await client.codesToBe(uri, ["outdated-pack"]);
      await client.open(uri, text);
      await client.replace(uri, "1.12.1", "1.13.0");
      await client.codesToBe(uri, []);
    },
  );

  it("and has no folder open has findings in single files", async ({ desk }) => {
    const client = await desk.client([], { initialize: { workspaceFolders: null, rootUri: null } });
    const uri = "untitled:Untitled-1";
    await client.open(uri, nginxProfile("1.12.1", { profileVersion: "v1" }));
    await client.codesToBe(uri, ["profile-version-format"]);
  });
});

describe.concurrent("documents that are no files", () => {
  it("have findings, hovers and edits by their URI", async ({ desk }) => {
    const folder = desk.folder(nginxPacks);
    const client = await desk.client([folder]);
    for (const uri of [
      "untitled:Untitled-1",
      "untitled:/home/somebody/new%20one.yaml",
      "file://server/share/web.yaml",
    ]) {
      await client.open(uri, nginxProfile("1.12.1"));
      await client.codesToBe(uri, ["outdated-pack"]);
      const position = client.at(uri, 'version: "1.1|');
      expect(await client.ask("textDocument/hover", { textDocument: { uri }, position })).toMatchObject({
        contents: { value: expect.stringContaining("1.13.0") },
      });
      const edit = await client.ask("clusterProfiles/updatePack", {
        uri,
        position,
        name: "nginx",
        current: "1.12.1",
        version: "1.13.0",
      });
      expect(edit).toMatchObject({ edit: { documentChanges: [{ textDocument: { uri, version: 1 } }] }, uri });
      await client.close(uri);
      await client.codesToBe(uri, []);
    }
  });
});

describe.concurrent("notifications that make no sense", () => {
  it("are left alone", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder], { expectErrors: true });
    const uri = folder.uriOf("web.yaml");
    await client.codesToBe(uri, ["outdated-pack"]);
    const change = { contentChanges: [{ text: nginxProfile("1.13.0") }] };
    await client.tell("textDocument/didChange", { textDocument: { uri, version: 5 }, ...change });
    await client.tell("textDocument/didChange", {
      textDocument: { uri: "file:///none.yaml", version: 5 },
      ...change,
    });
    await client.tell("textDocument/didClose", { textDocument: { uri: folder.uriOf("never-opened.yaml") } });
    await client.tell("textDocument/didClose", { textDocument: { uri } });
    await client.tell("workspace/didChangeWatchedFiles", {
      changes: [
        { uri: "untitled:x", type: 1 },
        { uri: "file:///%ZZ", type: 2 },
        { uri: folder.uriOf("missing.yaml"), type: 1 },
        { uri: folder.uriOf("missing.yaml"), type: 3 },
        { uri: folder.uri, type: 2 },
        { uri: folder.uriOf("web.yaml/below.yaml"), type: 2 },
      ],
    });
    await client.tell("workspace/didChangeWatchedFiles", { changes: [] });
    await client.tell("workspace/didChangeConfiguration", { settings: { clusterProfiles: 3 } });
    await client.foldersChanged([], []);
    await client.foldersChanged([], [new TestFolder("/never/there")]);
    await client.tell("clusterProfiles/trustGranted", { more: "than asked for" });
    await client.settle();
    expect(client.codes(uri)).toEqual(["outdated-pack"]);
    expect(client.filesWithFindings).toEqual([uri, folder.uriOf("zz-sentinel.yaml")]);
  });

  it("of places outside of the text are taken as its nearest end", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    await client.loaded();
    const far = { line: 999_999, character: 999_999 };
    const textDocument = { uri };
    for (const position of [far, { line: 2, character: 1_000 }, { line: 0, character: 0 }]) {
      await client.ask("textDocument/hover", { textDocument, position });
      await client.ask("textDocument/completion", { textDocument, position });
      await client.ask("textDocument/definition", { textDocument, position });
      await client.ask("textDocument/references", {
        textDocument,
        position,
        context: { includeDeclaration: true },
      });
      await client.ask("clusterProfiles/packVersions", { uri, position });
      const range = { start: position, end: far };
      await client.ask("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } });
      await client.ask("textDocument/inlayHint", { textDocument, range });
    }
    expect(client.errors).toEqual([]);
  });
});

describe.concurrent("a folder that is not there", () => {
  it("costs the other one nothing, and has findings when it is added again", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const missing = folder.folder("not/yet");
    const client = await desk.client([folder, missing]);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    missing.write("later.yaml", nginxProfile("1.12.1", { name: "later" }));
    await client.foldersChanged([], [missing]);
    await client.foldersChanged([missing], []);
    await client.codesToBe(missing.uriOf("later.yaml"), ["outdated-pack"]);
  });

  it("may be of a scheme that has no disk", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder], {
      initialize: {
        workspaceFolders: [
          { uri: "vscode-vfs://github/somebody/repository", name: "virtual" },
          { uri: folder.uri, name: "real" },
        ],
      },
    });
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
  });

  it("may have a name with everything in it", async ({ desk }) => {
    const outer = desk.folder();
    const folder = outer.folder("a b/[c]{d}(e)!/ü%20#?&*");
    folder.writeAll({
      ...nginxPacks,
      "we b[1].yaml": nginxProfile("1.12.1"),
    });
    folder.write(".cluster-profiles.yaml", "files:\n  ignore: ['other*']\n");
    const client = await desk.client([folder]);
    await client.codesToBe(folder.uriOf("we b[1].yaml"), ["outdated-pack"]);
    const added = folder.write("new #1.yaml", nginxProfile("1.12.1", { name: "new" }));
    await client.changed([added, "created"]);
    await client.codesToBe(added, ["outdated-pack"]);
  });
});

describe.concurrent("a text that is too large", () => {
  it("gives one finding where it is open, and leaves the others their turn", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("large.yaml");
    await client.open(uri, `${nginxProfile("1.12.1", { name: "large" })}# ${"x".repeat(17 * 1024 * 1024)}\n`);
    await client.codesToBe(uri, ["document-syntax"]);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    await client.change(uri, [{ text: nginxProfile("1.12.1", { name: "large" }) }]);
    await client.codesToBe(uri, ["outdated-pack"]);
  });

  it("on one line is analysed, and asked about, in reasonable time", async ({ desk }) => {
    const folder = desk.folder(nginxPacks);
    const client = await desk.client([folder]);
    const uri = folder.uriOf("line.yaml");
    const values = `{"a":"${"y".repeat(2_000_000)}"}`;
    await client.open(
      uri,
      nginxProfile("1.12.1").replace("    version:", `    values: '${values}'\n    version:`),
    );
    await client.codesToBe(uri, ["outdated-pack"]);
    const position = client.at(uri, 'version: "1.1|');
    expect(await client.ask("textDocument/hover", { textDocument: { uri }, position })).not.toBe(null);
  });

  it("of ten thousand packs is analysed while edits and requests go on", async ({ desk }) => {
    const folder = desk.folder(nginxPacks);
    const client = await desk.client([folder]);
    const uri = folder.uriOf("many.yaml");
    const [head = "", pack = ""] = nginxProfile("1.12.1").split(/(?<=packs:\n)/);
    const text = head + pack.repeat(3_000);
    await client.open(uri, text);
    await client.eventually("three thousand findings", () => client.diagnostics(uri).length >= 3_000);
    await client.replace(uri, "name: web", "name: shop");
    const symbols = await client.ask("textDocument/documentSymbol", { textDocument: { uri } });
    expect(symbols).toMatchObject([{ name: "shop" }]);
  });
});
