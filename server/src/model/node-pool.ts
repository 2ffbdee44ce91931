/**
 * The node pools of a cluster. Field semantics: terraform-spectrocloud-modules (`node_groups`), the list dialect of the edge repositories
 * (`node_pools`), and for what neither of them states the names of the Terraform provider's resources, which are read where they stand.
 */

import type { Span } from "../base/span.ts";
import { asMap, asScalar, asSeq, type MapNode, valueAt } from "../syntax/tree.ts";
import { type Text, textAt } from "./text.ts";

export interface NodePool {
  readonly node: MapNode;
  readonly span: Span;
  readonly name: Text | undefined;
  readonly isControlPlane: boolean;
  /** How many nodes it has, by its count or by the hosts it lists; undefined where it says neither. */
  readonly nodes: number | undefined;
  /** The Kubernetes of its nodes stays as it is when that of the control plane is updated. */
  readonly skipsUpdates: boolean;
  /** Of an EKS pool: it has a launch template, which names an image or leaves it to Palette. */
  readonly launchTemplate: "with-image" | "without-image" | undefined;
}

/** The pools in the list under the key; items of other kinds are the schema's business. */
export function readNodePools(owner: MapNode, key: string): NodePool[] {
  const items = asSeq(valueAt(owner, key))?.items ?? [];
  return items
    .map(asMap)
    .filter((item) => item !== undefined)
    .map(readPool);
}

function readPool(node: MapNode): NodePool {
  return {
    node,
    span: node.span,
    name: textAt(node, "name"),
    isControlPlane: isOn(node, "control_plane"),
    // Counted when somebody asks: most of the time nobody does.
    get nodes() {
      return countNodes(node);
    },
    get skipsUpdates() {
      return /^(?:enabled|true)$/i.test(textAt(node, "skip_k8s_upgrade")?.text ?? "");
    },
    get launchTemplate() {
      const template = asMap(valueAt(node, "eks_launch_template"));
      if (template === undefined) return undefined;
      return (textAt(template, "ami_id")?.text ?? "") === "" ? "without-image" : "with-image";
    },
  };
}

/** Lists of hosts: `edge_hosts` of the modules, `edge_host_uid` and `nodes` of the list dialect. */
const hostLists = ["edge_hosts", "edge_host_uid", "nodes"] as const;

function countNodes(node: MapNode): number | undefined {
  const count = textAt(node, "count")?.text;
  if (count !== undefined) return /^\d{1,6}$/.test(count) ? Number(count) : undefined;
  const lists = hostLists.map((key) => asSeq(valueAt(node, key))).filter((list) => list !== undefined);
  return lists[0]?.items.length;
}

/** The hosts that the pool names. */
export function hostsOf({ node }: NodePool): string[] {
  const lists = hostLists.map((key) => asSeq(valueAt(node, key))).find((list) => list !== undefined);
  return (lists?.items ?? []).flatMap((item) => {
    const map = asMap(item);
    const uid =
      map === undefined ? asScalar(item) : asScalar(valueAt(map, "host_uid") ?? valueAt(map, "uid"));
    return uid?.text ?? [];
  });
}

/** True where the pool names the machines that it is made of, as pools of Edge clusters do. */
export function namesHosts({ node }: NodePool): boolean {
  return asSeq(valueAt(node, "edge_hosts")) !== undefined || valueAt(node, "edge_host_uid") !== undefined;
}

function isOn(node: MapNode, key: string): boolean {
  return asScalar(valueAt(node, key))?.text.toLowerCase() === "true";
}
