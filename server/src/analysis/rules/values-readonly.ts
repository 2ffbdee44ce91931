/** Values that the pack does not let anybody change. */

import { followPath } from "../../syntax/path.ts";
import { restoreDefault } from "../../updates/default-value.ts";
import { profileWithValues } from "../example-values.ts";
import type { Report } from "../finding.ts";
import { defaultsOf, packLabel } from "../given-values.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { isShared, placeName, spanOfMatch, type ValueVerdict, valueVerdicts } from "../value-judgements.ts";
import { valuesFix } from "../values-fix.ts";

const packFiles = {
  "nginx 1.12.4 schema.yaml": "pack.namespace:\n  schema: '{{ readonly }}'\n",
  "nginx 1.12.4 values.yaml": "pack:\n  namespace: nginx\n",
};

export const rule: Rule = {
  id: "values-readonly",
  severity: "warning",
  summary: "A value is not the pack's own, although the pack says that it is read-only.",
  description:
    "The pack's `schema.yaml` marks values that its charts or manifests take for granted. Palette refuses to save a profile that changes them. The fix brings the pack's own value back. Where the pack has no value of its own it is not sure what Palette compares with, so that is an information. A value with a macro or a marker in it is not judged.",
  bad: [{ text: profileWithValues("pack:\n  namespace: web\n"), packFiles }],
  good: [{ text: profileWithValues("pack:\n  namespace: nginx\n"), packFiles }],
  *check(context) {
    for (const changed of valueVerdicts(context.snapshot, context.view, "changed")) {
      const report = describe(changed, context);
      if (report !== undefined) yield report;
    }
  },
};

function describe(changed: ValueVerdict, { snapshot, file }: RuleContext): Report | undefined {
  const { given, values, root, judgement } = changed;
  const { match } = judgement;
  const span = match && spanOfMatch(values, match);
  const defaults = defaultsOf(snapshot.catalog, given.installed);
  if (match === undefined || span === undefined || defaults === undefined) return undefined;
  const hasOwn = followPath(defaults.root, match.path) !== undefined;
  return {
    span,
    message: hasOwn
      ? `\`${placeName(changed)}\` is read-only, and not what ${packLabel(given)} has there: give it the pack's own value`
      : `\`${placeName(changed)}\` is read-only, and ${packLabel(given)} has no value of its own there: remove it`,
    ...(hasOwn ? {} : { severity: "information" as const }),
    fixes: () =>
      isShared(root, match.path)
        ? []
        : valuesFix(
            hasOwn ? "Restore the pack's own value" : "Remove the value",
            file,
            changed,
            restoreDefault(values.nested.text, match.path, defaults),
            true,
          ),
  };
}
