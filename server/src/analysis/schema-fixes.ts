/** What mends a value that a JSON Schema refuses: the values that may have been meant. */

import type { SchemaProblem } from "../catalog/schema-store.ts";
import { replaceScalar } from "../syntax/scalar-edit.ts";
import { asMap, asSeq, type Node } from "../syntax/tree.ts";
import type { Fix } from "./finding.ts";

export function schemaFixes({ node, suggestions, keyword }: SchemaProblem, file: string): Fix[] {
  if (keyword === "required" || !isScalarLike(node)) return [];
  return suggestions.map((value) => ({
    title: `Change to \`${value}\``,
    edits: [{ file, edits: [replaceScalar(node, value)] }],
    preferred: suggestions.length === 1,
  }));
}

function isScalarLike(node: Node | undefined): node is Extract<Node, { kind: "scalar" | "alias" }> {
  return (
    node !== undefined &&
    asMap(node) === undefined &&
    asSeq(node) === undefined &&
    (node.kind === "scalar" || node.kind === "alias")
  );
}
