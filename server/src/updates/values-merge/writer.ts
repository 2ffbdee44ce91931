/**
 * Makes a text say certain values by small edits. It looks at what the text says, changes what differs and looks again, until nothing
 * does: an edit need not foresee what another one makes of its neighbours.
 */

import type { TextDraft } from "../../base/text-draft.ts";
import type { TextEdit } from "../../base/text-edit.ts";
import { type ReadValues, readValues } from "./read-values.ts";
import type { MapValue } from "./value.ts";
import { collectSteps, type Step } from "./writer-steps.ts";

/** Far more rounds than nested changes need. */
const maxRounds = 60;

/** How much text is read again in all, in UTF-16 units. */
const maxRead = 8 * 1024 * 1024;

/**
 * Changes the draft, which is what was read, and gives what it says then; undefined when it cannot be made to say what is wanted.
 * `known` are comments that are not copied with a key that they stand above.
 */
export function writeValues(
  draft: TextDraft,
  first: ReadValues,
  wanted: MapValue,
  known: ReadonlySet<string> = new Set(),
): ReadValues | undefined {
  let now = first;
  let read = 0;
  for (let round = 0; round < maxRounds; round++) {
    const isOwn = (source: string) => round > 0 || source === first.text;
    const steps = collectSteps(now, wanted, isOwn, known);
    if (steps === undefined) return undefined;
    if (steps.length === 0) return now;
    draft.apply(together(steps));
    read += draft.text().length;
    const next = read > maxRead ? undefined : readValues(draft.text(), "The values");
    if (next === undefined || "reason" in next) return undefined;
    now = next;
  }
  return undefined;
}

/** As many steps as can be taken at once, from the first on. */
function together(steps: readonly Step[]): TextEdit[] {
  const spans = steps
    .map((step) => ({
      step,
      start: Math.min(...step.map(({ span }) => span.start)),
      end: Math.max(...step.map(({ span }) => span.end)),
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const taken: TextEdit[] = [];
  let from = 0;
  let inserted = -1;
  for (const { step, start, end } of spans) {
    // Two insertions at one place would have no order.
    if (start < from || start === inserted) continue;
    taken.push(...step);
    from = end;
    if (start === end) inserted = start;
  }
  return taken;
}
