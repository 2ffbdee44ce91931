/** Packs that want more than the nodes of a cluster have. */

import type { PackResource, ResourceType } from "../../catalog/pack-constraints.ts";
import type { Cluster } from "../../model/cluster.ts";
import { asMap, asScalar, asSeq, entryOf, type MapNode, valueAt } from "../../syntax/tree.ts";
import { type AttachedPack, createAttachedPacks } from "../../updates/attached-packs.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import type { Report } from "../finding.ts";
import { packPlaces } from "../places.ts";
import type { Rule } from "../rule.ts";

const cluster = (memory: number) =>
  `name: lab\ncloudType: vsphere\nprofiles:\n  infra:\n    name: vsphere-infra\n  addons:\n    - name: base\n      version: 1.0.0\nnode_groups:\n  - name: workers\n    count: 1\n    cpu: 2\n    memory_mb: ${memory}\n    disk_size_gb: 60\n`;

const others = { "base.yaml": exampleProfile("add-on", "all", exampleItem("nginx", "1.12.4")) };

export const rule: Rule = {
  id: "pack-resources",
  severity: "information",
  summary: "The packs of a cluster want more CPU, memory or disk than its worker nodes have.",
  description:
    "A pack.json says in `constraints.resources` how much its pack wants at least: CPU in millicores, memory in MiB, disk in GB. The sum over the packs of all known profiles of a cluster is held against the worker node groups whose sizes are written in the cluster (`cpu`, `memory_mb`, `disk_size_gb`), with as many nodes as they may grow to (`max`). Where one of the groups does not say its size (as with instance types), nothing is said, and what a pack wants depending on its values is not counted.",
  bad: [{ text: cluster(2048), others }],
  good: [{ text: cluster(8192), others }],
  *check({ clusters, snapshot }) {
    const pooled = clusters.filter(({ dialect }) => dialect === "modules");
    if (pooled.length === 0) return;
    const attachedPacks = createAttachedPacks(snapshot);
    for (const one of pooled) yield* judge(one, attachedPacks(one).packs, snapshot);
  },
};

/** What the cluster's files call it, and how much of a pack's unit one of theirs is. */
const sizes: Readonly<Record<ResourceType, { key: string; factor: number; words: string; unit: string }>> = {
  cpu: { key: "cpu", factor: 1000, words: "CPU", unit: "millicores" },
  memory: { key: "memory_mb", factor: 1, words: "memory", unit: "MiB" },
  diskSize: { key: "disk_size_gb", factor: 1, words: "disk", unit: "GB" },
};

const resourceTypes: readonly ResourceType[] = ["cpu", "memory", "diskSize"];

function* judge({ node }: Cluster, packs: readonly AttachedPack[], { catalog }: Snapshot): Iterable<Report> {
  const groups = entryOf(node, "node_groups");
  if (groups === undefined) return;
  const wanted = packs.flatMap((pack) => {
    const answer = pack.installed === undefined ? undefined : catalog.packConstraints(pack.installed);
    return answer?.kind === "known" ? answer.value.resources.map((resource) => ({ pack, resource })) : [];
  });
  for (const type of resourceTypes) {
    const asking = wanted.filter(({ resource }) => limitOf(resource, type) > 0);
    const sum = asking.reduce((total, { resource }) => total + limitOf(resource, type), 0);
    const { words, unit } = sizes[type];
    const there = sum === 0 ? undefined : totalOf(asSeq(groups.value)?.items.map(asMap) ?? [], type);
    if (there === undefined || there >= sum) continue;
    yield {
      span: groups.key.span,
      message: `The packs of this cluster want ${sum} ${unit} of ${words} at least, and its worker nodes have ${there}: add nodes, or larger ones`,
      atMost: "information",
      related: packPlaces(asking.map(({ pack }) => pack)),
    };
  }
}

function limitOf({ type, minLimit }: PackResource, wanted: ResourceType): number {
  return type === wanted ? (minLimit ?? 0) : 0;
}

/** Of all worker nodes; undefined where one of them does not say, or there is none. */
function totalOf(groups: readonly (MapNode | undefined)[], type: ResourceType): number | undefined {
  const { key, factor } = sizes[type];
  let total: number | undefined;
  for (const group of groups) {
    if (group === undefined) return undefined;
    const isControlPlane = readFlag(group, "control_plane");
    const isWorkerToo = readFlag(group, "control_plane_as_worker");
    if (isControlPlane === undefined || isWorkerToo === undefined) return undefined;
    if (isControlPlane && !isWorkerToo) continue;
    const [size, count, max] = [numberAt(group, key), numberAt(group, "count"), numberAt(group, "max") ?? 0];
    if (size === undefined || count === undefined) return undefined;
    total = (total ?? 0) + size * factor * Math.max(count, max);
  }
  return total;
}

/** Undefined where it is filled in later. */
function readFlag(map: MapNode, key: string): boolean | undefined {
  const text = asScalar(valueAt(map, key))?.text.toLowerCase() ?? "false";
  return text === "true" ? true : text === "false" ? false : undefined;
}

function numberAt(map: MapNode, key: string): number | undefined {
  const text = asScalar(valueAt(map, key))?.text;
  return text !== undefined && /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}
