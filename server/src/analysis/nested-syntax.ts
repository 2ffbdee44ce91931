/** What keeps a text within a file from being read, for the rules about values and about manifests. */

import { overlaps, type Span } from "../base/span.ts";
import type { NestedView } from "../syntax/nested-documents.ts";
import { isPlaceholder } from "../syntax/template.ts";
import type { ScalarNode } from "../syntax/tree.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Fix, Report } from "./finding.ts";

/**
 * The first problem of each document, and every `{{` that needs quotes, at their places in the file. `secrets` are places in the file of
 * which a message may say nothing.
 */
export function* nestedProblems(
  nested: NestedView,
  file: FileId,
  secrets: () => readonly Span[] = () => [],
): Iterable<Report> {
  for (const scalar of nested.unquoted) {
    if (!nested.isTemplate || isMacro(scalar.text)) yield describeUnquoted(scalar, nested, file);
  }
  // Whoever renders a template makes YAML of it, or not: nobody else can tell.
  if (nested.isTemplate) return;
  for (const { problems } of nested.documents) {
    const first = problems[0];
    if (first === undefined) continue;
    // Whole lines are filled in there, and nobody can tell what follows from them.
    if (isPlaceholder(nested.text.slice(first.span.start, first.span.end))) continue;
    const span = nested.toOuterSpan(first.span);
    const isSecret = secrets().some((secret) => overlaps(secret, span));
    const message = isSecret
      ? "YAML does not read this as a text: put the whole password in quotes"
      : first.message;
    yield { span, message };
  }
}

/** Only what names `.spectro.` is Palette's; what else has double braces belongs to whoever renders it. */
function isMacro(text: string): boolean {
  return text.includes(".spectro.");
}

function describeUnquoted(scalar: ScalarNode, nested: NestedView, file: FileId): Report {
  const what = isMacro(scalar.text) ? "macro" : "expression";
  const span = nested.toOuterSpan(scalar.span);
  if (!scalar.text.includes("}}")) {
    return {
      span,
      message: `The ${what} that starts here is never closed: add \`}}\`, and put it in quotes`,
    };
  }
  return {
    span,
    message: `YAML takes \`{{\` for the start of a map: put the ${what} in quotes`,
    fixes: () => quoteFix(scalar, nested, file),
  };
}

function quoteFix(scalar: ScalarNode, nested: NestedView, file: FileId): Fix[] {
  const { start, end } = scalar.span;
  const written = nested.text.slice(start, end);
  if (/[\r\n]/.test(written)) return [];
  const isDouble = written.includes("'");
  const quoted = isDouble ? JSON.stringify(written) : `'${written}'`;
  const edits = nested.edits([{ span: scalar.span, text: quoted }]);
  const title = `Put it in ${isDouble ? "double" : "single"} quotes`;
  return edits === undefined ? [] : [{ title, edits: [{ file, edits }], preferred: true }];
}
