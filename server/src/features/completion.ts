/**
 * What can be written at the caret: packs, versions, profiles, registries, keys and values of the schema, and keys, values and macros
 * in packs' values. Pure: asks the snapshot, and knows nothing of the editor. Works in half-written text, which is where completion is asked for.
 */

import type { Span } from "../base/span.ts";
import type { PackFileView } from "../workspace/pack-files.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { completeInValues } from "./complete-in-values.ts";
import { suggestKeys } from "./complete-keys.ts";
import { completeMacro } from "./complete-macros.ts";
import { suggestLabels, tagCursor } from "./complete-tags.ts";
import { suggestSchemaValues, suggestValues } from "./complete-values.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import type { CompletionKind, Place, Suggestion } from "./suggestion.ts";
import { documentAt, packDocumentAt, packSchemaOf, schemaOf } from "./tree-place.ts";

export type { CompletionKind } from "./suggestion.ts";

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: string | undefined;
  /** Markdown, made only for the item that is looked at. */
  readonly documentation: (() => string | undefined) | undefined;
  /** The whole scalar that is replaced, quotes included; empty at the caret where there is none. */
  readonly span: Span;
  /** In the quotes of the source. */
  readonly newText: string;
  /** What the editor matches with the text between the span's start and the caret. */
  readonly filterText: string;
  /** Keeps the order of the list. */
  readonly sortText: string;
  readonly deprecated: boolean;
  readonly preselect: boolean;
  /** A key whose values are known: the next thing that is wanted is their list. */
  readonly opensValues: boolean;
}

/** Characters that ask for completion inside of macros alone. */
const macroTriggers = new Set(["{", "|"]);

/** Best first; empty where nothing can be said. `typed` is the character that asked, where a person did not. */
export function complete(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  typed?: string,
): readonly CompletionItem[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const macro = completeMacro(snapshot, view, offset);
  if (macro !== undefined)
    return finish(dedupe(macro.items), { span: macro.span, quote: undefined }, undefined);
  if (typed !== undefined && macroTriggers.has(typed)) return [];
  if (view.pack !== undefined) return completePackFile(view, view.pack, offset);
  const inValues = completeInValues(snapshot, view, offset, typed);
  if (inValues !== undefined) {
    const { cursor, items } = inValues;
    return finish(dedupe(items), cursor, view.text.slice(cursor.span.start, cursor.span.end));
  }
  const document = documentAt(view, offset);
  if (document === undefined) return [];
  const found = cursorAt(document.root, view, offset);
  if (found === undefined) return [];
  const cursor = tagCursor(found, { document }, view);
  const place: Place = { snapshot, file, document, schema: schemaOf(document), cursor };
  return finish(dedupe(suggestions(place)), cursor, sourceOf(cursor, view));
}

/** Keys and values that the schema of a pack's file names. */
function completePackFile(view: FileView, pack: PackFileView, offset: number): readonly CompletionItem[] {
  const document = packDocumentAt(pack, offset);
  const schema = packSchemaOf(pack);
  const cursor = schema && cursorAt(document.root, view, offset);
  if (schema === undefined || cursor === undefined) return [];
  const keys = cursor.kind === "value" ? [] : suggestKeys({ document, schema, cursor });
  const values = cursor.kind === "key" ? [] : suggestSchemaValues({ schema, cursor });
  return finish(dedupe([...keys, ...values]), cursor, sourceOf(cursor, view));
}

function sourceOf({ span }: Cursor, { text }: FileView): string {
  return text.slice(span.start, span.end);
}

function suggestions(place: Place): Suggestion[] {
  switch (place.cursor.kind) {
    case "key":
      return [...suggestKeys(place), ...suggestLabels(place)];
    case "value":
      return suggestValues(place);
    case "item":
      return [...suggestKeys(place), ...suggestValues(place)];
  }
}

/** `source` is what the span holds, where a value that is complete must not keep others from being offered. */
function finish(
  list: readonly Suggestion[],
  cursor: Pick<Cursor, "span" | "quote">,
  source: string | undefined,
): CompletionItem[] {
  // With the caret behind a value that is complete, other values are wanted, though none of them begins like it.
  const written = source?.replace(/^["']|["']$/g, "");
  const isComplete = source !== undefined && list.some(({ label }) => label === written);
  const isChosen = list.some(({ preselect }) => preselect === true);
  return list.map((item, at) => ({
    label: item.label,
    kind: item.kind,
    detail: item.detail,
    documentation: item.documentation,
    span: cursor.span,
    newText: item.newText,
    filterText: isComplete ? source : cursor.quote === undefined ? item.label : item.newText,
    sortText: String(at).padStart(5, "0"),
    deprecated: item.deprecated ?? false,
    // What stands there comes first to mind; Enter must not replace it by another.
    preselect: item.preselect ?? (!isChosen && item.label === written),
    opensValues: item.opensValues ?? false,
  }));
}

function dedupe(list: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  return list.filter(({ newText }) => !seen.has(newText) && seen.add(newText));
}
