/** Text that is no YAML, or that YAML readers disagree about. */

import { findJsonProblem } from "../../syntax/json-problem.ts";
import { isPlaceholder } from "../../syntax/template.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "document-syntax",
  severity: "error",
  summary: "The text cannot be read as YAML or JSON.",
  description:
    "Only the first problem of a document is told, at the place where reading went wrong; what follows from it would only be noise. Everything that can still be read is checked all the same. Terraform templates (`${NAME}`) are no problem anywhere.",
  bad: [
    {
      title: "a quote that is never closed",
      text: 'name: "observability\ntype: add-on\ndescription: ""\npacks: []\n',
    },
    {
      title: "a key twice",
      text: 'name: observability\ntype: add-on\ntype: infra\ndescription: ""\npacks: []\n',
    },
  ],
  good: [
    { text: 'name: "${PREFIX}-observability"\ntype: add-on\ndescription: ""\ntags: [${TAGS}]\npacks: []\n' },
  ],
  *check({ documents, pack, file, view }) {
    // A pack's files have rules of their own.
    if (pack !== undefined) return;
    if (/\.json$/i.test(file) && view.status === undefined) {
      // YAML allows more than JSON, and sees other faults in what is neither. Whoever imports the file reads JSON.
      const problem = findJsonProblem(view.text);
      if (problem !== undefined) yield { span: problem.span, message: problem.message };
      return;
    }
    for (const { problems } of view.status?.documents ?? documents) {
      const first = problems[0];
      if (first === undefined || isPlaceholder(view.text.slice(first.span.start, first.span.end))) continue;
      yield { span: first.span, message: first.message };
    }
  },
};
