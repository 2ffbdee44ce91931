/**
 * How our server carries a fleet: a thousand profiles in three versions each, one of them of all five thousand clusters. What a person
 * waits for: the first tree, all findings, an item that is opened, the lists that a move of all clusters is chosen from with what it does,
 * and a keystroke in a cluster until its findings and the tree.
 */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DidChangeTextDocumentNotification } from "vscode-languageserver-protocol/node";
import {
  type MoveChoiceData,
  moveChoicesRequest,
  moveClustersRequest,
  moveTargetsRequest,
  type RolloutBoardData,
  type RolloutBoardParams,
  rolloutBoardRequest,
  type TreeChildrenParams,
  type TreeChildrenResult,
  treeChildrenRequest,
  treesChangedNotification,
} from "../../server/src/lsp/protocol.ts";
import { BenchClient } from "./client.ts";
import { type Summary, summarize } from "./measure.ts";
import { type BenchPack, registryName } from "./packs.ts";
import type { ServerDefinition } from "./servers.ts";

const profileCount = 1_000;
const versions = ["1.0.0", "1.1.0", "2.0.0"];
const clusterCount = 5_000;
const keystrokes = 20;

export interface FleetResult {
  readonly profiles: number;
  readonly clusters: number;
  readonly characters: number;
  readonly rows: readonly FleetRow[];
}

export interface FleetRow {
  readonly what: string;
  readonly unit: "ms" | "MB";
  readonly value: Summary | undefined;
}

/** The folder is a workspace whose config names the registry of the packs. */
export async function benchFleet(
  server: ServerDefinition,
  folder: string,
  packs: readonly BenchPack[],
): Promise<FleetResult> {
  const characters = await writeFleet(folder, packs);
  const rows: FleetRow[] = [];
  const add = (what: string, samples: readonly (number | undefined)[], unit: "ms" | "MB" = "ms") =>
    rows.push({ what, unit, value: summarize(samples) });
  const withTrees = { ...server, initializationOptions: { trusted: true, trees: true } };
  const client = await BenchClient.start(withTrees, folder);
  try {
    const children = (tree: "profiles" | "clusters", rest: Partial<TreeChildrenParams> = {}) =>
      client.connection.sendRequest<TreeChildrenResult>(treeChildrenRequest, { tree, ...rest });
    const allShown = client.allDiagnostics(clusterCount);
    const roots = await children("clusters");
    add("first tree, from the start", [performance.now() - client.spawnedAt]);
    const { all } = await allShown;
    add("all findings, from the start", [all - client.spawnedAt]);
    add("CPU until then", [client.cpu()]);
    add("resident then", [client.memory()?.resident], "MB");
    add("peak", [client.memory()?.peak], "MB");

    const timed = async (act: () => Promise<unknown>) => {
      const started = performance.now();
      await act();
      return performance.now() - started;
    };
    const samples = async (act: (round: number) => Promise<unknown>) => {
      const times: number[] = [];
      for (let round = 0; round < keystrokes; round++) times.push(await timed(() => act(round)));
      return times;
    };
    add("all 5,000 clusters listed again", await samples(() => children("clusters")));
    add(
      "a cluster opened",
      await samples((round) => children("clusters", { parent: roots.items[round]?.id ?? "" })),
    );
    add(
      "clusters grouped by profile version",
      await samples(() => children("clusters", { options: { groupBy: "profileVersion" } })),
    );
    add("clusters filtered by text", await samples(() => children("clusters", { options: { text: "42" } })));
    const board = (params: RolloutBoardParams = {}) =>
      client.connection.sendRequest<RolloutBoardData>(rolloutBoardRequest, params);
    add("the rollout board of a profile", await samples(() => board()));
    add("... of all profiles", await samples(() => board({ profile: "all" })));
    add(
      "... with a group of all clusters opened",
      await samples(() => board({ profile: "all", groupBy: "cloudType", opened: { maas: 100 } })),
    );

    const metal = { name: "metal", context: "project" };
    const toAll = { ...metal, from: versions[0], to: versions[2] };
    let choices: readonly MoveChoiceData[] = [];
    add("versions to move all clusters to, with the effect", [
      await timed(() => client.connection.sendRequest(moveTargetsRequest, { ...metal, from: versions[0] })),
    ]);
    add("all clusters to choose from, each with its effect", [
      await timed(async () => {
        choices = await client.connection.sendRequest<MoveChoiceData[]>(moveChoicesRequest, toAll);
      }),
    ]);
    const ids = choices.map(({ id }) => id);
    add("the edits of all and the page with what they do", [
      await timed(() => client.connection.sendRequest(moveClustersRequest, { ...toAll, ids })),
    ]);

    const uri = pathToFileURL(join(folder, "clusters", "cluster-7.yaml")).href;
    const text = clusterText(7);
    await client.open(uri, text);
    const line = text.slice(0, text.indexOf("version: ")).split("\n").length - 1;
    const character = (text.split("\n")[line] ?? "").indexOf("version: ") + "version: ".length;
    let written = /version: (\S+)/.exec(text)?.[1] ?? "";
    const toFindings: number[] = [];
    const toTree: number[] = [];
    const cpu: (number | undefined)[] = [];
    for (let round = 0; round < keystrokes; round++) {
      const next = written === "2.0.0" ? "1.0.0" : "2.0.0";
      const before = client.cpu();
      const started = performance.now();
      const shown = client.diagnostics(uri, (params) => params.version === round + 2);
      const told = new Promise<void>((resolve) => {
        client.connection.onNotification(treesChangedNotification, () => resolve());
      });
      await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: round + 2 },
        contentChanges: [
          {
            range: {
              start: { line, character },
              end: { line, character: character + written.length },
            },
            text: next,
          },
        ],
      });
      written = next;
      await shown;
      toFindings.push(performance.now() - started);
      await told;
      await children("clusters");
      toTree.push(performance.now() - started);
      const after = client.cpu();
      cpu.push(before === undefined || after === undefined ? undefined : after - before);
    }
    add("a version typed in a cluster: to its findings", toFindings);
    add("... to the tree with it, drawn again", toTree);
    add("... CPU of all that", cpu);
    await client.stop();
  } finally {
    client.kill();
  }
  return { profiles: profileCount * versions.length, clusters: clusterCount, characters, rows };
}

async function writeFleet(folder: string, packs: readonly BenchPack[]): Promise<number> {
  await Promise.all(["profiles", "clusters"].map((name) => mkdir(join(folder, name))));
  let characters = 0;
  const write = async (path: string, text: string) => {
    characters += text.length;
    await writeFile(join(folder, path), text);
  };
  for (let at = 0; at < profileCount; at++) {
    for (const version of versions)
      await write(`profiles/profile-${at}-${version}.yaml`, profileText(at, version, packs));
  }
  for (const [at, version] of versions.entries())
    await write(`profiles/metal-${version}.yaml`, metalText(version, at));
  for (let at = 0; at < clusterCount; at++) await write(`clusters/cluster-${at}.yaml`, clusterText(at));
  return characters;
}

/** Five packs with values of a few lines: what is measured is the fleet, not the values. */
function profileText(at: number, version: string, packs: readonly BenchPack[]): string {
  const chosen = [0, 1, 2, 3, 4].map((step) => packs[(at * 7 + step * 3) % packs.length]);
  const entries = chosen.flatMap((pack) =>
    pack === undefined
      ? []
      : [
          `  - name: ${pack.name}\n    type: spectro\n    layer: ${pack.layer}\n    registry: ${registryName}\n    version: ${JSON.stringify(pack.version)}\n`,
          `    values: |\n      pack:\n        namespace: ns-${at}\n      charts:\n        one:\n          replicas: ${at % 5}\n`,
        ],
  );
  return `name: profile-${at}\nversion: ${version}\ntype: add-on\ndescription: ""\npacks:\n${entries.join("")}`;
}

/** The layers that all clusters are built from, each version with another Kubernetes and some other values. */
function metalText(version: string, at: number): string {
  const layers = ["os", "k8s", "cni", "csi"].map((layer) => {
    const keys = Array.from({ length: 40 }, (_, key) => `      key-${key}: ${key % 8 === 0 ? at : key}\n`);
    return `  - name: made-${layer}\n    type: spectro\n    layer: ${layer}\n    version: 1.${30 + at}.0\n    values: |\n${keys.join("")}`;
  });
  return `name: metal\nversion: ${version}\ntype: infra\ncloudType: maas\ndescription: ""\npacks:\n${layers.join("")}`;
}

function clusterText(at: number): string {
  const references = [at, at * 3 + 1, at * 7 + 2].map((profile, step) => {
    const version = versions[(at + step) % versions.length] ?? "";
    return `    - name: profile-${profile % profileCount}\n      version: ${version}\n`;
  });
  return `name: cluster-${at}\ncloudType: maas\ntags: [site:${at % 40}]\nprofiles:\n  infra:\n    name: metal\n  addons:\n${references.join("")}node_groups:\n  - { name: cp, control_plane: true, count: 3 }\n  - { name: workers, count: ${at % 9} }\n`;
}
