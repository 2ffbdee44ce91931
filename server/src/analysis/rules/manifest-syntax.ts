/** Manifests that are no YAML. */

import { asScalar } from "../../syntax/tree.ts";
import { nestedProblems } from "../nested-syntax.ts";
import type { Rule } from "../rule.ts";

const head =
  'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: namespaces\n    type: manifest\n    manifests:\n      - name: team\n        content: |\n';

export const rule: Rule = {
  id: "manifest-syntax",
  severity: "error",
  summary: "The content of a manifest cannot be read as YAML.",
  description:
    "To the profile's own YAML, a manifest is only a text, so that a slip in it shows late: when a cluster is to apply it. Only the first problem of each of its documents is told, at the place where reading went wrong, and every macro that needs quotes. Manifests in JSON are YAML too. A manifest with lines that start with `{{` is a template of Helm or the like, of which nobody can tell what will be made: it is not judged.",
  bad: [
    {
      title: "a quote that is never closed",
      text: `${head}          apiVersion: v1\n          kind: Namespace\n          metadata:\n            name: "team\n`,
    },
  ],
  good: [
    {
      title: "several documents",
      text: `${head}          apiVersion: v1\n          kind: Namespace\n          metadata:\n            name: '{{ .spectro.system.cluster.name }}'\n          ---\n          { "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "other" } }\n`,
    },
  ],
  *check({ profiles, view, file }) {
    for (const { packs } of profiles) {
      for (const { content } of packs.flatMap(({ manifests }) => manifests)) {
        const scalar = asScalar(content?.node);
        if (scalar !== undefined) yield* nestedProblems(view.nested(scalar), file);
      }
    }
  },
};
