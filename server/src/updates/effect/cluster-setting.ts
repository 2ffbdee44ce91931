/** What kind of cluster it is, as far as its file and its profiles tell: that decides which of the tables hold. */

import type { Cluster } from "../../model/cluster.ts";
import { namesHosts } from "../../model/node-pool.ts";
import { known } from "../../model/text.ts";
import type { Setting } from "./classify.ts";
import type { ClusterState, EffectEnvironment } from "./effect.ts";
import type { Condition } from "./effect-rule.ts";
import { isInfra } from "./profile-steps.ts";
import type { EffectiveStep } from "./state-changes.ts";

/** The page on Edge is about these. */
const edgeClouds: ReadonlySet<string> = new Set(["edge-native", "edge"]);

/** Of these the pages say nothing: they are kinds of Edge of their own, or have no nodes. */
const doubtfulClouds: ReadonlySet<string> = new Set([
  "edge-vsphere",
  "libvirt",
  "virtual",
  "coxedge",
  "generic",
  "all",
]);

export function clusterSetting(
  { cluster, profiles }: ClusterState,
  steps: readonly EffectiveStep[],
): Setting {
  const infra = profiles.find(isInfra)?.profile;
  const ofProfile = known(infra?.cloudType)?.text;
  const cloud = known(cluster.cloudType)?.text ?? (ofProfile === "all" ? undefined : ofProfile);
  return {
    cloud,
    environment: environmentOf(cluster, cloud),
    conditions: new Set(distributionOf(steps)),
  };
}

function environmentOf(cluster: Cluster, cloud: string | undefined): EffectEnvironment | undefined {
  if (cloud !== undefined && edgeClouds.has(cloud)) return "edge";
  if (cloud !== undefined) return doubtfulClouds.has(cloud) ? undefined : "non-edge";
  return cluster.pools.some(namesHosts) ? "edge" : undefined;
}

function distributionOf(steps: readonly EffectiveStep[]): Condition[] {
  const names = steps
    .flatMap(({ now }) => now?.packs ?? [])
    .filter(({ layerOf }) => layerOf === "k8s")
    .map(({ name }) => name?.text ?? "");
  const conditions: Condition[] = [];
  if (names.some((name) => /rke2/i.test(name))) conditions.push("rke2");
  if (names.some((name) => /canonical|ck8s/i.test(name))) conditions.push("canonical");
  return conditions;
}
