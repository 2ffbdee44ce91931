/**
 * Values that are given to packs, with the pack of the catalog that they are for: those of a profile's packs, and those by which a cluster
 * replaces them. Nothing of them is parsed before somebody asks.
 */

import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { PackDefaults } from "../catalog/pack-files.ts";
import type { Cluster } from "../model/cluster.ts";
import type { Profile } from "../model/profile.ts";
import { known, type Text } from "../model/text.ts";
import type { NestedView } from "../syntax/nested-documents.ts";
import { asScalar, entryOf, type MapNode, type Node, type ScalarNode } from "../syntax/tree.ts";
import { attachedOverrides, overriddenPacks } from "../updates/attached-profile.ts";
import { isOwn } from "../updates/own-text.ts";
import { packStanding, packStatus } from "../updates/version-choice.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";

export interface GivenValues {
  /** The pack's name, where it is written. */
  readonly name: Text;
  /** Of the profile or the override, with all that it says of the pack. */
  readonly node: MapNode;
  /** Undefined for an override. */
  readonly profile: Profile | undefined;
  readonly installed: CatalogPack;
  /** Undefined where no values are given. */
  readonly values: WrittenValues | undefined;
}

export interface WrittenValues {
  readonly text: Text;
  readonly scalar: ScalarNode;
  readonly nested: NestedView;
}

const ofViews = new WeakMap<FileView, readonly GivenValues[]>();

/** Of packs that the catalog knows, in the order they are written. */
export function givenValues(snapshot: Snapshot, view: FileView): readonly GivenValues[] {
  const before = ofViews.get(view);
  if (before !== undefined) return before;
  const given = view.documents.flatMap(({ profiles, clusters }) => [
    ...profiles.flatMap((profile) => ofProfile(snapshot.catalog, profile, view)),
    ...clusters.flatMap((cluster) => ofCluster(snapshot, cluster, view)),
  ]);
  ofViews.set(view, given);
  return given;
}

/** The root of values that can be read to the end; undefined for all others, of which nothing is said. */
export function readableRoot({ nested }: WrittenValues): { readonly root: Node | undefined } | undefined {
  const [document, ...others] = nested.documents;
  if (document === undefined || others.length > 0 || nested.isTemplate) return undefined;
  return document.problems.length > 0 ? undefined : { root: document.root };
}

/** Undefined when nobody knows them. */
export function defaultsOf(catalog: PackCatalog, pack: CatalogPack): PackDefaults | undefined {
  const answer = catalog.packDefaults(pack);
  return answer.kind === "known" ? answer.value : undefined;
}

/** True when an edit of the values changes those of no other pack. */
export function areOwn({ node }: GivenValues, { text }: WrittenValues): boolean {
  return isOwn(text, node);
}

export function packLabel({ installed }: GivenValues): string {
  return `\`${installed.name}\` ${installed.version}`;
}

function ofProfile(catalog: PackCatalog, profile: Profile, view: FileView): GivenValues[] {
  return profile.packs.flatMap((pack) => {
    const { node, name, values } = pack;
    const installed = name && packStatus(catalog, profile, pack)?.installed;
    if (name === undefined || installed === undefined || isElse(node, values)) return [];
    return [{ name, node, profile, installed, values: written(values, view) }];
  });
}

function ofCluster({ catalog, index }: Snapshot, cluster: Cluster, view: FileView): GivenValues[] {
  return attachedOverrides(index, cluster).flatMap((attached) => {
    const { override, name } = attached;
    const { node, values, overrideType } = override;
    // Other types fill placeholders of the profile's values in.
    const replaces = overrideType === undefined || overrideType.text === "values";
    if (!replaces || values === undefined || override.isManifestPack) return [];
    const pack = overriddenPacks(attached)[0]?.pack;
    const stated = {
      name: name.text,
      version: known(override.version)?.text ?? pack?.stated.version,
      type: pack?.stated.type,
      layer: pack?.stated.layer,
      registry: known(override.registry)?.text ?? pack?.stated.registry,
    };
    const installed = packStanding(catalog, stated, cluster.cloudType?.text)?.installed;
    if (installed === undefined) return [];
    return [{ name, node, profile: undefined, installed, values: written(values, view) }];
  });
}

/** Something that is no text is in the place of the values. */
function isElse(node: MapNode, values: Text | undefined): boolean {
  const value = entryOf(node, "values")?.value;
  return values === undefined && value !== undefined && asScalar(value)?.reading !== "null";
}

function written(text: Text | undefined, view: FileView): WrittenValues | undefined {
  const scalar = asScalar(text?.node);
  if (text === undefined || scalar === undefined) return undefined;
  const nested = view.nested(scalar);
  return { text, scalar, nested };
}
