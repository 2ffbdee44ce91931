/** What the new version's schema asks of merged values. */

import { formatInWords } from "../../catalog/pack-schema/constraint-words.ts";
import { judgeValues } from "../../catalog/pack-schema/judge.ts";
import type { PackSchema } from "../../catalog/pack-schema/schema-file.ts";
import { everyItem, resolvePath } from "../../syntax/path.ts";
import type { Note, Outcome } from "./merge-entry.ts";
import { type MergePath, placePathIn, samePath, slotAt } from "./merge-path.ts";
import type { ReadValues } from "./read-values.ts";
import { withSlot } from "./slots.ts";
import { type MapValue, type Slot, same, type Value } from "./value.ts";

/**
 * A fragment with the values that the new version does not do without, where it has some by default; `added` are their places.
 */
export function withRequired(
  wanted: MapValue,
  mine: ReadValues,
  theirs: ReadValues,
  schema: PackSchema,
): { readonly wanted: MapValue; readonly added: readonly MergePath[] } {
  let all = wanted;
  const added: MergePath[] = [];
  for (const constraint of schema.entries) {
    const { required, path } = constraint;
    if (!required || path.segments.includes(everyItem)) continue;
    if (resolvePath(mine.node, path.segments).matches.length > 0) continue;
    const [place] = resolvePath(theirs.node, path.segments).matches;
    const slot = place && slotAt(theirs.root, place.path);
    if (place === undefined || slot === undefined || isEmpty(slot.value)) continue;
    if (slotAt(all, place.path) !== undefined) continue;
    const next = withSlot(all, place.path, slot);
    if (next === undefined) continue;
    all = next;
    added.push(place.path);
  }
  return { wanted: all, added };
}

/** What the result breaks of the schema, but for what the pack itself breaks by default, and for keys that are told already. */
export function constraintNotes(
  result: ReadValues,
  theirs: ReadValues,
  schema: PackSchema,
  notes: readonly Note[],
): Note[] {
  const told = notes
    .filter(({ kind }) => kind === "review")
    .map(({ path }) => placePathIn(result.root, path) ?? path);
  const found: Note[] = [];
  for (const constraint of schema.entries) {
    for (const { match, stop, verdicts } of judgeValues(constraint, result.node, { root: theirs.node })) {
      const path = match?.path ?? wayTo(stop, theirs, constraint.path.segments);
      if (told.some((one) => samePath(one, path))) continue;
      const [own, given] = [match && slotAt(result.root, path), slotAt(theirs.root, path)];
      if (verdicts.some(({ kind }) => kind === "missing")) {
        const canGive = given !== undefined && !isEmpty(given.value);
        found.push(note("required", path, own, canGive ? given : undefined, undefined));
      } else if (!same(own?.value, given?.value)) {
        const expected = constraint.format && formatInWords(constraint.format);
        found.push(note("constrained", path, own, given, constraint.readonly ? undefined : expected));
      }
    }
  }
  return found;
}

function wayTo(
  stop: { readonly path: MergePath; readonly rest: readonly string[] } | undefined,
  theirs: ReadValues,
  segments: readonly string[],
): MergePath {
  const [place] = resolvePath(theirs.node, segments).matches;
  return place?.path ?? [...(stop?.path ?? []), ...(stop?.rest ?? [])];
}

function note(
  reason: "constrained" | "required",
  path: MergePath,
  own: Slot | undefined,
  given: Slot | undefined,
  expected: string | undefined,
): Note {
  const mine: Outcome = { choice: "mine", changes: [{ path, slot: own }] };
  const theirs: Outcome = { choice: "theirs", changes: [{ path, slot: given }] };
  const isOpen = reason === "required" && given === undefined;
  return {
    kind: "review",
    reason,
    path,
    ...(expected === undefined ? {} : { expected }),
    proposed: isOpen ? undefined : "mine",
    outcomes: isOpen ? [] : [mine, theirs],
  };
}

function isEmpty(value: Value): boolean {
  if (value.kind === "scalar") return value.text === "";
  return value.kind === "map" ? value.slots.size === 0 : value.items.length === 0;
}
