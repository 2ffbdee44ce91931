/**
 * The part of a line that shows a place, with the columns at which a terminal shows it. What a file says must not reach the
 * terminal as a command, and a line of a megabyte must not fill it.
 */

export interface Excerpt {
  readonly text: string;
  /** Columns before the place. */
  readonly column: number;
  /** Columns of the place, one at least. */
  readonly width: number;
}

interface Cell {
  /** UTF-16 units of the character in the line. */
  readonly length: number;
  readonly text: string;
  readonly columns: number;
}

const tabColumns = 4;
const leastRoom = 20;
const ellipsis = "…";
/** Messages are written by us, but they quote. */
const longestText = 500;

/** `start` and `end` are UTF-16 units from the line's start; `room` is how many columns there are. */
export function excerpt(line: string, start: number, end: number, room: number): Excerpt {
  const available = Math.max(leastRoom, room);
  const from = windowStart(line, start, end, available);
  let text = from > 0 ? ellipsis : "";
  let used = text.length;
  let column = used;
  let endColumn: number | undefined;
  let at = from;
  while (at < line.length) {
    const cell = cellAt(line, at, used);
    // One column is kept for the mark that something follows.
    const isLast = at + cell.length >= line.length;
    if (used + cell.columns > available - (isLast ? 0 : 1)) {
      text += ellipsis;
      break;
    }
    if (at <= start) column = used;
    if (at >= end) endColumn ??= used;
    text += cell.text;
    used += cell.columns;
    at += cell.length;
  }
  if (start >= at) column = used;
  return { text, column, width: Math.max(1, (endColumn ?? used) - column) };
}

/** The line's beginning if the place can be seen from there; else what leaves some room before the place. */
function windowStart(line: string, start: number, end: number, room: number): number {
  if (columnsOf(line, 0, Math.min(end, start + room), room) < room) return 0;
  const lead = Math.floor(room / 4);
  let at = start;
  let columns = 0;
  while (at > 0) {
    const length = isLowSurrogate(line, at - 1) ? 2 : 1;
    const cell = cellAt(line, Math.max(0, at - length), 0);
    if (columns + cell.columns > lead) break;
    columns += cell.columns;
    at = Math.max(0, at - length);
    // Characters without a width could go on for ever.
    if (start - at > 4 * room) break;
  }
  return at;
}

/** How many columns a piece of a line takes; counts no further than `limit`. */
export function columnsOf(line: string, from: number, to: number, limit: number): number {
  let columns = 0;
  for (let at = from, steps = 0; at < to && columns < limit && steps < 4 * limit; steps++) {
    const cell = cellAt(line, at, columns);
    columns += cell.columns;
    at += cell.length;
  }
  return columns;
}

function cellAt(line: string, at: number, column: number): Cell {
  const code = line.codePointAt(at) ?? 0;
  const character = String.fromCodePoint(code);
  const length = character.length;
  if (code === 9) {
    const columns = tabColumns - (column % tabColumns);
    return { length, text: " ".repeat(columns), columns };
  }
  if (isCommand.test(character)) return { length, text: visible(character), columns: 1 };
  return { length, text: character, columns: columnsOfCharacter(code, character) };
}

/** Text for one line of the terminal: what is no text is made visible. */
export function printable(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}${ellipsis}` : text;
  return short.replace(/[\t\r\n]+/g, " ").replace(everyCommand, visible);
}

/** What is no text made visible; blanks and line ends stay. */
export function legible(text: string): string {
  return text.replace(everyCommand, (character) => (/\s/.test(character) ? character : visible(character)));
}

/** Controls, line ends, marks that turn the direction of writing, and halves of characters. */
const isCommand = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const everyCommand = new RegExp(isCommand.source, "gu");

function visible(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 32) return String.fromCharCode(0x2400 + code);
  return code === 127 ? "␡" : "�";
}

const takesNoRoom = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const isWideEmoji = /^\p{Emoji_Presentation}$/u;

/** East Asian Wide and Fullwidth of the Unicode Standard (Annex 11), by the blocks that hold them. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

function columnsOfCharacter(code: number, character: string): number {
  if (code < 0x300) return 1;
  if (takesNoRoom.test(character)) return 0;
  const isWide = wideBlocks.some(([first, last]) => first <= code && code <= last);
  return isWide || isWideEmoji.test(character) ? 2 : 1;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
