/** What differs in what a cluster says of itself: its node pools, and everything else but its profiles. */

import type { Cluster } from "../../model/cluster.ts";
import type { NodePool } from "../../model/node-pool.ts";
import { tellDifferences } from "../../syntax/data-difference.ts";
import { allEntries, asMap, asSeq, type MapNode, type Node, resolve, valueAt } from "../../syntax/tree.ts";
import { createBudget } from "../text-comparison.ts";
import type { ChangeSubject } from "./effect.ts";
import type { Condition, RuleSubject } from "./effect-rule.ts";
import { dottedPath, keptDifference, type RawChange } from "./raw-change.ts";

/** What is compared elsewhere, if it is written out. Terraform can fill each of them in from a place that is not known here. */
const listKeys = ["profiles", "node_groups", "node_pools"] as const;

export function clusterChanges(before: Cluster, after: Cluster): RawChange[] {
  if (before === after || before.node === after.node) return [];
  const isWritten = (key: string) =>
    [before, after].every(({ node }) =>
      key === "profiles" ? areProfilesWritten(valueAt(node, key)) : isWrittenOut(valueAt(node, key)),
    );
  const left = new Set(["name", ...listKeys.filter(isWritten)]);
  const changes = keyChanges(before.node, after.node, left, {
    subject: { kind: "cluster" },
    ruleSubject: "cluster",
  });
  return [...changes, ...poolChanges(before.pools, after.pools)];
}

function areProfilesWritten(value: Node | undefined): boolean {
  const node = resolve(value);
  if (node?.kind !== "map") return isWrittenOut(node);
  // A name alone can stand for a profile, and for no list of them.
  return ["addons", "addon_deployments"].every((key) => {
    const list = resolve(valueAt(node, key));
    return list?.kind !== "scalar" || list.text === "";
  });
}

/** Nothing, a list of maps, or a map where that may be. */
export function isWrittenOut(value: Node | undefined, mayBeMap = false): boolean {
  const node = resolve(value);
  if (node === undefined) return true;
  const items = asSeq(node)?.items;
  return items === undefined
    ? mayBeMap && node.kind === "map"
    : items.every((item) => asMap(item) !== undefined);
}

function poolChanges(before: readonly NodePool[], after: readonly NodePool[]): RawChange[] {
  const olds = byName(before);
  const news = byName(after);
  return [
    ...[...news].flatMap(([name, pool]) => {
      const old = olds.get(name);
      return old === undefined ? [lonePool("added", name, pool)] : changesOfPool(name, old, pool);
    }),
    ...[...olds].filter(([name]) => !news.has(name)).map(([name, pool]) => lonePool("removed", name, pool)),
  ];
}

/** The names that pools are told apart by, also those without one and those that are called the same by mistake. */
export function poolNames(pools: readonly NodePool[]): string[] {
  const counts = new Map<string, number>();
  return pools.map(({ name }, at) => {
    const stated = name?.text ?? `pool ${at + 1}`;
    const number = (counts.get(stated) ?? 0) + 1;
    counts.set(stated, number);
    return number === 1 ? stated : `${stated} (${number})`;
  });
}

function byName(pools: readonly NodePool[]): Map<string, NodePool> {
  const names = poolNames(pools);
  return new Map(pools.map((pool, at) => [names[at] ?? "", pool]));
}

function lonePool(kind: "added" | "removed", name: string, pool: NodePool): RawChange {
  return { ...subjectOf(name, pool), kind, shown: { kind, what: "pool" } };
}

function subjectOf(
  name: string,
  { isControlPlane }: NodePool,
): { readonly subject: ChangeSubject; readonly ruleSubject: RuleSubject } {
  return {
    subject: { kind: "pool", pool: name, isControlPlane },
    ruleSubject: isControlPlane ? "control-plane-pool" : "worker-pool",
  };
}

const poolKeys: ReadonlySet<string> = new Set(["name"]);

function changesOfPool(name: string, before: NodePool, after: NodePool): RawChange[] {
  const conditions: Condition[] = [];
  if (before.skipsUpdates && !after.skipsUpdates) conditions.push("skipping-ends");
  if (after.skipsUpdates && (after.nodes ?? 0) > (before.nodes ?? 0)) conditions.push("skipping-pool-grows");
  if (after.launchTemplate === "without-image") conditions.push("no-image-in-launch-template");
  const changes = keyChanges(before.node, after.node, poolKeys, { ...subjectOf(name, after), conditions });
  const hosts = changes.map(hostOf);
  const others = new Set(
    hosts.flatMap((host) => (host?.key === uidKeys[host?.list ?? ""] ? host?.place : [])),
  );
  return changes.map((change, at) => {
    const place = hosts[at]?.place;
    const stays = place !== undefined && !others.has(place);
    return stays ? { ...change, conditions: [...conditions, "host-stays"] } : change;
  });
}

/** The keys that say which host it is, by the lists of hosts. */
const uidKeys: Readonly<Record<string, string>> = { edge_hosts: "host_uid", nodes: "uid" };

/** The item of a list of hosts that a key is of. */
function hostOf({ difference }: RawChange): { list: string; place: string; key: string } | undefined {
  const [list, item, key] = difference?.path ?? [];
  if (list === undefined || item === undefined || key === undefined) return undefined;
  if (!("key" in list && "key" in key) || !Object.hasOwn(uidKeys, list.key)) return undefined;
  return { list: list.key, place: dottedPath([list, item]), key: key.key };
}

function keyChanges(
  before: MapNode,
  after: MapNode,
  left: ReadonlySet<string>,
  base: Pick<RawChange, "subject" | "ruleSubject" | "conditions">,
): RawChange[] {
  const changes: RawChange[] = [];
  const budget = createBudget();
  tellDifferences(without(before, left), without(after, left), budget, (difference) => {
    changes.push({ ...base, kind: "key", difference: keptDifference(difference) });
  });
  return budget.left >= 0 ? changes : [{ ...base, kind: "text", shown: { kind: "text", what: "settings" } }];
}

function without(map: MapNode, keys: ReadonlySet<string>): MapNode {
  return { ...map, entries: allEntries(map).filter(({ key }) => !keys.has(key.text)) };
}
