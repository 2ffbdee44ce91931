/** The rollout board over the protocol: the matrix, word of what has changed, and its parts in the tree and in moves. */

import { describe, expect } from "vitest";
import {
  type BoardPartData,
  type MoveChoiceData,
  moveChoicesRequest,
  type RolloutBoardData,
  type RolloutBoardParams,
  rolloutBoardRequest,
  type TreeChildrenResult,
  treeChildrenRequest,
} from "../../server/src/lsp/protocol.ts";
import { type Client, it } from "./client.ts";
import { nginxPacks, nginxProfile } from "./workspace.ts";

const cluster = (name: string, cloud: string, version: string) =>
  `name: ${name}\ncloudType: ${cloud}\nprofiles:\n  addons:\n    - name: web\n      version: ${version}\nnode_groups: []\n`;

const files = {
  ...nginxPacks,
  "web-1.0.0.yaml": nginxProfile("1.12.1", { profileVersion: "1.0.0" }),
  "web-1.1.0.yaml": nginxProfile("1.13.0", { profileVersion: "1.1.0" }),
  "berlin.yaml": cluster("berlin", "maas", "1.0.0"),
  "lab.yaml": cluster("lab", "maas", "1.1.0"),
  "desk.yaml": cluster("desk", "libvirt", "1.0.0"),
};

function ask(client: Client, params: RolloutBoardParams = {}): Promise<RolloutBoardData> {
  return client.ask(rolloutBoardRequest, params);
}

/** Counts under the columns, by the label of the row. */
function counts({ columns, rows }: RolloutBoardData): Record<string, number[]> {
  return Object.fromEntries(
    rows.shown.map(({ label, cells }) => [
      label,
      columns.map((_, at) => cells.find(({ column }) => column === at)?.clusters ?? 0),
    ]),
  );
}

describe.concurrent("the rollout board", () => {
  it("is of the profile that most clusters use, asked for before anything was read", async ({ desk }) => {
    const client = await desk.client([desk.folder(files)]);
    const board = await ask(client);
    expect([board.profile?.name, board.newest, board.clusters]).toEqual(["web", "1.1.0", 3]);
    expect(board.columns.map(({ version, lag }) => [version, lag])).toEqual([
      ["1.0.0", 1],
      ["1.1.0", 0],
    ]);
    expect(counts(board)).toEqual({ libvirt: [1, 0], maas: [1, 1] });
  });

  it("lists the clusters of opened groups", async ({ desk }) => {
    const client = await desk.client([desk.folder(files)]);
    const { rows } = await ask(client, { opened: { maas: 1 } });
    const maas = rows.shown.find(({ key }) => key === "maas");
    expect([maas?.children?.count, maas?.children?.shown.map(({ label }) => label)]).toEqual([2, ["berlin"]]);
  });

  it("counts what is typed, after word of the change", async ({ desk }) => {
    const folder = desk.folder(files);
    const client = await desk.client([folder], { initializationOptions: { trees: true } });
    await client.loaded();
    const uri = folder.uriOf("berlin.yaml");
    await client.open(uri, files["berlin.yaml"]);
    const told = client.treesStatuses.length;
    await client.replace(uri, "1.0.0", "1.1.0");
    await client.eventually("word of the change", () => client.treesStatuses.length > told);
    expect(counts(await ask(client))).toEqual({ libvirt: [1, 0], maas: [0, 2] });
  });

  it("has parts that narrow the tree down, and that are ticked when clusters are moved", async ({ desk }) => {
    const client = await desk.client([desk.folder(files)]);
    const { profile, groupBy, columns } = await ask(client);
    const part: BoardPartData = { profile, groupBy, group: "maas", column: columns[0]?.key };
    const tree = await client.ask<TreeChildrenResult>(treeChildrenRequest, {
      tree: "clusters",
      options: { part },
    });
    expect([tree.items.map(({ label }) => label), tree.summary]).toEqual([
      ["berlin"],
      { shown: 1, total: 3 },
    ]);
    const choices = await client.ask<MoveChoiceData[]>(moveChoicesRequest, { ...profile, to: "1.1.0", part });
    expect(choices.map(({ label, picked }) => [label, picked])).toEqual([
      ["berlin", true],
      ["desk", false],
    ]);
  });
});
