/** Renaming a profile over the protocol: the edit reaches every file with the right version, and refusals have words. */

import { describe, expect } from "vitest";
import type {
  Range,
  WorkspaceEdit,
  WorkspaceEditClientCapabilities,
} from "vscode-languageserver-protocol/node";
import { type Client, type Desk, it } from "./client.ts";
import { nginxPacks, nginxProfile, type TestFolder } from "./workspace.ts";

const cluster = `name: berlin
cloudType: maas
profiles:
  infra: web
  addons:
    - name: 'web' # the front
      version: "1.0.0"
node_groups: []
`;

const stores = "- name: store\n  profiles:\n    - { name: web, tag: 1.0.0 }\n  node_pools: []\n";

const files = {
  ...nginxPacks,
  "web-1.0.0.yaml": nginxProfile("1.13.0"),
  "web-1.1.0.yaml": nginxProfile("1.13.0", { profileVersion: "1.1.0" }),
  "shop.yaml": nginxProfile("1.13.0", { name: "shop" }),
  "berlin.yaml": cluster,
  "stores.yaml": stores,
  "web.json": '{"metadata":{"name":"web"},"spec":{"version":"2.0.0","template":{"packs":[]}}}\n',
  "deployment.yaml": "kind: Deployment\nmetadata:\n  name: web\n",
};

interface Opened {
  readonly client: Client;
  readonly folder: TestFolder;
}

async function open(desk: Desk, ...names: (keyof typeof files)[]): Promise<Opened> {
  const folder = desk.folder(files);
  const client = await desk.client([folder]);
  await client.loaded();
  for (const name of names) await client.open(folder.uriOf(name), files[name] ?? "", { version: 7 });
  return { client, folder };
}

function place({ client, folder }: Opened, name: string, marked: string) {
  const uri = folder.uriOf(name);
  return { textDocument: { uri }, position: client.at(uri, marked) };
}

function rename(
  opened: Opened,
  name: string,
  marked: string,
  newName: string,
): Promise<WorkspaceEdit | null> {
  return opened.client.ask("textDocument/rename", { ...place(opened, name, marked), newName });
}

/** The edit as `file@version line:from-to text`. */
function described(edit: WorkspaceEdit | null, folder: TestFolder): string[] {
  return (edit?.documentChanges ?? []).flatMap((change) => {
    if (!("textDocument" in change)) throw new Error(`more than text: ${JSON.stringify(change)}`);
    const { uri, version } = change.textDocument;
    return change.edits.map((one) => {
      const { start, end } = one.range;
      const text = "newText" in one ? one.newText : "a snippet";
      return `${uri.replace(`${folder.uri}/`, "")}@${version} ${start.line}:${start.character}-${end.character} ${text}`;
    });
  });
}

const withoutAnnotations = {
  changeAnnotationSupport: null,
} as unknown as WorkspaceEditClientCapabilities;

/** The annotations of the edits, by file. */
function marks(edit: WorkspaceEdit | null, folder: TestFolder): Record<string, unknown[]> {
  return Object.fromEntries(
    (edit?.documentChanges ?? []).flatMap((change) =>
      "textDocument" in change
        ? [
            [
              change.textDocument.uri.replace(`${folder.uri}/`, ""),
              change.edits.map((one) => ("annotationId" in one ? one.annotationId : undefined)),
            ],
          ]
        : [],
    ),
  );
}

describe.concurrent("a rename", () => {
  it("is offered, and can be tried before", async ({ desk }) => {
    const opened = await open(desk, "berlin.yaml");
    expect(opened.client.server.capabilities.renameProvider).toEqual({ prepareProvider: true });
    const answer = await opened.client.ask<{ range: Range; placeholder: string }>(
      "textDocument/prepareRename",
      place(opened, "berlin.yaml", "name: 'w|eb'"),
    );
    expect(answer.placeholder).toBe("web");
    expect(opened.client.textAt(opened.folder.uriOf("berlin.yaml"), answer.range)).toBe("web");
  });

  it("changes all files in one edit, with the versions of those that are open", async ({ desk }) => {
    const opened = await open(desk, "web-1.0.0.yaml", "berlin.yaml");
    const expected = [
      "berlin.yaml@7 3:9-12 front",
      "berlin.yaml@7 5:12-17 'front'",
      "stores.yaml@null 2:14-17 front",
      "web-1.0.0.yaml@7 0:6-9 front",
      "web-1.1.0.yaml@null 0:6-9 front",
      'web.json@null 0:20-25 "front"',
    ];
    const { folder } = opened;
    expect(described(await rename(opened, "web-1.0.0.yaml", "name: w|eb", "front"), folder)).toEqual(
      expected,
    );
    expect(described(await rename(opened, "berlin.yaml", "infra: |web", "front"), folder)).toEqual(expected);
  });

  it("names the kinds of files, for a look before, and only where the editor can show it", async ({
    desk,
  }) => {
    const opened = await open(desk, "web-1.0.0.yaml");
    const edit = await rename(opened, "web-1.0.0.yaml", "name: w|eb", "front");
    const [profiles, clusters] = ["Profile files: all versions", "Cluster files: 2 clusters refer to it"];
    expect(edit?.changeAnnotations).toEqual({
      [profiles]: { label: profiles },
      [clusters]: { label: clusters, needsConfirmation: true },
    });
    expect(marks(edit, opened.folder)).toEqual({
      "berlin.yaml": [clusters, clusters],
      "stores.yaml": [clusters],
      "web-1.0.0.yaml": [profiles],
      "web-1.1.0.yaml": [profiles],
      "web.json": [profiles],
    });
    const plain = await desk.client([opened.folder], {
      capabilities: { workspace: { workspaceEdit: withoutAnnotations } },
    });
    await plain.loaded();
    await plain.open(opened.folder.uriOf("web-1.0.0.yaml"), files["web-1.0.0.yaml"]);
    const bare = await rename({ ...opened, client: plain }, "web-1.0.0.yaml", "name: w|eb", "front");
    expect(bare).not.toHaveProperty("changeAnnotations");
    expect(Object.values(marks(bare, opened.folder)).flat()).toEqual(Array(6).fill(undefined));
  });

  it("is of the text as it is in the editor", async ({ desk }) => {
    const opened = await open(desk, "berlin.yaml");
    const { client, folder } = opened;
    await client.replace(folder.uriOf("berlin.yaml"), "infra: web", "infra: shop");
    expect(described(await rename(opened, "berlin.yaml", "infra: sh|op", "store"), folder)).toEqual([
      "berlin.yaml@8 3:9-13 store",
      "shop.yaml@null 0:6-10 store",
    ]);
  });

  it("that cannot be done is refused in words", async ({ desk }) => {
    const opened = await open(desk, "web-1.0.0.yaml", "berlin.yaml", "deployment.yaml");
    const prepare = (name: string, marked: string) =>
      opened.client.ask("textDocument/prepareRename", place(opened, name, marked));
    await expect(prepare("web-1.0.0.yaml", 'version: "1.|0.0"')).rejects.toThrow(
      /^Only the names of profiles/,
    );
    await expect(prepare("berlin.yaml", "name: ber|lin")).rejects.toThrow(/^Only the names of profiles/);
    const to = (newName: string) => rename(opened, "web-1.0.0.yaml", "name: w|eb", newName);
    await expect(to("")).rejects.toThrow("The new name is empty");
    await expect(to("web")).rejects.toThrow("The profile is called `web` already");
    await expect(to("a%b")).rejects.toThrow("A name cannot contain `%`");
    await expect(to("shop")).rejects.toThrow(
      "There is a profile `shop` with the version 1.0.0 already, in shop.yaml",
    );
    await opened.client.replace(opened.folder.uriOf("web-1.0.0.yaml"), "name: web", "name: ${NAME}");
    await expect(prepare("web-1.0.0.yaml", "name: ${N|AME}")).rejects.toThrow(/somebody fills in/);
  });

  it("of what is not ours is left to others", async ({ desk }) => {
    const opened = await open(desk, "deployment.yaml");
    const at = place(opened, "deployment.yaml", "name: w|eb");
    expect(await opened.client.ask("textDocument/prepareRename", at)).toBe(null);
    expect(await rename(opened, "deployment.yaml", "name: w|eb", "front")).toBe(null);
  });
});
