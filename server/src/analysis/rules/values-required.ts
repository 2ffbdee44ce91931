/** Values that a pack cannot do without, and that are not given. */

import type { Constraint } from "../../catalog/pack-schema/constraint.ts";
import { contentSpan } from "../../model/text.ts";
import { followPath, type PlacePath } from "../../syntax/path.ts";
import { hasBranches } from "../../syntax/template.ts";
import { type Node, resolve } from "../../syntax/tree.ts";
import { restoreDefault } from "../../updates/default-value.ts";
import { profileWithValues } from "../example-values.ts";
import type { Report } from "../finding.ts";
import { defaultsOf, type GivenValues, givenValues, packLabel } from "../given-values.ts";
import type { Rule, RuleContext } from "../rule.ts";
import {
  clip,
  judgeAll,
  nearestKey,
  placeName,
  schemaOf,
  spanOfMatch,
  type ValueVerdict,
  valueVerdicts,
} from "../value-judgements.ts";
import { valuesFix } from "../values-fix.ts";

const packFiles = {
  "nginx 1.12.4 schema.yaml":
    'charts.nginx.host:\n  schema: \'{{ required | format "${string}" | hints "the name of the site" }}\'\n',
  "nginx 1.12.4 values.yaml": 'charts:\n  nginx:\n    host: ""\n    replicas: 1\n',
};

export const rule: Rule = {
  id: "values-required",
  severity: "warning",
  summary: "A value that the pack requires is missing or empty.",
  description:
    "The pack's `schema.yaml` says which values have to be given, and Palette refuses to save a profile without them. Values in a profile take the place of the pack's own as a whole, so a value that is only in the pack's own is missing from values that leave it out; a chart may still have one of its own, so that is an information, and so is what an override of a cluster leaves out. A pack without values in the profile is told of when the pack's own values leave the place empty as well, because then nobody fills it in; where they do not, Palette may take them, and nothing is said. A macro or a marker counts as a value. Below the items of a list a key is missing from each item by itself.",
  bad: [
    {
      title: "an empty value",
      text: profileWithValues('charts:\n  nginx:\n    host: ""\n'),
      packFiles,
    },
    {
      title: "a value that is left out",
      text: profileWithValues("charts:\n  nginx:\n    replicas: 2\n"),
      packFiles,
    },
    { title: "no values at all, and none in the pack either", text: profileWithValues(undefined), packFiles },
  ],
  good: [
    { text: profileWithValues("charts:\n  nginx:\n    host: www.example.com\n"), packFiles },
    {
      title: "a macro is a value",
      text: profileWithValues("charts:\n  nginx:\n    host: '{{ .spectro.system.cluster.name }}'\n"),
      packFiles,
    },
  ],
  *check(context) {
    for (const missing of valueVerdicts(context.snapshot, context.view, "missing")) {
      const { values } = missing;
      // Of branches a part is left, and the value may be in it.
      const isBlank = values.nested.text.trim() === "";
      if (!isBlank && !hasBranches(values.nested.text)) yield describe(missing, context);
    }
    for (const given of givenValues(context.snapshot, context.view)) {
      if (given.values === undefined || given.values.nested.text.trim() === "")
        yield* withoutValues(given, context);
    }
  },
};

function describe(missing: ValueVerdict, { snapshot, file }: RuleContext): Report {
  const { given, values, root, constraint, judgement } = missing;
  const { match, stop } = judgement;
  const defaults = defaultsOf(snapshot.catalog, given.installed);
  const path: PlacePath = match?.path ?? [...(stop?.path ?? []), ...(stop?.rest ?? [])];
  const own = defaults && followPath(defaults.root, path)?.node;
  const hasDefault = own !== undefined && !isEmpty(own);
  const isLeftOut = match === undefined;
  const key = nearestKey(root, match?.path ?? stop?.path ?? []);
  const span = key === undefined ? contentSpan(given.name) : values.nested.toOuterSpan(key.span);
  const what = isLeftOut ? "is not given" : "is empty";
  const advice = hasDefault ? "give it a value, or the one that the pack has" : "give it a value";
  return {
    span: (match && isWritten(match.node) && spanOfMatch(values, match)) || span,
    message: `${packLabel(given)} requires \`${placeName(missing)}\`, which ${what}: ${advice}${hintOf(constraint)}`,
    // What a cluster leaves out may be left to its profile.
    ...(isLeftOut && (hasDefault || given.profile === undefined) ? { severity: "information" as const } : {}),
    fixes: () =>
      hasDefault && defaults !== undefined
        ? valuesFix(
            "Take the pack's own value",
            file,
            missing,
            restoreDefault(values.nested.text, path, defaults),
            true,
          )
        : [],
  };
}

/** What nobody gives, whether Palette takes the pack's own values or none. */
function* withoutValues(given: GivenValues, { snapshot }: RuleContext): Iterable<Report> {
  const schema = schemaOf(snapshot.catalog, given);
  const defaults = schema && defaultsOf(snapshot.catalog, given.installed);
  if (schema === undefined || defaults === undefined) return;
  for (const { constraint, judgement } of judgeAll(defaults.root, schema, defaults)) {
    if (!judgement.verdicts.some(({ kind }) => kind === "missing")) continue;
    yield {
      span: contentSpan(given.name),
      message: `${packLabel(given)} requires \`${clip(constraint.path.text.replaceAll("`", "'"))}\`, which its own values leave empty: give it a value under \`values\`${hintOf(constraint)}`,
    };
  }
}

function isEmpty(node: Node): boolean {
  const value = resolve(node);
  if (value?.kind === "scalar") return value.text.trim() === "" || value.reading === "null";
  return (value?.kind === "map" ? value.entries : (value?.items ?? [])).length === 0;
}

/** Something that can be underlined stands in the place of the value. */
function isWritten(node: Node | undefined): boolean {
  return node !== undefined && node.span.end > node.span.start;
}

/** What the pack's author says of the value. */
function hintOf({ hints }: Constraint): string {
  const [hint = ""] = hints;
  const words = hint.replace(/\s+/g, " ").replaceAll("`", "'").trim().replace(/\.+$/, "");
  return words === "" ? "" : ` (${clip(words)})`;
}
