/** Values of a pack that are no YAML. */

import { asScalar } from "../../syntax/tree.ts";
import { nestedProblems } from "../nested-syntax.ts";
import type { Rule } from "../rule.ts";
import { secretSpans } from "../secrets.ts";

const head = 'name: base\ntype: add-on\ndescription: ""\npacks:\n';

export const rule: Rule = {
  id: "values-syntax",
  severity: "error",
  summary: "The values of a pack cannot be read as YAML.",
  description:
    "To the profile's own YAML, values are only a text, so that a slip in them shows late: when a cluster is to use them. Only the first problem of a document is told, at the place where reading went wrong, and every macro that needs quotes: `{{ .spectro.system.cluster.name }}` right behind a colon is the start of a map to YAML. Terraform templates and `%KEY%` markers are no problem anywhere, Go templates none inside of block scalars, and values with lines that are nothing but Go templates are not judged.",
  bad: [
    {
      title: "a macro without quotes",
      text: `${head}  - name: nginx\n    type: spectro\n    version: 1.12.4\n    values: |\n      cluster: {{ .spectro.system.cluster.name }}\n`,
    },
    {
      title: "a line that is indented too far",
      text: `${head}  - name: nginx\n    type: spectro\n    version: 1.12.4\n    values: |\n      replicas: 2\n        port: 80\n`,
    },
  ],
  good: [
    {
      text: `${head}  - name: nginx\n    type: spectro\n    version: 1.12.4\n    values: |\n      cluster: '{{ .spectro.system.cluster.name }}'\n      host: %HOST%\n      size: \${SIZE}\n`,
    },
  ],
  *check({ profiles, view, file, snapshot }) {
    for (const { packs } of profiles) {
      for (const { values } of packs) {
        const scalar = asScalar(values?.node);
        if (scalar !== undefined)
          yield* nestedProblems(view.nested(scalar), file, () => secretSpans(snapshot, view));
      }
    }
  },
};
