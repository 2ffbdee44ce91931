/** Reads the format of a constraint: literal text and placeholders such as `${number:[1-5]}`. */

import { nearest } from "../../base/nearest.ts";
import type { Span } from "../../base/span.ts";
import { didYouMean, quote, quoteAll } from "../schema-words.ts";
import type { Format, FormatPart, NumberRange, PackFileProblem } from "./constraint.ts";
import { type Pattern, type PatternFault, readPattern } from "./pattern.ts";

const types = ["string", "number", "boolean", "password", "list", "ipv4", "version"];

/** How many ends of an expression are tried, which may hold `/}` itself. */
const maxEnds = 20;

/** Gives the place in the file of a range in the text that is read. */
export type SpanOf = (start: number, end: number) => Span;

type Reading<T> = { readonly value: T; readonly end: number } | { readonly problem: PackFileProblem };

export function readFormat(text: string, spanOf: SpanOf): Format | { readonly problem: PackFileProblem } {
  const parts: FormatPart[] = [];
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf("${", at);
    const literalEnd = open === -1 ? text.length : open;
    if (literalEnd > at)
      parts.push({ kind: "literal", text: text.slice(at, literalEnd), span: spanOf(at, literalEnd) });
    if (open === -1) break;
    const reading = readPlaceholder(text, open, spanOf);
    if ("problem" in reading) return reading;
    parts.push(reading.value);
    at = reading.end;
  }
  if (parts.length === 0)
    return problem(spanOf(0, 0), "The format is empty: write a placeholder such as `${string}`");
  return { text, parts, secret: parts.some(({ kind }) => kind === "password") };
}

function readPlaceholder(text: string, open: number, spanOf: SpanOf): Reading<FormatPart> {
  const type = /^[^}:]*/.exec(text.slice(open + 2))?.[0] ?? "";
  const typeEnd = open + 2 + type.length;
  const name = type.trim();
  if (typeEnd === text.length)
    return problem(spanOf(open, text.length), "The placeholder is not closed: add the `}`");
  // Not documented, but packs use it, and mean any text.
  const kind = name === "input" ? "string" : name;
  if (!types.includes(kind)) {
    const meant = nearest(name, types, 1);
    const hint = meant.length > 0 ? didYouMean(meant) : `: the types are ${quoteAll(types)}`;
    return problem(spanOf(open, typeEnd), `${quote(name)} is no type of a placeholder${hint}`);
  }
  if (text.charAt(typeEnd) === "}") return withoutSpec(kind, spanOf(open, typeEnd + 1), typeEnd + 1);
  return readSpec(text, { kind, open, at: typeEnd + 1 }, spanOf);
}

function withoutSpec(kind: string, span: Span, end: number): Reading<FormatPart> {
  switch (kind) {
    case "string":
    case "password":
      return { value: { kind, span, pattern: undefined }, end };
    case "number":
      return { value: { kind, span, pattern: undefined, range: undefined }, end };
    case "boolean":
    case "ipv4":
    case "version":
      return { value: { kind, span }, end };
    default:
      return problem(span, "A list needs its options: write `${list:[one,other]}`");
  }
}

interface SpecPlace {
  readonly kind: string;
  readonly open: number;
  /** Behind the colon. */
  readonly at: number;
}

function readSpec(text: string, { kind, open, at }: SpecPlace, spanOf: SpanOf): Reading<FormatPart> {
  const start = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
  const mark = text.charAt(start);
  if (mark === "/" && (kind === "string" || kind === "password" || kind === "number")) {
    const found = readExpression(text, start, spanOf);
    if ("problem" in found) return found;
    const span = spanOf(open, found.end);
    const { value: pattern, end } = found;
    if (kind === "number") return { value: { kind, span, pattern, range: undefined }, end };
    return { value: { kind, span, pattern }, end };
  }
  if (mark === "[" && (kind === "list" || kind === "number")) {
    const close = /\]\s*\}/.exec(text.slice(start));
    if (close === null)
      return problem(spanOf(open, text.length), "The placeholder is not closed: add the `]}`");
    const inner = text.slice(start + 1, start + close.index);
    const end = start + close.index + close[0].length;
    return kind === "list"
      ? readOptions(inner, spanOf(open, end), end)
      : readRange(inner, spanOf(open, end), end);
  }
  const close = text.indexOf("}", at);
  const span = spanOf(open, close === -1 ? text.length : close + 1);
  return problem(
    span,
    `${quote(text.slice(at, close === -1 ? text.length : close))} says nothing of a ${kind}${expectedSpec(kind)}`,
  );
}

function expectedSpec(kind: string): string {
  switch (kind) {
    case "list":
      return ": write the options as `[one,other]`";
    case "number":
      return ": write a range as `[1-5]`, or an expression as `/…/`";
    case "string":
    case "password":
      return ": write an expression as `/…/`";
    default:
      return ", which takes nothing behind its name: remove it and the colon";
  }
}

/** The end is the first `/}` up to which there is an expression, since an expression may hold one itself. */
function readExpression(text: string, start: number, spanOf: SpanOf): Reading<Pattern> {
  let fault: PatternFault | undefined;
  const ends = /\/\s*\}/g;
  ends.lastIndex = start + 1;
  for (let tries = 0; tries < maxEnds; tries++) {
    const close = ends.exec(text);
    if (close === null) break;
    const pattern = readPattern(text.slice(start + 1, close.index));
    if (!("fault" in pattern)) return { value: pattern, end: close.index + close[0].length };
    fault ??= pattern;
  }
  const span = spanOf(start, text.length);
  if (fault === undefined) return problem(span, "The expression is not closed: add the `/}`");
  if (fault.isOurs === true)
    return problem(span, `The expression is too large to be checked here: ${fault.fault}`);
  return problem(span, `The expression is not one that RE2 reads: ${fault.fault}`);
}

function readOptions(inner: string, span: Span, end: number): Reading<FormatPart> {
  const options = inner.split(",").map((option) => option.trim());
  if (options.includes("")) return problem(span, "A list has an empty option: remove it, or write it out");
  return { value: { kind: "list", span, options: [...new Set(options)] }, end };
}

function readRange(inner: string, span: Span, end: number): Reading<FormatPart> {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*-\s*(-?\d+(?:\.\d+)?)\s*$/.exec(inner);
  if (match === null)
    return problem(
      span,
      `${quote(inner)} is no range: write the least and the greatest number, as in \`[1-5]\``,
    );
  const range: NumberRange = { min: Number(match[1]), max: Number(match[2]) };
  if (range.min > range.max)
    return problem(span, `No number is in the range ${quote(inner)}: write the least number first`);
  return { value: { kind: "number", span, pattern: undefined, range }, end };
}

function problem(span: Span, message: string): { readonly problem: PackFileProblem } {
  return { problem: { span, message } };
}
