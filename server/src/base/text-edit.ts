/** Edits of one text, as plain data: the only way anything in the engine changes a user's file. */

import type { Span } from "./span.ts";

/** Replaces the characters of `span` by `text`. An empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The text after all edits. Spans refer to the text before any of them and must not overlap;
 * throws a RangeError when they do, because guessing an order would lose what a user wrote.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let at = 0;
  for (const { span, text: replacement } of ordered) {
    if (span.start < at || span.end < span.start || span.end > text.length) {
      throw new RangeError(`edit ${span.start}..${span.end} overlaps another or lies outside the text`);
    }
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}
