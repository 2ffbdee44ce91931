/** What a merge has to say of one key, for reports and for whoever looks it through. */

import type { Span } from "../../base/span.ts";
import type { MergePath } from "./merge-path.ts";
import type { Slot } from "./value.ts";

export type Change = "changed" | "added" | "removed";

/**
 * Why a person has to look.
 * - `both-changed`: both versions of the key differ from the old default, and from each other; also one that somebody took out.
 * - `removed`: the values set a key that the new version does not have.
 * - `renamed`: the same, and the new version has one with a near name.
 * - `retyped`: the new version expects another kind of value.
 * - `redefaulted`: a fragment spells out the old default, and the new default is another.
 * - `constrained`: the new version's schema does not allow the value.
 * - `required`: the new version asks for a value that is not there.
 */
export type ReviewReason =
  | "both-changed"
  | "removed"
  | "renamed"
  | "retyped"
  | "redefaulted"
  | "constrained"
  | "required";

/** Keep what the values say, take what the new version says, give the value its new name, or set both names. */
export type Choice = "mine" | "theirs" | "renamed" | "both";

/** What a choice makes of the values; a slot that is undefined takes the key out. */
export interface Outcome {
  readonly choice: Choice;
  readonly changes: readonly { readonly path: MergePath; readonly slot: Slot | undefined }[];
}

/** `kept` is a customisation that was taken over, `adopted` what came with the new version. */
export type Note =
  | { readonly kind: "kept" | "adopted"; readonly change: Change; readonly path: MergePath }
  | ReviewNote;

export interface ReviewNote {
  readonly kind: "review";
  readonly reason: ReviewReason;
  readonly path: MergePath;
  /** Of a renamed key, where it is now. */
  readonly to?: MergePath;
  /** Of a `constrained` one: what the schema expects, in words; undefined when it is read-only. */
  readonly expected?: string;
  /** What the merged text does until somebody decides; undefined when there is nothing to choose from. */
  readonly proposed: Choice | undefined;
  readonly outcomes: readonly Outcome[];
}

/** Where a key is written, in offsets of each text; undefined where it is not. */
export interface MergePlaces {
  readonly mine: Span | undefined;
  readonly base: Span | undefined;
  readonly theirs: Span | undefined;
  readonly result: Span | undefined;
}

export type MergeEntry = Note & { readonly places: MergePlaces };

export type ReviewEntry = ReviewNote & { readonly places: MergePlaces };
