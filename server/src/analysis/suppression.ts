/** `# cluster-profiles-ignore <rule-id> <reason>` on the line of a finding or on the comment lines directly above it. */

import type { Span } from "../base/span.ts";
import type { LineIndex } from "../syntax/line-index.ts";
import type { Node } from "../syntax/tree.ts";
import { type FileView, suppressionMarker } from "../workspace/workspace.ts";

export interface Suppression {
  /** The rule's id as written, which may be no rule's. */
  readonly rule: string;
  readonly ruleSpan: Span;
  /** The whole comment, for whoever removes it. */
  readonly span: Span;
  /** The line it silences, from 0. */
  readonly line: number;
}

const marker = suppressionMarker;
const pattern = /#[ \t]*cluster-profiles-ignore(?:[ \t]+([^\s]+))?[^\r\n]*/g;
const commentOnly = /^[ \t]*#/;

/** Comments of the documents, and of YAML inside block scalars; what a quoted string says is no comment. */
export function findSuppressions(view: FileView): Suppression[] {
  // Most files have none, and need not be parsed to know it.
  if (!view.text.includes(marker)) return [];
  const { text, lines } = view;
  const found: Suppression[] = [];
  const quoted = quotedSpans(view.pack?.documents ?? view.documents);
  const codeLine = codeLines(text, lines);
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const line = lines.position(start).line;
    const before = text.slice(lines.lineStart(line), start);
    // A `#` directly behind a character is no comment in YAML.
    if (/\S$/.test(before) || isInside(quoted, start)) continue;
    const rule = match[1] ?? "";
    const ruleStart =
      rule === "" ? start : start + match[0].indexOf(rule, match[0].indexOf(marker) + marker.length);
    found.push({
      rule,
      ruleSpan: {
        start: ruleStart,
        end: rule === "" ? start + match[0].trimEnd().length : ruleStart + rule.length,
      },
      span: { start, end: start + match[0].trimEnd().length },
      line: before.trim() === "" ? codeLine(line) : line,
    });
  }
  return found;
}

/** Where quoted scalars are, in the order of their places. */
function quotedSpans(documents: readonly { readonly root: Node | undefined }[]): Span[] {
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
