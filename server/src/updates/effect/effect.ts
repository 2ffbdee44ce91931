/** What goes into the question what an update does to a cluster, and what comes out. Plain data: no snapshot, no files. */

import type { PackCatalog } from "../../catalog/catalog.ts";
import type { Cluster, ProfileReference } from "../../model/cluster.ts";
import type { PackLayer } from "../../model/layer.ts";
import type { Profile } from "../../model/profile.ts";
import type { KeyChange, ShownValue } from "../key-change.ts";
import type { JudgedStatus } from "../update-refusal.ts";
import type { Certainty, EffectClass } from "./effect-class.ts";

/** A cluster as it is, or as it would be. */
export interface ClusterState {
  readonly cluster: Cluster;
  /** One for each reference of the cluster, in their order. */
  readonly profiles: readonly AttachedProfile[];
  /** What Terraform takes out or in of the cluster's file, as it is written; nothing where it has no say. */
  readonly directives?: string;
  /** Its file has a syntax error, so that nobody can tell what of it is meant. */
  readonly isBroken?: boolean;
}

export interface AttachedProfile {
  readonly reference: ProfileReference;
  /** Undefined where no file defines the version that the reference names. */
  readonly profile: Profile | undefined;
  /** Several files define the version, of which this is one. */
  readonly isOneOfSeveral?: boolean;
  /** What Terraform takes out or in of the profile's file, as it is written. */
  readonly directives?: string;
  /** Its file has a syntax error. */
  readonly isBroken?: boolean;
}

/** What somebody has last seen of the cluster. */
export interface ClusterStatus extends JudgedStatus {
  readonly health: string | undefined;
}

/**
 * A move to another version is the same cluster with another profile behind one of its references; an edit of a profile is the same
 * reference with another text of it; an edit of a cluster is another cluster.
 */
export interface EffectInput {
  readonly before: ClusterState;
  readonly after: ClusterState;
  /** Tells which layer a pack is of. */
  readonly catalog: PackCatalog;
  readonly status?: ClusterStatus | undefined;
}

export interface ClusterEffect {
  /** "" for one that states no name. */
  readonly cluster: string;
  /** Which of Palette's tables holds; undefined where the cluster does not tell. */
  readonly environment: EffectEnvironment | undefined;
  /** The worst of all changes. */
  readonly total: EffectClass;
  /** That of the total; `inferred` for an unknown one. */
  readonly certainty: Certainty;
  /** By layer from the operating system up, then pools and the rest of the cluster; empty where nothing changes. */
  readonly changes: readonly ChangeEffect[];
  /** All pools of the cluster, in the order in which Palette gets to them: the control plane first. */
  readonly pools: readonly PoolEffect[];
  /** Nodes that are replaced; undefined where some of their pools say no count. */
  readonly replacedNodes: number | undefined;
  /** The gravest first. */
  readonly cautions: readonly Caution[];
  readonly status: ClusterStatus | undefined;
}

export type EffectEnvironment = "edge" | "non-edge";

/** A single change and what it does. */
export interface ChangeEffect {
  readonly subject: ChangeSubject;
  /** What changed, as it may be shown: never a secret. */
  readonly change: ShownChange;
  /** What makes this change of another: `the variable \`region\``. Undefined for what was written otherwise itself. */
  readonly through: string | undefined;
  readonly effect: EffectClass;
  readonly certainty: Certainty;
  /** Id of the row of the tables; undefined where no row holds, and the effect is unknown. */
  readonly rule: string | undefined;
  /** Why, as a sentence for people. */
  readonly reason: string;
  /** The page of Palette's documentation that the row is from. */
  readonly source: string | undefined;
  /** Names of the pools that it hits; empty where it hits none. */
  readonly pools: readonly string[];
}

export type ChangeSubject =
  | {
      readonly kind: "layer";
      /** Undefined for a pack whose layer nobody tells. */
      readonly layer: PackLayer | undefined;
      readonly profile: string;
      readonly pack: string;
    }
  | { readonly kind: "profile"; readonly profile: string }
  | { readonly kind: "variable"; readonly profile: string; readonly variable: string }
  | { readonly kind: "pool"; readonly pool: string; readonly isControlPlane: boolean }
  | { readonly kind: "cluster" };

export type ShownChange =
  /** A pack, a manifest, a pool or a profile that came or went as a whole. */
  | { readonly kind: "added" | "removed"; readonly what: string }
  /** Another pack took the place. */
  | { readonly kind: "replaced"; readonly before: string; readonly after: string }
  | { readonly kind: "version"; readonly before: string | undefined; readonly after: string | undefined }
  /** A key of values, of a pool, of the cluster or of a profile. */
  | { readonly kind: "key"; readonly key: KeyChange }
  /** A key of the manifest of this name. */
  | { readonly kind: "manifest"; readonly manifest: string; readonly key: KeyChange }
  /** Texts that differ and cannot be read by key. */
  | { readonly kind: "text"; readonly what: string }
  | { readonly kind: "order"; readonly what: string };

export interface PoolEffect {
  readonly name: string;
  readonly isControlPlane: boolean;
  /** Undefined where the cluster does not say it. */
  readonly nodes: number | undefined;
  readonly effect: EffectClass;
  readonly certainty: Certainty;
  /** 1 for what comes first; pools with the same number are done at once. Undefined for a pool to which nothing happens. */
  readonly step: number | undefined;
}

/** The gravest first. */
export const cautionKinds = [
  "provisioning",
  /** A row of the tables refuses a change. */
  "refused",
  "unknown-profile",
  "broken-file",
  "several-profiles",
  "kubernetes-order-unknown",
  "kubernetes-minor-skipped",
  "cni-replaced",
  "csi-replaced",
  "nodes-removed",
  "namespace-removed",
  "namespace-changed",
  "override-lost",
  "override-pins-version",
  "override-hides-change",
  "override-dropped-by-console",
  "automatic-repave",
  "skipping-pool",
  "agent-mode",
  "resources-stay",
] as const;

export type CautionKind = (typeof cautionKinds)[number];

/** Something to know before the update is done. */
export interface Caution {
  readonly kind: CautionKind;
  /** True for what Palette refuses. */
  readonly isRefusal: boolean;
  /** One or two sentences for people. */
  readonly text: string;
}

export type { KeyChange, ShownValue };
