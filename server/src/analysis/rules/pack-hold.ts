/** Comments that hold a pack back and do not, or do no longer. */

import { endedInWords, isOver } from "../../config/update-policy.ts";
import { removeLine } from "../../syntax/line-edit.ts";
import { type HoldComment, holdComments } from "../../updates/pack-policy.ts";
import type { FileView } from "../../workspace/workspace.ts";
import type { FileEdit } from "../finding.ts";
import type { Rule } from "../rule.ts";

const profileText = (comment: string) =>
  `name: base\ntype: infra\ndescription: ""\npacks:\n  # ${comment}\n  - name: cni-calico\n    type: spectro\n    layer: cni\n    registry: Palette Registry\n    version: 3.28.2\n`;

export const rule: Rule = {
  id: "pack-hold",
  severity: "warning",
  summary: "A comment that holds a pack back cannot be read, is over, or is at no pack.",
  description:
    '`# cluster-profiles-hold <2 until=2027-03-01 reason="vendor freeze"` on a line of a pack, or above its first one, keeps newer versions outside of the range from being offered. `until` is the last day of the hold; `reason` is shown to whoever asks why. A hold that is over holds nothing back any more: that is an information, with the fix that removes it.',
  bad: [
    { text: profileText("cluster-profiles-hold below 3.29") },
    { title: "a hold that is over", text: profileText("cluster-profiles-hold <3.29 until=2020-01-31") },
  ],
  good: [{ text: profileText('cluster-profiles-hold <3.29 reason="tested with this one"') }],
  *check({ view, file, profiles, snapshot }) {
    const lines = profiles.flatMap(({ packs }) =>
      packs.map(({ span }) => [
        view.lines.position(span.start).line,
        view.lines.position(Math.max(span.start, span.end - 1)).line,
      ]),
    );
    for (const comment of holdComments(view)) {
      const { hold, problem, span, line } = comment;
      const fixes = () => [
        { title: "Remove the hold", edits: [removal(file, view, comment)], preferred: false },
      ];
      if (problem !== undefined) yield { span, message: problem };
      else if (!lines.some(([first = 0, last = 0]) => first <= line && line <= last))
        yield {
          span,
          message: "This holds nothing back: write it above the first line of a pack",
          severity: "information",
        };
      else if (hold?.until !== undefined && isOver(hold, snapshot.today))
        yield {
          span,
          message: endedInWords(hold.until),
          severity: "information",
          fixes,
        };
    }
  },
};

function removal(file: string, { text }: FileView, { span }: HoldComment): FileEdit {
  const line = removeLine(text, span);
  if (line !== undefined) return { file, edits: [line] };
  // Behind something on its line: with the blanks before it.
  const start = text.slice(0, span.start).trimEnd().length;
  return { file, edits: [{ span: { start, end: span.end }, text: "" }] };
}
