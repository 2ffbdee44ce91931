/**
 * Palette's macros in a text: `{{ ... }}` expressions that name something of `.spectro`, with the place of every part. It works on the
 * text of the file as it stands, so that nothing of it need be parsed and places are those of the file. One pass, in linear time;
 * what is not finished yet is read as far as it goes.
 */

import type { Span } from "../base/span.ts";
import type { ScalarStyle } from "./tree.ts";

export interface MacroExpression {
  /** Braces included; of one that is not closed, to the end of the line or to the next `{{`. */
  readonly span: Span;
  readonly isClosed: boolean;
  /** In a comment of the text, or of the template itself. */
  readonly inComment: boolean;
  readonly references: readonly MacroReference[];
  /** In their order. */
  readonly calls: readonly MacroCall[];
}

/** `.spectro.system.cluster.name`: what is asked for. */
export interface MacroReference {
  /** From the dot in front of `spectro`. */
  readonly span: Span;
  /** What follows `.spectro`, dots left out; the last is empty while it is not written yet. */
  readonly segments: readonly MacroSegment[];
}

export interface MacroSegment {
  readonly text: string;
  readonly span: Span;
}

/** A function and what stands behind it: `default "x"`. */
export interface MacroCall {
  readonly name: string;
  readonly span: Span;
  /** It stands behind a `|`. */
  readonly isPiped: boolean;
  readonly args: readonly Span[];
}

const root = ".spectro";

/** Longest Terraform template that is taken for a part of a name. */
const longestTemplate = 200;

/** The expressions in the span that name something of `.spectro`. `style` is that of the scalar the span is of. */
export function scanMacros(text: string, span: Span, style: ScalarStyle): readonly MacroExpression[] {
  if (!text.slice(span.start, span.end).includes(root)) return [];
  const found: MacroExpression[] = [];
  for (const expression of expressions(text, span, style)) {
    if (expression.references.length > 0) found.push(expression);
  }
  return found;
}

/** The expression around the offset, whatever it names: the caret is behind its opening braces and not behind the closing ones. */
export function expressionAt(
  text: string,
  span: Span,
  style: ScalarStyle,
  offset: number,
): MacroExpression | undefined {
  for (const expression of expressions(text, span, style)) {
    const { start, end } = expression.span;
    if (start + 2 > offset) return undefined;
    if (offset <= (expression.isClosed ? end - 2 : end)) return expression;
  }
  return undefined;
}

function* expressions(whole: string, { start, end }: Span, style: ScalarStyle): Iterable<MacroExpression> {
  // A search must not look beyond the scalar: a file has many of them.
  const text = whole.slice(0, end);
  const isEscaped = style === "double";
  const isQuoted = isEscaped || style === "single";
  const comments = watchComments(text, isQuoted ? start + 1 : start, isEscaped);
  for (let at = text.indexOf("{{", start); at !== -1 && at + 2 <= end; ) {
    const inComment = comments(at);
    const expression = readExpression({ text, end, isEscaped }, at, inComment);
    yield expression;
    at = text.indexOf("{{", Math.max(expression.span.end, at + 2));
  }
}

interface Source {
  readonly text: string;
  readonly end: number;
  /** In double quotes, where `\n` is a line break and `\"` a quote. */
  readonly isEscaped: boolean;
}

/** True for a name, or a path with dots, that an expression reads as one. */
export function canStandInMacro(name: string): boolean {
  return name !== "" && name.length <= longestName && !segmentStop.test(name);
}

const longestName = 256;
/** What no segment holds, besides the dot. */
const segmentStop = /[\s|(){},"'`\\]/;

/** Words behind which another command begins. */
const controls = new Set(["if", "else", "with", "range", "end"]);

function readExpression(source: Source, start: number, inComment: boolean): MacroExpression {
  const { text, end } = source;
  const references: MacroReference[] = [];
  const calls: (MacroCall & { readonly args: Span[] })[] = [];
  let current: Span[] | undefined;
  let beginsCommand = true;
  let isPiped = false;
  let isClosed = false;
  // Quotes that are not closed on this line are characters like any other, and not looked for again.
  const loose = new Set<string>();
  let at = start + 2;
  const isRemark = /^(?:- )?\s*\/\*/.test(text.slice(at, Math.min(at + 20, end)));
  const take = (span: Span) => {
    current?.push(span);
    beginsCommand = false;
    isPiped = false;
    at = span.end;
  };
  while (at < end && !isLineBreak(source, at)) {
    const char = text.charAt(at);
    if (char === "}" && text.startsWith("}}", at) && at + 2 <= end) {
      isClosed = true;
      at += 2;
      break;
    }
    if (char === "{" && text.startsWith("{{", at)) break;
    const quote = quoteAt(source, at);
    const closing = quote === undefined || loose.has(quote) ? undefined : closingQuote(source, at, quote);
    if (quote !== undefined && closing === undefined) loose.add(quote);
    if (closing !== undefined) take({ start: at, end: closing });
    else if (char === "|" || char === "(" || char === ")") {
      beginsCommand = char !== ")";
      isPiped = char === "|";
      current = undefined;
      at++;
    } else if (char === "." && isRoot(source, at)) {
      const reference = readReference(source, at);
      references.push(reference);
      take(reference.span);
    } else if (char === "$" && isRoot(source, at + 1)) at++;
    else if (isWord(char) || char === "." || char === "$") {
      const token = { start: at, end: tokenEnd(source, at) };
      if (beginsCommand && /[A-Za-z_]/.test(char)) {
        const name = text.slice(token.start, token.end);
        current = [];
        calls.push({ name, span: token, isPiped, args: current });
        at = token.end;
        beginsCommand = controls.has(name);
        isPiped = false;
      } else take(token);
    } else at++;
  }
  return {
    span: { start, end: Math.min(at, end) },
    isClosed,
    inComment: inComment || isRemark,
    references,
    calls,
  };
}

/** True when the dot begins `.spectro`, as the name of a whole and not as a part of `.Values.spectro` or `.spectrometer`. */
function isRoot({ text, end }: Source, at: number): boolean {
  if (!text.startsWith(root, at) || at + root.length > end) return false;
  return !/[\w.)\]-]/.test(text.charAt(at - 1)) && !/[\w-]/.test(text.charAt(at + root.length));
}

function readReference(source: Source, start: number): MacroReference {
  const segments: MacroSegment[] = [];
  const { text, end } = source;
  let at = start + root.length;
  while (at < end && text.charAt(at) === ".") {
    const from = at + 1;
    at = segmentEnd(source, from);
    segments.push({ text: text.slice(from, at), span: { start: from, end: at } });
  }
  return { span: { start, end: at }, segments };
}

function segmentEnd({ text, end }: Source, start: number): number {
  let at = start;
  while (at < end) {
    const char = text.charAt(at);
    if (char === "$" && text.charAt(at + 1) === "{") {
      const template = /^\$\{[^{}\r\n]*\}/.exec(text.slice(at, Math.min(end, at + longestTemplate)));
      if (template === null) break;
      at += template[0].length;
    } else if (char === "." || segmentStop.test(char)) break;
    else at++;
  }
  // `-}}` takes the blanks behind it away.
  const isTrim = at > start && text.charAt(at - 1) === "-" && text.startsWith("}}", at);
  return isTrim ? at - 1 : at;
}

function tokenEnd({ text, end }: Source, start: number): number {
  let at = start + 1;
  while (at < end && /[\w.$]/.test(text.charAt(at))) at++;
  return at;
}

/** What opens a string at the offset, as it is written in the file. */
function quoteAt({ text, isEscaped }: Source, at: number): string | undefined {
  const char = text.charAt(at);
  if (char === "`") return char;
  if (isEscaped) return char === "\\" && text.charAt(at + 1) === '"' ? '\\"' : undefined;
  return char === '"' ? char : undefined;
}

/** Behind the end of the string; undefined when it does not end on this line. */
function closingQuote(source: Source, start: number, quote: string): number | undefined {
  const { text, end } = source;
  for (let at = start + quote.length; at < end && !isLineBreak(source, at); ) {
    if (text.startsWith(quote, at)) return at + quote.length;
    const isEscape = text.charAt(at) === "\\" && quote !== "`";
    // In double quotes each of the two characters of an escape is itself escaped.
    at += isEscape ? (source.isEscaped && text.charAt(at + 1) === "\\" ? escapeLength(text, at) : 2) : 1;
  }
  return undefined;
}

function escapeLength(text: string, at: number): number {
  return text.charAt(at + 2) === "\\" ? 4 : 3;
}

function isLineBreak({ text, isEscaped }: Source, at: number): boolean {
  const char = text.charAt(at);
  if (char === "\n" || char === "\r") return true;
  return isEscaped && char === "\\" && /[nr]/.test(text.charAt(at + 1));
}

function isWord(char: string): boolean {
  return /\w/.test(char);
}

/**
 * Tells for offsets in ascending order whether they are in a comment: behind a `#` that begins a word outside of quotes. Quotes end with
 * their line, since a stray apostrophe is more common than a string over several lines.
 */
function watchComments(text: string, start: number, isEscaped: boolean): (offset: number) => boolean {
  let at = start;
  let isComment = false;
  let quote = "";
  let before = "\n";
  return (offset) => {
    // What came before the line does not matter.
    const lastBreak = isEscaped ? -1 : text.slice(at, offset).lastIndexOf("\n");
    if (lastBreak !== -1) {
      at += lastBreak + 1;
      isComment = false;
      quote = "";
      before = "\n";
    }
    while (at < offset) {
      const char = text.charAt(at);
      const isBreak = char === "\n" || char === "\r";
      const next = isEscaped && char === "\\" ? text.charAt(at + 1) : "";
      if (isBreak || next === "n" || next === "r") {
        isComment = false;
        quote = "";
        before = "\n";
        at += isBreak ? 1 : 2;
        continue;
      }
      if (next === '"') at++;
      const unit = next === '"' ? next : char;
      if (quote !== "") quote = unit === quote ? "" : quote;
      else if ((unit === "'" || unit === '"') && /[\s[{,:(=-]/.test(before)) quote = unit;
      else if (unit === "#" && /\s/.test(before)) isComment = true;
      before = unit;
      at++;
    }
    return isComment;
  };
}
