/**
 * The file in which a pipeline keeps what Palette says of clusters: `clusters` with `name`, `state`, `health` and `at`, and an `at` for all of
 * them. States and healths are those of Palette's API, which does not promise that there will be no others.
 */

import type { Span } from "../base/span.ts";
import { asMap, asSeq, type Node, valueAt } from "../syntax/tree.ts";
import { known, type Text, textAt } from "./text.ts";

/** Where it is looked for in a folder, when the configuration names no other place. */
export const statusFileNames = [
  "clusters.status.yaml",
  "clusters.status.yml",
  "clusters.status.json",
] as const;

export type StatusFileName = (typeof statusFileNames)[number];

/** Those of virtual clusters last. */
export const clusterStates = [
  "Unknown",
  "Pending",
  "Provisioning",
  "Running",
  "Importing",
  "Deleting",
  "Deleted",
  "Error",
  "Pausing",
  "Paused",
  "Resuming",
] as const;

export type ClusterState = (typeof clusterStates)[number];

export const clusterHealths = ["Healthy", "UnHealthy", "Unknown"] as const;

export type ClusterHealth = (typeof clusterHealths)[number];

/** What the file says of one cluster. */
export interface StatedStatus {
  /** One that can be judged. */
  readonly name: Text;
  readonly state: Text | undefined;
  readonly health: Text | undefined;
  /** The cluster's own, or the file's. */
  readonly at: Text | undefined;
  readonly span: Span;
}

/** In the order of the file, without what has no name. */
export function readStatuses(root: Node | undefined): StatedStatus[] {
  const map = asMap(root);
  const ofFile = textAt(map, "at");
  return (asSeq(valueAt(map, "clusters"))?.items ?? []).flatMap((item) => {
    const cluster = asMap(item);
    const name = known(textAt(cluster, "name"));
    if (cluster === undefined || name === undefined) return [];
    return [
      {
        name,
        state: textAt(cluster, "state"),
        health: textAt(cluster, "health"),
        at: textAt(cluster, "at") ?? ofFile,
        span: cluster.span,
      },
    ];
  });
}

/** Palette's own word, whatever the case it is written in; undefined for any other. */
export function stateOf(text: string): ClusterState | undefined {
  return clusterStates.find((state) => state.toLowerCase() === text.toLowerCase());
}

export function healthOf(text: string): ClusterHealth | undefined {
  return clusterHealths.find((health) => health.toLowerCase() === text.toLowerCase());
}
