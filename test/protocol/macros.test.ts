/** Macros in values over the protocol: what is asked for by which character, and places in other files. */

import { describe, expect } from "vitest";
import type {
  CompletionContext,
  CompletionItem,
  Hover,
  Location,
  MarkupContent,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { type Client, type Desk, it } from "./client.ts";
import { nginxPacks, type TestFolder } from "./workspace.ts";

const profile = `metadata: { name: web }
spec:
  version: 1.0.0
  template:
    type: add-on
    packs:
      - name: nginx
        type: spectro
        version: 1.12.4
        registry: { metadata: { name: Palette Registry } }
        values: |
          host: '{{ .spectro.var.host }}'
          size: '{{ .spectro.pack.nginx.pack.namespace }}'
          next: {{.
        manifests: [{ name: page, content: "at: {{.spectro.var.host | lower}}" }]
  variables: [{ name: host, displayName: Host }]
`;

interface Opened {
  readonly client: Client;
  readonly folder: TestFolder;
  readonly uri: string;
}

async function open(desk: Desk): Promise<Opened> {
  const folder = desk.folder({
    ...nginxPacks,
    "packs/nginx-1.12.4/values.yaml": "pack:\n  namespace: other\n",
    "web.yaml": profile,
  });
  const client = await desk.client([folder]);
  const uri = folder.uriOf("web.yaml");
  await client.open(uri, profile);
  await client.loaded();
  return { client, folder, uri };
}

describe.concurrent("macros", () => {
  it("are completed on a dot or a brace inside of them, and nothing else is on a brace", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const ask = async (marked: string, character: string) => {
      const context: CompletionContext = { triggerKind: 2, triggerCharacter: character };
      const position = client.at(uri, marked);
      const items = await client.ask<CompletionItem[]>("textDocument/completion", {
        textDocument: { uri },
        position,
        context,
      });
      return items.map(({ label }) => label);
    };
    expect(await ask("next: {{.|", ".")).toEqual([
      ".spectro.system",
      ".spectro.pack",
      ".spectro.var",
      ".spectro.macro",
    ]);
    expect(await ask(".spectro.var.|host }}", ".")).toEqual(["host"]);
    expect(await ask("metadata: {| name: web", "{")).toEqual([]);
    expect(await ask("version: 1.0.|0", ".")).toEqual([]);
  });

  it("are explained, and lead to the pack's defaults on disk", async ({ desk }) => {
    const { client, folder, uri } = await open(desk);
    const position = client.at(uri, "nginx.pack.name|space");
    const hover = await client.ask<Hover>("textDocument/hover", { textDocument: { uri }, position });
    expect((hover.contents as MarkupContent).value).toContain("the pack's default: `other`");
    expect(client.textAt(uri, hover.range ?? { start: position, end: position })).toBe(
      ".spectro.pack.nginx.pack.namespace",
    );
    const found = await client.ask<Location[]>("textDocument/definition", {
      textDocument: { uri },
      position,
    });
    expect(found).toEqual([
      {
        uri: folder.uriOf("packs/nginx-1.12.4/values.yaml"),
        range: { start: { line: 1, character: 2 }, end: { line: 1, character: 11 } },
      },
    ]);
  });

  it("of variables are found and renamed in all layers", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const at = { textDocument: { uri }, position: client.at(uri, "name: ho|st") };
    const found = await client.ask<Location[]>("textDocument/references", {
      ...at,
      context: { includeDeclaration: true },
    });
    expect(found.map(({ range }) => client.textAt(uri, range))).toEqual(["host", "host", "host"]);
    const edit = await client.ask<WorkspaceEdit>("textDocument/rename", { ...at, newName: "fqdn" });
    await client.apply(edit);
    expect(client.document(uri).getText()).toBe(
      profile.replaceAll(".var.host", ".var.fqdn").replace("name: host", "name: fqdn"),
    );
  });
});
