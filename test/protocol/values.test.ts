/** Inside of packs' values over the protocol: what the pack's own files say there, and its presets. */

import { describe, expect } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
} from "vscode-languageserver-protocol/node";
import { inJson, nginxDefaults, nginxPresets, nginxSchema } from "../harness/nginx-values.ts";
import { type Client, type Desk, defaultSettings, it, type StartOptions } from "./client.ts";
import { nginxPacks, type TestFolder } from "./workspace.ts";

const values = `charts:
  nginx:
    replicas: 5
    repl
`;

const profile = `name: web
version: "1.0.0"
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    version: 1.12.4
    values: |
${values.replace(/^/gm, "      ").trimEnd()}
`;

interface Opened {
  readonly client: Client;
  readonly folder: TestFolder;
  readonly uri: string;
}

async function open(desk: Desk, text = profile, options: StartOptions = {}): Promise<Opened> {
  const folder = desk.folder({
    ...nginxPacks,
    "packs/nginx-1.12.4/values.yaml": nginxDefaults,
    "packs/nginx-1.12.4/schema.yaml": nginxSchema,
    "packs/nginx-1.12.4/presets.yaml": nginxPresets,
    "web.yaml": text,
  });
  const client = await desk.client([folder], options);
  const uri = folder.uriOf("web.yaml");
  await client.open(uri, text);
  await client.loaded();
  return { client, folder, uri };
}

const json = inJson(values).replace("1.12.1", "1.12.4");
const everything = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

describe.concurrent("values of packs", () => {
  it("are explained, and lead to the pack's own values on disk", async ({ desk }) => {
    for (const text of [profile, json]) {
      const { client, folder, uri } = await open(desk, text);
      const at = { textDocument: { uri }, position: client.at(uri, "replic|as") };
      const hover = await client.ask<Hover>("textDocument/hover", at);
      expect((hover.contents as MarkupContent).value).toContain("Default in `nginx 1.12.4`: `2`");
      expect(hover.range && client.textAt(uri, hover.range)).toBe("replicas");
      expect(await client.ask<Location[]>("textDocument/definition", at)).toEqual([
        {
          uri: folder.uriOf("packs/nginx-1.12.4/values.yaml"),
          range: { start: { line: 10, character: 4 }, end: { line: 10, character: 12 } },
        },
      ]);
    }
  });

  it("are completed while a key is half written", async ({ desk }) => {
    for (const text of [profile, json]) {
      const { client, uri } = await open(desk, text);
      const marked = text === json ? "repl|\\n" : "repl|\n";
      const items = await client.ask<CompletionItem[]>("textDocument/completion", {
        textDocument: { uri },
        position: client.at(uri, marked),
      });
      expect(items.map(({ label }) => label).slice(0, 3)).toEqual(["mode", "pin", "adminPassword"]);
      const mode = await client.ask<CompletionItem>("completionItem/resolve", items[0]);
      expect((mode.documentation as MarkupContent).value).toContain("one of fast, slow");
      const edit = items[0]?.textEdit;
      if (edit === undefined || !("range" in edit)) throw new Error("no edit");
      await client.apply({ documentChanges: [{ textDocument: { uri, version: 1 }, edits: [edit] }] });
      expect(client.document(uri).getText()).toBe(text.replace(/repl(?=\\n|\n)/, "mode: "));
    }
  });

  it("have hints of defaults, which can be switched off by themselves", async ({ desk }) => {
    let defaults = true;
    const { client, uri } = await open(desk, profile, {
      settings: () => ({ ...defaultSettings, inlayHints: { enabled: true, defaults } }),
    });
    const ask = async () => {
      const params = { textDocument: { uri }, range: everything };
      const hints = await client.ask<InlayHint[]>("textDocument/inlayHint", params);
      return hints.map(({ label, position }) => {
        const text = typeof label === "string" ? label : label.map(({ value }) => value).join("");
        return `${position.line}: ${text}`;
      });
    };
    expect(await ask()).toEqual(["7: → 1.13.0", "11: default: 2"]);
    defaults = false;
    await client.reloaded(() => client.tell("workspace/didChangeConfiguration", { settings: null }));
    expect(await ask()).toEqual(["7: → 1.13.0"]);
  });

  it("have their keys in the outline", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const symbols = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri },
    });
    const names = (list: readonly DocumentSymbol[] | undefined): unknown[] =>
      (list ?? []).map(({ name, children }) => [name, ...names(children)]);
    expect(names(symbols)).toEqual([["web", ["version"], ["nginx", ["charts", ["nginx"]]]]]);
  });
});

describe.concurrent("presets", () => {
  async function actions(client: Client, uri: string, marked: string): Promise<CodeAction[]> {
    const position = client.at(uri, marked);
    return client.ask("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ["refactor"] },
    });
  }

  it("are put in and taken back by code actions, telling what is left", async ({ desk }) => {
    const clean = profile.replace("          repl\n", "");
    const { client, uri } = await open(desk, clean);
    const [first, second] = await actions(client, uri, "repli|cas");
    expect([first?.title, second?.title]).toEqual([
      "Apply preset Mode: High availability",
      "Apply preset Mode: solo",
    ]);
    expect(first?.kind).toBe("refactor.rewrite.preset.clusterProfiles");
    const { edit } = await client.ask<CodeAction>("codeAction/resolve", first);
    if (edit === undefined) throw new Error("no edit");
    await client.apply(edit);
    const applied = client.document(uri).getText();
    expect(applied).toBe(
      clean
        .replace("values: |\n", "values: |\n      # spectrocloud.com/enabled-presets: Mode:ha\n")
        .replace("replicas: 5\n", "replicas: 3\n          affinity: hard\n"),
    );
    expect(client.told).toEqual([]);
    await client.replace(uri, "hard", "soft");
    const [remove] = await actions(client, uri, "name: n|ginx");
    expect(remove?.title).toBe("Remove preset Mode: High availability");
    const taken = await client.ask<CodeAction>("codeAction/resolve", remove);
    if (taken.edit === undefined) throw new Error("no edit");
    await client.apply(taken.edit);
    expect(client.document(uri).getText()).toContain(
      "replicas: 2\n          affinity: soft\n          service:",
    );
    await client.eventually("the message", () => client.told.length > 0);
    expect(client.told).toEqual([
      "`charts.nginx.affinity` is no longer what the preset `ha` made it, so it stays",
    ]);
  });
});
