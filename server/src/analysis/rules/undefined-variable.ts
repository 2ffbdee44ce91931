/** A `.spectro.var` macro whose variable the profile does not define. */

import { nearest } from "../../base/nearest.ts";
import { isInEffect, pathSpan, profileMacros } from "../../model/profile-macros.ts";
import { known } from "../../model/text.ts";
import { canStandInMacro } from "../../syntax/macro.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

const example = (variable: string) => `metadata: { name: base }
spec:
  version: 1.0.0
  template:
    type: add-on
    cloudType: all
    packs:
      - name: nginx
        type: spectro
        version: 1.12.4
        values: |
          host: '{{ .spectro.var.host }}'
  variables:
    - name: ${variable}
      displayName: Host
`;

export const rule: Rule = {
  id: "undefined-variable",
  severity: "warning",
  summary: "The profile does not define the variable that a macro names.",
  description:
    "Palette refuses a profile whose values name a variable that it does not define. The variables of an export are under `spec.variables`; where the document has no such list they may be kept elsewhere, and the rule only informs. The flat YAML of the Terraform modules does not carry variables, so nothing is said of it.",
  bad: [{ text: example("hosts") }],
  good: [{ text: example("host") }],
  *check({ profiles, view, file }) {
    for (const profile of profiles) {
      const { variables, variablesNode } = profile;
      if (variablesNode === undefined) continue;
      const names = variables.map(({ name }) => known(name)?.text).filter((name) => name !== undefined);
      // A variable whose name is filled in may be any.
      if (names.length < variables.length) continue;
      const defined = new Set(names);
      const offered = names.filter(canStandInMacro);
      const suggestions = new Map<string, readonly string[]>();
      for (const use of profileMacros(profile, view.text)) {
        const [name] = use.path;
        if (use.kind !== "var" || !use.isWritten || !isInEffect(use)) continue;
        if (name === undefined || defined.has(name)) continue;
        const near =
          suggestions.get(name) ?? (suggestions.size < mostSuggestions ? nearest(name, offered) : []);
        suggestions.set(name, near);
        const span = pathSpan(use, 0, 1);
        const advice =
          near[0] === undefined ? "define it under `spec.variables`" : `did you mean \`${near[0]}\`?`;
        const report: Report = {
          span,
          message: `The profile has no variable \`${name.slice(0, 80).replaceAll("`", "'")}\`: ${advice}`,
          fixes: () =>
            near.map((candidate) => ({
              title: `Change to \`${candidate}\``,
              edits: [{ file, edits: [{ span, text: candidate }] }],
              preferred: near.length === 1,
            })),
        };
        yield variablesNode.kind === "map" ? { ...report, atMost: "information" } : report;
      }
    }
  },
};

/** Distinct names for which others are looked for. */
const mostSuggestions = 200;
