/** The flat YAML dialect of terraform-spectrocloud-modules: one map, `packs[]` with `version` sent to Palette as the tag. */

import { asMap, asSeq, type MapNode, valueAt } from "../../syntax/tree.ts";
import type { Manifest, Pack, Profile } from "../profile.ts";
import { type Text, textAt, textOf } from "../text.ts";

export function readFlatProfile(node: MapNode): Profile {
  return {
    kind: "profile",
    dialect: "flat",
    node,
    span: node.span,
    name: textAt(node, "name"),
    version: textAt(node, "version"),
    context: textAt(node, "context"),
    type: textAt(node, "type"),
    cloudType: textAt(node, "cloudType"),
    description: textAt(node, "description"),
    tags: textList(node, "tags"),
    packs: mapList(node, "packs").map(readPack),
    // Variables are made in Palette, or by Terraform from other files.
    variables: [],
    variablesNode: undefined,
  };
}

function readPack(node: MapNode): Pack {
  return {
    node,
    span: node.span,
    name: textAt(node, "name"),
    version: textAt(node, "version"),
    tag: undefined,
    type: textAt(node, "type"),
    layer: textAt(node, "layer"),
    registry: textAt(node, "registry"),
    values: textAt(node, "values"),
    manifests: readManifests(node),
  };
}

export function readManifests(pack: MapNode): Manifest[] {
  return mapList(pack, "manifests").map((node) => ({
    node,
    name: textAt(node, "name"),
    content: textAt(node, "content"),
  }));
}

/** The maps of a list; items of other kinds are the schema's business. */
export function mapList(node: MapNode | undefined, key: string): MapNode[] {
  const items = asSeq(valueAt(node, key))?.items ?? [];
  return items.map(asMap).filter((item) => item !== undefined);
}

/** The scalars of a list. */
export function textList(node: MapNode | undefined, key: string): Text[] {
  const items = asSeq(valueAt(node, key))?.items ?? [];
  return items.map((item) => textOf(item)).filter((item) => item !== undefined);
}
