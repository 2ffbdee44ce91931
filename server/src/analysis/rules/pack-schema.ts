/** Entries of a pack's schema.yaml that cannot be read. */

import type { Constraint } from "../../catalog/pack-schema/constraint.ts";
import { quotePath } from "../../catalog/schema-words.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "pack-schema",
  severity: "error",
  summary: "A pack's schema.yaml has an entry that cannot be read.",
  description:
    'Each key is a dotted path into values.yaml, and each value has a `schema` with a constraint such as `{{ required | format "${number:[1-5]}" | hints "a count" }}`. An entry that cannot be read asks nothing of anybody: it is a warning, and a file that is no YAML an error. Whether the pack\'s own values fit is another question, see `pack-schema-defaults`.',
  bad: [
    {
      title: "a word that is none",
      file: "schema.yaml",
      text: "charts.web.replicas:\n  schema: '{{ requird }}'\n",
    },
    {
      title: "a format that is not closed",
      file: "schema.yaml",
      text: "charts.web.level:\n  schema: '{{ format \"${list:[info,debug}\" }}'\n",
    },
  ],
  good: [
    {
      file: "schema.yaml",
      text: 'charts.web.level:\n  schema: \'{{ required | format "${list:[info,debug]}" | hints "log level" }}\'\n',
    },
  ],
  *check({ pack }) {
    if (pack?.name !== "schema.yaml") return;
    // What YAML cannot read is told once a document: what follows from it would only be noise.
    const syntax = new Set(pack.documents.flatMap(({ problems }) => problems.map(({ span }) => span.start)));
    for (const { problems } of pack.documents) {
      const first = problems[0];
      if (first !== undefined) yield { span: first.span, message: first.message };
    }
    for (const { span, message } of pack.schema.problems) {
      if (!syntax.has(span.start)) yield { span, message, severity: "warning" };
    }
    yield* repeatedPaths(pack.schema.entries);
  },
};

/** In one document YAML refuses a key that is there twice; in two it does not. */
function* repeatedPaths(entries: readonly Constraint[]): Iterable<Report> {
  const known = new Set<string>();
  for (const { path } of entries) {
    if (known.has(path.text))
      yield {
        span: path.span,
        message: `The path ${quotePath(path.text)} has a constraint already: write all that is asked of it in one`,
        severity: "warning",
      };
    known.add(path.text);
  }
}
