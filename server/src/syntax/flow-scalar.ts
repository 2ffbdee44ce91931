/** Plain and quoted scalars read character by character, for the place of each: line folding and escapes as YAML 1.2 has them. */

import type { Span } from "../base/span.ts";
import { createMapBuilder, type MapBuilder, type MappedText } from "./offset-map.ts";

/** The value of the scalar between the span's ends, quotes included. */
export function mapFlowScalar(
  source: string,
  { start, end }: Span,
  style: "plain" | "single" | "double",
): MappedText {
  const quotes = style === "plain" ? 0 : 1;
  const last = quotes === 0 || !endsInQuote(source, start, end) ? end : end - 1;
  const builder = createMapBuilder(source, Math.min(start + quotes, last));
  if (style === "double") readDouble(source, last, builder);
  else readFolded(source, last, builder, style === "single");
  return builder.finish({ byLines: false, blankEnd: last });
}

function endsInQuote(source: string, start: number, end: number): boolean {
  return end - start > 1 && source.charAt(end - 1) === source.charAt(start);
}

/** Plain and single quotes: only line breaks and doubled quotes are not what they look like. */
function readFolded(source: string, end: number, builder: MapBuilder, isQuoted: boolean): void {
  const special = isQuoted ? /\r?\n|''/g : /\r?\n/g;
  special.lastIndex = builder.at();
  for (let match = special.exec(source); match !== null; match = special.exec(source)) {
    if (match.index >= end) break;
    if (match[0] === "''") {
      builder.same(match.index - builder.at());
      builder.made(2, "'");
    } else fold(source, match.index, end, builder);
    special.lastIndex = builder.at();
  }
  builder.same(end - builder.at());
}

/** One line break is a space, and each further one a line break. Blanks around them count for nothing. */
function fold(source: string, lineBreak: number, end: number, builder: MapBuilder): void {
  let start = lineBreak;
  while (start > builder.at() && isBlank(source.charAt(start - 1))) start--;
  let breaks = 0;
  let at = lineBreak;
  for (; at < end; at++) {
    const char = source.charAt(at);
    if (char === "\n") breaks++;
    else if (!isBlank(char) && !(char === "\r" && source.charAt(at + 1) === "\n")) break;
  }
  builder.same(start - builder.at());
  builder.made(at - start, breaks === 1 ? " " : "\n".repeat(Math.max(0, breaks - 1)));
}

function isBlank(char: string): boolean {
  return char === " " || char === "\t";
}

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  "\t": "\t",
};

const lengthsOfCodes: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readDouble(source: string, end: number, builder: MapBuilder): void {
  const special = /\r?\n|\\/g;
  special.lastIndex = builder.at();
  for (let match = special.exec(source); match !== null; match = special.exec(source)) {
    if (match.index >= end) break;
    if (match[0] === "\\") {
      builder.same(match.index - builder.at());
      readEscape(source, end, builder);
    } else fold(source, match.index, end, builder);
    special.lastIndex = builder.at();
  }
  builder.same(end - builder.at());
}

function readEscape(source: string, end: number, builder: MapBuilder): void {
  const at = builder.at();
  const next = source.charAt(at + 1);
  const simple = escapes[next];
  if (simple !== undefined) {
    builder.made(2, simple);
    return;
  }
  const lineBreak = /\r?\n[ \t]*/y;
  lineBreak.lastIndex = at + 1;
  const joined = lineBreak.exec(source);
  if (joined !== null) {
    builder.made(Math.min(1 + joined[0].length, end - at), "");
    return;
  }
  const digits = lengthsOfCodes[next] ?? 0;
  const written = source.slice(at, Math.min(end, at + 2 + digits));
  builder.made(written.length, (digits === 0 ? undefined : characterOf(written)) ?? written);
}

/** Undefined when the digits are none, or no character. */
function characterOf(written: string): string | undefined {
  const isWhole = written.length === 2 + (lengthsOfCodes[written.charAt(1)] ?? 0);
  const code = /^[\da-fA-F]+$/.test(written.slice(2)) ? Number.parseInt(written.slice(2), 16) : Number.NaN;
  return isWhole && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
