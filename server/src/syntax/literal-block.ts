/** Writes a text as a literal block (`|`), so that a YAML reader reads the very same text again. */

export interface BlockPlace {
  /** The column of the key, or of what else the block belongs to. */
  readonly column: number;
  /** Spaces in front of each line. */
  readonly indent: number;
  readonly eol: string;
}

/** What a block cannot hold, or not for every reader: other line ends than LF, and what is not printable. */
const unwritable = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * From the `|` to the last line, without the line end behind it, which must be there. `comment` is what stands behind the `|`.
 * Undefined for a text that must be quoted.
 */
export function literalBlock(text: string, place: BlockPlace, comment = ""): string | undefined {
  const body = text.replace(/\n+$/, "");
  const first = /^\n*(.)/.exec(body)?.[1];
  // Readers do not agree on whether blanks at the end are text.
  if (first === undefined || unwritable.test(body) || /(?:^|\n)[ \t]+$/.test(body)) return undefined;
  const depth = place.indent - place.column;
  if (depth < 1 || depth > 9) return undefined;
  const lineEnds = text.length - body.length;
  const chomping = lineEnds === 0 ? "-" : lineEnds === 1 ? "" : "+";
  const pad = " ".repeat(place.indent);
  const lines = body.split("\n").map((line) => (line === "" ? "" : pad + line));
  // The indentation of the block is that of its first line, unless it is said.
  const header = `|${first === " " ? depth : ""}${chomping}${comment}`;
  return [header, ...lines].join(place.eol) + place.eol.repeat(Math.max(0, lineEnds - 1));
}
