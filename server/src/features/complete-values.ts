/** Values: what the schema names, and what the place means to the model. */

import { describeKeys, describeValue } from "../catalog/schema-store.ts";
import {
  suggestOverrideNames,
  suggestOverrideVersions,
  suggestPackNames,
  suggestPackVersions,
  suggestRegistries,
} from "./complete-packs.ts";
import { suggestProfileNames, suggestProfileVersions } from "./complete-profiles.ts";
import { suggestTags } from "./complete-tags.ts";
import { writeValue } from "./cursor.ts";
import { type Slot, slotOf } from "./slot.ts";
import type { Place, SchemaPlace, Suggestion } from "./suggestion.ts";

export function suggestValues(place: Place): Suggestion[] {
  const slot = slotOf(place.document, place.cursor.path);
  return [...(slot === undefined ? [] : slotValues(place, slot)), ...suggestSchemaValues(place)];
}

/** What the schema names for the place, in its order. */
export function suggestSchemaValues({
  schema,
  cursor,
}: Pick<SchemaPlace, "schema" | "cursor">): Suggestion[] {
  const described = describeValue(schema, cursor.path);
  if (described === undefined) return [];
  const key = cursor.path.at(-1);
  const type = describeKeys(schema, cursor.path.slice(0, -1)).find(
    (candidate) => candidate.key === key,
  )?.type;
  const literal = type === "boolean" || type === "number" || type === "integer";
  return described.values.map(({ value, description }) => ({
    label: value,
    kind: "enum",
    newText: writeValue(cursor, value, literal),
    documentation: () => description,
  }));
}

function slotValues(place: Place, slot: Slot): Suggestion[] {
  switch (slot.kind) {
    case "pack":
      if (slot.field === "name") return suggestPackNames(place, slot.pack);
      return slot.field === "registry" ? suggestRegistries(place) : suggestPackVersions(place, slot);
    case "override":
      return slot.field === "name"
        ? suggestOverrideNames(place, slot.reference)
        : suggestOverrideVersions(place, slot.override);
    case "reference":
      return slot.field === "name"
        ? suggestProfileNames(place, slot.role)
        : suggestProfileVersions(place, slot.reference);
    case "tag":
      return suggestTags(place, slot);
  }
}
