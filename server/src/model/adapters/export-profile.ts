/** Palette's export and import document (v1ClusterProfileImportEntity), in JSON or YAML: `metadata` and `spec.template.packs[]`. */

import { asMap, asSeq, type MapNode, valueAt } from "../../syntax/tree.ts";
import { bareTagLabel, type Pack, type Profile } from "../profile.ts";
import { type Text, textAt, textOf } from "../text.ts";
import { readVariables } from "../variable.ts";
import { mapList, readManifests } from "./flat-profile.ts";

export function readExportProfile(node: MapNode): Profile {
  const metadata = asMap(valueAt(node, "metadata"));
  const spec = asMap(valueAt(node, "spec"));
  const template = asMap(valueAt(spec, "template"));
  return {
    kind: "profile",
    dialect: "export",
    node,
    span: node.span,
    name: textAt(metadata, "name"),
    version: textAt(spec, "version"),
    // An export carries no scope: it is chosen when the document is imported.
    context: undefined,
    type: textAt(template, "type"),
    cloudType: textAt(template, "cloudType"),
    description: textAt(metadata, "description"),
    tags: labelTexts(asMap(valueAt(metadata, "labels"))),
    packs: mapList(template, "packs").map(readPack),
    variables: readVariables(spec, "variables"),
    variablesNode: asSeq(valueAt(spec, "variables")) ?? spec,
  };
}

function readPack(node: MapNode): Pack {
  const registry = asMap(valueAt(asMap(valueAt(node, "registry")), "metadata"));
  return {
    node,
    span: node.span,
    name: textAt(node, "name"),
    // What is written for the API has the tag alone.
    version: textAt(node, "version") ?? textAt(node, "tag"),
    tag: textAt(node, "tag"),
    type: textAt(node, "type"),
    layer: textAt(node, "layer"),
    registry: textAt(registry, "name"),
    values: textAt(node, "values"),
    manifests: readManifests(node),
  };
}

/** Tags are kept as labels, and are read as the other dialects write them: `key:value`, or `key` alone. */
function labelTexts(labels: MapNode | undefined): Text[] {
  return (labels?.entries ?? []).map(({ key, value }) => {
    const own = textOf(value)?.text;
    const isBare = own === undefined || own === "" || own === bareTagLabel;
    return { text: isBare ? key.text : `${key.text}:${own}`, span: key.span, node: key, key: undefined };
  });
}
