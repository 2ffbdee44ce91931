/** What a pack asks of one of its values, as data: an entry of its schema.yaml. */

import type { Span } from "../../base/span.ts";
import type { Pattern } from "./pattern.ts";

/** A constraint on the values at a path; all places are those in schema.yaml. */
export interface Constraint {
  readonly path: ConstraintPath;
  /** In the order they are written, at least one. */
  readonly terms: readonly Term[];
  /** Of the string that holds the terms. */
  readonly span: Span;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly format: Format | undefined;
  /** What the pack's author says to whoever fills the value in. */
  readonly hints: readonly string[];
}

export interface ConstraintPath {
  /** As written: `registry.addresses.$[].host`. */
  readonly text: string;
  readonly segments: readonly string[];
  readonly span: Span;
}

export type Term =
  | { readonly kind: "required"; readonly span: Span }
  | { readonly kind: "readonly"; readonly span: Span }
  | { readonly kind: "format"; readonly span: Span; readonly format: Format }
  | { readonly kind: "hints"; readonly span: Span; readonly hints: readonly string[] };

/** A pattern for the whole of a value. */
export interface Format {
  /** As written, without its quotes. */
  readonly text: string;
  /** At least one. */
  readonly parts: readonly FormatPart[];
  /** True when some of the value is a password, so that the value must be shown nowhere. */
  readonly secret: boolean;
}

export type FormatPart =
  | { readonly kind: "literal"; readonly span: Span; readonly text: string }
  | {
      readonly kind: "string" | "password";
      readonly span: Span;
      readonly pattern: Pattern | undefined;
    }
  | {
      readonly kind: "number";
      readonly span: Span;
      readonly pattern: Pattern | undefined;
      readonly range: NumberRange | undefined;
    }
  | { readonly kind: "list"; readonly span: Span; readonly options: readonly string[] }
  | { readonly kind: "boolean" | "ipv4" | "version"; readonly span: Span };

/** Both ends belong to it. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** Something that keeps an entry of a pack's file from being read: the pack's fault, never that of who uses it. */
export interface PackFileProblem {
  readonly span: Span;
  readonly message: string;
}
