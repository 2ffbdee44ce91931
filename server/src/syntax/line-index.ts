/** Offsets to lines and columns and back, in UTF-16 units, for LF, CRLF and CR line ends alike. */

/** Both from 0; `character` counts UTF-16 units from the line's start. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  readonly lineCount: number;
  /** Offset of the line's first character; lines past the end give the text's length. */
  lineStart(line: number): number;
  /** Offset behind the line's last character, before its line end. */
  lineEnd(line: number): number;
  /** Offsets outside the text are moved to its nearest end. */
  position(offset: number): Position;
  /** Characters past the line's end are moved to it, as the protocol asks. */
  offset(position: Position): number;
}

export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);

  function lineStart(line: number): number {
    return line < 0 ? 0 : (starts[line] ?? text.length);
  }

  function lineEnd(line: number): number {
    if (line + 1 >= starts.length) return text.length;
    let end = lineStart(line + 1) - 1;
    if (text.charCodeAt(end) === 10 && end > 0 && text.charCodeAt(end - 1) === 13) end--;
    return Math.max(end, lineStart(line));
  }

  function lineOf(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    lineCount: starts.length,
    lineStart,
    lineEnd,
    position(offset) {
      const inside = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(inside);
      return { line, character: inside - lineStart(line) };
    },
    offset({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      return Math.min(lineStart(line) + Math.max(0, character), lineEnd(line));
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    // The usual file, several times as fast by the engine's own search.
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
