/** Nodes that leave a cluster: none is replaced, and still what runs there has to go elsewhere. */

import type { Cluster } from "../../model/cluster.ts";
import { hostsOf, type NodePool } from "../../model/node-pool.ts";
import { caution, quoted } from "./caution.ts";
import { poolNames } from "./cluster-changes.ts";
import type { Caution } from "./effect.ts";

export function nodeCautions(before: Cluster, after: Cluster): Caution[] {
  if (before.node === after.node) return [];
  const [olds, news] = [poolNames(before.pools), poolNames(after.pools)];
  const kept = new Map(after.pools.map((pool, at) => [news[at], pool]));
  return before.pools.flatMap((pool, at) => {
    const name = olds[at] ?? "";
    const leaving = whatLeaves(pool, kept.get(name));
    return leaving === undefined
      ? []
      : [
          caution(
            "nodes-removed",
            `The pool ${quoted(name)} ${leaving}: what runs there has to find room elsewhere, and what is stored there alone is lost.`,
          ),
        ];
  });
}

function whatLeaves(before: NodePool, after: NodePool | undefined): string | undefined {
  if (after === undefined) {
    const { nodes } = before;
    return nodes === undefined ? "goes with all its nodes" : `goes with its ${counted(nodes)}`;
  }
  const still = new Set(hostsOf(after));
  const gone = hostsOf(before).filter((host) => !still.has(host));
  if (gone.length > 0 && still.size > 0) return `loses ${named(gone)}`;
  const [old, now] = [before.nodes, after.nodes];
  return old !== undefined && now !== undefined && now < old
    ? `goes from ${counted(old)} to ${now}`
    : undefined;
}

const mostNamed = 5;

function named(hosts: readonly string[]): string {
  const more = hosts.length - mostNamed;
  const some = hosts.slice(0, mostNamed).map(quoted).join(", ");
  return `${hosts.length === 1 ? "the host" : "the hosts"} ${some}${more > 0 ? ` and ${more} more` : ""}`;
}

function counted(nodes: number): string {
  return nodes === 1 ? "1 node" : `${nodes} nodes`;
}
