/**
 * A cluster profile, whatever file shape it was written in. Every field is optional, because a half-written file is the
 * normal case in an editor, and every value carries its place. Field semantics: Palette API 4.8 (v1ClusterProfileImportEntity)
 * and terraform-spectrocloud-modules (spectro-profile.tf).
 */

import type { Span } from "../base/span.ts";
import type { MapNode, SeqNode } from "../syntax/tree.ts";
import type { ProfileDialect } from "./dialect.ts";
import type { Text } from "./text.ts";
import type { ProfileVariable } from "./variable.ts";

export interface Profile {
  readonly kind: "profile";
  readonly dialect: ProfileDialect;
  readonly node: MapNode;
  readonly span: Span;
  readonly name: Text | undefined;
  readonly version: Text | undefined;
  readonly context: Text | undefined;
  readonly type: Text | undefined;
  readonly cloudType: Text | undefined;
  readonly description: Text | undefined;
  /** As `key:value`, or `key` alone, in every dialect; the place of a label is its key. */
  readonly tags: readonly Text[];
  readonly packs: readonly Pack[];
  /** Empty where the dialect leaves them to Palette. */
  readonly variables: readonly ProfileVariable[];
  /** The list of variables, or the map that would hold it where there is none; undefined where the dialect has no variables. */
  readonly variablesNode: SeqNode | MapNode | undefined;
}

export interface Pack {
  readonly node: MapNode;
  readonly span: Span;
  readonly name: Text | undefined;
  /** The concrete version (export), or what is sent to Palette as the tag (flat dialect, where it may be a group). */
  readonly version: Text | undefined;
  /** What the user chose in Palette: a version or a group. Only the export dialect has a `tag` that is read. */
  readonly tag: Text | undefined;
  readonly type: Text | undefined;
  readonly layer: Text | undefined;
  /** The registry's name, not its uid. */
  readonly registry: Text | undefined;
  readonly values: Text | undefined;
  readonly manifests: readonly Manifest[];
}

export interface Manifest {
  readonly node: MapNode;
  readonly name: Text | undefined;
  readonly content: Text | undefined;
}

/** The version Palette gives a profile that states none. */
export const defaultProfileVersion = "1.0.0";

/** The context of a profile that states none (module default). */
export const defaultContext = "project";

/** What an export has as the value of a label that stands for a tag without one. */
export const bareTagLabel = "spectro__tag";
