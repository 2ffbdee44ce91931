/** The list dialect of edge repositories: a YAML list of clusters whose `profiles[].tag` is the profile version. */

import { asMap, asSeq, type MapNode, type Node } from "../../syntax/tree.ts";
import type { Cluster, ProfileReference } from "../cluster.ts";
import { readGivenVariables } from "../given-variables.ts";
import { readNodePools } from "../node-pool.ts";
import { textAt } from "../text.ts";
import { mapList, textList } from "./flat-profile.ts";

export function readListClusters(root: Node | undefined): Cluster[] {
  const items = asSeq(root)?.items ?? [];
  return items
    .map(asMap)
    .filter((item) => item !== undefined)
    .map(readCluster);
}

function readCluster(node: MapNode): Cluster {
  return {
    kind: "cluster",
    dialect: "list",
    node,
    span: node.span,
    name: textAt(node, "name"),
    // The dialect has no cloud type: all its clusters are of the kind the repository is for.
    cloudType: undefined,
    context: undefined,
    tags: textList(node, "cluster_tags"),
    references: mapList(node, "profiles").map(readReference),
    get pools() {
      return readNodePools(node, "node_pools");
    },
  };
}

function readReference(node: MapNode): ProfileReference {
  return {
    role: "list",
    node,
    span: node.span,
    name: textAt(node, "name"),
    version: textAt(node, "tag"),
    context: textAt(node, "context"),
    overrides: mapList(node, "packs").map((pack) => ({
      node: pack,
      name: textAt(pack, "name"),
      version: textAt(pack, "tag"),
      registry: undefined,
      values: textAt(pack, "values"),
      overrideType: undefined,
      params: undefined,
      manifestName: undefined,
      isManifestPack: false,
    })),
    get variables() {
      return readGivenVariables(node);
    },
  };
}
