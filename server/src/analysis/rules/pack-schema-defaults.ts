/** What a pack's schema.yaml asks of values that the pack's own values.yaml does not give. */

import type { Constraint } from "../../catalog/pack-schema/constraint.ts";
import { type Judgement, judgeValues, type Verdict } from "../../catalog/pack-schema/judge.ts";
import { quotePath } from "../../catalog/schema-words.ts";
import { everyItem, resolvePath } from "../../syntax/path.ts";
import type { Node } from "../../syntax/tree.ts";
import type { PackFileView } from "../../workspace/pack-files.ts";
import type { Related, Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "pack-schema-defaults",
  severity: "warning",
  summary: "A pack's own default value is not what its schema.yaml asks for.",
  description:
    "A default that breaks the format of its own pack is refused in every profile that leaves it as it is. A value that is required and empty is an information: every profile has to fill it in, which is often meant; a required path that values.yaml does not have at all is a hint. A read-only path without a default can never be set by anybody. Values with macros in them are judged by nobody before they are filled in.",
  bad: [
    {
      title: "a default that its format refuses",
      file: "schema.yaml",
      text: "charts.web.level:\n  schema: '{{ format \"${list:[info,debug]}\" }}'\n",
      others: { "values.yaml": "charts:\n  web:\n    level: verbose\n" },
    },
    {
      title: "a required value that is left empty",
      file: "schema.yaml",
      text: "charts.web.account:\n  schema: '{{ required }}'\n",
      others: { "values.yaml": 'charts:\n  web:\n    account: ""\n' },
    },
  ],
  good: [
    {
      file: "schema.yaml",
      text: "charts.web.level:\n  schema: '{{ required | format \"${list:[info,debug]}\" }}'\n",
      others: { "values.yaml": "charts:\n  web:\n    level: info\n" },
    },
  ],
  *check({ pack }) {
    if (pack?.name !== "schema.yaml") return;
    const values = pack.beside("values.yaml");
    const [document] = values?.documents ?? [];
    // Of values that cannot be read nobody can tell what is not there, and without any there are no defaults.
    if (values === undefined || document === undefined || !isReadable(values)) return;
    for (const constraint of pack.schema.entries.slice(0, mostEntries)) {
      for (const judgement of judgeValues(constraint, document.root, { root: document.root }))
        for (const verdict of judgement.verdicts) {
          const report = describe(constraint, judgement, verdict);
          if (report !== undefined) yield { ...report, related: placeOf(judgement, values) };
        }
      if (constraint.readonly && isNowhere(constraint, document.root)) yield describeUnset(constraint);
    }
  },
};

/** Each may lead to many places: a hundred times what the largest real file has. */
const mostEntries = 1000;

function isReadable({ documents, values }: PackFileView): boolean {
  return !values.isTemplate && documents.every(({ problems }) => problems.length === 0);
}

/** Not there at all; a list without items may get some. */
function isNowhere({ path }: Constraint, root: Node | undefined): boolean {
  const { matches, stops, cut } = resolvePath(root, path.segments);
  return !cut && matches.length === 0 && stops.some(({ rest }) => !rest.includes(everyItem));
}

function describe({ path, terms }: Constraint, { match }: Judgement, verdict: Verdict): Report | undefined {
  const where = quotePath(path.text);
  switch (verdict.kind) {
    case "missing": {
      const span = terms.find(({ kind }) => kind === "required")?.span ?? path.span;
      if (match === undefined)
        return {
          span,
          message: `${where} is required and not in values.yaml: add it, even if empty, so that people see what to fill in`,
          severity: "hint",
        };
      return {
        span,
        message: `${where} is required and empty in values.yaml: every profile has to fill it in`,
        severity: "information",
      };
    }
    case "format":
      return {
        span: terms.find(({ kind }) => kind === "format")?.span ?? path.span,
        message: `The default of ${where} is not ${verdict.expected}: a profile that leaves it as it is will be refused`,
      };
    case "changed":
      // A default is what it is.
      return undefined;
  }
}

function describeUnset({ path, terms }: Constraint): Report {
  return {
    span: terms.find(({ kind }) => kind === "readonly")?.span ?? path.span,
    message: `${quotePath(path.text)} is read-only, but values.yaml does not have it: give it a value there`,
    severity: "information",
  };
}

function placeOf({ match }: Judgement, { id }: PackFileView): Related[] {
  const span = match?.entry?.key.span ?? match?.node?.span;
  return span === undefined ? [] : [{ file: id, span, message: "The default is here" }];
}
