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
} from "yaml";
import type { Span } from "../base/span.ts";
import {
  blockMark,
  blockText,
  createOffsetMap,
  type HiddenBlock,
  hideBlocks,
  type Outline,
} from "./hidden-blocks.ts";
import { maskMarkers } from "./markers.ts";
import { readPlain } from "./plain-scalar.ts";
import { describeError, endOfLine, shorten } from "./syntax-words.ts";
import { hasDirective, maskTemplates, unmaskTemplates } from "./template.ts";
import type {
  AliasNode,
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

/** A text that was parsed, and what of it the parse of the next text may use. */
export interface Parsed {
  /** At least one. */
  readonly documents: readonly SyntaxDocument[];
  /** Undefined when nothing was left out of the text, so that nothing could stay the same. */
  readonly reading: Reading | undefined;
}

/** All documents of a text, at least one. */
export function parse(text: string): readonly SyntaxDocument[] {
  return reparse(text, undefined).documents;
}

/** Like `reparse`, for a text that stands in a scalar, where more is filled in later than in a file: see markers.ts. */
export function reparseNested(text: string, earlier: Reading | undefined): Parsed {
  return reparse(text, earlier, maskMarkers);
}

/** Gives a text of the same length, of which `unmaskTemplates` gives the first again. */
type Mask = (text: string) => string;

/**
 * The same for a text that came of another by an edit. While only the insides of literal blocks change, what the parser has to
 * say of the outer document is what it said before, at other places. The earlier reading must be one with the same mask.
 */
export function reparse(text: string, earlier: Reading | undefined, mask: Mask = maskTemplates): Parsed {
  const whole: Span = { start: 0, end: text.length };
  if (text.length > maxTextLength) {
    const message = `The file has ${text.length} characters, more than the ${maxTextLength} that are read`;
    return unreadable(whole, whole, message);
  }
  try {
    const outline = hideBlocks(text);
    // A marker stands at the start of a line, where it ends any block.
    const conflict = conflictMarker.exec(outline.shown);
    if (conflict !== null) {
      const start = createOffsetMap(outline)(conflict.index);
      const message = "The file holds a Git conflict marker: resolve the merge conflict first";
      return unreadable(whole, { start, end: start + 7 }, message);
    }
    if (outline.blocks.length > 0) {
      const reading = earlier?.outline === outline.shown ? earlier : read(outline.shown, mask, true);
      const documents = reading && convert(text, outline, reading);
      if (documents !== undefined) return { documents, reading };
    }
    // Nothing to leave out, or what looked like blocks were none.
    const all = { shown: text, blocks: [] };
    const reading = read(text, mask, false);
    const documents = reading === undefined ? [] : (convert(text, all, reading) ?? []);
    const empty: SyntaxDocument = { root: undefined, span: whole, problems: [] };
    return { documents: documents.length === 0 ? [empty] : documents, reading: undefined };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const start = { start: 0, end: Math.min(1, text.length) };
    return unreadable(whole, start, "The file is nested too deeply to be read");
  }
}

function unreadable(whole: Span, span: Span, message: string): Parsed {
  return { documents: [{ root: undefined, span: whole, problems: [{ message, span }] }], reading: undefined };
}

/** What the parser made of an outline. Nothing in here is ever changed, so it may be used again and again. */
export interface Reading {
  readonly outline: string;
  /** The outline as the parser saw it at last, with templates masked and slips repaired; as long as the outline. */
  readonly shown: string;
  readonly documents: readonly Document.Parsed[];
  readonly repaired: readonly SyntaxProblem[];
}

/**
 * A text that is being typed is broken most of the time, and the parser then takes much of what follows for something else. What
 * is known to do that is shown to the parser as something harmless of the same length, and told as the problem that it is, so
 * that the lines behind it are read for what they are. Undefined when that cannot be done with blocks left out.
 */
function read(outline: string, mask: Mask, isPartial: boolean): Reading | undefined {
  let shown = mask(outline);
  const repaired: SyntaxProblem[] = [];
  const repairs = outline.length > maxRepairedLength ? 0 : maxRepairs;
  for (;;) {
    const parsed = parseAllDocuments(shown, {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      keepSourceTokens: false,
      strict: false,
    });
    // A text without any document gives an empty list with notes attached.
    const documents = "empty" in parsed ? [] : parsed;
    const repair = repaired.length < repairs ? findRepair(documents, shown) : undefined;
    if (repair === undefined) return { outline, shown, documents, repaired };
    // A quote may seem unclosed because its end was taken for a part of a block.
    if (repair.ofQuote && isPartial) return undefined;
    repaired.push(repair.problem);
    shown = repair.shown;
  }
}

/** The trees with their places in the text; undefined when a mark of the outline is not what it was meant to be. */
function convert(text: string, outline: Outline, reading: Reading): SyntaxDocument[] | undefined {
  const source = createSource(text, reading.shown, outline);
  const repaired = shareOut(reading);
  const converted = reading.documents.map((document, at) =>
    convertDocument(document, source, repaired[at] ?? []),
  );
  return source.foundBlocks() === outline.blocks.length ? converted : undefined;
}

interface Repair {
  readonly ofQuote: boolean;
  readonly problem: SyntaxProblem;
  readonly shown: string;
}

function findRepair(documents: readonly Document.Parsed[], shown: string): Repair | undefined {
  for (const document of documents) {
    const repair =
      repairQuote(document, shown) ?? repairLooseLine(document, shown) ?? repairColon(document, shown);
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
    ofQuote: true,
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
  return { ofQuote: false, problem, shown: shown.slice(0, span.start) + hidden + shown.slice(span.end) };
}

/** In `description: monitoring: prometheus` the second colon makes a map of the value: it is shown as an ordinary character. */
function repairColon(document: Document.Parsed, shown: string): Repair | undefined {
  const error = document.errors.find((e) => e.code === "BLOCK_AS_IMPLICIT_KEY");
  if (error === undefined) return undefined;
  const start = error.pos[0];
  const end = endOfLine(shown, start);
  const colon = shown.slice(start, end).search(/:(?:\s|$)/);
  if (colon === -1) return undefined;
  const at = start + colon;
  const message = "A value that holds `: ` must be quoted, or it is read as a map: put it in quotes";
  const stand = String.fromCharCode(0xe000 + shown.charCodeAt(at));
  return {
    ofQuote: false,
    problem: { message, span: { start, end } },
    shown: shown.slice(0, at) + stand + shown.slice(at + 1),
  };
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

/** The repaired problems of each document: the last one that starts before the problem, which may be a line that is now a comment. */
function shareOut({ documents, repaired }: Reading): SyntaxProblem[][] {
  const shares: SyntaxProblem[][] = documents.map(() => []);
  for (const problem of repaired) {
    const at = documents.findLastIndex(({ range }) => rangeSpan(range).start <= problem.span.start);
    shares[Math.max(0, at)]?.push(problem);
  }
  return shares;
}

/** The text that the parser saw, and the way back to the one that was given. */
interface Source {
  readonly shown: string;
  at(offset: number): number;
  /** The text of a literal block that was hidden, given what the parser took for it; undefined for any other. */
  blockOf(value: string, range: Span): (() => string) | undefined;
  foundBlocks(): number;
}

/** A mark and the line ends around it: anything else in the scalar, and the mark is not its content but a part of it. */
const onlyBlock = new RegExp(`^\\n*${blockMark}\\n*$`);

function createSource(text: string, shown: string, outline: Outline): Source {
  const found = new Set<HiddenBlock>();
  return {
    shown,
    at: createOffsetMap(outline),
    blockOf(value, range) {
      if (!onlyBlock.test(value)) return undefined;
      const block = firstFrom(outline.blocks, range.start);
      if (block === undefined || block.markAt >= range.end) return undefined;
      found.add(block);
      // The parser has settled what stands around the lines: blank lines before, and line ends behind.
      return () => value.replace(blockMark, () => blockText(text, block));
    },
    foundBlocks: () => found.size,
  };
}

/** The first block whose mark is not before the offset. */
function firstFrom(blocks: readonly HiddenBlock[], offset: number): HiddenBlock | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.markAt ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return blocks[low];
}

function convertDocument(
  document: Document.Parsed,
  source: Source,
  repaired: readonly SyntaxProblem[],
): SyntaxDocument {
  const span = rangeSpan(document.range);
  const problems: SyntaxProblem[] = document.errors.map((error) => describeError(error, source.shown));
  problems.push(...repaired);
  const placed = problems.map((problem) => ({ ...problem, span: placeOf(problem.span, source) }));
  const root = convertTree(document.contents, source, placed);
  placed.sort((a, b) => a.span.start - b.span.start);
  return { root, span: placeOf(span, source), problems: placed };
}

function placeOf({ start, end }: Span, source: Source): Span {
  return { start: source.at(start), end: source.at(end) };
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
  source: Source,
  problems: SyntaxProblem[],
): Node | undefined {
  const anchors = new Map<string, MapNode | SeqNode | ScalarNode | undefined>();
  // A key may be written once in each branch of a template, of which one is left when it is rendered.
  const hasBranches = hasDirective(source.shown);
  return convert(contents);

  function convert(node: unknown): Node | undefined {
    if (isScalar(node)) return remember(node.anchor, convertScalar(node, source));
    if (isMap(node)) {
      const entries: MapEntry[] = [];
      const map: MapNode = {
        kind: "map",
        span: placeOf(rangeSpan(node.range), source),
        flow: node.flow === true,
        entries,
      };
      remember(node.anchor, map);
      const seen = new Set<string>();
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue;
        const key = convertScalar(pair.key, source);
        if (seen.has(key.text) && key.text !== "<<" && !hasBranches) {
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
      const seq: SeqNode = {
        kind: "seq",
        span: placeOf(rangeSpan(node.range), source),
        flow: node.flow === true,
        items,
      };
      remember(node.anchor, seq);
      for (const item of node.items) {
        // `[a: 1]` is a map of one pair inside a flow sequence.
        const value = isPair(item) ? undefined : convert(item);
        items.push(isAbsent(value) ? undefined : value);
      }
      return seq;
    }
    if (isAlias(node)) {
      const alias: AliasNode = {
        kind: "alias",
        span: placeOf(rangeSpan(node.range), source),
        name: node.source,
        target: anchors.get(node.source),
      };
      if (alias.target === undefined) {
        const message = `There is no anchor \`${shorten(node.source)}\` above for this alias: define it, or quote the value`;
        problems.push({ message, span: alias.span });
      } else if (alias.target.kind === "scalar") alias.target.aliases?.push(alias);
      return alias;
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

function convertScalar(node: Scalar, source: Source): ScalarNode {
  const style = styles[node.type ?? "PLAIN"] ?? "plain";
  const span = scalarSpan(node, style, source);
  const authored =
    style === "plain" ? (node.source ?? String(node.value ?? "")) : String(node.value ?? node.source ?? "");
  const block = style === "literal" ? source.blockOf(authored, rangeSpan(node.range)) : undefined;
  if (block !== undefined) return new BlockNode(span, block, node.anchor !== undefined);
  // A stand-in for a quote that is never closed is no part of what was meant.
  const text = unmaskTemplates(style === "plain" ? authored.replace(/^[\ue022\ue027]/, "") : authored);
  const reading = style === "plain" && node.tag === undefined ? readPlain(text) : undefined;
  const scalar: ScalarNode = { kind: "scalar", span, style, text, reading };
  return node.anchor === undefined ? scalar : { ...scalar, aliases: [] };
}

/** A literal block whose text is made when it is first asked for. */
class BlockNode implements ScalarNode {
  readonly kind = "scalar";
  readonly style = "literal";
  readonly reading = undefined;
  readonly span: Span;
  readonly aliases?: AliasNode[];
  #text: string | (() => string);

  constructor(span: Span, text: () => string, hasAnchor: boolean) {
    if (hasAnchor) this.aliases = [];
    this.span = span;
    this.#text = text;
  }

  get text(): string {
    if (typeof this.#text === "function") this.#text = this.#text();
    return this.#text;
  }
}

/** The parser counts the line end behind a block scalar as part of it; whoever replaces the scalar must not take it along. */
function scalarSpan(node: Scalar, style: ScalarStyle, source: Source): Span {
  const { start, end } = rangeSpan(node.range);
  if (style !== "literal" && style !== "folded") return placeOf({ start, end }, source);
  let last = end;
  while (last > start && /[ \r\n]/.test(source.shown.charAt(last - 1))) last--;
  return placeOf({ start, end: last }, source);
}
