/** The keys of packs' values, for the outline below the packs. Large values are cut off: an outline is for finding one's way. */

import type { Pack } from "../model/profile.ts";
import type { NestedView } from "../syntax/nested-documents.ts";
import { unmaskTemplates } from "../syntax/template.ts";
import type { MapNode } from "../syntax/tree.ts";
import type { FileView } from "../workspace/workspace.ts";
import type { Symbol as Outline } from "./symbols.ts";
import { ownValues } from "./values-place.ts";

/** How many levels of keys are shown. */
const levels = 2;

/** How many keys of one pack, and of all packs of a file. */
const mostOfPack = 200;
const mostOfFile = 2000;

/** What may still be shown of a file. */
export interface SymbolBudget {
  left: number;
}

export function createSymbolBudget(): SymbolBudget {
  return { left: mostOfFile };
}

/** In the order of their places, all inside of the values. Of several documents, those of the first. */
export function valueSymbols(view: FileView, pack: Pack, file: SymbolBudget): readonly Outline[] {
  const scalar = ownValues(pack);
  if (scalar === undefined || file.left <= 0) return [];
  const nested = view.nested(scalar);
  const root = nested.documents[0]?.root;
  if (root?.kind !== "map") return [];
  const budget = { left: Math.min(mostOfPack, file.left) };
  const before = budget.left;
  const symbols = keysOf(view, nested, root, levels, budget);
  file.left -= before - budget.left;
  return symbols;
}

function keysOf(
  view: FileView,
  nested: NestedView,
  map: MapNode,
  depth: number,
  budget: SymbolBudget,
): Outline[] {
  const symbols: Outline[] = [];
  // All of a level before what is below it, so that a large map leaves room for its neighbours.
  const entries = map.entries.slice(0, Math.max(0, budget.left));
  budget.left -= entries.length;
  for (const { key, value, span: whole } of entries) {
    const name = unmaskTemplates(key.text).replace(/\s+/g, " ").trim().slice(0, longestName);
    if (name === "") continue;
    const outer = nested.toOuterSpan(whole);
    const written = view.text.slice(outer.start, outer.end).trimEnd().length;
    const span = { start: outer.start, end: outer.start + written };
    const selection = nested.toOuterSpan(key.span);
    const children = value?.kind === "map" && depth > 1 ? keysOf(view, nested, value, depth - 1, budget) : [];
    symbols.push({
      name,
      detail: "",
      kind: "key",
      span,
      selectionSpan: { start: selection.start, end: Math.min(selection.end, span.end) },
      children,
    });
  }
  return symbols;
}

const longestName = 100;
