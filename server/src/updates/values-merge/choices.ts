/** The choices that a person has for a key, one after another: each is found again in the text as it is by then. */

import { createDraft } from "../../base/text-draft.ts";
import type { TextEdit } from "../../base/text-edit.ts";
import type { Refusal } from "../refusal.ts";
import type { Choice, ReviewNote } from "./merge-entry.ts";
import { slotAt } from "./merge-path.ts";
import { closed, readValues } from "./read-values.ts";
import { withSlot } from "./slots.ts";
import { type MapValue, same } from "./value.ts";
import { writeValues } from "./writer.ts";

const gone: Refusal = {
  reason: "The values have changed, and there is no place for this key any more: change it by hand",
};

/** Edits of merged values, as they are now, that make them say what a choice means; none when they do. */
export function choiceEdits(text: string, review: ReviewNote, choice: Choice): readonly TextEdit[] | Refusal {
  const now = readValues(text, "The values");
  if ("reason" in now) return now;
  const outcome = review.outcomes.find((one) => one.choice === choice);
  if (outcome === undefined) return { reason: "There is no such choice for this key" };
  let wanted = now.root;
  for (const { path, slot } of outcome.changes) {
    const next = withSlot(wanted, path, slot);
    if (next === undefined) return gone;
    wanted = next;
  }
  const draft = createDraft(text);
  const missing = now.text.slice(text.length);
  if (missing !== "") draft.apply([{ span: { start: text.length, end: text.length }, text: missing }]);
  const after = writeValues(draft, now, wanted);
  if (after === undefined || !same(after.root, wanted)) return gone;
  const end = draft.text().length;
  const canOpen = missing !== "" && draft.text().endsWith(missing);
  if (canOpen) draft.apply([{ span: { start: end - missing.length, end }, text: "" }]);
  return draft.edits();
}

/** Which choice the values stand for as they are now; undefined for none of them. */
export function choiceIn(text: string, review: ReviewNote): Choice | undefined {
  const now = readValues(closed(text), "The values");
  return "reason" in now ? undefined : choiceOf(now.root, review);
}

/** The same for values that have been read. */
export function choiceOf(root: MapValue, { outcomes }: Pick<ReviewNote, "outcomes">): Choice | undefined {
  return outcomes.find(({ changes }) =>
    changes.every(({ path, slot }) => same(slotAt(root, path)?.value, slot?.value)),
  )?.choice;
}
