/** What an editor asks for at a place: every request once in its ordinary use, and what is special about it in the protocol. */

import { describe, expect } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  Range,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import {
  type PackVersionsResult,
  type ProfileEditResult,
  packVersionsRequest,
  type UpdateAllResult,
  updateAllPacksRequest,
  updatePackRequest,
  updatePackToCommand,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, defaultSettings, it, type StartOptions } from "./client.ts";
import { nginxPacks, nginxProfile, packJson, registry, type TestFolder, textIn } from "./workspace.ts";

const packs = {
  ...nginxPacks,
  ...registry("packs", "cni-calico 3.28.0 cni", "cni-calico 3.28.2 cni"),
  "packs/nginx-1.12.4/values.yaml": "pack:\n  namespace: other\n",
  "packs/nginx-1.12.1/README.md": "# nginx\n",
};

/** Two packs behind, one of them with a tag that repeats the version. */
const profile = `# what runs everywhere
name: base
version: "1.0.0"
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    registry: Palette Registry
    version: "1.12.1" # pinned
    tag: "1.12.1"
  - name: cni-calico
    type: spectro
    layer: cni
    registry: Palette Registry
    version: 3.28.0
`;

const cluster = `name: berlin
cloudType: maas
profiles:
  addons:
    - name: base
      version: "1.0.0"
node_groups: []
`;

interface Opened {
  readonly client: Client;
  readonly folder: TestFolder;
  readonly uri: string;
}

async function open(
  desk: Desk,
  text = profile,
  options: StartOptions = {},
  others: Readonly<Record<string, string>> = {},
): Promise<Opened> {
  const folder = desk.folder({ ...packs, ...others, "base.yaml": text });
  const client = await desk.client([folder], options);
  const uri = folder.uriOf("base.yaml");
  await client.open(uri, text);
  await client.loaded();
  return { client, folder, uri };
}

function hoverAt({ client, uri }: Opened, marked: string): Promise<Hover | null> {
  return client.ask("textDocument/hover", { textDocument: { uri }, position: client.at(uri, marked) });
}

function textOf(hover: Hover | null): string {
  return (hover?.contents as MarkupContent | undefined)?.value ?? "";
}

describe.concurrent("hover", () => {
  it("on a pack's version tells what is newer, and marks the version", async ({ desk }) => {
    const opened = await open(desk);
    const hover = await hoverAt(opened, 'version: "1.1|2.1"');
    expect(hover?.contents).toMatchObject({ kind: "markdown" });
    for (const word of ["NGINX", "1.12.1", "1.12.4", "1.13.0"]) expect(textOf(hover)).toContain(word);
    expect(hover?.range && opened.client.textAt(opened.uri, hover.range)).toMatch(/^"?1\.12\.1"?$/);
  });

  it("on a cluster's reference tells the profile's versions", async ({ desk }) => {
    const opened = await open(desk, profile, {}, { "berlin.yaml": cluster });
    const uri = opened.folder.uriOf("berlin.yaml");
    await opened.client.open(uri, cluster);
    const hover = await hoverAt({ ...opened, uri }, "name: ba|se");
    expect(textOf(hover)).toContain("1.0.0");
  });

  it("elsewhere says nothing", async ({ desk }) => {
    const opened = await open(desk);
    expect(await hoverAt(opened, "# what |runs")).toBe(null);
  });
});

describe.concurrent("completion", () => {
  it("of a version replaces all between the quotes, newest first, and documents an item that is looked at", async ({
    desk,
  }) => {
    const opened = await open(desk);
    const { client, uri } = opened;
    const position = client.at(uri, 'version: "1.1|2.1"');
    const items = await client.ask<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri },
      position,
    });
    const sorted = [...items].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
    expect(sorted.map(({ label }) => label)).toEqual(["1.13.0", "1.12.4", "1.12.1"]);
    const [newest] = sorted;
    const edit = newest?.textEdit;
    if (newest === undefined || edit === undefined || !("range" in edit))
      throw new Error("There is no text edit");
    expect(["1.12.1 -> 1.13.0", '"1.12.1" -> "1.13.0"']).toContain(
      `${client.textAt(uri, edit.range)} -> ${edit.newText}`,
    );
    // The caret is inside of the range, on its line: editors drop items for which it is not.
    expect(edit.range.start.line).toBe(position.line);
    expect(edit.range.end.line).toBe(position.line);
    expect(edit.range.start.character).toBeLessThanOrEqual(position.character);
    expect(edit.range.end.character).toBeGreaterThanOrEqual(position.character);

    expect(newest).not.toHaveProperty("documentation");
    const resolved = await client.ask<CompletionItem>("completionItem/resolve", newest);
    expect(resolved).toMatchObject({ label: "1.13.0", documentation: { kind: "markdown" } });
    expect((resolved.documentation as MarkupContent).value).toContain("1.13.0");
  });

  it("offers what an editor does not filter away by the text before the caret", async ({ desk }) => {
    const { client, uri } = await open(desk);
    for (const marked of [
      'version: "1.12.1|"',
      'version: "1.1|2.1"',
      'version: "|1.12.1"',
      "version: 3.28.0|",
      "type: sp|ectro",
    ]) {
      const position = client.at(uri, marked);
      const items = await client.ask<CompletionItem[]>("textDocument/completion", {
        textDocument: { uri },
        position,
      });
      expect(items.length, marked).toBeGreaterThan(1);
      for (const { label, filterText, textEdit } of items) {
        if (textEdit === undefined || !("range" in textEdit)) throw new Error("There is no text edit");
        const typed = client.textAt(uri, { start: textEdit.range.start, end: position });
        const shown = isSubsequence(typed, filterText ?? label);
        // With the caret behind a whole version, the others are wanted too.
        const isWanted = marked.startsWith("version") || isSubsequence(typed, label);
        if (isWanted) expect(shown, `${label} (${filterText}) behind \`${typed}\``).toBe(true);
      }
    }
  });

  it("in a document that has not been saved knows the packs all the same", async ({ desk }) => {
    const { client, uri } = await open(desk);
    await client.replace(uri, "  - name: cni-calico", "  - name: c");
    const items = await client.ask<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri },
      position: client.at(uri, "- name: c|"),
    });
    expect(items.map(({ label }) => label)).toContain("cni-calico");
  });

  it("resolves an item of an earlier list without its documentation, and garbage without a fall", async ({
    desk,
  }) => {
    const { client, uri } = await open(desk);
    const position = client.at(uri, 'version: "1.1|2.1"');
    const items = await client.ask<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri },
      position,
    });
    await client.ask("textDocument/completion", {
      textDocument: { uri },
      position: client.at(uri, "type: add|-on"),
    });
    const resolved = await client.ask<CompletionItem>("completionItem/resolve", items[0]);
    expect(resolved.label).toBe(items[0]?.label);
    expect(await client.ask("completionItem/resolve", { label: "x" })).toEqual({ label: "x" });
  });
});

/** How editors match: the typed characters in their order, whatever is between them. */
function isSubsequence(typed: string, text: string): boolean {
  let at = 0;
  for (const char of text) if (char === typed[at]) at++;
  return at === typed.length;
}

describe.concurrent("code actions", () => {
  function actionsAt(
    { client, uri }: Opened,
    marked: string,
    only?: readonly string[],
  ): Promise<CodeAction[]> {
    const position = client.at(uri, marked);
    return client.ask("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: client.diagnostics(uri), ...(only === undefined ? {} : { only }) },
    });
  }

  async function opened(desk: Desk, text = profile): Promise<Opened> {
    const result = await open(desk, text);
    await result.client.eventually("the findings", () =>
      result.client.codes(result.uri).includes("outdated-pack"),
    );
    return result;
  }

  function resolve({ client }: Opened, action: CodeAction | undefined): Promise<CodeAction> {
    return client.ask("codeAction/resolve", action);
  }

  it("update a pack to its newest patch, minor or version, with an edit for the version of the document", async ({
    desk,
  }) => {
    const here = await opened(desk);
    await here.client.replace(here.uri, "# what runs everywhere", "# what runs");
    await here.client.settle();
    const actions = await actionsAt(here, 'version: "1.1|2.1"', ["quickfix"]);
    const titles = actions.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/nginx to 1\.12\.4 \(patch\)/),
        expect.stringMatching(/nginx to 1\.13\.0 \(minor\)/),
      ]),
    );
    const update = actions.find(({ title }) => title.includes("1.13.0"));
    expect(update).toMatchObject({ kind: "quickfix", diagnostics: [{ code: "outdated-pack" }] });
    expect(update).not.toHaveProperty("edit");

    const { edit } = await resolve(here, update);
    expect(edit).toMatchObject({ documentChanges: [{ textDocument: { uri: here.uri, version: 2 } }] });
    expect(edit).not.toHaveProperty("changes");
    await here.client.apply(edit ?? {});
    expect(here.client.document(here.uri).getText()).toBe(
      profile.replace("# what runs everywhere", "# what runs").replaceAll('"1.12.1"', '"1.13.0"'),
    );
    await here.client.eventually(
      "nginx to be up to date",
      () => !here.client.messages(here.uri).some((message) => message.includes("nginx")),
    );
  });

  it("prefer the one patch that is safe, and nothing else", async ({ desk }) => {
    const here = await opened(desk);
    const actions = await actionsAt(here, "version: 3.28|.0");
    const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
    expect(preferred.map(({ title }) => title)).toEqual([expect.stringContaining("3.28.2")]);
    // The profile has no values of its own that could want a look.
    const others = await actionsAt(here, 'version: "1.1|2.1"');
    expect(others.filter(({ isPreferred }) => isPreferred === true)).toMatchObject([
      { title: "Update nginx to 1.12.4 (patch)" },
    ]);
  });

  it("let a person choose among all versions, by a command of the client", async ({ desk }) => {
    const here = await opened(desk);
    const actions = await actionsAt(here, 'version: "1.1|2.1"');
    const choose = actions.find(({ command }) => command !== undefined);
    const [place] = choose?.command?.arguments ?? [];
    expect(choose?.command?.command).toBe("clusterProfiles.choosePackVersion");
    const { uri, position } = place as { uri: string; position: Range["start"] };
    expect(uri).toBe(here.uri);
    expect(await here.client.ask(packVersionsRequest, { uri, position })).toMatchObject({ name: "nginx" });
  });

  it("update all packs at once by a source action, nearest reach first", async ({ desk }) => {
    const here = await opened(desk);
    const actions = await actionsAt(here, "name: ba|se", ["source.updatePacks.clusterProfiles"]);
    expect(actions.map(({ title }) => title)).toEqual([
      expect.stringMatching(/newest patch \(2/),
      expect.stringMatching(/newest minor \(2/),
    ]);
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set(["source.updatePacks.clusterProfiles"]));
    const { edit } = await resolve(here, actions[1]);
    await here.client.apply(edit ?? {});
    expect(here.client.document(here.uri).getText()).toBe(
      profile.replaceAll('"1.12.1"', '"1.13.0"').replace("3.28.0", "3.28.2"),
    );
    await here.client.codesToBe(
      here.uri,
      ["unread-key", "layer-in-add-on"].filter((code) => here.client.codes(here.uri).includes(code)),
    );
  });

  it("are of the kinds that are asked for, and never of those that run on save", async ({ desk }) => {
    const here = await opened(desk);
    const kinds = async (only: readonly string[]) =>
      [...new Set((await actionsAt(here, 'version: "1.1|2.1"', only)).map(({ kind }) => kind))].sort();
    const updates = "source.updatePacks.clusterProfiles";
    expect(await kinds(["source.fixAll"])).toEqual([]);
    expect(await kinds(["source.fixAll.clusterProfiles"])).toEqual([]);
    expect(await kinds(["source.organizeImports"])).toEqual([]);
    expect(await kinds(["refactor"])).toEqual(["refactor.rewrite.updatePacks.clusterProfiles"]);
    expect(await kinds([])).toEqual([]);
    expect(await kinds(["quickfix"])).toEqual(["quickfix"]);
    expect(await kinds(["source"])).toEqual([updates]);
    expect(await kinds(["source.updatePacks"])).toEqual([updates]);
    expect(await kinds([updates])).toEqual([updates]);
    expect(await kinds(["source.updatePack"])).toEqual([]);
    expect(await kinds(["quickfix", "source"])).toEqual(["quickfix", updates]);
    expect(await kinds([""])).toEqual(["quickfix", "refactor.rewrite.updatePacks.clusterProfiles", updates]);
  });

  it("that were offered for an older text are made for the newer one, or not at all", async ({ desk }) => {
    const here = await opened(desk);
    const actions = await actionsAt(here, 'version: "1.1|2.1"', ["quickfix"]);
    const update = actions.find(({ title }) => title.includes("1.13.0"));
    await here.client.replace(here.uri, "# what runs everywhere\n", "# one\n# two\n# three\n");
    const { edit } = await resolve(here, update);
    if (edit !== undefined) {
      const before = here.client.document(here.uri).getText();
      await here.client.apply(edit);
      expect(here.client.document(here.uri).getText()).toBe(before.replaceAll('"1.12.1"', '"1.13.0"'));
    }
  });

  it("resolve garbage to itself, or refuse it, and go on", async ({ desk }) => {
    const here = await opened(desk);
    for (const data of [
      undefined,
      null,
      3,
      {},
      { uri: "x" },
      { uri: here.uri, start: {}, end: {}, title: 1, kind: 2 },
    ]) {
      const action = { title: "x", ...(data === undefined ? {} : { data }) };
      const answer = here.client.ask<CodeAction>("codeAction/resolve", action);
      await answer.then(
        ({ edit }) => expect(edit).toBeUndefined(),
        () => undefined,
      );
    }
    expect((await actionsAt(here, 'version: "1.1|2.1"')).length).toBeGreaterThan(0);
  });

  it("of a client that cannot resolve hold their edits", async ({ desk }) => {
    const folder = desk.folder({ ...packs, "base.yaml": profile });
    const client = await desk.client([folder], {
      capabilities: {
        textDocument: { codeAction: { resolveSupport: { properties: [] }, dataSupport: false } },
      },
    });
    const uri = folder.uriOf("base.yaml");
    await client.open(uri, profile);
    await client.eventually("the findings", () => client.codes(uri).includes("outdated-pack"));
    const actions = await actionsAt({ client, folder, uri }, 'version: "1.1|2.1"', ["quickfix"]);
    const update = actions.find(({ title }) => title.includes("1.13.0"));
    expect(update).toHaveProperty("edit");
  });
});

const labelOf = ({ label }: InlayHint) =>
  typeof label === "string" ? label : label.map(({ value }) => value).join("");

describe.concurrent("inlay hints", () => {
  const everything: Range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

  it("show the newest version at the end of an outdated line, in the range that is asked for", async ({
    desk,
  }) => {
    const { client, uri } = await open(desk);
    const hints = await client.ask<InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri },
      range: everything,
    });
    const lines = profile.split("\n");
    expect(hints.map((hint) => [hint.position.line, labelOf(hint)])).toEqual([
      [9, "→ 1.13.0"],
      [15, "→ 3.28.2"],
    ]);
    for (const { position } of hints) expect(position.character).toBe(lines[position.line]?.length);
    const some = await client.ask<InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri },
      range: { start: { line: 12, character: 0 }, end: { line: 16, character: 0 } },
    });
    expect(some.map(labelOf)).toEqual(["→ 3.28.2"]);
  });

  it("lead to the update of a pack, and say what becomes of its values when they are looked at", async ({
    desk,
  }) => {
    const { client, uri } = await open(desk);
    const [hint] = await client.ask<InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri },
      range: everything,
    });
    const [part] = typeof hint?.label === "string" ? [] : (hint?.label ?? []);
    expect(part?.command).toEqual({
      title: "Update to 1.13.0",
      command: updatePackToCommand,
      arguments: [{ uri, position: client.at(uri, "- |name: nginx"), version: "1.13.0" }],
    });
    const resolved = await client.ask<InlayHint>("inlayHint/resolve", hint);
    expect(resolved.tooltip).toEqual({
      kind: "markdown",
      value: "`nginx` can go from `1.12.1` to `1.13.0`\n\nClean",
    });
    await client.change(uri, [{ text: "name: other\n" }]);
    expect(await client.ask<InlayHint>("inlayHint/resolve", hint)).toEqual(hint);
  });

  it("can be switched off and on by the settings, and are asked for again", async ({ desk }) => {
    let enabled = false;
    const { client, uri } = await open(desk, profile, {
      settings: () => ({ ...defaultSettings, inlayHints: { enabled } }),
    });
    const ask = () =>
      client.ask<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range: everything });
    expect(await ask()).toEqual([]);
    const refreshed = () => client.asked.filter((method) => method === "workspace/inlayHint/refresh").length;
    const before = refreshed();
    enabled = true;
    await client.reloaded(() => client.tell("workspace/didChangeConfiguration", { settings: null }));
    await client.eventually("the hints to be refreshed", () => refreshed() > before);
    expect(await ask()).toHaveLength(2);
  });

  it("are not refreshed in a client that does not know how", async ({ desk }) => {
    const { client } = await open(desk, profile, {
      capabilities: { workspace: { inlayHint: { refreshSupport: false } } },
    });
    await client.settle();
    expect(client.asked).not.toContain("workspace/inlayHint/refresh");
  });
});

describe.concurrent("the outline", () => {
  it("holds profiles with their packs, each inside of its parent", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const symbols = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri },
    });
    expect(symbols).toMatchObject([
      {
        name: "base",
        detail: expect.stringContaining("1.0.0"),
        children: [
          { name: "version", detail: "1.0.0" },
          { name: "nginx", detail: expect.stringContaining("1.12.1") },
          { name: "cni-calico", detail: expect.stringContaining("3.28.0") },
        ],
      },
    ]);
    const document = client.document(uri);
    const contains = (outer: Range, inner: Range) =>
      document.offsetAt(outer.start) <= document.offsetAt(inner.start) &&
      document.offsetAt(inner.end) <= document.offsetAt(outer.end);
    const check = (symbol: DocumentSymbol) => {
      expect(contains(symbol.range, symbol.selectionRange)).toBe(true);
      for (const child of symbol.children ?? []) {
        expect(contains(symbol.range, child.range)).toBe(true);
        check(child);
      }
    };
    for (const symbol of symbols) check(symbol);
  });
});

describe.concurrent("ways from here to there", () => {
  it("lead from a pack to its folder in the registry", async ({ desk }) => {
    const { client, folder, uri } = await open(desk);
    const links = await client.ask<DocumentLink[]>("textDocument/documentLink", { textDocument: { uri } });
    expect(links.map(({ range, target }) => [client.textAt(uri, range), target])).toEqual([
      ["1.12.1", folder.uriOf("packs/nginx-1.12.1/README.md")],
      ["3.28.0", folder.uriOf("packs/cni-calico-3.28.0/pack.json")],
    ]);
    const targets = await client.ask<Location[]>("textDocument/definition", {
      textDocument: { uri },
      position: client.at(uri, "name: ngi|nx"),
    });
    expect(targets).toHaveLength(1);
    expect(targets[0]?.uri).toBe(folder.uriOf("packs/nginx-1.12.1/pack.json"));
    expect(targets[0] && textIn(targets[0])).toContain("1.12.1");
  });

  it("lead from a cluster to a profile, and back to all that use it", async ({ desk }) => {
    const { client, folder, uri } = await open(
      desk,
      profile,
      {},
      { "berlin.yaml": cluster, "lab.yaml": cluster.replace("berlin", "lab") },
    );
    const berlin = folder.uriOf("berlin.yaml");
    await client.open(berlin, cluster);
    const targets = await client.ask<Location[]>("textDocument/definition", {
      textDocument: { uri: berlin },
      position: client.at(berlin, "- name: ba|se"),
    });
    expect(targets.map((target) => target.uri)).toEqual([uri]);

    const ask = (includeDeclaration: boolean) =>
      client.ask<Location[]>("textDocument/references", {
        textDocument: { uri },
        position: client.at(uri, "name: ba|se"),
        context: { includeDeclaration },
      });
    const users = await ask(false);
    expect(users.map((user) => user.uri).sort()).toEqual([berlin, folder.uriOf("lab.yaml")].sort());
    expect(users.map(textIn)).toEqual(["base", "base"]);
    expect((await ask(true)).map((user) => user.uri)).toContain(uri);
  });

  it("lead to where things are in an editor that has not saved", async ({ desk }) => {
    const { client, folder, uri } = await open(desk, profile, {}, { "berlin.yaml": cluster });
    const berlin = folder.uriOf("berlin.yaml");
    await client.open(berlin, cluster);
    await client.replace(uri, "# what runs everywhere", "# one\n# two");
    const [target] = await client.ask<Location[]>("textDocument/definition", {
      textDocument: { uri: berlin },
      position: client.at(berlin, 'version: "1.|0.0"'),
    });
    expect(target?.uri).toBe(uri);
    expect(target && client.textAt(uri, target.range)).toContain("1.0.0");
  });
});

describe.concurrent("the requests of our own", () => {
  it("list the versions of a pack, newest first, each with what a person wants to know of it", async ({
    desk,
  }) => {
    const { client, uri } = await open(desk);
    const result = await client.ask<PackVersionsResult>(packVersionsRequest, {
      uri,
      position: client.at(uri, "name: ngi|nx"),
    });
    expect(result).toMatchObject({ name: "nginx", current: "1.12.1" });
    expect(result.versions).toMatchObject([
      { version: "1.13.0", relation: "newer", distance: "minor", prerelease: false, otherDefaults: false },
      { version: "1.12.4", relation: "newer", distance: "patch", prerelease: false, otherDefaults: true },
      { version: "1.12.1", relation: "current", prerelease: false, otherDefaults: false },
    ]);
    expect(await client.ask(packVersionsRequest, { uri, position: client.at(uri, "# what| runs") })).toBe(
      null,
    );
    expect(
      await client.ask(packVersionsRequest, {
        uri: "file:///nowhere.yaml",
        position: { line: 0, character: 0 },
      }),
    ).toBe(null);
  });

  it("take a pack to a version of a person's choice", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const position = client.at(uri, "name: ngi|nx");
    const choice = { name: "nginx", current: "1.12.1", version: "1.12.4" };
    const { edit } = await client.ask<ProfileEditResult<WorkspaceEdit>>(updatePackRequest, {
      uri,
      position,
      ...choice,
    });
    await client.apply(edit);
    expect(client.document(uri).getText()).toBe(profile.replaceAll('"1.12.1"', '"1.12.4"'));
    expect(await client.ask(updatePackRequest, { uri, position, ...choice })).toBe(null);
  });

  it("update all packs of a profile, and say when there is nothing to update", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const ask = (reach: string) =>
      client.ask<UpdateAllResult<WorkspaceEdit>>(updateAllPacksRequest, {
        uri,
        position: client.at(uri, "name: ba|se"),
        reach,
      });
    const all = await ask("newest");
    if (all.kind !== "edit") throw new Error(all.kind);
    await client.apply(all.edit);
    expect(client.document(uri).getText()).toBe(
      profile.replaceAll('"1.12.1"', '"1.13.0"').replace("3.28.0", "3.28.2"),
    );
    expect(await ask("newest")).toEqual({ kind: "up-to-date" });
  });

  it("say why nothing changes where every pack is left", async ({ desk }) => {
    const asks = { dependencies: [{ packName: "nginx", type: "optional", maxVersion: "1.12.1" }] };
    const guard = { ...JSON.parse(packJson("guard", "1.0.0")), constraints: asks };
    const text =
      "name: base\ntype: add-on\ndescription: ''\npacks:\n  - { name: nginx, type: spectro, version: 1.12.1 }\n  - { name: guard, type: spectro, version: 1.0.0 }\n";
    const others = { "packs/guard-1.0.0/pack.json": JSON.stringify(guard) };
    const { client, uri } = await open(desk, text, {}, others);
    const answer = await client.ask<UpdateAllResult<WorkspaceEdit>>(updateAllPacksRequest, {
      uri,
      position: { line: 0, character: 0 },
      reach: "newest",
    });
    expect(answer).toEqual({
      kind: "left",
      left: "Not updated as far as was asked: nginx to 1.13.0, because guard 1.0.0 asks for nginx 1.12.1 or older",
    });
  });
});

describe.concurrent("columns", () => {
  // A letter of two UTF-16 units before everything, in names, and CRLF line ends with a BOM.
  const odd = `\ufeff# 🚀 überall\r\nname: "🚀 bäse"\r\nversion: "1.0.0"\r\ntype: add-on\r\ndescription: ""\r\npacks:\r\n  - { name: nginx, type: spectro, registry: "🚀🚀", version: "1.12.1" } # 🚀\r\n`;

  it("count UTF-16 units, and lines end with CRLF", async ({ desk }) => {
    const here = await open(desk, odd);
    const { client, uri } = here;
    await client.codesToBe(uri, ["outdated-pack"]);
    const [finding] = client.diagnostics(uri);
    expect(finding && client.textAt(uri, finding.range)).toBe("1.12.1");
    const hover = await hoverAt(here, 'version: "1.1|2.1"');
    expect(hover?.range && client.textAt(uri, hover.range)).toMatch(/^"?1\.12\.1"?$/);

    const { edit } = await client.ask<ProfileEditResult<WorkspaceEdit>>(updatePackRequest, {
      uri,
      position: client.at(uri, "nam|e: nginx"),
      name: "nginx",
      current: "1.12.1",
      version: "1.13.0",
    });
    await client.apply(edit);
    expect(client.document(uri).getText()).toBe(odd.replace("1.12.1", "1.13.0"));
    await client.codesToBe(uri, []);

    // And the server has the same text after edits by columns.
    await client.replace(uri, "🚀 bäse", "🚀🚀 base");
    await client.replace(uri, "1.13.0", "1.12.4");
    await client.codesToBe(uri, ["outdated-pack"]);
    const [moved] = client.diagnostics(uri);
    expect(moved && client.textAt(uri, moved.range)).toBe("1.12.4");
    const [symbol] = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri },
    });
    expect(symbol?.name).toBe("🚀🚀 base");
  });

  it("are right in a pack.json with a BOM and CRLF, too", async ({ desk }) => {
    const json = `\ufeff${packJson("nginx", "1.14.0").replace("NGINX", "Ngünx 🚀").replaceAll("\n", "\r\n")}`;
    const folder = desk.folder({
      ...packs,
      "packs/new/pack.json": json,
      "base.yaml": nginxProfile("1.13.0"),
    });
    const client = await desk.client([folder]);
    await client.codesToBe(folder.uriOf("base.yaml"), ["outdated-pack"]);
    const [finding] = client.diagnostics(folder.uriOf("base.yaml"));
    const location = finding?.relatedInformation?.[0]?.location;
    expect(location?.uri).toBe(folder.uriOf("packs/new/pack.json"));
    expect(location && textIn(location)).toContain("1.14.0");
  });
});
