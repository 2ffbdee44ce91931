/** The values of one layer as a document of its own, over the protocol: what it holds, what is known in it, and what a change of it does. */

import { describe, expect } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  Hover,
  Location,
  MarkupContent,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import {
  type MergeValuesResult,
  mergeValuesRequest,
  readValuesRequest,
  type ValuesText,
  type ValuesWindowItem,
  valuesWindowsRequest,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it } from "./client.ts";
import { nginxPacks, type TestFolder } from "./workspace.ts";

const values = `host: '{{ .spectro.var.host }}'
where: {{ .spectro.var.host }}

last: 1
`;

const manifest = 'kind: "Page"\nat: "{{.spectro.var.host}}"\n';

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
          ${values.trimEnd().replaceAll("\n", "\n          ").replaceAll(/ +$/gm, "")}
        manifests:
          - name: page
            content: ${JSON.stringify(manifest)}
  variables: [{ name: host, displayName: Host }]
`;

interface Opened {
  readonly client: Client;
  readonly folder: TestFolder;
  /** Of the profile. */
  readonly outer: string;
  /** Of the values. */
  readonly uri: string;
  readonly windows: readonly ValuesWindowItem[];
}

async function open(desk: Desk, which = 0): Promise<Opened> {
  const config = "rules: { values-unknown-key: off }\n";
  const folder = desk.folder({ ...nginxPacks, ".cluster-profiles.yaml": config, "web.yaml": profile });
  const client = await desk.client([folder]);
  const outer = folder.uriOf("web.yaml");
  await client.open(outer, profile);
  await client.loaded();
  const windows = await client.ask<ValuesWindowItem[]>(valuesWindowsRequest, {
    uri: outer,
    position: client.at(outer, "la|st: 1"),
  });
  const uri = windows[which]?.uri ?? "";
  const { text } = await client.ask<ValuesText>(readValuesRequest, { uri });
  await client.open(uri, text);
  return { client, folder, outer, uri, windows };
}

const hoverAt = ({ client, uri }: Opened, marked: string) =>
  client.ask<Hover | null>("textDocument/hover", {
    textDocument: { uri },
    position: client.at(uri, marked),
  });

const completeAt = ({ client, uri }: Opened, marked: string) =>
  client.ask<CompletionItem[] | null>("textDocument/completion", {
    textDocument: { uri },
    position: client.at(uri, marked),
    context: { triggerKind: 2, triggerCharacter: "." },
  });

const merge = ({ client, uri }: Opened, base: string, text: string) =>
  client.ask<MergeValuesResult<WorkspaceEdit>>(mergeValuesRequest, { uri, base, text });

describe.concurrent("the values of a layer", () => {
  it("are a document that says whose they are, and where one was", async ({ desk }) => {
    const { client, outer, windows } = await open(desk);
    expect(windows.map(({ label, position }) => [label, position])).toEqual([
      ["values", { line: 3, character: 2 }],
      ["manifest page", undefined],
    ]);
    const titles = windows.map(({ uri }) => decodeURIComponent(uri.replace(/\?.*/, "").replace(/.*\//, "")));
    expect(titles).toEqual(["nginx (web 1.0.0).yaml", "page of nginx (web 1.0.0).yaml"]);
    const texts = await Promise.all(
      windows.map(({ uri }) => client.ask<ValuesText>(readValuesRequest, { uri })),
    );
    expect(texts).toEqual([
      { text: values, file: outer },
      { text: manifest, file: outer },
    ]);
  });

  it("are the document that is open, though the profile has another version by now", async ({ desk }) => {
    const { client, outer, uri } = await open(desk);
    await client.replace(outer, "version: 1.0.0", "version: 1.1.0");
    const params = { uri: outer, position: client.at(outer, "la|st: 1") };
    const [first, second] = await client.ask<ValuesWindowItem[]>(valuesWindowsRequest, params);
    expect(first?.uri).toBe(uri);
    expect(second?.uri).toContain("1.1.0");
    const within = { uri, position: client.at(uri, "la|st: 1") };
    expect(await client.ask(valuesWindowsRequest, within)).toEqual([first, second]);
  });

  it("are not there outside of packs", async ({ desk }) => {
    const { client, outer } = await open(desk);
    const position = { line: 0, character: 0 };
    await expect(client.ask(valuesWindowsRequest, { uri: outer, position })).rejects.toThrow("in a pack");
    await expect(
      client.ask(readValuesRequest, { uri: "cluster-profiles-values:/x.yaml?{}" }),
    ).rejects.toThrow("open them again");
  });

  it("have the findings of the profile that are in them, and their fixes", async ({ desk }) => {
    const opened = await open(desk);
    const { client, uri, outer } = opened;
    await client.codesToBe(uri, ["values-syntax"]);
    const [finding] = client.diagnostics(uri);
    expect(finding && client.textAt(uri, finding.range)).toBe("{{ .spectro.var.host }}");
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: finding?.range,
      context: { diagnostics: [finding] },
    });
    const fix = actions.find(({ kind }) => kind === "quickfix");
    expect(fix?.diagnostics).toEqual([finding]);
    const { edit } = await client.ask<CodeAction>("codeAction/resolve", fix);
    await client.apply(edit ?? {});
    expect(client.document(uri).getText()).toContain("where: '{{ .spectro.var.host }}'\n");
    expect(client.document(outer).getText()).toBe(profile);
    await client.codesToBe(uri, []);
    expect(client.codes(outer)).toContain("values-syntax");
  });

  it("are explained, completed and led from as in the profile", async ({ desk }) => {
    const opened = await open(desk);
    const { client, uri, outer } = opened;
    const hover = await hoverAt(opened, "'{{ .spectro.var.ho|st");
    expect((hover?.contents as MarkupContent | undefined)?.value).toContain("Host");
    expect(hover?.range && client.textAt(uri, hover.range)).toContain(".spectro.var.host");
    expect(hover?.range?.start.line).toBe(0);
    const [target] = await client.ask<Location[]>("textDocument/definition", {
      textDocument: { uri },
      position: client.at(uri, "'{{ .spectro.var.ho|st"),
    });
    expect(target?.uri).toBe(outer);
    expect(target && client.textAt(outer, target.range)).toBe("host");
    const items = await completeAt(opened, "'{{ .spectro.var.|host");
    const [item] = items ?? [];
    expect(items?.map(({ label }) => label)).toEqual(["host"]);
    expect(item?.textEdit).toMatchObject({ range: { start: { line: 0, character: 23 } } });
  });

  it("are known as they are typed, before anything is saved", async ({ desk }) => {
    const opened = await open(desk);
    const { client, uri, outer } = opened;
    const before = client.published(outer).length;
    await client.replace(
      uri,
      "where: {{ .spectro.var.host }}\n",
      "one: 1\ntwo: '{{ .spectro.var.'\nthree: 3\n",
    );
    const items = await completeAt(opened, "two: '{{ .spectro.var.|");
    expect(items?.map(({ label }) => label)).toEqual(["host"]);
    expect(items?.[0]?.textEdit).toMatchObject({ range: { start: { line: 2, character: 22 } } });
    await client.replace(uri, "{{ .spectro.var.'", "{{ .spectro.var.nobody }}'");
    await client.codesToBe(uri, ["undefined-variable"]);
    const [finding] = client.diagnostics(uri);
    expect(finding && client.textAt(uri, finding.range)).toBe("nobody");
    const [target] = await client.ask<Location[]>("textDocument/definition", {
      textDocument: { uri },
      position: client.at(uri, "'{{ .spectro.var.ho|st"),
    });
    expect(target && client.textAt(outer, target.range)).toBe("host");
    expect(client.published(outer)).toHaveLength(before);
    expect(client.document(outer).getText()).toBe(profile);
  });

  it("are written into the profile by minimal edits", async ({ desk }) => {
    const opened = await open(desk);
    const { client, outer, uri } = opened;
    const changed = values.replace("last: 1", "last: 2\nnew: 3");
    const { edit, text, current } = await merge(opened, values, changed);
    expect([text, current]).toEqual([changed, values]);
    await client.apply(edit);
    const wanted = profile.replace("last: 1\n", "last: 2\n          new: 3\n");
    expect(client.document(outer).getText()).toBe(wanted);
    const news = await client.eventually("news of the values", () =>
      client.valuesChanges.find((one) => one.text === changed),
    );
    expect(news.uri).toBe(uri);
  });

  it("follow the profile, and refuse what both have changed", async ({ desk }) => {
    const opened = await open(desk);
    const { client, outer } = opened;
    await client.replace(outer, "last: 1", "last: 5");
    const theirs = values.replace("last: 1", "last: 5");
    await client.eventually("news of the values", () =>
      client.valuesChanges.some(({ text }) => text === theirs),
    );
    await expect(merge(opened, values, values.replace("last: 1", "last: 6"))).rejects.toThrow(
      "Line 4 was changed here and in the profile",
    );
    const both = await merge(opened, values, values.replace("host:", "hosts:"));
    expect(both).toMatchObject({ current: theirs, text: theirs.replace("host:", "hosts:") });
    await client.apply(both.edit);
    expect(client.document(outer).getText()).toBe(
      profile.replace("last: 1", "last: 5").replace("host: '", "hosts: '"),
    );
  });

  it("say so when their layer is gone", async ({ desk }) => {
    const opened = await open(desk);
    const { client, outer, uri } = opened;
    await client.codesToBe(uri, ["values-syntax"]);
    await client.replace(outer, "name: nginx", "name: traefik");
    await client.codesToBe(uri, ["values"]);
    expect(client.messages(uri)).toEqual([
      "The pack `nginx` is not in the profile any more: nothing can be saved here",
    ]);
    await client.eventually("word that they are gone", () => client.valuesChanges.at(-1)?.text === undefined);
    expect(await hoverAt(opened, "'{{ .spectro.var.ho|st")).toBeNull();
    await expect(merge(opened, values, "a: 1\n")).rejects.toThrow("not in the profile any more");
    await client.replace(outer, "name: traefik", "name: nginx");
    await client.codesToBe(uri, ["values-syntax"]);
    await client.close(uri);
    await client.codesToBe(uri, []);
  });

  it("may be a manifest, in quotes", async ({ desk }) => {
    const opened = await open(desk, 1);
    const { client, outer, uri } = opened;
    const hover = await hoverAt(opened, "{{.spectro.var.ho|st");
    expect(hover?.range && client.textAt(uri, hover.range)).toContain(".spectro.var.host");
    await client.replace(uri, ".host}}", ".nobody}}");
    await client.codesToBe(uri, ["undefined-variable"]);
    const { edit } = await merge(opened, manifest, client.document(uri).getText());
    await client.apply(edit);
    expect(client.document(outer).getText()).toBe(
      profile.replace('{{.spectro.var.host}}\\"\\n', '{{.spectro.var.nobody}}\\"\\n'),
    );
  });

  it("take their part of a rename, and leave the rest to the profile", async ({ desk }) => {
    const opened = await open(desk);
    const { client, outer, uri } = opened;
    await client.replace(uri, "\nlast", "\n# why\nlast");
    const edit = await client.ask<WorkspaceEdit>("textDocument/rename", {
      textDocument: { uri },
      position: client.at(uri, "'{{ .spectro.var.ho|st"),
      newName: "name",
    });
    await client.apply(edit);
    expect(client.document(uri).getText()).toBe(
      values.replaceAll(".var.host", ".var.name").replace("\nlast", "\n# why\nlast"),
    );
    expect(client.document(outer).getText()).toBe(
      profile.replace("{{.spectro.var.host}}", "{{.spectro.var.name}}").replace("name: host", "name: name"),
    );
  });
});
