/**
 * Where a completion stands and what it replaces: by the tree where there is a node, by its flow collection inside brackets, and by
 * the lines where nothing is written yet. Knows no schema and no catalog.
 */

import type { Span } from "../base/span.ts";
import type { Path } from "../catalog/schema-lookup.ts";
import { canBePlain } from "../syntax/plain-scalar.ts";
import { writeScalar } from "../syntax/scalar-edit.ts";
import type { AliasNode, MapEntry, MapNode, Node, ScalarNode, SeqNode } from "../syntax/tree.ts";
import type { FileView } from "../workspace/workspace.ts";
import { scanLine } from "./line-scan.ts";
import { placeAt, type TreePlace } from "./tree-place.ts";

export type Quote = "single" | "double" | undefined;

export interface Cursor {
  /** `item`: the beginning of a list item in block style, where a key as well as a plain value may come. */
  readonly kind: "key" | "value" | "item";
  /** Of the value; with `key`, of the map; with `item`, of the list item. */
  readonly path: Path;
  /** What is replaced: a whole scalar with its quotes, or nothing at the caret. */
  readonly span: Span;
  /** The quotes that stand there; undefined for plain text and for nothing. */
  readonly quote: Quote;
  /** What must be written between what stands before the caret and the text. */
  readonly lead: string;
  /** For a key: its colon stands there already. */
  readonly hasColon: boolean;
  /** Inside brackets. */
  readonly flow: boolean;
  /** Inside brackets as JSON has them, where every string is quoted. */
  readonly json: boolean;
}

/** A text and its lines: a file, or what stands in one of its scalars. */
export type LinedText = Pick<FileView, "text" | "lines">;

export function cursorAt(root: Node | undefined, view: LinedText, offset: number): Cursor | undefined {
  const { text } = view;
  const place = placeAt(root, offset);
  switch (place?.kind) {
    case "value":
      // A word behind a dash, or alone on a line, may be the beginning of a key as well as a value.
      if (isPlainItem(place) || isFirstOfLine(place, text))
        return byLine(view, offset) ?? atScalar(place, text);
      if (isWritten(place.node, text, offset)) return atScalar(place, text);
      // Blank lines below a block count as the block's, though the next key may be meant for them.
      return isInsideBlock(place.node, text, offset) ? undefined : byLine(view, offset);
    case "key":
      return place.map.flow ? atFlowKey(place, text, offset) : byLine(view, offset);
    case "gap":
      return place.container.flow ? inFlow(place, text, offset) : byLine(view, offset);
    case undefined:
      return byLine(view, offset);
  }
}

/** A new text for the place, in the quotes that stand there, or in some where the text would not be read as itself. */
export function writeValue(cursor: Cursor, value: string, literal = false): string {
  if (cursor.quote !== undefined) return cursor.lead + writeScalar(value, cursor.quote);
  if (literal) return cursor.lead + value;
  const plain = !cursor.json && canBePlain(value);
  return cursor.lead + writeScalar(value, plain ? "plain" : "double");
}

function isPlainItem({ node, container }: TreePlace & { kind: "value" }): boolean {
  return container?.kind === "seq" && !container.flow && node.kind === "scalar" && node.style === "plain";
}

function isFirstOfLine({ node, container }: TreePlace & { kind: "value" }, text: string): boolean {
  if (container?.flow === true || node.kind !== "scalar" || node.style !== "plain") return false;
  return text.slice(text.lastIndexOf("\n", node.span.start - 1) + 1, node.span.start).trim() === "";
}

function isWritten(node: ScalarNode | AliasNode, text: string, offset: number): boolean {
  if (node.kind === "alias") return true;
  if (node.style === "literal" || node.style === "folded") return false;
  // Plain text that goes on over several lines is mostly a key that has no colon yet.
  return node.style !== "plain" || offset <= firstLineEnd(text, node.span);
}

function isInsideBlock(node: ScalarNode | AliasNode, text: string, offset: number): boolean {
  if (node.kind === "alias" || (node.style !== "literal" && node.style !== "folded")) return false;
  return /\S/.test(text.slice(offset, node.span.end));
}

function atScalar({ path, node, container }: TreePlace & { kind: "value" }, text: string): Cursor {
  // The parser reads a quote that is never closed as plain text; it is still meant as a quote.
  const first = text.charAt(node.span.start);
  const quote = first === '"' ? "double" : first === "'" ? "single" : undefined;
  const end =
    node.kind === "scalar" && node.style === "plain" ? firstLineEnd(text, node.span) : node.span.end;
  return {
    kind: "value",
    path,
    span: { start: node.span.start, end },
    quote,
    lead: "",
    hasColon: false,
    ...flowOf(container, text),
  };
}

function firstLineEnd(text: string, span: Span): number {
  const lines = text.slice(span.start, span.end);
  const lineBreak = lines.search(/[\r\n]/);
  return lineBreak === -1 ? span.end : span.start + lines.slice(0, lineBreak).trimEnd().length;
}

function byLine({ text, lines }: LinedText, offset: number): Cursor | undefined {
  const place = scanLine(text, lines, offset);
  if (place === undefined) return undefined;
  const { kind, path, span } = place;
  return {
    kind,
    path,
    span,
    quote: quoteAt(text, span),
    lead: place.kind === "value" && place.needsSpace ? " " : "",
    hasColon: place.kind !== "value" && place.hasColon,
    flow: false,
    json: false,
  };
}

function atFlowKey(
  { path, map, entry }: TreePlace & { kind: "key" },
  text: string,
  offset: number,
): Cursor | undefined {
  const { span } = entry.key;
  const end = firstLineEnd(text, span);
  if (offset > end) return undefined;
  return {
    kind: "key",
    path,
    span: { start: span.start, end },
    quote: quoteAt(text, span),
    lead: "",
    hasColon: /^\s*:/.test(text.slice(span.end, span.end + 200)),
    ...flowOf(map, text),
  };
}

/** Between the things in brackets: behind a colon comes a value, behind a comma or the bracket a key or an item. */
function inFlow(
  { path, container }: TreePlace & { kind: "gap" },
  text: string,
  offset: number,
): Cursor | undefined {
  const span = { start: offset, end: offset };
  const empty = { span, quote: undefined, lead: "", hasColon: false, ...flowOf(container, text) };
  if (offset <= container.span.start || isBehind(container, text, offset)) return undefined;
  if (container.kind === "seq") {
    const before = container.items.filter((item) => item !== undefined && item.span.end <= offset).length;
    const from = container.items.findLast((item) => item !== undefined && item.span.end <= offset)?.span.end;
    const free = from === undefined || text.slice(from, offset).includes(",");
    return free ? { kind: "value", path: [...path, before], ...empty } : undefined;
  }
  const entry: MapEntry | undefined = container.entries.findLast(({ key }) => key.span.end <= offset);
  if (entry === undefined) return { kind: "key", path, ...empty };
  const between = text.slice(entry.value?.span.end ?? entry.key.span.end, offset);
  if (entry.value === undefined && /^\s*:\s*$/.test(between)) {
    // Behind a plain key only a space makes the colon one.
    const lead = /:$/.test(between) && entry.key.style === "plain" ? " " : "";
    return { kind: "value", path: [...path, entry.key.text], ...empty, lead };
  }
  return between.includes(",") ? { kind: "key", path, ...empty } : undefined;
}

/** At the end of brackets that are closed. */
function isBehind(container: MapNode | SeqNode, text: string, offset: number): boolean {
  return offset >= container.span.end && /[}\]]$/.test(text.slice(container.span.start, container.span.end));
}

function flowOf(
  container: MapNode | SeqNode | undefined,
  text: string,
): { readonly flow: boolean; readonly json: boolean } {
  if (container?.flow !== true) return { flow: false, json: false };
  if (container.kind === "map" && container.entries[0] !== undefined)
    return { flow: true, json: container.entries[0].key.style === "double" };
  return { flow: true, json: /^\ufeff?\s*[{[]/.test(text.slice(0, 200)) };
}

function quoteAt(text: string, span: Span): Quote {
  if (span.start === span.end) return undefined;
  const first = text.charAt(span.start);
  return first === '"' ? "double" : first === "'" ? "single" : undefined;
}
