/** Effects of changes of a cluster's own settings: its node pools, and what it says beside them. See effect-tables.ts. */

import type { EffectRule } from "./effect-rule.ts";

type PoolRow = Omit<EffectRule, "environment"> & Partial<Pick<EffectRule, "environment">>;

const bothPools = ["control-plane-pool", "worker-pool"] as const;

/** How the dialects and the provider's resources write the size of a machine. */
const hardware =
  "{instance_type,disk_size_gb,memory_mb,cpu,min_cpu,min_memory_mb,azure_disk,disk,instance_config,root_volume_type}.*";

/** Clouds whose Kubernetes is the cloud's own. */
const managedClouds = ["eks", "aks", "gke", "tke"] as const;

const rows: readonly PoolRow[] = [
  {
    id: "control-plane-hardware",
    environment: "non-edge",
    subjects: ["control-plane-pool"],
    changes: ["key"],
    path: hardware,
    effect: "control-plane-repave",
    hits: "pool",
    certainty: "documented",
    source: "node-pool",
    sentence: "Machines of another size replace those of the control plane.",
  },
  {
    id: "worker-hardware",
    environment: "non-edge",
    subjects: ["worker-pool"],
    changes: ["key"],
    path: hardware,
    effect: "worker-repave",
    hits: "pool",
    certainty: "documented",
    source: "node-pool",
    sentence: "Machines of another size replace those of the pool, one after another.",
  },
  {
    id: "scale-up-while-skipping",
    environment: "edge",
    subjects: ["worker-pool"],
    changes: ["key"],
    path: "{count,edge_hosts,edge_host_uid,nodes}.*",
    when: "skipping-pool-grows",
    effect: "refused",
    hits: "nothing",
    certainty: "documented",
    source: "node-pool",
    sentence:
      "A pool of an Edge cluster cannot grow while it skips updates: end the skipping first, or leave its size.",
  },
  {
    id: "host-settings",
    subjects: bothPools,
    changes: ["key"],
    path: "{edge_hosts,nodes}.*",
    when: "host-stays",
    effect: "unknown",
    hits: "pool",
    certainty: "inferred",
    source: "node-pool",
    sentence: "What other settings of a host do that stays in the pool is not stated.",
  },
  {
    id: "pool-size",
    subjects: bothPools,
    changes: ["key"],
    path: "{count,min,max,edge_hosts,edge_host_uid,nodes}.*",
    effect: "none",
    hits: "nothing",
    certainty: "inferred",
    source: "node-pool",
    sentence: "Nodes are added or removed; those that stay are not replaced.",
  },
  {
    id: "worker-pool-added-removed",
    subjects: ["worker-pool"],
    changes: ["added", "removed"],
    effect: "none",
    hits: "nothing",
    certainty: "inferred",
    source: "node-pool",
    sentence: "The nodes of the pool are added or removed; those of other pools are not replaced.",
  },
  {
    id: "pool-labels-taints",
    subjects: bothPools,
    changes: ["key"],
    path: "{additional_labels,pool_labels,labels,taints}.*",
    effect: "unknown",
    hits: "pool",
    certainty: "documented",
    source: "node-pool",
    sentence: "Whether other labels or taints replace the nodes is not stated for most clouds.",
  },
  {
    id: "pool-kubeadm",
    environment: "non-edge",
    subjects: ["worker-pool"],
    changes: ["key"],
    path: "{override_kubeadm_configuration,kubeadmconfig}.*",
    effect: "full-repave",
    hits: "all",
    certainty: "documented",
    source: "node-pool",
    sentence:
      "A pool's own settings of kubeadm, changed after the deployment, cause a repave of the cluster.",
  },
  {
    id: "pool-health-check",
    environment: "non-edge",
    otherClouds: managedClouds,
    subjects: bothPools,
    changes: ["key"],
    path: "*machine_health_check*.*",
    effect: "full-repave",
    hits: "all",
    certainty: "documented",
    source: "node-pool",
    sentence:
      "A pool's own health check of machines, changed after the deployment, causes a repave of the cluster.",
  },
  {
    id: "pool-skipping-ends",
    subjects: ["worker-pool"],
    changes: ["key"],
    path: "skip_k8s_upgrade.*",
    when: "skipping-ends",
    effect: "worker-repave",
    hits: "pool",
    certainty: "documented",
    source: "node-pool",
    sentence: "The pool catches up with the Kubernetes of the control plane.",
  },
  {
    id: "eks-launch-template",
    environment: "non-edge",
    clouds: ["eks"],
    subjects: ["worker-pool"],
    changes: ["key"],
    path: "eks_launch_template.*",
    when: "no-image-in-launch-template",
    effect: "worker-repave",
    hits: "pool",
    certainty: "documented",
    source: "node-pool",
    sentence:
      "A launch template that names no image (`ami_id`) repaves the pool with each new image, by itself.",
  },
  {
    id: "eks-pool-tags",
    environment: "non-edge",
    clouds: ["eks"],
    subjects: ["worker-pool"],
    changes: ["key"],
    path: "{tags,additional_tags}.*",
    effect: "worker-repave",
    hits: "pool",
    certainty: "documented",
    source: "release-notes",
    sentence: "Other tags of an EKS worker pool replace its nodes.",
  },
  {
    id: "eks-cluster-tags",
    environment: "non-edge",
    clouds: ["eks"],
    subjects: ["cluster"],
    changes: ["key"],
    path: "tags.*",
    effect: "none",
    hits: "nothing",
    certainty: "documented",
    source: "release-notes",
    sentence: "Tags of an EKS cluster replace no nodes from Palette 4.10 on; before, they did.",
  },
];

export const poolRules: readonly EffectRule[] = rows.map((row) => ({ environment: "any", ...row }));
