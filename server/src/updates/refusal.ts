/** An answer for what cannot be done. */

export interface Refusal {
  /** Why, as a sentence for the user without a full stop. */
  readonly reason: string;
}
