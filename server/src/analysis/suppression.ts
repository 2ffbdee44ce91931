/** `# cluster-profiles-ignore <rule-id> <reason>` on the line of a finding or on the comment lines directly above it. */

import type { Span } from "../base/span.ts";
import { findDirectives } from "../model/directive-comments.ts";
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

/** Comments of the documents, and of YAML inside block scalars; what a quoted string says is no comment. */
export function findSuppressions(view: FileView): Suppression[] {
  const commented = {
    text: view.text,
    lines: view.lines,
    get documents() {
      return view.pack?.documents ?? view.documents;
    },
  };
  return findDirectives(commented, suppressionMarker).map(({ text, textSpan, span, line }) => {
    const [rule = ""] = text.split(/\s/);
    const { start } = rule === "" ? span : textSpan;
    return { rule, ruleSpan: { start, end: rule === "" ? span.end : start + rule.length }, span, line };
  });
}
