/** `# cluster-profiles-ignore <rule-id> <reason>` on the line of a finding or on the comment lines directly above it. */

import type { Span } from "../base/span.ts";
import type { LineIndex } from "../syntax/line-index.ts";
import { type Node, scalarAt } from "../syntax/tree.ts";
import { type FileView, suppressionMarker } from "../workspace/workspace.ts";

export interface Suppression {
  /** The rule's id as written, which may be no rule's. */
  readonly rule: string;
  readonly ruleSpan: Span;
  readonly reason: string;
  /** The whole comment, for whoever removes it. */
  readonly span: Span;
  /** The line it silences, from 0. */
  readonly line: number;
}

const marker = suppressionMarker;
const pattern = /#[ \t]*cluster-profiles-ignore(?:[ \t]+([^\s]+))?(?:[ \t]+([^\r\n]*))?/g;
const commentOnly = /^[ \t]*#/;

/** Comments of the documents, and of YAML inside block scalars; what a quoted string says is no comment. */
export function findSuppressions(view: FileView): Suppression[] {
  // Most files have none, and need not be parsed to know it.
  if (!view.text.includes(marker)) return [];
  const { text, lines, documents } = view;
  const found: Suppression[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const line = lines.position(start).line;
    const before = text.slice(lines.lineStart(line), start);
    // A `#` directly behind a character is no comment in YAML.
    if (/\S$/.test(before) || documents.some(({ root }) => isInQuotes(root, start))) continue;
    const rule = match[1] ?? "";
    const ruleStart =
      rule === "" ? start : start + match[0].indexOf(rule, match[0].indexOf(marker) + marker.length);
    found.push({
      rule,
      ruleSpan: {
        start: ruleStart,
        end: rule === "" ? start + match[0].trimEnd().length : ruleStart + rule.length,
      },
      reason: (match[2] ?? "").trim(),
      span: { start, end: start + match[0].trimEnd().length },
      line: before.trim() === "" ? nextCodeLine(text, lines, line) : line,
    });
  }
  return found;
}

function isInQuotes(root: Node | undefined, offset: number): boolean {
  const style = scalarAt(root, offset)?.style;
  return style === "single" || style === "double";
}

/** Comments may be stacked: each of them silences the first line below that is not a comment itself. */
function nextCodeLine(text: string, lines: LineIndex, from: number): number {
  for (let line = from + 1; line < lines.lineCount; line++) {
    if (!commentOnly.test(text.slice(lines.lineStart(line), lines.lineEnd(line)))) return line;
  }
  return from;
}
