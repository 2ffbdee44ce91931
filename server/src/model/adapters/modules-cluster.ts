/**
 * The cluster dialect of terraform-spectrocloud-modules: `profiles.{infra, system, addons, addon_deployments}`, where older files
 * write a profile as a bare name instead of a map.
 */

import {
  allEntries,
  asMap,
  asSeq,
  type MapNode,
  type Node,
  type ScalarNode,
  valueAt,
} from "../../syntax/tree.ts";
import type { Cluster, PackOverride, ParamSet, ProfileReference, ReferenceRole } from "../cluster.ts";
import { readGivenVariables } from "../given-variables.ts";
import { readNodePools } from "../node-pool.ts";
import { type Text, textAt, textOf } from "../text.ts";
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
    get pools() {
      return readNodePools(node, "node_groups");
    },
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
      variables: [],
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
    get variables() {
      return readGivenVariables(map);
    },
  };
}

function readOverride(node: MapNode): PackOverride {
  return {
    node,
    name: textAt(node, "name"),
    version: textAt(node, "version"),
    registry: textAt(node, "registry"),
    values: textAt(node, "values"),
    overrideType: textAt(node, "override_type"),
    // Aliases can bring a long map into every override: its keys are listed for who asks.
    get params() {
      return readParams(valueAt(node, "params"));
    },
    manifestName: textAt(node, "manifest_name"),
    isManifestPack: textAt(node, "is_manifest_pack")?.text.toLowerCase() === "true",
  };
}

function readParams(node: Node | undefined): ParamSet[] | undefined {
  const list = asSeq(node)?.items ?? (asMap(node) === undefined ? undefined : [node]);
  const maps = list?.map(asMap).filter((map) => map !== undefined);
  if (maps === undefined || maps.length !== list?.length) return undefined;
  return maps.map((map) => allEntries(map).map(({ key }) => keyText(key)));
}

function keyText(key: ScalarNode): Text {
  return { text: key.text, span: key.span, node: key, key: undefined };
}
