/** Comments that silence a rule and have nothing to silence. The engine asks for them, since it alone knows what was silenced. */

import { nearest } from "../../base/nearest.ts";
import type { FileView } from "../../workspace/workspace.ts";
import type { Fix, Report } from "../finding.ts";
import type { Rule } from "../rule.ts";
import type { Suppression } from "../suppression.ts";

export const rule: Rule = {
  id: "unused-suppression",
  severity: "hint",
  summary: "A `cluster-profiles-ignore` comment silences nothing.",
  description:
    "`# cluster-profiles-ignore <rule-id> <reason>` silences one rule on its own line, or on the line below when it stands alone. What was silenced may have been repaired since, or the id may be no rule's. A comment for a rule that is off is left alone.",
  bad: [
    {
      text: 'name: base\n# cluster-profiles-ignore profile-version-format kept for the old pipeline\nversion: 1.2.0\ntype: add-on\ndescription: ""\npacks: []\n',
    },
  ],
  good: [
    {
      text: 'name: base\n# cluster-profiles-ignore profile-version-format kept for the old pipeline\nversion: v1.2\ntype: add-on\ndescription: ""\npacks: []\n',
    },
  ],
  check: () => [],
};

/** Words and fixes for a suppression that silenced nothing, or whose rule does not exist. */
export function describeUnused(
  suppression: Suppression,
  isRule: boolean,
  known: readonly string[],
  view: FileView,
): Report {
  const remove: Fix = {
    title: "Remove the unused suppression",
    edits: [{ file: view.id, edits: [{ span: commentWithLine(suppression, view), text: "" }] }],
    preferred: false,
  };
  if (isRule) {
    const message = `This suppression of \`${suppression.rule}\` silences nothing: remove it`;
    return { span: suppression.span, message, tags: ["unnecessary"], fixes: () => [remove] };
  }
  if (suppression.rule === "") {
    return {
      span: suppression.span,
      message: "A suppression must name the rule that it silences",
      fixes: () => [remove],
    };
  }
  const near = nearest(suppression.rule, known);
  const meant = near[0] === undefined ? "" : `: did you mean \`${near[0]}\`?`;
  return {
    span: suppression.ruleSpan,
    message: `There is no rule \`${suppression.rule}\`${meant}`,
    fixes: () => [
      ...near.map((id) => ({
        title: `Change to \`${id}\``,
        edits: [{ file: view.id, edits: [{ span: suppression.ruleSpan, text: id }] }],
        preferred: false,
      })),
      remove,
    ],
  };
}

/** The comment with the blanks before it, and its whole line when nothing else stands there. */
function commentWithLine(suppression: Suppression, view: FileView): { start: number; end: number } {
  const line = view.lines.position(suppression.span.start).line;
  const lineStart = view.lines.lineStart(line);
  const before = view.text.slice(lineStart, suppression.span.start);
  if (before.trim() === "") return { start: lineStart, end: view.lines.lineStart(line + 1) };
  return { start: lineStart + before.trimEnd().length, end: suppression.span.end };
}
