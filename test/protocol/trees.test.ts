/** The trees over the protocol: children by node, an item's place, the way to a place, and word of what has changed. */

import { describe, expect } from "vitest";
import {
  reloadRequest,
  type TreeChildrenParams,
  type TreeChildrenResult,
  type TreeItemData,
  type TreeItemDetails,
  type TreesStatus,
  treeChildrenRequest,
  treeItemRequest,
  treePathRequest,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it, type StartOptions } from "./client.ts";
import { type Files, nginxPacks, nginxProfile, sentinelName, type TestFolder, textIn } from "./workspace.ts";

const cluster = (version: string) =>
  `name: berlin\ncloudType: maas\nprofiles:\n  addons:\n    - name: web\n      version: "${version}"\nnode_groups: []\n`;

const files: Files = {
  ...nginxPacks,
  "web-1.0.0.yaml": nginxProfile("1.12.1"),
  "web-1.1.0.yaml": nginxProfile("1.13.0", { profileVersion: "1.1.0" }),
  "berlin.yaml": cluster("1.0.0"),
};

async function open(
  desk: Desk,
  options: StartOptions = { initializationOptions: { trees: true } },
): Promise<{ client: Client; folder: TestFolder }> {
  const folder = desk.folder(files);
  return { client: await desk.client([folder], options), folder };
}

function children(client: Client, params: TreeChildrenParams): Promise<TreeChildrenResult> {
  return client.ask(treeChildrenRequest, params);
}

async function child(
  client: Client,
  tree: TreeChildrenParams["tree"],
  ...labels: string[]
): Promise<TreeItemData> {
  let item: TreeItemData | undefined;
  for (const label of labels) {
    const { items } = await children(client, {
      tree,
      ...(item === undefined ? {} : { parent: item.id }),
    });
    item = items.find((candidate) => candidate.label === label);
    if (item === undefined) throw new Error(`no ${label} among ${items.map((candidate) => candidate.label)}`);
  }
  if (item === undefined) throw new Error("no label");
  return item;
}

function statuses(client: Client): readonly TreesStatus[] {
  return client.treesStatuses;
}

describe.concurrent("a tree", () => {
  it("is answered before the workspace has been read, and then with all of it", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const { items, summary } = await children(client, { tree: "profiles" });
    expect(items.map(({ label }) => label)).toEqual(["sentinel", "web"]);
    expect(summary).toEqual({ shown: 2, total: 2 });
    expect(items[0]?.uri).toBe(folder.uriOf(sentinelName));
  });

  it("is asked node by node", async ({ desk }) => {
    const { client } = await open(desk);
    const pack = await child(client, "profiles", "web", "1.0.0", "nginx");
    expect(pack).toMatchObject({ description: "1.12.1 → 1.13.0", hasChildren: false });
    const reference = await child(client, "clusters", "berlin", "web");
    expect(reference).toMatchObject({ description: "1.0.0 → 1.1.0, 1 behind, add-on" });
    const filtered = await children(client, { tree: "profiles", options: { text: "sentinel" } });
    expect(filtered.summary).toEqual({ shown: 1, total: 2 });
  });

  it("gives the place of an item as it is now, unsaved edits and all", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const pack = await child(client, "profiles", "web", "1.0.0", "nginx");
    const ask = () => client.ask<TreeItemDetails | null>(treeItemRequest, { tree: "profiles", id: pack.id });
    const before = await ask();
    expect(before?.place && textIn(before.place)).toBe("1.12.1");
    expect(before?.tooltip).toContain("1.13.0");
    const uri = folder.uriOf("web-1.0.0.yaml");
    await client.open(uri, nginxProfile("1.12.1"));
    await client.replace(uri, "name: web", "# one\n# two\nname: web");
    const after = await ask();
    expect(after?.place && client.textAt(uri, after.place.range)).toBe("1.12.1");
    expect(after?.place?.range.start.line).toBe((before?.place?.range.start.line ?? 0) + 2);
    await client.replace(uri, "name: nginx", "name: other");
    expect(await ask()).toBe(null);
  });

  it("finds the way to a place", async ({ desk }) => {
    const { client, folder } = await open(desk);
    await client.loaded();
    const path = await client.ask<TreeItemData[]>(treePathRequest, {
      tree: "profiles",
      uri: folder.uriOf("web-1.1.0.yaml"),
      position: { line: 3, character: 0 },
    });
    expect(path.map(({ label }) => label)).toEqual(["web", "1.1.0"]);
    const nowhere = {
      tree: "clusters",
      uri: folder.uriOf("nowhere.yaml"),
      position: { line: 0, character: 0 },
    };
    expect(await client.ask(treePathRequest, nowhere)).toEqual([]);
  });
});

describe.concurrent("a change of a tree", () => {
  it("is told with its badges, once for all edits of a moment", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const first = await client.eventually("the first word", () => statuses(client)[0]);
    expect(first).toEqual({
      profiles: 2,
      packsToUpdate: 0,
      profilesToUpdate: 0,
      clusters: 1,
      clustersBehind: 1,
    });
    const uri = folder.uriOf("berlin.yaml");
    await client.open(uri, cluster("1.0.0"));
    await client.replace(uri, "name: berlin", "# moved\nname: berlin");
    await client.replace(uri, 'version: "1.0.0"', 'version: "1.1.0"');
    await client.eventually("word of the move", () => statuses(client).at(-1)?.clustersBehind === 0);
    expect(statuses(client)).toHaveLength(2);
  });

  it("follows the disk, and packs that come", async ({ desk }) => {
    const { client, folder } = await open(desk);
    await client.eventually("the first word", () => statuses(client)[0]);
    folder.write("web-1.1.0.yaml", nginxProfile("1.12.4", { profileVersion: "1.1.0" }));
    await client.changed([folder.uriOf("web-1.1.0.yaml"), "changed"]);
    await client.eventually("word of the pack", () => statuses(client).at(-1)?.packsToUpdate === 1);
    folder.remove("packs");
    await client.ask(reloadRequest, {});
    await client.eventually("word of the packs' end", () => statuses(client).at(-1)?.packsToUpdate === 0);
  });

  it("is not told to a client without trees", async ({ desk }) => {
    const { client } = await open(desk, {});
    await client.settle();
    expect(statuses(client)).toEqual([]);
  });
});
