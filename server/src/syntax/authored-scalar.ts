/**
 * A scalar as its author wrote it, with the place of every character: for texts that have a grammar of their own inside of
 * quotes. Unlike the tree's text it is never taken for a Terraform template, in which escapes stay as they are.
 */

import type { Span } from "../base/span.ts";
import type { ScalarNode } from "./tree.ts";

export interface AuthoredScalar {
  /** Quotes and escapes resolved. */
  readonly text: string;
  /** Where a range of `text` stands in the file: exact on one line, else the whole scalar. */
  spanOf(start: number, end: number): Span;
}

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** `source` is the text that the node was read from. */
export function authoredScalar(source: string, node: ScalarNode): AuthoredScalar {
  const { start, end } = node.span;
  const written = source.slice(start, end);
  const whole = { text: node.text, spanOf: () => node.span };
  if (/[\r\n]/.test(written)) return whole;
  if (node.style === "plain" && written === node.text) {
    return { text: written, spanOf: (from, to) => ({ start: start + from, end: start + to }) };
  }
  const quote = node.style === "double" ? '"' : node.style === "single" ? "'" : undefined;
  if (quote === undefined || written.length < 2 || !written.startsWith(quote) || !written.endsWith(quote))
    return whole;
  return unquote(written, start, node.style === "double");
}

function unquote(written: string, start: number, isDouble: boolean): AuthoredScalar {
  let text = "";
  const places: number[] = [];
  for (let at = 1; at < written.length - 1; ) {
    const { value, length } = isDouble ? readEscape(written, at) : readSingle(written, at);
    for (let unit = 0; unit < value.length; unit++) places.push(start + at);
    text += value;
    at += length;
  }
  const last = start + written.length - 1;
  return { text, spanOf: (from, to) => ({ start: places[from] ?? last, end: places[to] ?? last }) };
}

function readSingle(written: string, at: number): { value: string; length: number } {
  return { value: written.charAt(at), length: written.startsWith("''", at) ? 2 : 1 };
}

function readEscape(written: string, at: number): { value: string; length: number } {
  const first = written.charAt(at);
  if (first !== "\\") return { value: first, length: 1 };
  const name = written.charAt(at + 1);
  const digits = written.slice(at + 2, at + 2 + (codeLengths[name] ?? 0));
  const code = Number.parseInt(digits, 16);
  if (digits.length === codeLengths[name] && /^[\da-fA-F]+$/.test(digits) && code <= 0x10ffff)
    return { value: String.fromCodePoint(code), length: 2 + digits.length };
  return { value: escapes[name] ?? name, length: 2 };
}
