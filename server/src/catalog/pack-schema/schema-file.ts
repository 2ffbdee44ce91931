/** Reads a pack's schema.yaml. Never throws: an entry that cannot be read is the pack's problem, and the others are read all the same. */

import { authoredScalar } from "../../syntax/authored-scalar.ts";
import { parse } from "../../syntax/parse.ts";
import { readPath } from "../../syntax/path.ts";
import { asMap, asScalar, entryOf, type MapEntry } from "../../syntax/tree.ts";
import { quote } from "../schema-words.ts";
import type { Constraint, PackFileProblem, Term } from "./constraint.ts";
import { readTerms } from "./constraint-reader.ts";

export interface PackSchema {
  /** In the order they are written. */
  readonly entries: readonly Constraint[];
  readonly problems: readonly PackFileProblem[];
}

/** Most entries that are read: a hundred times more than the largest real file has. */
const maxEntries = 10_000;

export function readPackSchema(text: string): PackSchema {
  const documents = parse(text);
  const problems: PackFileProblem[] = documents.flatMap((document) => document.problems);
  const entries: Constraint[] = [];
  for (const { root } of documents) {
    if (root === undefined || asScalar(root)?.reading === "null") continue;
    const map = asMap(root);
    if (map === undefined) {
      problems.push({ span: root.span, message: "A pack's schema is a map of paths to constraints" });
      continue;
    }
    for (const entry of map.entries.slice(0, maxEntries)) {
      const constraint = readEntry(text, entry);
      if ("message" in constraint) problems.push(constraint);
      else entries.push(constraint);
    }
  }
  return { entries, problems: problems.sort((a, b) => a.span.start - b.span.start) };
}

function readEntry(text: string, { key, value }: MapEntry): Constraint | PackFileProblem {
  const segments = readPath(key.text);
  if (segments === undefined)
    return {
      span: key.span,
      message: `${quote(key.text)} is no path: write the keys that lead to the value, with a dot between them`,
    };
  const schema = entryOf(asMap(value), "schema");
  const scalar = asScalar(schema?.value);
  if (scalar === undefined) {
    const span = (schema?.value ?? value)?.span ?? key.span;
    return { span, message: "A path needs a `schema` with a text, such as `schema: '{{ required }}'`" };
  }
  const authored = authoredScalar(text, scalar);
  const terms = readTerms(authored.text, authored.spanOf);
  if ("problem" in terms) return terms.problem;
  return constraintOf({ text: key.text, segments, span: key.span }, terms, scalar.span);
}

function constraintOf(
  path: Constraint["path"],
  terms: readonly Term[],
  span: Constraint["span"],
): Constraint {
  return {
    path,
    terms,
    span,
    required: terms.some(({ kind }) => kind === "required"),
    readonly: terms.some(({ kind }) => kind === "readonly"),
    format: terms.find((term) => term.kind === "format")?.format,
    hints: terms.flatMap((term) => (term.kind === "hints" ? term.hints : [])),
  };
}
