/** Overrides over the protocol: the way to the pack, and the edit of two files that moves one into its profile. */

import { describe, expect } from "vitest";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-protocol/node";
import {
  moveOverrideRequest,
  openPlaceCommand,
  type ProfileEditResult,
} from "../../server/src/lsp/protocol.ts";
import { type Desk, it } from "./client.ts";
import { nginxPacks, nginxProfile, textIn } from "./workspace.ts";

const cluster = `name: berlin
cloudType: maas
profiles:
  addons:
    - name: web
      version: "1.0.0"
      packs:
        - name: nginx
          override_type: values
          values: |
            replicas: 1
node_groups: []
`;

const profile = nginxProfile("1.13.0");

async function open(desk: Desk) {
  const folder = desk.folder({ ...nginxPacks, "web-1.0.0.yaml": profile, "berlin.yaml": cluster });
  const client = await desk.client([folder]);
  await client.loaded();
  const uri = folder.uriOf("berlin.yaml");
  await client.open(uri, cluster);
  return { client, folder, uri };
}

const start = { line: 0, character: 0 };

describe.concurrent("an override", () => {
  it("leads to its pack, and becomes a part of a new version", async ({ desk }) => {
    const { client, folder, uri } = await open(desk);
    const at = client.at(uri, "name: ng|inx");
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    const way = actions.find(({ title }) => title === "Go to nginx in web 1.0.0");
    expect(way?.command?.command).toBe(openPlaceCommand);
    const [target, range] = way?.command?.arguments ?? [];
    expect(target).toBe(folder.uriOf("web-1.0.0.yaml"));
    expect(textIn({ uri: target, range })).toBe("nginx");

    const move = actions.find(({ title }) => title.startsWith("Move the override of nginx"));
    const { edit } = await client.ask<CodeAction>("codeAction/resolve", move);
    const made = folder.uriOf("web-1.0.1.yaml");
    const newText = `${profile.replace('"1.0.0"', '"1.0.1"')}    values: |\n      replicas: 1\n`;
    expect(edit?.documentChanges).toEqual([
      { kind: "create", uri: made, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri: made, version: null },
        edits: [{ range: { start, end: start }, newText }],
      },
      { textDocument: { uri, version: client.document(uri).version }, edits: expect.any(Array) },
    ]);
    await client.apply({ documentChanges: edit?.documentChanges?.slice(2) ?? [] });
    expect(client.document(uri).getText()).toBe(
      cluster.replace('"1.0.0"', '"1.0.1"').replace(/ {6}packs[\s\S]*(?=node_groups)/, ""),
    );
  });

  it("is moved by request, or refused in words", async ({ desk }) => {
    const { client, folder, uri } = await open(desk);
    const ask = (marked: string) =>
      client.ask<ProfileEditResult<WorkspaceEdit>>(moveOverrideRequest, {
        uri,
        position: client.at(uri, marked),
      });
    expect((await ask("name: |nginx")).uri).toBe(folder.uriOf("web-1.0.1.yaml"));
    await expect(ask("name: ber|lin")).rejects.toThrow("Place the cursor in an override of a cluster first");
    await client.replace(uri, "replicas: 1", "replicas: ${N}");
    await expect(ask("name: |nginx")).rejects.toThrow("Terraform fills in some of the values");
  });
});
