/**
 * The YAML documents in scalars, parsed when first asked for and kept by their text: an edit elsewhere in the file makes new nodes at
 * new places, and finds here what was read before. A bounded store, of which those that were looked at last stay.
 */

import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { readBlockHead } from "./block-scalar.ts";
import { hasTemplateLines } from "./markers.ts";
import { createNestedText, type NestedText } from "./nested.ts";
import { innerEdits } from "./nested-edits.ts";
import { type Reading, reparseNested } from "./parse.ts";
import type { Node, ScalarNode, SyntaxDocument } from "./tree.ts";

/** All offsets in here are those of the inner text, wherever that stands. */
export interface NestedDocuments {
  /** At least one; more where `---` stands between them. */
  readonly documents: readonly SyntaxDocument[];
  /** Plain scalars that start with `{{`, which YAML takes for a map. They are read as the text that was meant, and are no problem. */
  readonly unquoted: readonly ScalarNode[];
  /** The text is a template that is no YAML before somebody renders it: what is read of it may be wrong, its problems may be none. */
  readonly isTemplate: boolean;
}

/** A scalar's value as a text and as documents, with the way to its place in the file and back. */
export interface NestedView extends NestedText, NestedDocuments {
  /** Edits of the inner text as edits of the file, undefined where that cannot be done: see nested-edits.ts. */
  edits(inner: readonly TextEdit[]): readonly TextEdit[] | undefined;
}

export interface NestedStore {
  /** Costs nothing before something of it is asked for. Not to be kept longer than the file's text. */
  view(node: ScalarNode, fileText: string): NestedView;
}

/** Something that was read, by the very characters that it is written with. Its places are counted from the scalar's first character. */
interface Entry {
  readonly rawKey: string;
  readonly raw: string;
  readonly textKey: string;
  readonly nested: NestedText;
  parsed: NestedDocuments | undefined;
}

/** `limit` is the length of the inner texts that are kept, in UTF-16 units. */
export function createNestedStore(limit: number): NestedStore {
  const byRaw = new Map<string, Entry[]>();
  const byText = new Map<string, Entry[]>();
  const recent = new Set<Entry>();
  let length = 0;
  // Of the text that was parsed last, which the next one mostly comes of by a keystroke.
  let reading: Reading | undefined;

  function find(node: ScalarNode, fileText: string): Entry {
    const raw = fileText.slice(node.span.start, endOfRaw(node, fileText));
    const rawKey = keyOf(variantOf(node, fileText), raw);
    const entry = byRaw.get(rawKey)?.find((known) => known.raw === raw) ?? add(rawKey, raw, node);
    recent.delete(entry);
    recent.add(entry);
    return entry;
  }

  function add(rawKey: string, slice: string, node: ScalarNode): Entry {
    // A slice would keep the whole of the file's text in memory.
    const raw = ` ${slice}`.slice(1);
    const span = { start: 0, end: node.span.end - node.span.start };
    const moved: ScalarNode = {
      kind: "scalar",
      span,
      style: node.style,
      get text() {
        return node.text;
      },
      reading: undefined,
    };
    const nested = createNestedText(moved, raw);
    const { text } = nested;
    const textKey = keyOf("", text);
    const same = byText.get(textKey)?.find((known) => known.nested.text === text);
    const entry: Entry = { rawKey, raw, textKey, nested, parsed: same?.parsed };
    push(byRaw, rawKey, entry);
    push(byText, textKey, entry);
    length += text.length;
    for (const oldest of recent) {
      if (length <= limit) break;
      forget(oldest);
    }
    return entry;
  }

  function forget(entry: Entry): void {
    recent.delete(entry);
    pull(byRaw, entry.rawKey, entry);
    pull(byText, entry.textKey, entry);
    length -= entry.nested.text.length;
  }

  function parseDocuments(text: string): NestedDocuments {
    const parsed = reparseNested(text, reading);
    reading = parsed.reading;
    return describeDocuments(text, parsed.documents);
  }

  return {
    view(node, fileText) {
      let entry: Entry | undefined;
      const found = (): Entry => {
        entry ??= find(node, fileText);
        return entry;
      };
      const parsed = (): NestedDocuments => {
        const known = found();
        known.parsed ??= parseDocuments(known.nested.text);
        return known.parsed;
      };
      const { start } = node.span;
      const nested: NestedText = {
        get text() {
          return found().nested.text;
        },
        toOuter: (offset) => start + found().nested.toOuter(offset),
        toOuterSpan: (span) => moveSpan(found().nested.toOuterSpan(span), start),
        toInner: (offset) => found().nested.toInner(offset - start),
      };
      return {
        get text() {
          return nested.text;
        },
        toOuter: nested.toOuter,
        toOuterSpan: nested.toOuterSpan,
        toInner: nested.toInner,
        get documents() {
          return parsed().documents;
        },
        get unquoted() {
          return parsed().unquoted;
        },
        get isTemplate() {
          return parsed().isTemplate;
        },
        edits: (inner) => innerEdits(node, fileText, nested, inner),
      };
    },
  };
}

/** A text that is a file by itself, looked at in the same way: its places are those of the file. */
export function readWholeText(text: string): NestedView {
  const identity = (offset: number) => offset;
  return {
    text,
    toOuter: identity,
    toInner: identity,
    toOuterSpan: (span) => span,
    edits: (inner) => inner,
    ...describeDocuments(text, reparseNested(text, undefined).documents),
  };
}

function describeDocuments(text: string, documents: readonly SyntaxDocument[]): NestedDocuments {
  const unquoted: ScalarNode[] = [];
  if (text.includes("{{")) for (const { root } of documents) collectUnquoted(root, unquoted);
  return { documents, unquoted, isTemplate: hasTemplateLines(text) };
}

function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** All that the value depends on: to a block belong the blanks behind it. */
function endOfRaw({ style, span }: ScalarNode, fileText: string): number {
  if (style !== "literal" && style !== "folded") return span.end;
  const blanks = /\s*/y;
  blanks.lastIndex = span.end;
  const end = span.end + (blanks.exec(fileText)?.[0].length ?? 0);
  // What indents the next key is not the block's.
  return end === fileText.length ? end : Math.max(span.end, fileText.lastIndexOf("\n", end - 1) + 1);
}

/** A digit at the head of a block counts from a parent that is not part of it; what it makes of the lines shows in their length. */
function variantOf(node: ScalarNode, fileText: string): string {
  const isBlock = node.style === "literal" || node.style === "folded";
  if (!isBlock || readBlockHead(fileText, node.span.start).digit === undefined) return node.style;
  return `${node.style} ${node.text.length}`;
}

/** Long texts are told apart by comparing them, which is much faster than to make a number of each of their characters. */
const longestKey = 1000;

function keyOf(variant: string, text: string): string {
  return text.length <= longestKey ? `${variant} ${text}` : `${variant} ${text.length}`;
}

function push(entries: Map<string, Entry[]>, key: string, entry: Entry): void {
  const same = entries.get(key);
  if (same === undefined) entries.set(key, [entry]);
  else same.push(entry);
}

function pull(entries: Map<string, Entry[]>, key: string, entry: Entry): void {
  const rest = entries.get(key)?.filter((other) => other !== entry) ?? [];
  if (rest.length === 0) entries.delete(key);
  else entries.set(key, rest);
}

function collectUnquoted(node: Node | undefined, found: ScalarNode[]): void {
  if (node?.kind === "scalar" && node.style === "plain" && node.text.startsWith("{{")) found.push(node);
  if (node?.kind === "seq") for (const item of node.items) collectUnquoted(item, found);
  if (node?.kind !== "map") return;
  for (const { key, value } of node.entries) {
    collectUnquoted(key, found);
    collectUnquoted(value, found);
  }
}
