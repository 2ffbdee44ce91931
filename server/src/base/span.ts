/** Half-open ranges of UTF-16 offsets into one text. Knows nothing of lines, files or protocols. */

/** `[start, end)` in UTF-16 code units from the beginning of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True when the offset lies in the span or directly at its end, as a caret does behind the last character. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** True when the two spans share a character, or one is a caret in or at the edge of the other. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
