/** Edits come faster than findings: what is told last is of the last text, and what is asked is answered from the newest. */

import { describe, expect } from "vitest";
import {
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentSymbol,
  type Hover,
} from "vscode-languageserver-protocol/node";
import { type Client, type Desk, it, messageOf } from "./client.ts";
import { type Files, nginxPacks, nginxProfile, type TestFolder } from "./workspace.ts";

/** A workspace with one open profile, at version 1 and with its finding told. */
async function openProfile(
  desk: Desk,
  text = nginxProfile("1.12.1"),
): Promise<{
  client: Client;
  folder: TestFolder;
  uri: string;
}> {
  const folder = desk.folder({ ...nginxPacks, "web.yaml": text });
  const client = await desk.client([folder]);
  const uri = folder.uriOf("web.yaml");
  await client.open(uri, text);
  await client.codesToBe(uri, ["outdated-pack"]);
  return { client, folder, uri };
}

describe.concurrent("an edit", () => {
  it("that mends what was found takes the finding away", async ({ desk }) => {
    const { client, uri } = await openProfile(desk);
    const version = await client.replace(uri, "1.12.1", "1.13.0");
    await client.codesToBe(uri, []);
    expect(client.published(uri).at(-1)?.version).toBe(version);
  });

  it("that breaks the YAML gives a finding, and takes it away with the next", async ({ desk }) => {
    const { client, uri } = await openProfile(desk);
    await client.replace(uri, 'description: ""', 'description: "');
    await client.eventually("a finding on the syntax", () => client.codes(uri).includes("document-syntax"));
    await client.replace(uri, 'description: "\n', 'description: ""\n');
    await client.codesToBe(uri, ["outdated-pack"]);
  });

  it("above a finding moves it", async ({ desk }) => {
    const { client, uri } = await openProfile(desk);
    const before = client.diagnostics(uri)[0]?.range.start.line ?? Number.NaN;
    await client.replace(uri, "name: web\n", "# one\n# two\nname: web\n");
    await client.eventually("the finding two lines below", () =>
      client.diagnostics(uri).some(({ range }) => range.start.line === before + 2),
    );
    const [finding] = client.diagnostics(uri);
    expect(finding && client.textAt(uri, finding.range)).toBe("1.12.1");
  });

  it("of one profile tells all clusters that use it", async ({ desk }) => {
    const cluster = [
      "name: berlin",
      "cloudType: maas",
      "profiles:",
      "  addons:",
      "    - name: web",
      '      version: "2.0.0"',
      "node_groups: []",
      "",
    ].join("\n");
    const text = nginxProfile("1.13.0");
    const folder = desk.folder({ ...nginxPacks, "web.yaml": text, "berlin.yaml": cluster });
    const client = await desk.client([folder]);
    const clusterUri = folder.uriOf("berlin.yaml");
    await client.eventually("the unknown version", () =>
      client.codes(clusterUri).includes("unknown-profile-version"),
    );
    await client.open(folder.uriOf("web.yaml"), text);
    await client.replace(folder.uriOf("web.yaml"), '"1.0.0"', '"2.0.0"');
    await client.eventually(
      "the version to be known",
      () => !client.codes(clusterUri).includes("unknown-profile-version"),
    );
  });

  it("that comes to the same text in one step still tells findings of its version", async ({ desk }) => {
    // As a formatter replaces a whole document: an editor moves its squiggles away with the text that they were on.
    const { client, uri } = await openProfile(desk);
    const version = await client.change(uri, [{ text: client.document(uri).getText() }]);
    await client.eventually(
      `findings of version ${version}`,
      () => client.published(uri).at(-1)?.version === version,
    );
    expect(client.codes(uri)).toEqual(["outdated-pack"]);
  });
});

describe.concurrent("many edits at once", () => {
  it("end with findings of the last version, and none of an older text after a newer one", async ({
    desk,
  }) => {
    const { client, uri } = await openProfile(desk);
    const texts = new Map([[1, client.document(uri).getText()]]);
    for (let step = 1; step <= 200; step++) {
      const before = /version: "v?(.*)"/.exec(client.document(uri).getText())?.[0] ?? "";
      const version = await client.replace(uri, before, `version: "v${step}"`);
      texts.set(version, client.document(uri).getText());
    }
    const last = client.document(uri).version;
    await client.eventually(
      `findings of version ${last}`,
      () => client.published(uri).at(-1)?.version === last,
    );
    await client.settle();
    const published = client.published(uri);
    expect(published.at(-1)?.version).toBe(last);
    expect(client.messages(uri)[0]).toContain("`v200`");
    const versions = published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    // What is told of a version is of its very text.
    for (const { version, diagnostics } of published) {
      for (const diagnostic of diagnostics.filter(({ code }) => code === "profile-version-format")) {
        const stated = /`(v\d+)`/.exec(messageOf(diagnostic))?.[1];
        expect(texts.get(version ?? 0)).toContain(`version: "${stated}"`);
      }
    }
  });

  it("while the workspace is read end with findings of the last version", async ({ desk }) => {
    const text = nginxProfile("1.12.1");
    const folder = desk.folder({
      ...nginxPacks,
      "web.yaml": text,
      ...Object.fromEntries(
        Array.from({ length: 200 }, (_, at) => [
          `many/${at}.yaml`,
          nginxProfile("1.12.4", { name: `p${at}` }),
        ]),
      ),
    });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    await client.eventually("the first findings", () => client.filesWithFindings.length > 0);
    while (client.filesEverPublished.length < 150) {
      const isNew = client.document(uri).getText().includes("1.13.0");
      await client.replace(uri, isNew ? "1.13.0" : "1.12.1", isNew ? "1.12.1" : "1.13.0");
      await client.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } });
    }
    const isNew = client.document(uri).getText().includes("1.13.0");
    await client.replace(uri, isNew ? "1.13.0" : "1.12.1", "1.12.4");
    const last = client.document(uri).version;
    await client.eventually("findings of the last version", () => {
      const params = client.published(uri).at(-1);
      return params?.version === last && params.diagnostics.length === 1;
    });
    await client.settle();
    expect(client.messages(uri)).toEqual([expect.stringContaining("1.12.4 is outdated")]);
  });

  it("that never pause do not keep everybody waiting", async ({ desk }) => {
    const { client, folder, uri } = await openProfile(desk);
    const other = folder.write("other.yaml", nginxProfile("1.12.1", { name: "other" }));
    await client.changed([other, "created"]);
    const end = performance.now() + 2_000;
    while (performance.now() < end && client.codes(other).length === 0) {
      await client.replace(uri, "name: web", "name: web");
      await client.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } });
    }
    expect(client.codes(other)).toEqual(["outdated-pack"]);
  });

  it("in one notification are taken in their order", async ({ desk }) => {
    const { client, uri } = await openProfile(desk, nginxProfile("1.12.1"));
    const first = client.at(uri, "name: |web");
    const range = { start: first, end: { line: first.line, character: first.character + 3 } };
    const line = { line: first.line, character: 0 };
    await client.change(uri, [
      { range, text: "shop" },
      { range: { start: line, end: line }, text: "# a comment\n" },
      {
        range: { start: { line: 2, character: 9 }, end: { line: 2, character: 16 } },
        text: '"v3"',
      },
    ]);
    await client.codesToBe(uri, ["profile-version-format", "outdated-pack"]);
    const symbols = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri },
    });
    expect(symbols.map(({ name, detail }) => [name, detail])).toEqual([["shop", "v3"]]);
  });
});

describe.concurrent("a request", () => {
  it("right behind an edit is answered from the text with it", async ({ desk }) => {
    const { client, uri } = await openProfile(desk);
    for (const [before, after] of [
      ["1.12.1", "1.12.4"],
      ["1.12.4", "1.13.0"],
      ["1.13.0", "1.12.1"],
    ] as const) {
      const edited = client.replace(uri, before, after);
      const asked = client.ask<Hover>("textDocument/hover", {
        textDocument: { uri },
        position: client.at(uri, 'version: "1.1|'),
      });
      const [hover] = await Promise.all([asked, edited]);
      expect(JSON.stringify(hover.contents)).toContain(after);
      expect(hover.range && client.textAt(uri, hover.range)).toContain(after);
    }
  });
});

describe.concurrent("a client that is out of order", () => {
  it("cannot take a document back to an older version", async ({ desk }) => {
    const { client, uri } = await openProfile(desk);
    await client.notify(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 9 },
      contentChanges: [{ text: nginxProfile("1.12.4") }],
    });
    await client.notify(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 4 },
      contentChanges: [{ text: nginxProfile("1.13.0") }],
    });
    await client.settle();
    expect(client.published(uri).at(-1)?.version).toBe(9);
    expect(client.messages(uri)).toEqual([expect.stringContaining("1.12.4 is outdated")]);
  });

  it("opens a document twice, and the second text counts, with its version", async ({ desk }) => {
    const { client, uri } = await openProfile(desk);
    await client.notify(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "yaml", version: 1, text: nginxProfile("1.12.4") },
    });
    await client.eventually("the finding of the second text", () =>
      client.messages(uri).some((message) => message.includes("1.12.4 is outdated")),
    );
  });

  it("closes and opens again, with versions from 1", async ({ desk }) => {
    const { client, uri } = await openProfile(desk);
    await client.replace(uri, "1.12.1", "1.13.0");
    await client.close(uri);
    await client.open(uri, nginxProfile("1.12.4"));
    await client.eventually("the finding of the text at version 1", () => {
      const last = client.published(uri).at(-1);
      return (
        last?.version === 1 && client.messages(uri).some((message) => message.includes("1.12.4 is outdated"))
      );
    });
    await client.settle();
    expect(client.messages(uri)).toEqual([expect.stringContaining("1.12.4 is outdated")]);
  });
});

describe.concurrent("changes on the disk that come while others are still read", () => {
  /** Files that take a while to read, and before them thirty profiles, each of which changes at another moment of it. */
  const names = Array.from({ length: 30 }, (_, at) => `a${String(at).padStart(2, "0")}.yaml`);
  const others = Array.from({ length: 1_000 }, (_, at) => `many/${at}.yaml`);

  function profiles(version: string): Files {
    return Object.fromEntries(names.map((name) => [name, nginxProfile(version, { name: name.slice(0, 3) })]));
  }

  async function start(desk: Desk): Promise<{ client: Client; folder: TestFolder }> {
    const folder = desk.folder({ ...nginxPacks, ...profiles("1.12.1") });
    for (const name of others) folder.write(name, "a: 1\n");
    const client = await desk.client([folder]);
    for (const name of names) await client.codesToBe(folder.uriOf(name), ["outdated-pack"]);
    return { client, folder };
  }

  /** One after the other; a request and its answer between two of them lets the server go on reading. */
  async function change(client: Client, folder: TestFolder, what: "changed" | "deleted"): Promise<void> {
    for (const name of names) {
      if (what === "deleted") folder.remove(name);
      else folder.write(name, nginxProfile("1.13.0", { name: name.slice(0, 3) }));
      const uri = folder.uriOf(name);
      await client.changed([uri, what]);
      await client.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } });
    }
  }

  async function expectNoFindings(client: Client, folder: TestFolder): Promise<void> {
    await client.settle();
    await client.settle();
    expect(names.filter((name) => client.codes(folder.uriOf(name)).length > 0)).toEqual([]);
  }

  it.for(["changed", "deleted"] as const)(
    "count, when a file is %s of which an older text was just read",
    async (what, { desk }) => {
      const { client, folder } = await start(desk);
      // As when a branch is checked out, and another one at once.
      const all = [...names, ...others].map((name) => [folder.uriOf(name), "changed"] as const);
      await client.changed(...all);
      await change(client, folder, what);
      await expectNoFindings(client, folder);
    },
  );

  it.for(["changed", "deleted"] as const)(
    "count, when a file is %s while the whole workspace is read again",
    async (what, { desk }) => {
      const { client, folder } = await start(desk);
      await client.reloaded(async () => {
        await client.tell("workspace/didChangeConfiguration", { settings: null });
        await change(client, folder, what);
      });
      await expectNoFindings(client, folder);
    },
  );
});
