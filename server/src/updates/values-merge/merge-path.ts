/** Where a value is in several texts at once: items of lists are found by what they are called where they have a name. */

import type { Span } from "../../base/span.ts";
import type { PlacePath } from "../../syntax/path.ts";
import { type LabelKind, placesByLabel } from "./label.ts";
import type { Slot, Value } from "./value.ts";

/** A key, the item that is called so, or the item at a position. */
export type MergeStep = string | number | { readonly by: LabelKind; readonly is: string };

export type MergePath = readonly MergeStep[];

/** What is at the path; undefined when there is nothing, and for the root. */
export function slotAt(root: Value, path: MergePath): Slot | undefined {
  let here: Slot | undefined;
  let value: Value | undefined = root;
  for (const step of path) {
    here = value === undefined ? undefined : childOf(value, step);
    value = here?.value;
  }
  return here;
}

function childOf(value: Value, step: MergeStep): Slot | undefined {
  if (typeof step === "string") return value.kind === "map" ? value.slots.get(step) : undefined;
  if (value.kind !== "list") return undefined;
  if (typeof step === "number") return value.items[step];
  const at = placesByLabel(value, step.by).get(step.is);
  return at === undefined ? undefined : value.items[at];
}

/** Of the whole entry, or of the item without its dash. */
export function spanOf({ source }: Slot): Span | undefined {
  return "entry" in source ? source.entry.span : source.list.items[source.at]?.span;
}

/** The same place by the positions that it has in these values; undefined when it is not there. */
export function placePathIn(root: Value, path: MergePath): PlacePath | undefined {
  const found: (string | number)[] = [];
  for (const [depth, step] of path.entries()) {
    const slot = slotAt(root, path.slice(0, depth + 1));
    if (slot === undefined) return undefined;
    found.push(typeof step === "object" && "at" in slot.source ? slot.source.at : toPlain(step));
  }
  return found;
}

function toPlain(step: MergeStep): string | number {
  return typeof step === "object" ? step.is : step;
}

/** For people: `charts.nginx.env[LEVEL].value`. */
export function pathInWords(path: MergePath): string {
  return path
    .map((step, at) => {
      if (typeof step === "object") return `[${step.is}]`;
      return typeof step === "number" ? `[${step}]` : `${at === 0 ? "" : "."}${step}`;
    })
    .join("");
}

export function samePath(a: MergePath, b: MergePath): boolean {
  return a.length === b.length && a.every((step, at) => sameStep(step, b[at]));
}

function sameStep(a: MergeStep, b: MergeStep | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  return a.by === b.by && a.is === b.is;
}
