/** The status of clusters over the protocol: what it shows, what it refuses, and how it follows the disk and the editor. */

import { describe, expect } from "vitest";
import {
  attachProfileRequest,
  type MarkdownPage,
  type MoveChoiceData,
  moveChoicesRequest,
  moveClustersRequest,
  type RolloutBoardData,
  rolloutBoardRequest,
  type TreeChildrenResult,
  treeChildrenRequest,
  verifyAssignmentRequest,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it } from "./client.ts";
import { nginxPacks, nginxProfile, type TestFolder } from "./workspace.ts";

const cluster = (name: string) =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  addons:\n    - name: web\n      version: 1.0.0\nnode_groups: []\n`;
const status = (state: string) => `clusters:\n  - name: berlin\n    state: ${state}\n`;
const statusFile = "clusters.status.yaml";

const files = {
  ...nginxPacks,
  "web-1.0.0.yaml": nginxProfile("1.12.1", { profileVersion: "1.0.0" }),
  "web-1.1.0.yaml": nginxProfile("1.13.0", { profileVersion: "1.1.0" }),
  "berlin.yaml": cluster("berlin"),
  "lab.yaml": cluster("lab"),
  [statusFile]: `at: ${new Date(Date.now() - 3 * 3_600_000 - 60_000).toISOString()}\n${status("Provisioning")}`,
};

async function open(desk: Desk): Promise<{ client: Client; folder: TestFolder }> {
  const folder = desk.folder(files);
  const client = await desk.client([folder], { initializationOptions: { trees: true } });
  await client.loaded();
  return { client, folder };
}

const subject = { name: "web", context: "project", from: "1.0.0", to: "1.1.0" };

const choicesOf = (client: Client) => client.ask<MoveChoiceData[]>(moveChoicesRequest, subject);

async function descriptions(client: Client): Promise<string[]> {
  const { items } = await client.ask<TreeChildrenResult>(treeChildrenRequest, { tree: "clusters" });
  return items.map(({ label, description }) => `${label}: ${description}`);
}

describe.concurrent("a cluster that is being provisioned", () => {
  it("is picked for no move, and says how old that is and why", async ({ desk }) => {
    const { client } = await open(desk);
    const [berlin, lab] = await choicesOf(client);
    expect(berlin).toMatchObject({
      label: "berlin",
      picked: false,
      status: "Provisioning, as of 3 hours ago",
      obstacle: expect.stringMatching(/^it is being provisioned, .* from clusters.status.yaml\)$/),
    });
    expect(lab).toMatchObject({ label: "lab", picked: true, status: "status unknown" });
    const ids = [berlin?.id, lab?.id];
    await expect(client.ask(moveClustersRequest, { ...subject, ids })).rejects.toThrow(
      "berlin cannot be moved: it is being provisioned",
    );
  });

  it("gets nothing attached that is dropped on it", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const drop = client.ask(attachProfileRequest, {
      profile: { uri: folder.uriOf("web-1.1.0.yaml"), position: { line: 0, character: 6 } },
      clusters: [{ uri: folder.uriOf("berlin.yaml"), position: { line: 0, character: 6 } }],
    });
    await expect(drop).rejects.toThrow("berlin cannot be changed: it is being provisioned");
  });

  it("is one no more when the status is taken again", async ({ desk }) => {
    const { client, folder } = await open(desk);
    expect(await descriptions(client)).toEqual([
      "berlin: maas, Provisioning, 1 behind",
      "lab: maas, 1 behind",
    ]);
    folder.write(statusFile, status("Running"));
    await client.changed([folder.uriOf(statusFile), "changed"]);
    await client.settle();
    expect(await descriptions(client)).toEqual(["berlin: maas, Running, 1 behind", "lab: maas, 1 behind"]);
    expect((await choicesOf(client)).map(({ picked }) => picked)).toEqual([true, true]);
    folder.remove(statusFile);
    await client.changed([folder.uriOf(statusFile), "deleted"]);
    await client.settle();
    expect(await descriptions(client)).toEqual(["berlin: maas, 1 behind", "lab: maas, 1 behind"]);
  });
});

describe.concurrent("a status file", () => {
  it("is checked as it is typed, and its clusters with it", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const messages = async (name: string) => {
      await client.settle();
      return client.messages(folder.uriOf(name)).join("\n");
    };
    expect(await messages("berlin.yaml")).toContain(
      "behind: the newest is 1.1.0. The cluster cannot be moved now",
    );
    await client.open(folder.uriOf(statusFile), status("Runing"));
    expect(await messages(statusFile)).toContain("did you mean `Running`?");
    expect(await messages("berlin.yaml")).toMatch(/behind: the newest is 1\.1\.0$/m);
  });

  it("is followed as it comes and goes by another name, and by another setting", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const berlin = async () => {
      await client.settle();
      return (await descriptions(client))[0];
    };
    const configured = async (kind: "created" | "deleted", text?: string) => {
      await client.settle();
      const told = client.treesStatuses.length;
      if (text === undefined) folder.remove(".cluster-profiles.yaml");
      else folder.write(".cluster-profiles.yaml", text);
      await client.changed([folder.uriOf(".cluster-profiles.yaml"), kind]);
      await client.eventually("word of the status", () => client.treesStatuses.length > told);
    };
    const moved = "state/now.json";
    folder.remove(statusFile);
    folder.write(moved, '\ufeff{ "clusters": [{ "name": "berlin", "state": "Paused" }] }');
    await client.changed([folder.uriOf(statusFile), "deleted"], [folder.uriOf(moved), "created"]);
    expect(await berlin()).toBe("berlin: maas, 1 behind");
    await configured("created", `clusterStatus: ${moved}\n`);
    expect(await berlin()).toBe("berlin: maas, Paused, 1 behind");
    folder.write(statusFile, status("Running"));
    await client.changed([folder.uriOf(statusFile), "created"]);
    expect(await berlin()).toBe("berlin: maas, Paused, 1 behind");
    await configured("deleted");
    expect(await berlin()).toBe("berlin: maas, Running, 1 behind");
  });

  it("that is older than a day is said to be, wherever it is shown", async ({ desk }) => {
    const { client, folder } = await open(desk);
    await client.open(folder.uriOf(statusFile), `at: 2026-01-05T09:30:00+01:00\n${status("Running")}`);
    await client.settle();
    expect(await descriptions(client)).toContain("berlin: maas, Running (old), 1 behind");
    const [berlin] = await choicesOf(client);
    expect(berlin?.status).toMatch(/^Running \(old: \d+ days ago\)$/);
  });

  it("is counted on the rollout board", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const board = async () => {
      const { total, rows } = await client.ask<RolloutBoardData>(rolloutBoardRequest, { groupBy: "status" });
      return [total.stuck?.clusters, ...rows.shown.map(({ label, clusters }) => `${label} ${clusters}`)];
    };
    expect(await board()).toEqual([1, "Provisioning 1", "status unknown 1"]);
    const told = client.treesStatuses.length;
    await client.open(folder.uriOf(statusFile), status("Running"));
    await client.eventually("word of the change", () => client.treesStatuses.length > told);
    expect(await board()).toEqual([undefined, "Running 1", "status unknown 1"]);
  });

  it("is on the page of assignments", async ({ desk }) => {
    const { client } = await open(desk);
    const { markdown } = await client.ask<MarkdownPage>(verifyAssignmentRequest, {});
    expect(markdown).toMatch(/\| berlin \|.*\| Provisioning, as of 3 hours ago \|/);
  });
});
