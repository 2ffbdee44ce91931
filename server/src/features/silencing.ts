/** The comments that silence findings, as actions. */

import type { Finding } from "../analysis/finding.ts";
import type { Span } from "../base/span.ts";
import type { Node } from "../syntax/tree.ts";
import type { FileView } from "../workspace/workspace.ts";
import type { CodeAction } from "./code-actions.ts";
import { documentAt } from "./tree-place.ts";

/** What no comment can or should silence: text that is not YAML, and comments that silence. */
const unsilenced = new Set(["document-syntax", "unused-suppression"]);

export function silencing(view: FileView, findings: readonly Finding[]): CodeAction[] {
  const offered = new Set<string>();
  return findings.flatMap((finding): CodeAction[] => {
    if (unsilenced.has(finding.rule)) return [];
    const { line } = view.lines.position(finding.span.start);
    const lineStart = view.lines.lineStart(line);
    const same = `${finding.rule} ${line}`;
    if (offered.has(same) || !canHoldComment(view, finding.span.start, lineStart)) return [];
    offered.add(same);
    return [
      {
        title: `Ignore ${finding.rule} here`,
        kind: "quickfix",
        edits: () => [{ file: view.id, edits: [commentAbove(view, line, finding.rule)] }],
        finding,
        preferred: false,
        ask: undefined,
      },
    ];
  });
}

function commentAbove(view: FileView, line: number, rule: string) {
  const { text, lines } = view;
  const indent = /^[ ]*/.exec(text.slice(lines.lineStart(line), lines.lineEnd(line)).replace("\ufeff", ""));
  // Above the first line means behind the byte order mark.
  const at = line === 0 && text.startsWith("\ufeff") ? 1 : lines.lineStart(line);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return {
    span: { start: at, end: at },
    text: `${indent?.[0] ?? ""}# cluster-profiles-ignore ${rule}${lineBreak}`,
  };
}

/** A comment line can go above unless that would be inside of a scalar or of brackets; JSON has no comments at all. */
function canHoldComment(view: FileView, offset: number, lineStart: number): boolean {
  const document = documentAt(view, offset);
  let node: Node | undefined = document?.root;
  if (node === undefined || (node.kind !== "scalar" && node.kind !== "alias" && node.flow)) return false;
  while (node !== undefined) {
    const { start, end }: Span = node.span;
    const isOpaque: boolean = node.kind === "scalar" || (node.kind !== "alias" && node.flow);
    if (isOpaque) return !(start < lineStart && lineStart < end);
    node = childAround(node, lineStart);
  }
  return true;
}

/** The child that the line begins in the middle of. */
function childAround(node: Node, lineStart: number): Node | undefined {
  const children =
    node.kind === "map"
      ? node.entries.flatMap(({ key, value }) => (value === undefined ? [key] : [key, value]))
      : node.kind === "seq"
        ? node.items
        : [];
  return children.find(
    (child) => child !== undefined && child.span.start < lineStart && lineStart < child.span.end,
  );
}
