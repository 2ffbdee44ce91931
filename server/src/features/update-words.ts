/** What an update does with a pack, in a few words for lists in which a person chooses. */

import { conflictsInWords } from "../updates/pack-conflicts.ts";
import type { PackOutcome, PlannedPack, PlannedProfile } from "./update-plan.ts";

/** How many keys are named. */
const keysNamed = 4;

/** "clean", "3 values to review: a, b, c", "blocked: ...". */
export function outcomeInWords(outcome: PackOutcome): string {
  switch (outcome.kind) {
    case "clean":
      return outcome.values === undefined ? "clean" : "clean, its values go along";
    case "review": {
      const { keys } = outcome;
      const more = keys.length > keysNamed ? ` and ${keys.length - keysNamed} more` : "";
      const what = keys.length === 1 ? "1 value" : `${keys.length} values`;
      return `${what} to review: ${keys.slice(0, keysNamed).join(", ")}${more}`;
    }
    case "unknown":
      return `values cannot be taken along: ${outcome.why}`;
    case "conflict":
      return `blocked: ${outcome.conflicts.join(", and ")}`;
  }
}

/** The same of a pack, with why it goes no farther. */
export function plannedInWords({ outcome, heldBack }: PlannedPack): string {
  const words = outcomeInWords(outcome);
  if (heldBack === undefined) return words;
  const { from, blockers } = heldBack;
  const why = blockers.length === 0 ? "" : `: ${conflictsInWords(blockers).join(", and ")}`;
  return `${words} (not ${from.version}${why})`;
}

/** Why nothing of the profile changes, as a sentence without its full stop; undefined where it can. */
export function whyLeft({ way, clusters }: PlannedProfile): string | undefined {
  const users = clusters === 1 ? "1 cluster uses it" : `${clusters} clusters use it`;
  switch (way.kind) {
    case "left":
      return way.reason === "in use" ? users : `${users}, and no version of it is free`;
    case "superseded":
      return `${users}, and ${way.by} is newer: move ${clusters === 1 ? "it" : "them"} there`;
    default:
      return undefined;
  }
}
