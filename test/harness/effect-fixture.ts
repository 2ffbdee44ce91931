/** Clusters and profiles in a few lines, for tests of what an update does. */

import { createCatalog } from "../../server/src/catalog/catalog.ts";
import { readDocuments } from "../../server/src/model/document.ts";
import { clusterEffect } from "../../server/src/updates/effect/cluster-effect.ts";
import type { ClusterEffect, ClusterState, ClusterStatus } from "../../server/src/updates/effect/effect.ts";

/** What a test says of a cluster; the rest is as in {@link plainPools}. Values and settings are YAML. */
export interface Sheet {
  /** Undefined for a list of clusters, which states none. */
  readonly cloud?: string | undefined;
  readonly pools?: string;
  /** What the cluster says beside its pools and profiles. */
  readonly own?: string;
  /** Packs by their layers: `name version` in the first line, and values below it. */
  readonly packs?: Readonly<Record<string, string>>;
  /** What the profile says beside its packs. */
  readonly words?: string;
  readonly variables?: string;
  /** What the cluster gives for the profile's variables, and its overrides: below the reference. */
  readonly reference?: string;
  readonly profileVersion?: string;
}

export const plainPools = `
- { name: cp, control_plane: true, count: 3 }
- { name: workers, count: 5 }
- { name: gpu, count: 2 }
`;

/** Two of what a cluster is built from, and an add-on. */
export const plainPacks = {
  os: "ubuntu-maas 22.04",
  k8s: "kubernetes 1.31.4",
  cni: "cni-calico 3.28.0",
  csi: "csi-longhorn 1.8.1",
  addon: "nginx 1.12.1",
} as const;

export function stateOf(sheet: Sheet): ClusterState {
  const cluster = readDocuments(clusterText(sheet), "clusters")[0]?.clusters[0];
  const profile = readDocuments(profileText(sheet), "profiles")[0]?.profiles[0];
  const reference = cluster?.references[0];
  if (cluster === undefined || profile === undefined || reference === undefined)
    throw new Error(`cannot be read:\n${clusterText(sheet)}\n${profileText(sheet)}`);
  return { cluster, profiles: [{ reference, profile }] };
}

export function effectOf(before: Sheet, after: Sheet, status?: ClusterStatus): ClusterEffect {
  return clusterEffect({
    before: stateOf(before),
    after: stateOf(after),
    catalog: createCatalog([]),
    status,
  });
}

export function clusterText({ cloud, pools = plainPools, own = "", reference = "" }: Sheet): string {
  const isList = cloud === undefined;
  const profile = `name: base\n${isList ? "tag" : "version"}: 1.0.0\n${reference.trim()}`;
  const text = [
    "name: berlin",
    isList ? "cluster_vip: 10.0.0.1" : `cloudType: ${cloud}`,
    own.trim(),
    isList ? `profiles:\n${item(profile)}` : `profiles:\n  infra:\n${indent(profile, 4)}`,
    `${isList ? "node_pools" : "node_groups"}:\n${indent(pools.trim(), 2)}`,
    "",
  ].join("\n");
  return isList ? item(text) : text;
}

export function profileText(sheet: Sheet): string {
  const { packs = {}, words = "", variables = "[]", profileVersion = "1.0.0" } = sheet;
  const all = Object.entries<string>({ ...plainPacks, ...packs }).filter(([, pack]) => pack !== "");
  const listed = all.map(([key, pack]) => packText(key.replace(/\d+$/, ""), pack));
  return `metadata:
  name: base
${indent(words.trim(), 2)}
spec:
  version: ${profileVersion}
  template:
    type: cluster
    cloudType: all
    packs:
${indent(listed.join("\n"), 6)}
  variables:
${indent(variables.trim(), 4)}
`;
}

function packText(layer: string, text: string): string {
  const [head = "", ...values] = text.trim().split("\n");
  const [name, version] = head.split(" ");
  return `- name: ${name}\n  version: "${version}"\n  layer: ${layer}\n  type: spectro\n  values: |\n    # ${name}\n${indent(values.join("\n"), 4)}`;
}

function item(text: string): string {
  return indent(text, 2).replace("  ", "- ");
}

function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}
