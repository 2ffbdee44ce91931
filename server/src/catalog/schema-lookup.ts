/**
 * The JSON Schemas as data: what may stand at a path, and what it means. Reads only what our own schemas use (local
 * `$ref`, `allOf`, `properties`, `additionalProperties`, `items`) and needs no validator. What `if` and `then` add depends
 * on the document and is left to the validator.
 */

import cluster from "../../../schemas/cluster.schema.json" with { type: "json" };
import clusterList from "../../../schemas/cluster-list.schema.json" with { type: "json" };
import clustersStatus from "../../../schemas/clusters-status.schema.json" with { type: "json" };
import config from "../../../schemas/config.schema.json" with { type: "json" };
import exported from "../../../schemas/export.schema.json" with { type: "json" };
import pack from "../../../schemas/pack.schema.json" with { type: "json" };
import presets from "../../../schemas/presets.schema.json" with { type: "json" };
import profile from "../../../schemas/profile.schema.json" with { type: "json" };

export type SchemaId =
  | "profile"
  | "export"
  | "cluster"
  | "cluster-list"
  | "clusters-status"
  | "config"
  | "pack"
  | "presets";

/** Keys and list indices from the root of a document. */
export type Path = readonly (string | number)[];

/** A piece of JSON Schema. The keywords with `x-` are ours; see {@link annotations}. */
export interface SchemaNode {
  readonly $ref?: string | undefined;
  readonly allOf?: readonly SchemaNode[] | undefined;
  readonly if?: SchemaNode | undefined;
  readonly then?: SchemaNode | undefined;
  readonly const?: unknown;
  readonly type?: string | readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly properties?: { readonly [key: string]: SchemaNode | undefined } | undefined;
  readonly additionalProperties?: boolean | SchemaNode | undefined;
  readonly items?: SchemaNode | undefined;
  readonly required?: readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly examples?: readonly unknown[] | undefined;
  readonly enumDescriptions?: readonly string[] | undefined;
  readonly definitions?: { readonly [name: string]: SchemaNode | undefined } | undefined;
  readonly "x-noun"?: string | undefined;
  readonly "x-add"?: string | undefined;
}

/**
 * Keywords that say something to people and nothing to a validator: what each value of `enum` or `examples` means, what a
 * map is called in a sentence, and what to write where a key is missing.
 */
export const annotations = ["enumDescriptions", "x-noun", "x-add"] as const;

export const schemas: Readonly<Record<SchemaId, SchemaNode>> = {
  profile,
  export: exported,
  cluster,
  "cluster-list": clusterList,
  "clusters-status": clustersStatus,
  config,
  pack,
  presets,
};

/** All that the schema says of one place: its parts, `$ref` and `allOf` resolved, the most particular first. */
export type Parts = readonly SchemaNode[];

/** What the schema says of the value at the path; undefined when it says nothing of such a place. */
export function partsAt(schema: SchemaId, path: Path): Parts | undefined {
  const root = schemas[schema];
  let parts: Parts = flatten(root, root);
  for (const step of path) {
    const next = parts.map((part) => child(part, step)).filter((found) => found !== undefined);
    if (next.length === 0) return undefined;
    parts = next.flatMap((found) => flatten(found, root));
  }
  return parts;
}

function child(part: SchemaNode, step: string | number): SchemaNode | undefined {
  if (typeof step === "number") return part.items;
  const property = propertyOf(part, step);
  if (property !== undefined) return property;
  return typeof part.additionalProperties === "object" ? part.additionalProperties : undefined;
}

function propertyOf(part: SchemaNode, key: string): SchemaNode | undefined {
  // Keys come from documents: `constructor` is one like any other.
  return part.properties !== undefined && Object.hasOwn(part.properties, key)
    ? part.properties[key]
    : undefined;
}

function flatten(schema: SchemaNode, root: SchemaNode): SchemaNode[] {
  const parts = [schema];
  const name = schema.$ref?.replace("#/definitions/", "");
  const target = name === undefined ? undefined : root.definitions?.[name];
  if (target !== undefined) parts.push(...flatten(target, root));
  for (const part of schema.allOf ?? []) parts.push(...flatten(part, root));
  return parts;
}

/** The first thing that one of the parts says of a keyword. */
export function first<K extends keyof SchemaNode>(parts: Parts | undefined, keyword: K): SchemaNode[K] {
  return parts?.find((part) => part[keyword] !== undefined)?.[keyword];
}

/** The keys that the schema names for the map at the place, in the schema's order. */
export function knownKeys(parts: Parts | undefined): string[] {
  return [...new Set((parts ?? []).flatMap((part) => Object.keys(part.properties ?? {})))];
}

export function requiredKeys(parts: Parts | undefined): string[] {
  return [...new Set((parts ?? []).flatMap((part) => part.required ?? []))];
}

/** The values of `enum`, as a person writes them; the empty text, where it is allowed, is nothing to propose. */
export function enumValues(parts: Parts | undefined): string[] {
  return (first(parts, "enum") ?? []).map(String).filter((value) => value !== "");
}

export interface KeyDescription {
  readonly key: string;
  readonly description: string;
  readonly required: boolean;
  /** JSON Schema's name of the type; of several the one that is usual. */
  readonly type: string | undefined;
}

/** The keys that are known for the map at the path, present or not; empty where there is no map. */
export function describeKeys(schema: SchemaId, path: Path): KeyDescription[] {
  const parts = partsAt(schema, path);
  const required = new Set(requiredKeys(parts));
  return knownKeys(parts).map((key) => {
    const value = partsAt(schema, [...path, key]);
    const type = first(value, "type");
    return {
      key,
      description: first(value, "description") ?? "",
      required: required.has(key),
      type: typeof type === "string" ? type : type?.[0],
    };
  });
}

export interface ValueDescription {
  readonly description: string | undefined;
  readonly values: readonly { readonly value: string; readonly description?: string }[];
  /** True when no other values are accepted. */
  readonly closed: boolean;
}

/** What the value at the path is, and which values it can have; undefined for a key that the schema does not know. */
export function describeValue(schema: SchemaId, path: Path): ValueDescription | undefined {
  const parts = partsAt(schema, path);
  if (parts === undefined) return undefined;
  const description = first(parts, "description");
  const closed = first(parts, "enum");
  if (closed === undefined && first(parts, "type") === "boolean") {
    return { description, values: [{ value: "true" }, { value: "false" }], closed: true };
  }
  const texts = first(parts, "enumDescriptions") ?? [];
  const values = (closed ?? first(parts, "examples") ?? []).map((value, index) => {
    const text = texts[index];
    return text === undefined ? { value: String(value) } : { value: String(value), description: text };
  });
  return { description, values: values.filter(({ value }) => value !== ""), closed: closed !== undefined };
}
