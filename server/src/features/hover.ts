/** What is shown when the mouse rests on something. Pure: asks the snapshot, and knows nothing of the editor. */

import { type Span, touches } from "../base/span.ts";
import { constraintInWords } from "../catalog/pack-schema/constraint-words.ts";
import { describeKeys, describeValue, type SchemaId } from "../catalog/schema-store.ts";
import { contentSpan, known } from "../model/text.ts";
import type { Node } from "../syntax/tree.ts";
import { whyNotUpdated } from "../updates/update-refusal.ts";
import type { PackFileView } from "../workspace/pack-files.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { valuesHover } from "./hover-values.ts";
import { type MacroSubject, macroAt } from "./macro-at.ts";
import { macroMarkdown } from "./macro-markdown.ts";
import { bullets, code, escapeText, paragraphs } from "./markdown.ts";
import { packEffect } from "./pack-effect.ts";
import { packMarkdown } from "./pack-markdown.ts";
import { profileMarkdown, referenceMarkdown } from "./profile-markdown.ts";
import { type PackSubject, type ReferenceSubject, type Subject, subjectAt } from "./subject.ts";
import { documentAt, packDocumentAt, packSchemaOf, placeAt, schemaOf, type TreePlace } from "./tree-place.ts";

export interface Hover {
  /** What the text is about, for the editor to mark. */
  readonly span: Span;
  readonly markdown: string;
}

/** Undefined where there is nothing to say, as in values of packs that nobody knows. */
export function hover(snapshot: Snapshot, file: FileId, offset: number): Hover | undefined {
  const view = snapshot.file(file);
  if (view === undefined) return undefined;
  const macro = macroAt(view, offset);
  if (macro !== undefined) {
    const markdown = macroMarkdown(snapshot.catalog, view, macro);
    return markdown === undefined ? undefined : { span: macroSpan(macro), markdown };
  }
  const inValues = valuesHover(snapshot, view, offset);
  if (inValues !== undefined) return inValues;
  const subject = subjectAt(view, offset);
  if (subject !== undefined) {
    const markdown = describe(snapshot, subject, file);
    if (markdown !== undefined && markdown !== "") return { span: subject.span, markdown };
  }
  if (view.pack !== undefined) return packFileHover(view.pack, offset);
  const document = documentAt(view, offset);
  return document && schemaHover(document.root, schemaOf(document), offset);
}

/** What the schema says of a key, or what a constraint asks for. */
function packFileHover(pack: PackFileView, offset: number): Hover | undefined {
  if (pack.name === "schema.yaml") {
    const constraint = pack.schema.entries.find(
      ({ path, span }) => touches(path.span, offset) || touches(span, offset),
    );
    if (constraint === undefined) return undefined;
    const span = touches(constraint.path.span, offset) ? constraint.path.span : constraint.span;
    const lines = constraintInWords(constraint).map(escapeText);
    return { span, markdown: paragraphs([`**${escapeText(constraint.path.text)}**`, bullets(lines)]) };
  }
  const schema = packSchemaOf(pack);
  return schema && schemaHover(packDocumentAt(pack, offset).root, schema, offset);
}

function macroSpan(macro: MacroSubject): Span {
  if (macro.kind === "use") return macro.use.reference.span;
  return macro.kind === "call" ? macro.call.span : macro.span;
}

function describe(snapshot: Snapshot, subject: Subject, file: FileId): string | undefined {
  switch (subject.kind) {
    case "pack":
      return packHover(snapshot, subject, file);
    case "profile":
      return profileMarkdown(snapshot.index, subject.profile, file);
    case "reference":
      return withRefusal(snapshot, subject, file, referenceMarkdown(snapshot.index, subject.reference, file));
  }
}

/** With what the clusters on the profile's version get of it. */
function packHover(snapshot: Snapshot, { profile, pack }: PackSubject, file: FileId): string | undefined {
  const markdown = packMarkdown(snapshot, file, profile, pack);
  const view = snapshot.file(file);
  const effect = view && packEffect(snapshot, view, profile, pack);
  return effect === undefined ? markdown : paragraphs([markdown, effect.markdown]);
}

/** Why the cluster cannot go to another version now, where that is known. */
function withRefusal(
  snapshot: Snapshot,
  { cluster }: ReferenceSubject,
  file: FileId,
  markdown: string | undefined,
): string | undefined {
  const refusal = whyNotUpdated(snapshot, { file, name: known(cluster.name)?.text });
  return refusal === undefined
    ? markdown
    : paragraphs([markdown, `The cluster cannot be moved now: ${escapeText(refusal)}.`]);
}

/** What the schema says of a key, or of a value that has a meaning of its own. */
function schemaHover(root: Node | undefined, schema: SchemaId, offset: number): Hover | undefined {
  const place = placeAt(root, offset);
  if (place === undefined || place.kind === "gap") return undefined;
  if (place.kind === "value") return valueHover(schema, place, offset);
  const key = place.entry.key.text;
  const described = describeKeys(schema, place.path).find((candidate) => candidate.key === key);
  const value = describeValue(schema, [...place.path, key]);
  const description = described?.description || value?.description;
  if (description === undefined || description === "") return undefined;
  const meanings = value?.values.filter(({ description: text }) => text !== undefined) ?? [];
  return {
    span: place.entry.key.span,
    markdown: paragraphs([
      `**${escapeText(key)}**${described?.required === true ? " (required)" : ""}`,
      description,
      bullets(meanings.map(({ value: text, description: meaning }) => `${code(text)}: ${meaning}`)),
    ]),
  };
}

function valueHover(
  schema: SchemaId,
  { path, node }: TreePlace & { readonly kind: "value" },
  offset: number,
): Hover | undefined {
  if (node.kind !== "scalar" || node.style === "literal" || node.style === "folded") return undefined;
  const meaning = describeValue(schema, path)?.values.find(({ value }) => value === node.text)?.description;
  if (meaning === undefined || !touches(node.span, offset)) return undefined;
  const span = contentSpan({ text: node.text, span: node.span, node, key: undefined });
  return { span, markdown: `${code(node.text)}: ${meaning}` };
}
