/** Reads the terms of a constraint: `{{ required | format "${number}" | hints "a port" }}`. */

import { nearest } from "../../base/nearest.ts";
import type { Span } from "../../base/span.ts";
import { didYouMean, quote, quoteAll } from "../schema-words.ts";
import type { PackFileProblem, Term } from "./constraint.ts";
import { readFormat, type SpanOf } from "./format-reader.ts";

const words = ["required", "readonly", "format", "hints"];

/** Longest constraint that is read, in UTF-16 units. */
const maxLength = 20_000;

interface Token {
  readonly kind: "word" | "string" | "pipe";
  readonly start: number;
  readonly end: number;
  /** Of a string what is between the quotes. */
  readonly text: string;
  /** Gives the place in the file of a range in `text`. */
  readonly spanOf: SpanOf;
}

export function readTerms(
  text: string,
  spanOf: SpanOf,
): readonly Term[] | { readonly problem: PackFileProblem } {
  const whole = spanOf(0, text.length);
  if (text.length > maxLength)
    return problem(
      whole,
      `The constraint has ${text.length} characters, more than the ${maxLength} that are read`,
    );
  const open = /^\s*\{\{-?/.exec(text)?.[0].length;
  const close = /-?\}\}\s*$/.exec(text)?.index;
  if (open === undefined || close === undefined || close < open)
    return problem(whole, "A constraint stands between `{{` and `}}`, as in `{{ required }}`");
  const tokens = tokenize(text, { start: open, end: close }, spanOf);
  if ("problem" in tokens) return tokens;
  if (tokens.length === 0)
    return problem(whole, `The constraint is empty: write one or more of ${quoteAll(words)}`);
  return readPipeline(tokens, spanOf);
}

function readPipeline(
  tokens: readonly Token[],
  spanOf: SpanOf,
): readonly Term[] | { readonly problem: PackFileProblem } {
  const terms: Term[] = [];
  for (let at = 0; at < tokens.length; ) {
    const word = tokens[at];
    if (word === undefined) break;
    const before = terms.at(-1);
    if (word.kind === "string" && before?.kind === "hints") {
      // The documentation says that hints are joined by pipes, and joins them by blanks.
      const strings = stringsFrom(tokens, at);
      terms[terms.length - 1] = {
        kind: "hints",
        hints: [...before.hints, ...strings.map((string) => string.text)],
        span: { start: before.span.start, end: spanOf(word.start, strings.at(-1)?.end ?? word.end).end },
      };
      at += strings.length;
    } else {
      if (word.kind !== "word") return problem(spanOf(word.start, word.end), misplaced(word));
      const strings = stringsFrom(tokens, at + 1);
      const term = readTerm(word, strings, spanOf(word.start, strings.at(-1)?.end ?? word.end), spanOf);
      if ("problem" in term) return term;
      if (term.kind === "format" && terms.some(({ kind }) => kind === "format"))
        return problem(term.span, "A value has one format: remove all but one");
      terms.push(term);
      at += 1 + strings.length;
    }
    const pipe = tokens[at];
    if (pipe === undefined) break;
    if (pipe.kind !== "pipe")
      return problem(spanOf(pipe.start, pipe.end), `${quote(pipe.text)} follows without a \`|\`: add it`);
    at++;
    if (at === tokens.length)
      return problem(spanOf(pipe.start, pipe.end), "Nothing follows this `|`: remove it");
  }
  return terms;
}

function readTerm(
  word: Token,
  strings: readonly Token[],
  span: Span,
  spanOf: SpanOf,
): Term | { readonly problem: PackFileProblem } {
  const [first, second] = strings;
  switch (word.text) {
    case "required":
    case "readonly":
      if (first === undefined) return { kind: word.text, span };
      return problem(span, `\`${word.text}\` takes no text: remove it, or add a \`|\` and what it is for`);
    case "hints":
      if (first === undefined) return problem(span, "`hints` needs a text in quotes");
      return { kind: "hints", span, hints: strings.map(({ text }) => text) };
    case "format": {
      if (first === undefined)
        return problem(span, 'A format is written in quotes, as in `format "${string}"`');
      if (second !== undefined)
        return problem(spanOf(second.start, second.end), "A format is one text in quotes: remove the others");
      const format = readFormat(first.text, first.spanOf);
      return "problem" in format ? format : { kind: "format", span, format };
    }
    default: {
      const meant = nearest(word.text, words, 1);
      const hint = meant.length > 0 ? didYouMean(meant) : `: a constraint is made of ${quoteAll(words)}`;
      return problem(spanOf(word.start, word.end), `${quote(word.text)} is no constraint${hint}`);
    }
  }
}

function stringsFrom(tokens: readonly Token[], from: number): readonly Token[] {
  const end = tokens.findIndex((token, at) => at >= from && token.kind !== "string");
  return tokens.slice(from, end === -1 ? tokens.length : end);
}

function misplaced(token: Token): string {
  return token.kind === "pipe"
    ? "Nothing stands before this `|`: remove it"
    : `${quote(token.text)} belongs to nothing: write \`format\` or \`hints\` before it`;
}

function tokenize(
  text: string,
  { start, end }: Span,
  spanOf: SpanOf,
): readonly Token[] | { readonly problem: PackFileProblem } {
  const tokens: Token[] = [];
  for (let at = start; at < end; ) {
    const first = text.charAt(at);
    if (/\s/.test(first)) at++;
    else if (first === "|") {
      tokens.push({ kind: "pipe", start: at, end: at + 1, text: first, spanOf });
      at++;
    } else if (first === '"' || first === "`") {
      const string = readString(text, at, end, spanOf);
      if (string === undefined)
        return problem(spanOf(at, end), "The quote that starts here is never closed: add the closing quote");
      tokens.push(string);
      at = string.end;
    } else {
      let stop = at + 1;
      while (stop < end && !/[\s|"`]/.test(text.charAt(stop))) stop++;
      tokens.push({ kind: "word", start: at, end: stop, text: text.slice(at, stop), spanOf });
      at = stop;
    }
  }
  return tokens;
}

/** In `"…"` only `\"` is an escape, because expressions are written with single backslashes; in backticks nothing is. */
function readString(text: string, start: number, end: number, spanOf: SpanOf): Token | undefined {
  const quoteMark = text.charAt(start);
  const places: number[] = [];
  let content = "";
  for (let at = start + 1; at < end; at++) {
    const char = text.charAt(at);
    if (char === quoteMark) {
      const close = at;
      return {
        kind: "string",
        start,
        end: at + 1,
        text: content,
        spanOf: (from, to) => spanOf(places[from] ?? close, places[to] ?? close),
      };
    }
    const escaped = char === "\\" && quoteMark === '"' ? text.charAt(at + 1) : "";
    places.push(at);
    if (escaped === '"') content += '"';
    else if (escaped === "\\") {
      content += "\\\\";
      places.push(at + 1);
    } else content += char;
    if (escaped === '"' || escaped === "\\") at++;
  }
  return undefined;
}

function problem(span: Span, message: string): { readonly problem: PackFileProblem } {
  return { problem: { span, message } };
}
