/** A text that is changed step by step, where each step looks at what the last one made of it, and the edits that all steps come to. */

import type { TextEdit } from "./text-edit.ts";

export interface TextDraft {
  /** The text as it is now. */
  text(): string;
  /** Spans are those of the text as it is now; they must not overlap, as in `applyEdits`. */
  apply(edits: readonly TextEdit[]): void;
  /** Gives a way back to the text as it is now. */
  mark(): () => void;
  /** From the first text to the one of now; what is back as it was is no edit. */
  edits(): TextEdit[];
}

/** A piece of the text of now: of the first text from `start` on when that is given, else new. */
interface Piece {
  readonly start: number | undefined;
  readonly text: string;
}

export function createDraft(original: string): TextDraft {
  let pieces: readonly Piece[] = [{ start: 0, text: original }];
  let text = original;

  return {
    text: () => text,
    apply(edits) {
      const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
      const next: Piece[] = [];
      let at = 0;
      for (const edit of ordered) {
        if (edit.span.start < at || edit.span.end > text.length)
          throw new RangeError(
            `edit ${edit.span.start}..${edit.span.end} overlaps another or lies outside the text`,
          );
        next.push(...cut(pieces, at, edit.span.start));
        if (edit.text !== "") next.push({ start: undefined, text: edit.text });
        at = edit.span.end;
      }
      next.push(...cut(pieces, at, text.length));
      pieces = next;
      text = pieces.map((piece) => piece.text).join("");
    },
    mark() {
      const [piecesNow, textNow] = [pieces, text];
      return () => {
        pieces = piecesNow;
        text = textNow;
      };
    },
    edits() {
      const edits: TextEdit[] = [];
      let at = 0;
      let added = "";
      for (const piece of [...pieces, { start: original.length, text: "" }]) {
        if (piece.start === undefined) added += piece.text;
        else {
          const edit = narrow(original, { span: { start: at, end: piece.start }, text: added });
          if (edit !== undefined) edits.push(edit);
          added = "";
          at = piece.start + piece.text.length;
        }
      }
      return edits;
    },
  };
}

function cut(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, piece.text.length);
    if (start < end)
      found.push({
        start: piece.start === undefined ? undefined : piece.start + start,
        text: piece.text.slice(start, end),
      });
    at += piece.text.length;
  }
  return found;
}

/** Without what an edit takes out and puts back; undefined when that is all. */
function narrow(original: string, { span, text }: TextEdit): TextEdit | undefined {
  let { start, end } = span;
  let [from, to] = [0, text.length];
  while (start < end && from < to && original[start] === text[from]) {
    start++;
    from++;
  }
  while (end > start && to > from && original[end - 1] === text[to - 1]) {
    end--;
    to--;
  }
  return start === end && from === to ? undefined : { span: { start, end }, text: text.slice(from, to) };
}
