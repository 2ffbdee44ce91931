/** A pack's values.yaml that is no YAML. */

import { nestedProblems } from "../nested-syntax.ts";
import type { Rule } from "../rule.ts";
import { secretSpans } from "../secrets.ts";

export const rule: Rule = {
  id: "pack-values",
  severity: "error",
  summary: "A pack's values.yaml cannot be read as YAML.",
  description:
    "Every profile with the pack starts from these values. As in the values of a profile, the first problem is told, and every macro that needs quotes: `{{ .spectro.system.cluster.name }}` right behind a colon is the start of a map to YAML. Go templates inside of block scalars are no problem.",
  bad: [
    { title: "a line that is indented too far", file: "values.yaml", text: "replicas: 2\n  port: 80\n" },
    {
      title: "a macro without quotes",
      file: "values.yaml",
      text: "charts:\n  web:\n    cluster: {{ .spectro.system.cluster.name }}\n",
    },
  ],
  good: [
    {
      file: "values.yaml",
      text: "charts:\n  web:\n    cluster: '{{ .spectro.system.cluster.name }}'\n",
    },
  ],
  *check({ pack, file, view, snapshot }) {
    if (pack?.name !== "values.yaml") return;
    yield* nestedProblems(pack.values, file, () => secretSpans(snapshot, view));
  },
};
