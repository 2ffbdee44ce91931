/** Comments that say something to us: `# cluster-profiles-ignore ...`, on the line that they are about or on the comment lines above it. */

import type { Span } from "../base/span.ts";
import type { LineIndex } from "../syntax/line-index.ts";
import type { Node } from "../syntax/tree.ts";

export interface DirectiveComment {
  /** What stands behind the marker, without the blanks around it. */
  readonly text: string;
  /** Where that is; where the comment ends when there is nothing. */
  readonly textSpan: Span;
  /** The whole comment, for whoever removes it. */
  readonly span: Span;
  /** The line that it is about, from 0. */
  readonly line: number;
}

/** What comments are looked for in. */
export interface CommentedText {
  readonly text: string;
  readonly lines: LineIndex;
  /** Of whatever kind; asked for only when the text holds such comments. */
  readonly documents: readonly { readonly root: Node | undefined }[];
}

const commentOnly = /^[ \t]*#/;

/** Comments of the documents, and of YAML inside block scalars; what a quoted string says is no comment. `marker`: a plain word. */
export function findDirectives(view: CommentedText, marker: string): DirectiveComment[] {
  // Most files have none, and need not be parsed to know it.
  if (!view.text.includes(marker)) return [];
  const { text, lines, documents } = view;
  const found: DirectiveComment[] = [];
  const quoted = quotedSpans(documents);
  const codeLine = codeLines(text, lines);
  for (const match of text.matchAll(
    new RegExp(`#[ \\t]*${marker}(?:[ \\t]+([^\\r\\n]*)|(?=[\\r\\n]|$))`, "g"),
  )) {
    const start = match.index;
    const line = lines.position(start).line;
    const before = text.slice(lines.lineStart(line), start);
    // A `#` directly behind a character is no comment in YAML.
    if (/\S$/.test(before) || isInside(quoted, start)) continue;
    const end = start + match[0].trimEnd().length;
    const said = match[1]?.trim() ?? "";
    found.push({
      text: said,
      textSpan: { start: end - said.length, end },
      span: { start, end },
      line: before.trim() === "" ? codeLine(line) : line,
    });
  }
  return found;
}

/** Where quoted scalars are, in the order of their places. */
function quotedSpans(documents: CommentedText["documents"]): Span[] {
  const spans: Span[] = [];
  const walk = (node: Node | undefined): void => {
    if (node?.kind === "scalar" && (node.style === "single" || node.style === "double"))
      spans.push(node.span);
    if (node?.kind === "seq") node.items.forEach(walk);
    if (node?.kind === "map") {
      for (const { key, value } of node.entries) {
        walk(key);
        walk(value);
      }
    }
  };
  for (const { root } of documents) walk(root);
  return spans.sort((a, b) => a.start - b.start);
}

function isInside(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const last = spans[low - 1];
  return last !== undefined && offset < last.end;
}

/** Comments may be stacked: each of them silences the first line below that is not a comment itself. */
function codeLines(text: string, lines: LineIndex): (from: number) => number {
  const known = new Map<number, number>();
  return (from) => {
    const passed: number[] = [];
    let line = from;
    do {
      passed.push(line);
      line = known.get(line) ?? line + 1;
    } while (
      line < lines.lineCount &&
      commentOnly.test(text.slice(lines.lineStart(line), lines.lineEnd(line)))
    );
    for (const comment of passed) known.set(comment, line);
    return line < lines.lineCount ? line : from;
  };
}
