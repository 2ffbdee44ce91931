/**
 * The cluster dialect of terraform-spectrocloud-modules: `profiles.{infra, system, addons, addon_deployments}`, where older files
 * write a profile as a bare name instead of a map.
 */

import { asMap, asSeq, type MapNode, type Node, valueAt } from "../../syntax/tree.ts";
import type { Cluster, PackOverride, ProfileReference, ReferenceRole } from "../cluster.ts";
import { textAt, textOf } from "../text.ts";
import { mapList, textList } from "./flat-profile.ts";

export function readModulesCluster(node: MapNode): Cluster {
  const profiles = asMap(valueAt(node, "profiles"));
  const one = (key: string, role: ReferenceRole) => readReference(valueAt(profiles, key), role);
  const many = (key: string, role: ReferenceRole) =>
    (asSeq(valueAt(profiles, key))?.items ?? []).map((item) => readReference(item, role));
  return {
    kind: "cluster",
    dialect: "modules",
    node,
    span: node.span,
    name: textAt(node, "name"),
    cloudType: textAt(node, "cloudType"),
    context: textAt(node, "context"),
    tags: textList(node, "tags"),
    references: [
      one("infra", "infra"),
      one("system", "system"),
      ...many("addons", "addon"),
      ...many("addon_deployments", "addon_deployment"),
    ].filter((reference) => reference !== undefined),
  };
}

function readReference(node: Node | undefined, role: ReferenceRole): ProfileReference | undefined {
  const name = textOf(node);
  if (name !== undefined) {
    return {
      role,
      node: undefined,
      span: name.span,
      name,
      version: undefined,
      context: undefined,
      overrides: [],
    };
  }
  const map = asMap(node);
  if (map === undefined || node === undefined) return undefined;
  return {
    role,
    node: map,
    span: node.span,
    name: textAt(map, "name"),
    version: textAt(map, "version"),
    context: textAt(map, "context"),
    overrides: mapList(map, "packs").map(readOverride),
  };
}

function readOverride(node: MapNode): PackOverride {
  return {
    node,
    name: textAt(node, "name"),
    version: textAt(node, "version"),
    registry: textAt(node, "registry"),
    values: textAt(node, "values"),
  };
}
