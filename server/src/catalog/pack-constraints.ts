/**
 * What a pack asks for in the `constraints` of its pack.json: other packs, and resources. Never throws: what cannot be read is left out.
 * Field semantics: the constraints section of the Palette pack documentation, checked against public packs.
 */

import type { Span } from "../base/span.ts";
import { parse } from "../syntax/parse.ts";
import { asMap, asScalar, asSeq, type MapNode, valueAt } from "../syntax/tree.ts";

export type DependencyType = "required" | "optional" | "notSupported" | "upgrade";

export interface PackDependency {
  readonly packName: string;
  /** Undefined for a pack of any layer. */
  readonly layer: string | undefined;
  readonly type: DependencyType;
  /** The oldest and the newest version that is meant, both inclusive; undefined for no bound. */
  readonly minVersion: string | undefined;
  readonly maxVersion: string | undefined;
  /** Of the whole dependency, in pack.json. */
  readonly span: Span;
}

export type ResourceType = "cpu" | "memory" | "diskSize";

export interface PackResource {
  readonly type: ResourceType;
  /** In millicores, MiB or GB. Undefined where it is not stated, or where it depends on values of the pack. */
  readonly minLimit: number | undefined;
  readonly span: Span;
}

export interface PackConstraints {
  readonly dependencies: readonly PackDependency[];
  readonly resources: readonly PackResource[];
}

const dependencyTypes: readonly DependencyType[] = ["required", "optional", "notSupported", "upgrade"];
const resourceTypes: readonly ResourceType[] = ["cpu", "memory", "diskSize"];

/** Most that are read of each kind: far more than the largest real pack has. */
const mostRead = 500;

export function readPackConstraints(text: string): PackConstraints {
  const constraints = asMap(valueAt(asMap(parse(text)[0]?.root), "constraints"));
  return {
    dependencies: maps(constraints, "dependencies").flatMap((map) => readDependency(map) ?? []),
    resources: maps(constraints, "resources").flatMap((map) => readResource(map) ?? []),
  };
}

function readDependency(map: MapNode): PackDependency | undefined {
  const packName = stringAt(map, "packName");
  // A dependency without a type asks for nothing that could be told.
  const type = dependencyTypes.find((known) => known === stringAt(map, "type"));
  if (packName === undefined || type === undefined) return undefined;
  return {
    packName,
    layer: stringAt(map, "layer"),
    type,
    minVersion: stringAt(map, "minVersion"),
    maxVersion: stringAt(map, "maxVersion"),
    span: map.span,
  };
}

function readResource(map: MapNode): PackResource | undefined {
  const type = resourceTypes.find((known) => known === stringAt(map, "type"));
  if (type === undefined) return undefined;
  const limit = Number(stringAt(map, "minLimit"));
  // With components the amount is what the values say, times their replicas, and the limit is not looked at.
  const hangsOnValues = maps(map, "components").length > 0;
  return { type, minLimit: hangsOnValues || !(limit >= 0) ? undefined : limit, span: map.span };
}

function maps(map: MapNode | undefined, key: string): MapNode[] {
  const items = asSeq(valueAt(map, key))?.items ?? [];
  return items
    .slice(0, mostRead)
    .map(asMap)
    .filter((item) => item !== undefined);
}

/** Undefined when it is empty, too: many packs write an empty text for no bound. */
function stringAt(map: MapNode, key: string): string | undefined {
  const scalar = asScalar(valueAt(map, key));
  const text = scalar?.reading === "null" ? undefined : scalar?.text.trim();
  return text === "" ? undefined : text;
}
