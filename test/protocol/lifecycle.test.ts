/** The beginning and the end of a session, and requests that nobody waits for any more. */

import { describe, expect } from "vitest";
import {
  CancellationTokenSource,
  ErrorCodes,
  ExitNotification,
  type Hover,
  LSPErrorCodes,
  ResponseError,
  ShutdownRequest,
} from "vscode-languageserver-protocol/node";
import { defaultSettings, it } from "./client.ts";
import { type Files, nginxPacks, nginxProfile } from "./workspace.ts";

function manyProfiles(count: number): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`many/${at}.yaml`, nginxProfile("1.12.1", { name: `p${at}` })]),
  );
}

describe.concurrent("the end of a session", () => {
  it("is clean after shutdown and exit", async ({ desk }) => {
    const client = await desk.client([desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") })]);
    await client.settle();
    client.leave();
    expect(await client.ask(ShutdownRequest.method, undefined)).toBe(null);
    await client.tell(ExitNotification.method);
    expect(await client.exited).toBe(0);
  });

  it("is a failure without a shutdown", async ({ desk }) => {
    const client = await desk.client([desk.folder()]);
    await client.loaded();
    client.leave();
    await client.tell(ExitNotification.method);
    expect(await client.exited).toBe(1);
  });

  it("comes with the end of the input", async ({ desk }) => {
    const client = await desk.client([desk.folder()]);
    await client.loaded();
    client.leave();
    client.hangUp();
    expect(await client.exited).toBe(1);
  });

  it("is clean before the session has begun", async ({ desk }) => {
    const client = desk.silentClient([desk.folder()]);
    await client.initialize();
    client.leave();
    expect(await client.ask(ShutdownRequest.method, undefined)).toBe(null);
    await client.tell(ExitNotification.method);
    expect(await client.exited).toBe(0);
  });

  it.for(["client/registerCapability", "workspace/configuration"])(
    "is clean while the workspace waits for %s",
    async (method, { desk }) => {
      let release: (answer: unknown) => void = () => undefined;
      const client = desk.silentClient([desk.folder({ ...nginxPacks, ...manyProfiles(5) })], {
        answers: { [method]: () => new Promise((resolve) => (release = resolve)) },
      });
      await client.initialize();
      await client.initialized();
      await client.eventually(`the server to ask for ${method}`, () => client.asked.includes(method));
      client.leave();
      expect(await client.ask(ShutdownRequest.method, undefined)).toBe(null);
      release(null);
      await client.tell(ExitNotification.method);
      expect(await client.exited).toBe(0);
      expect(client.errors).toEqual([]);
    },
  );

  it("is clean while the workspace is read", async ({ desk }) => {
    const client = desk.silentClient([desk.folder({ ...nginxPacks, ...manyProfiles(1_000) })]);
    await client.initialize();
    await client.initialized();
    await client.eventually("the server to ask for the settings", () =>
      client.asked.includes("workspace/configuration"),
    );
    client.leave();
    expect(await client.ask(ShutdownRequest.method, undefined)).toBe(null);
    expect(client.statuses).toEqual([]);
    await client.tell(ExitNotification.method);
    expect(await client.exited).toBe(0);
    expect(client.errors).toEqual([]);
  });

  it("is clean in the middle of an analysis, and nothing is told after the answer to shutdown", async ({
    desk,
  }) => {
    const folder = desk.folder({ ...nginxPacks, ...manyProfiles(600) });
    const client = await desk.client([folder]);
    await client.eventually("the first findings", () => client.filesWithFindings.length > 5);
    client.leave();
    expect(await client.ask(ShutdownRequest.method, undefined)).toBe(null);
    const told = client.filesWithFindings.length;
    expect(told).toBeLessThan(600);
    await client.tell(ExitNotification.method);
    expect(await client.exited).toBe(0);
    expect(client.filesWithFindings.length).toBe(told);
    expect(client.errors).toEqual([]);
  });

  it("refuses what comes between shutdown and exit, or leaves it alone, and stays", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    await client.settle();
    client.leave();
    await client.ask(ShutdownRequest.method, undefined);
    const published = client.filesEverPublished.length;
    await client.open(folder.uriOf("web.yaml"), nginxProfile("1.12.1", { profileVersion: "v1" }));
    const late = client.ask("textDocument/hover", {
      textDocument: { uri: folder.uriOf("web.yaml") },
      position: { line: 0, character: 0 },
    });
    await late.catch((error: unknown) => expect(error).toBeInstanceOf(ResponseError));
    await client.tell(ExitNotification.method);
    expect(await client.exited).toBe(0);
    expect(client.filesEverPublished.length).toBe(published);
  });
});

describe.concurrent("a request that is cancelled", () => {
  it("is refused as cancelled or answered, and the server goes on", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    await client.codesToBe(uri, ["outdated-pack"]);
    const position = client.at(uri, 'version: "1.1|');
    const asked = Array.from({ length: 30 }, (_, at) => {
      const source = new CancellationTokenSource();
      const method = at % 2 === 0 ? "textDocument/hover" : "textDocument/completion";
      const answer = client.ask(method, { textDocument: { uri }, position }, source.token).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      );
      if (at % 3 !== 0) source.cancel();
      return { isCancelled: at % 3 !== 0, answer };
    });
    for (const { isCancelled, answer } of asked) {
      const settled = await answer;
      if ("error" in settled) {
        expect(isCancelled).toBe(true);
        expect(settled.error).toMatchObject({ code: LSPErrorCodes.RequestCancelled });
      } else expect(settled.result).not.toBe(null);
    }
    const hover = await client.ask<Hover>("textDocument/hover", { textDocument: { uri }, position });
    expect(JSON.stringify(hover.contents)).toContain("1.13.0");
  });

  it("does not take an edit with it", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    const source = new CancellationTokenSource();
    const position = client.at(uri, 'version: "1.1|');
    const answer = client.ask("textDocument/hover", { textDocument: { uri }, position }, source.token);
    await client.replace(uri, "1.12.1", "1.13.0");
    source.cancel();
    await answer.catch((error: unknown) =>
      expect(error).toMatchObject({ code: LSPErrorCodes.RequestCancelled }),
    );
    await client.codesToBe(uri, []);
  });
});

describe.concurrent("a request that makes no sense", () => {
  it("of an unknown method is refused", async ({ desk }) => {
    const client = await desk.client([desk.folder()]);
    await expect(client.ask("textDocument/nothing", {})).rejects.toMatchObject({
      code: ErrorCodes.MethodNotFound,
    });
    await client.tell("textDocument/nothingEither", {});
    await client.settle();
  });

  it("for a document that nobody knows has an empty answer", async ({ desk }) => {
    const folder = desk.folder();
    const client = await desk.client([folder]);
    await client.loaded();
    const textDocument = { uri: folder.uriOf("missing.yaml") };
    const position = { line: 3, character: 3 };
    const range = { start: position, end: position };
    expect(await client.ask("textDocument/hover", { textDocument, position })).toBe(null);
    expect(await client.ask("textDocument/completion", { textDocument, position })).toEqual([]);
    expect(
      await client.ask("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }),
    ).toEqual([]);
    expect(await client.ask("textDocument/inlayHint", { textDocument, range })).toEqual([]);
    expect(await client.ask("textDocument/documentSymbol", { textDocument })).toEqual([]);
    expect(await client.ask("textDocument/documentLink", { textDocument })).toEqual([]);
    expect(await client.ask("textDocument/definition", { textDocument, position })).toBe(null);
    const context = { includeDeclaration: true };
    expect(await client.ask("textDocument/references", { textDocument, position, context })).toBe(null);
  });

  it("before the workspace is read is answered from what is known", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
    let release: (answer: unknown) => void = () => undefined;
    const client = await desk.client([folder], {
      answers: { "workspace/configuration": () => new Promise((resolve) => (release = resolve)) },
    });
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    await client.eventually("the server to ask for the settings", () =>
      client.asked.includes("workspace/configuration"),
    );
    const symbols = await client.ask("textDocument/documentSymbol", { textDocument: { uri } });
    expect(symbols).toMatchObject([{ name: "web", children: [{ name: "version" }, { name: "nginx" }] }]);
    release([defaultSettings, defaultSettings]);
    await client.codesToBe(uri, ["outdated-pack"]);
  });
});

describe.concurrent("a workspace that is not read yet", () => {
  const cluster = [
    "name: berlin",
    "cloudType: maas",
    "profiles:",
    "  addons:",
    "    - name: web",
    '      version: "1.0.0"',
    "node_groups: []",
    "",
  ].join("\n");

  it("makes nothing unknown that it will turn out to have", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1"), "berlin.yaml": cluster });
    let release: (answer: unknown) => void = () => undefined;
    const client = await desk.client([folder], {
      answers: { "workspace/configuration": () => new Promise((resolve) => (release = resolve)) },
    });
    const uri = folder.uriOf("berlin.yaml");
    await client.open(uri, cluster);
    await client.eventually("the server to ask for the settings", () =>
      client.asked.includes("workspace/configuration"),
    );
    // Something to be told of a document that was opened later: by then the cluster has had its turn.
    const later = folder.uriOf("later.yaml");
    await client.open(later, nginxProfile("1.12.1", { name: "later", profileVersion: "v1" }));
    const told = client.eventually("findings of the later document", () => client.codes(later).length > 0);
    await Promise.race([told, client.ask("textDocument/documentSymbol", { textDocument: { uri: later } })]);
    release([defaultSettings, defaultSettings]);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    await told;
    const codes = client.published(uri).flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes.filter((code) => String(code).startsWith("unknown"))).toEqual([]);
  });

  it("tells nothing twice when it is read again as it was", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      ...manyProfiles(50),
      "berlin.yaml": cluster.replace("web", "p3"),
    });
    const client = await desk.client([folder]);
    await client.eventually("all findings", () => client.filesWithFindings.length === 50);
    await client.settle();
    const before = client.filesEverPublished.map((uri) => [uri, client.published(uri).length]);
    await client.reloaded(() => client.tell("workspace/didChangeConfiguration", { settings: null }));
    await client.ask("textDocument/documentSymbol", { textDocument: { uri: folder.uriOf("many/0.yaml") } });
    await client.open(folder.uriOf("last.yaml"), nginxProfile("1.12.1", { name: "last" }));
    await client.codesToBe(folder.uriOf("last.yaml"), ["outdated-pack"]);
    const after = client.filesEverPublished
      .filter((uri) => !uri.endsWith("last.yaml"))
      .map((uri) => [uri, client.published(uri).length]);
    expect(after).toEqual(before);
  });
});
