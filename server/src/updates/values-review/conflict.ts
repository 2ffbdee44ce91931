/** What a person has to decide about merged values: a key that both sides have a say in, or a comment that has no place any more. */

import type { MergePath } from "../values-merge/merge-path.ts";
import type { Choice, MergeEntry, ReviewEntry } from "../values-merge.ts";

export type Conflict = KeyConflict | CommentConflict;

export interface KeyConflict {
  readonly kind: "key";
  /** The same for the same conflict of another merge of the same values. */
  readonly id: string;
  readonly entry: ReviewEntry;
}

export interface CommentConflict {
  readonly kind: "comment";
  readonly id: string;
  /** As they are written, one below the other. */
  readonly lines: readonly string[];
  /** The key that they are above or behind in the values that were merged. */
  readonly at: MergePath;
}

/** Of a comment, `mine` puts it back and `theirs` leaves it out. */
export type Decision = Choice;

export function keyConflicts(entries: readonly MergeEntry[]): KeyConflict[] {
  const found = new Map<string, KeyConflict>();
  for (const entry of entries) {
    if (entry.kind !== "review") continue;
    const id = `${entry.reason} ${JSON.stringify(entry.path)}`;
    if (!found.has(id)) found.set(id, { kind: "key", id, entry });
  }
  return [...found.values()];
}

/** All places that the conflict is about. */
export function pathsOf({ entry }: KeyConflict): readonly MergePath[] {
  const changed = entry.outcomes.flatMap(({ changes }) => changes.map(({ path }) => path));
  return changed.length > 0 ? changed : [entry.to ?? entry.path];
}
