/**
 * A cluster and the profiles it refers to, whatever file shape it was written in. Field semantics:
 * terraform-spectrocloud-modules (`profiles` block) and the list dialect of the edge repositories.
 */

import type { Span } from "../base/span.ts";
import type { MapNode } from "../syntax/tree.ts";
import type { ClusterDialect } from "./dialect.ts";
import type { NodePool } from "./node-pool.ts";
import type { Text } from "./text.ts";

export interface Cluster {
  readonly kind: "cluster";
  readonly dialect: ClusterDialect;
  readonly node: MapNode;
  readonly span: Span;
  readonly name: Text | undefined;
  readonly cloudType: Text | undefined;
  readonly context: Text | undefined;
  readonly tags: readonly Text[];
  readonly references: readonly ProfileReference[];
  /** In the order of the file. */
  readonly pools: readonly NodePool[];
}

/** `list`: the dialect does not tell infra from add-on profiles. */
export type ReferenceRole = "infra" | "system" | "addon" | "addon_deployment" | "list";

export interface ProfileReference {
  readonly role: ReferenceRole;
  /** Undefined where the reference is a bare name. */
  readonly node: MapNode | undefined;
  readonly span: Span;
  readonly name: Text | undefined;
  /** The profile version; the list dialect writes it as `tag`. The modules dialect takes an absent one for 1.0.0. */
  readonly version: Text | undefined;
  readonly context: Text | undefined;
  readonly overrides: readonly PackOverride[];
  /** What the cluster gives for variables of the profile, which neither dialect has a place of its own for. */
  readonly variables: readonly GivenVariable[];
}

/** A variable's name with the cluster's value for it. */
export interface GivenVariable {
  readonly name: string;
  readonly value: Text;
}

export interface PackOverride {
  readonly node: MapNode;
  readonly name: Text | undefined;
  readonly version: Text | undefined;
  readonly registry: Text | undefined;
  readonly values: Text | undefined;
  /** `values`, `params` or `template`; the list dialect has no such key and replaces values. */
  readonly overrideType: Text | undefined;
  /**
   * The keys of each map of params: one map for `params`, a list of them for `template`. Undefined where they are not written out,
   * as when Terraform fills them in.
   */
  readonly params: readonly ParamSet[] | undefined;
  /** The manifest whose content the params go into, where they do not go into the values. */
  readonly manifestName: Text | undefined;
  readonly isManifestPack: boolean;
}

/** The keys of one map of params, with their places. */
export type ParamSet = readonly Text[];
