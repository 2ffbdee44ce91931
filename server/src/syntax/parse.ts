/**
 * Text to tree, for YAML and for JSON (which YAML 1.2 contains). Never throws: what cannot be read becomes a problem
 * with a place, and everything around it is read all the same. The only importer of `yaml`.
 */

import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type ParsedNode,
  parseAllDocuments,
  type Range,
  type Scalar,
  type YAMLError,
} from "yaml";
import type { Span } from "../base/span.ts";
import { readPlain } from "./plain-scalar.ts";
import { maskTemplates, unmaskTemplates } from "./template.ts";
import type {
  MapEntry,
  MapNode,
  Node,
  ScalarNode,
  ScalarStyle,
  SeqNode,
  SyntaxDocument,
  SyntaxProblem,
} from "./tree.ts";

/** Longest text that is parsed, in UTF-16 units: well above the largest profiles, well below what would stall an editor. */
export const maxTextLength = 16 * 1024 * 1024;

/** How often a text is shown to the parser again before the rest is left as it was understood. */
const maxRepairs = 6;

/** Repairs cost a parse each: texts that take long are parsed once. In UTF-16 units. */
const maxRepairedLength = 1024 * 1024;

const conflictMarker = /^(?:<{7}|>{7}) /m;

/** All documents of a text, at least one. */
export function parse(text: string): SyntaxDocument[] {
  const whole: Span = { start: 0, end: text.length };
  if (text.length > maxTextLength) {
    return [
      unreadable(
        whole,
        `The file has ${text.length} characters, more than the ${maxTextLength} that are read`,
      ),
    ];
  }
  const conflict = text.includes("<<<<<<< ") || text.includes(">>>>>>> ") ? conflictMarker.exec(text) : null;
  if (conflict !== null) {
    const span = { start: conflict.index, end: conflict.index + 7 };
    return [
      {
        ...unreadable(span, "The file holds a Git conflict marker: resolve the merge conflict first"),
        span: whole,
      },
    ];
  }
  try {
    return parseRepaired(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [
      unreadable({ start: 0, end: Math.min(1, text.length) }, "The file is nested too deeply to be read"),
    ];
  }
}

function unreadable(span: Span, message: string): SyntaxDocument {
  return { root: undefined, span, problems: [{ message, span }] };
}

/**
 * A text that is being typed is broken most of the time, and the parser then takes much of what follows for something else. What
 * is known to do that is shown to the parser as something harmless of the same length, and told as the problem that it is, so
 * that the lines behind it are read for what they are.
 */
function parseRepaired(text: string): SyntaxDocument[] {
  let shown = maskTemplates(text);
  const repaired: SyntaxProblem[] = [];
  const repairs = text.length > maxRepairedLength ? 0 : maxRepairs;
  for (;;) {
    const documents = parseAllDocuments(shown, {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      keepSourceTokens: false,
      strict: false,
    });
    const list = "empty" in documents ? [documents as unknown as Document.Parsed] : documents;
    const repair = repaired.length < repairs ? findRepair(list, shown) : undefined;
    if (repair === undefined) return list.map((document) => convertDocument(document, shown, repaired));
    repaired.push(repair.problem);
    shown = repair.shown;
  }
}

interface Repair {
  readonly problem: SyntaxProblem;
  readonly shown: string;
}

function findRepair(documents: readonly Document.Parsed[], shown: string): Repair | undefined {
  for (const document of documents) {
    const repair = repairQuote(document, shown) ?? repairLooseLine(document, shown);
    if (repair !== undefined) return repair;
  }
  return undefined;
}

/** An unclosed quote swallows the rest of the text: it is shown as an ordinary character. */
function repairQuote(document: Document.Parsed, shown: string): Repair | undefined {
  const error = document.errors.find((e) => e.code === "MISSING_CHAR" && /quote$/.test(e.message));
  if (error === undefined) return undefined;
  // The parser reports the end of what the quote swallowed; the quote itself starts the last scalar before that.
  const start = lastQuotedStart(document.contents, error.pos[0]);
  if (start === undefined || !/["']/.test(shown.charAt(start))) return undefined;
  const message = "The quote that starts here is never closed: add the closing quote";
  const stand = String.fromCharCode(0xe000 + shown.charCodeAt(start));
  return {
    problem: { message, span: { start, end: endOfLine(shown, start) } },
    shown: shown.slice(0, start) + stand + shown.slice(start + 1),
  };
}

/**
 * A key without a colon becomes part of the key on the next line, and a line that is indented too far part of the value before it:
 * the line is shown as a comment.
 */
function repairLooseLine(document: Document.Parsed, shown: string): Repair | undefined {
  const error = document.errors.find((e) => e.code === "MULTILINE_IMPLICIT_KEY");
  if (error === undefined) return undefined;
  const [start, end] = error.pos;
  const key = shown.slice(start, end);
  const lastBreak = key.search(/[\r\n][^\r\n]*$/);
  if (lastBreak === -1) return undefined;
  // Behind a colon the first line is a value, and complete; it is the last line that does not belong there.
  const isValue = document.errors.some((e) => e.code === "BLOCK_AS_IMPLICIT_KEY" && e.pos[0] === start);
  const span = isValue
    ? { start: start + lastBreak + 1 + key.slice(lastBreak + 1).search(/\S/), end: endOfLine(shown, end) }
    : { start, end: start + key.slice(0, lastBreak).trimEnd().length };
  if (span.start >= span.end || shown.charAt(span.start) === "#") return undefined;
  const message = isValue
    ? "The indentation does not fit the lines above: indent the line as its neighbours are"
    : "This is no `key: value`: add a colon and the value";
  const problem = {
    message,
    span: { start: span.start, end: Math.min(span.end, endOfLine(shown, span.start)) },
  };
  const hidden = shown
    .slice(span.start, span.end)
    .replace(/[^\r\n]/g, " ")
    .replace(/(^|[\r\n]) /g, "$1#");
  return { problem, shown: shown.slice(0, span.start) + hidden + shown.slice(span.end) };
}

function lastQuotedStart(root: ParsedNode | null, before: number): number | undefined {
  let found: number | undefined;
  walk(root);
  return found;

  function walk(node: unknown): void {
    if (isScalar(node)) {
      const quoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
      const range = node.range;
      if (quoted && range && range[0] < before && range[1] >= before) found = range[0];
    } else if (isMap(node) || isSeq(node)) {
      for (const item of node.items) walk(item);
    } else if (isPair(node)) {
      walk(node.key);
      walk(node.value);
    }
  }
}

function endOfLine(text: string, from: number): number {
  const rest = /[\r\n]/.exec(text.slice(from, from + 10_000));
  return rest === null ? Math.min(text.length, from + 10_000) : from + rest.index;
}

function convertDocument(
  document: Document.Parsed,
  shown: string,
  repaired: readonly SyntaxProblem[],
): SyntaxDocument {
  const span = rangeSpan(document.range);
  const problems: SyntaxProblem[] = document.errors.map((error) => describe(error, shown));
  for (const problem of repaired)
    if (problem.span.start >= span.start && problem.span.start <= span.end) problems.push(problem);
  const root = convertTree(document.contents, shown, problems);
  problems.sort((a, b) => a.span.start - b.span.start);
  return { root, span, problems };
}

function rangeSpan(range: Range | null | undefined): Span {
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

const styles: Record<string, ScalarStyle> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function convertTree(
  contents: ParsedNode | null,
  shown: string,
  problems: SyntaxProblem[],
): Node | undefined {
  const anchors = new Map<string, MapNode | SeqNode | ScalarNode | undefined>();
  return convert(contents);

  function convert(node: unknown): Node | undefined {
    if (isScalar(node)) return remember(node.anchor, convertScalar(node, shown));
    if (isMap(node)) {
      const entries: MapEntry[] = [];
      const map: MapNode = { kind: "map", span: rangeSpan(node.range), flow: node.flow === true, entries };
      remember(node.anchor, map);
      const seen = new Set<string>();
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue;
        const key = convertScalar(pair.key, shown);
        if (seen.has(key.text) && key.text !== "<<") {
          problems.push({
            message: `The key \`${shorten(key.text)}\` is written twice in this map: remove one`,
            span: key.span,
          });
        }
        seen.add(key.text);
        const value = convert(pair.value);
        const end = Math.max(key.span.end, value?.span.end ?? 0);
        entries.push({
          key,
          value: isAbsent(value) ? undefined : value,
          span: { start: key.span.start, end },
        });
      }
      return map;
    }
    if (isSeq(node)) {
      const items: (Node | undefined)[] = [];
      const seq: SeqNode = { kind: "seq", span: rangeSpan(node.range), flow: node.flow === true, items };
      remember(node.anchor, seq);
      for (const item of node.items) {
        // `[a: 1]` is a map of one pair inside a flow sequence.
        const value = isPair(item) ? undefined : convert(item);
        items.push(isAbsent(value) ? undefined : value);
      }
      return seq;
    }
    if (isAlias(node)) {
      return {
        kind: "alias",
        span: rangeSpan(node.range),
        name: node.source,
        target: anchors.get(node.source),
      };
    }
    return undefined;
  }

  function remember<T extends MapNode | SeqNode | ScalarNode>(anchor: string | undefined, node: T): T {
    if (anchor !== undefined) anchors.set(anchor, node);
    return node;
  }
}

/** `key:` with nothing behind it is no value at all; `key: null` is one, written out. */
function isAbsent(node: Node | undefined): boolean {
  return node?.kind === "scalar" && node.style === "plain" && node.text === "";
}

function convertScalar(node: Scalar, shown: string): ScalarNode {
  const style = styles[node.type ?? "PLAIN"] ?? "plain";
  const authored =
    style === "plain" ? (node.source ?? String(node.value ?? "")) : String(node.value ?? node.source ?? "");
  const text = unmaskTemplates(authored);
  const reading = style === "plain" && node.tag === undefined ? readPlain(text) : undefined;
  return { kind: "scalar", span: scalarSpan(node, style, shown), style, text, reading };
}

/** The parser counts the line end behind a block scalar as part of it; whoever replaces the scalar must not take it along. */
function scalarSpan(node: Scalar, style: ScalarStyle, shown: string): Span {
  const { start, end } = rangeSpan(node.range);
  if (style !== "literal" && style !== "folded") return { start, end };
  let last = end;
  while (last > start && /\s/.test(shown.charAt(last - 1))) last--;
  return { start, end: last };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The parser's errors in the words of somebody who has to repair the file. */
function describe(error: YAMLError, shown: string): SyntaxProblem {
  const start = Math.min(error.pos[0], shown.length);
  const end = Math.min(Math.max(error.pos[1], start + 1), Math.max(endOfLine(shown, start), start));
  const span = { start, end };
  switch (error.code) {
    case "TAB_AS_INDENT":
      return { message: "A tab is used as indentation, which YAML forbids: use spaces", span };
    case "RESOURCE_EXHAUSTION":
      return { message: "The file is nested too deeply to be read", span };
    case "BAD_INDENT":
      return { message: `The indentation does not fit the lines above: ${sentence(error.message)}`, span };
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return {
        message:
          "This value and the lines below do not fit together: quote the value if it holds `: `, or check the indentation",
        span,
      };
    case "BAD_SCALAR_START":
      return { message: `${sentence(error.message)}: quote the value`, span };
    case "BAD_ALIAS":
      return {
        message: `${sentence(error.message)}: define the anchor above, or quote the value if no alias is meant`,
        span,
      };
    default:
      return { message: `Not valid YAML: ${sentence(error.message)}`, span };
  }
}

function sentence(message: string): string {
  const first = unmaskTemplates(message).split("\n")[0] ?? "";
  return shorten(first.replace(/[.:]$/, ""));
}
