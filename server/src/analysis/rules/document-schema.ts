/** What the JSON Schema of the document's dialect refuses. */

import { type SchemaId, type SchemaProblem, validateTree } from "../../catalog/schema-store.ts";
import type { ModelDocument } from "../../model/document.ts";
import { insertLineBelow } from "../../syntax/line-edit.ts";
import type { SyntaxDocument } from "../../syntax/tree.ts";
import type { Fix } from "../finding.ts";
import type { Rule } from "../rule.ts";
import { schemaFixes } from "../schema-fixes.ts";

export const rule: Rule = {
  id: "document-schema",
  severity: "error",
  summary:
    "The document does not have the shape that Palette, or the Terraform modules in front of it, read.",
  description:
    "A required key is missing, or a value is of the wrong kind or none of those allowed. The schemas ship with the extension (`schemas/`). Keys that the schemas do not know are allowed; see `unread-key` for those that look as if they mattered. A value with a Terraform template in it is taken as right.",
  bad: [
    {
      title: "a value that is not allowed",
      text: "name: observability\ntype: addon\ndescription: metrics\npacks: []\n",
    },
    { title: "a key that is missing", text: "name: observability\ntype: add-on\npacks: []\n" },
    {
      title: "in a cluster",
      text: "name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - name: observability\nnode_groups: []\n",
    },
  ],
  good: [{ text: "name: observability\ntype: add-on\ndescription: metrics\npacks: []\n" }],
  *check({ documents, file, view }) {
    for (const document of view.status?.documents ?? []) {
      for (const problem of validateTree("clusters-status", document.root)) {
        if (mayFollow(problem, document)) continue;
        const { span, message } = problem;
        yield { span, message, fixes: () => schemaFixes(problem, file) };
      }
    }
    for (const document of documents) {
      for (const problem of problemsOf(document)) {
        if (mayFollow(problem, document)) continue;
        yield {
          span: problem.span,
          message: problem.message,
          // Older cluster files are used with modules that each build one kind of cluster.
          ...(problem.missing === "cloudType" ? { severity: "information" as const } : {}),
          fixes: () => [
            ...schemaFixes(problem, file),
            ...descriptionFix(problem, document, { file, text: view.text }),
          ],
        };
      }
    }
  },
};

/** Where reading went wrong a key may only seem to be missing, and what comes behind it be something else than was meant. */
function mayFollow(problem: SchemaProblem, { problems }: Pick<SyntaxDocument, "problems">): boolean {
  const first = problems[0];
  return first !== undefined && (problem.keyword === "required" || problem.span.start >= first.span.start);
}

function problemsOf({ kind, root }: ModelDocument): SchemaProblem[] {
  if (kind.kind === "profile") return validateTree(kind.dialect === "flat" ? "profile" : "export", root);
  const schema: SchemaId = kind.dialect === "modules" ? "cluster" : "cluster-list";
  return validateTree(schema, root);
}

/** The one missing key that may say nothing. */
function descriptionFix(
  { missing, path }: SchemaProblem,
  { profiles }: ModelDocument,
  { file, text }: { readonly file: string; readonly text: string },
): Fix[] {
  const name = profiles[0]?.name;
  if (
    missing !== "description" ||
    path.length > 0 ||
    name?.key === undefined ||
    profiles[0]?.node.flow !== false
  )
    return [];
  const edit = insertLineBelow(text, { start: name.key.span.start, end: name.span.end }, 'description: ""');
  return [{ title: "Add an empty `description`", edits: [{ file, edits: [edit] }], preferred: true }];
}
