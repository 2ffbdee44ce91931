/** A change before anybody has said what it does: what it is of, and where. */

import type { Difference, PathStep } from "../../syntax/data-difference.ts";
import type { ChangeSubject, ShownChange } from "./effect.ts";
import type { ChangeKind, Condition, RuleSubject } from "./effect-rule.ts";
import type { EffectivePack } from "./effective-profile.ts";

export interface RawChange {
  readonly subject: ChangeSubject;
  /** What the tables call it; undefined for what they cannot know, such as a pack of an unknown layer. */
  readonly ruleSubject: RuleSubject | undefined;
  readonly kind: ChangeKind;
  /** The pack that it is of, as it will be, or was where it goes. */
  readonly pack?: EffectivePack;
  /** Of a key: taken apart until one row holds for all of it. */
  readonly difference?: Difference | undefined;
  /** Everything in it is to be kept quiet. */
  readonly isSecret?: boolean;
  /** What stands in no output, whatever key it is under. */
  readonly secrets?: readonly string[];
  /** The manifest that the key is of. */
  readonly manifest?: string;
  /** Of what is no key. */
  readonly shown?: ShownChange;
  readonly through?: string | undefined;
  /** What is known of it that a row may ask for. */
  readonly conditions?: readonly Condition[];
  /** Its subject is no more than likely. */
  readonly isGuess?: boolean;
}

/** Keys with dots between them, items of lists in brackets. */
export function dottedPath(path: readonly PathStep[]): string {
  let text = "";
  for (const step of path) {
    if ("key" in step) text += text === "" ? step.key : `.${step.key}`;
    else text += "item" in step ? `[${step.item}]` : `[${step.index}]`;
  }
  return text;
}

/** Differences are changed after they are told. */
export function keptDifference({ kind, path, before, after }: Difference): Difference {
  return { kind, path: [...path], before, after };
}
