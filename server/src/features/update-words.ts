/** What an update does with a pack, in a few words for lists in which a person chooses. */

import { conflictsInWords } from "../updates/pack-conflicts.ts";
import type { PackStep } from "../updates/profile-update.ts";
import type { ValuesUpdate } from "../updates/values-update.ts";
import type { PackOutcome, PlannedPack, PlannedProfile } from "./update-plan.ts";

/** How many keys are named in a list of packs, and in a message about one. */
const keysNamed = 4;
const keysNamedAlone = 8;

/** "clean", "3 values to review: a, b, c", "blocked: ...". */
export function outcomeInWords(outcome: PackOutcome): string {
  switch (outcome.kind) {
    case "clean":
      return outcome.values === undefined ? "clean" : "clean, its values go along";
    case "review": {
      const { keys } = outcome;
      const what = keys.length === 1 ? "1 value" : `${keys.length} values`;
      return `${what} to review: ${some(keys, keysNamed)}`;
    }
    case "unknown":
      return `values cannot be taken along: ${outcome.why}`;
    case "conflict":
      return `blocked: ${outcome.conflicts.join(", and ")}`;
  }
}

function some(keys: readonly string[], most: number): string {
  const more = keys.length > most ? ` and ${keys.length - most} more` : "";
  return `${keys.slice(0, most).join(", ")}${more}`;
}

/** For a message after the version was changed alone, why, and what to look at; undefined where nothing is left to do. */
export function valuesLeftInWords({ status, target }: PackStep, update: ValuesUpdate): string | undefined {
  const stayed = `The values of ${status.name} stayed as they were`;
  switch (update.kind) {
    case "review":
      return `${stayed}. Look at what ${target.version} changes there: ${some(update.keys, keysNamedAlone)}`;
    case "unknown":
      return `${stayed}, because ${update.why}`;
    default:
      return undefined;
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

/** Where a search for what goes together has ended before its end. */
export const notProvenWords =
  "There are too many combinations of these versions to try all of them: newer versions may go together";

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
