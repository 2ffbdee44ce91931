/** What a change of what a cluster has attached does to it, told from its text before and after. */

import type { Cluster } from "../model/cluster.ts";
import { readDocuments } from "../model/document.ts";
import type { ClusterEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { statusFor } from "./cluster-kind.ts";
import { clusterEffect } from "./effect/cluster-effect.ts";
import type { ClusterEffect } from "./effect/effect.ts";
import { createEffects } from "./effect/snapshot-effect.ts";

/** Where the cluster stands after the change: among the clusters of a text. */
export interface ChangedText {
  readonly text: string;
  readonly at: number;
}

/** Undefined when the text has no such cluster any more. */
export function attachEffect(
  snapshot: Snapshot,
  entry: Pick<ClusterEntry, "file" | "name">,
  cluster: Cluster,
  { text, at }: ChangedText,
): ClusterEffect | undefined {
  // A file that is no cluster's by its looks is one by its configuration.
  const read = (declared?: "clusters") => readDocuments(text, declared).flatMap(({ clusters }) => clusters);
  const after = read()[at] ?? read("clusters")[at];
  if (after === undefined) return undefined;
  const { state } = createEffects(snapshot);
  return clusterEffect({
    before: state(cluster),
    after: state(after),
    catalog: snapshot.catalog,
    status: statusFor(snapshot, entry),
  });
}
