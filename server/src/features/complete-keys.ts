/** Keys of the schema that a map does not have yet. Knows no catalog. */

import { describeKeys, describeValue, type SchemaId } from "../catalog/schema-store.ts";
import { asMap, type MapNode, resolve } from "../syntax/tree.ts";
import { type Cursor, writeValue } from "./cursor.ts";
import type { SchemaPlace, Suggestion } from "./suggestion.ts";
import { nodeAt } from "./tree-place.ts";

export function suggestKeys({ document, schema, cursor }: SchemaPlace): Suggestion[] {
  const node = resolve(nodeAt(document.root, cursor.path));
  const present = presentKeys(asMap(node), cursor);
  const described = describeKeys(schema, cursor.path).filter(({ key }) => !present.has(key));
  if (described.length === 0 && cursor.kind === "key" && !cursor.flow && !cursor.hasColon)
    return newItem(schema, cursor);
  return described.map(({ key, description, required, type }) => ({
    label: key,
    kind: "key",
    newText: writeKey(cursor, key, type),
    detail: required ? "required" : undefined,
    documentation: () => description,
    opensValues: valueKeys.has(key) || (describeValue(schema, [...cursor.path, key])?.values.length ?? 0) > 0,
  }));
}

/** Keys whose values the catalog or the workspace knows. */
const valueKeys = new Set(["name", "version", "tag", "registry"]);

/** Where a list is expected, its first item. */
function newItem(schema: SchemaId, cursor: Cursor): Suggestion[] {
  const inItem = describeKeys(schema, [...cursor.path, 0]);
  const first = inItem.find(({ key }) => key === "name") ?? inItem.find(({ required }) => required);
  if (first === undefined) return [];
  return [
    {
      label: `- ${first.key}`,
      kind: "key",
      newText: `- ${first.key}: `,
      detail: "new item",
      documentation: () => describeValue(schema, [...cursor.path, 0])?.description ?? first.description,
    },
  ];
}

/** The key at the caret may be taken again. */
export function presentKeys(map: MapNode | undefined, cursor: Cursor): Set<string> {
  const present = new Set<string>();
  for (const { key } of map?.entries ?? []) {
    if (key.span.start === cursor.span.start && cursor.span.end > cursor.span.start) {
      // A key without a colon is read together with the key on the next line.
      const rest = key.text.split(/\s+/).slice(1);
      for (const word of rest) present.add(word);
    } else present.add(key.text);
  }
  return present;
}

function writeKey(cursor: Cursor, key: string, type: string | undefined): string {
  return withColon(cursor, writeValue(cursor, key, !cursor.json), type === "array" || type === "object");
}

/** A key as it is written, with the colon that it has not got yet. */
export function withColon(cursor: Cursor, written: string, isCollection: boolean): string {
  if (cursor.hasColon) return written;
  // The value of a map or list begins on the next line, where a blank would be left behind.
  return !cursor.flow && isCollection ? `${written}:` : `${written}: `;
}
