/** What is shown for a key of a pack's values, for its value, and for the presets that the values are made with. */

import { touches } from "../base/span.ts";
import { readEnabledPresets } from "../model/enabled-presets.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import type { Hover } from "./hover.ts";
import { bullets, code, escapeText, paragraphs } from "./markdown.ts";
import { keyFacts, type PackKnowledge, packKnowledge } from "./pack-knowledge.ts";
import { placeAt } from "./tree-place.ts";
import { keyMarkdown, presetMarkdown } from "./value-markdown.ts";
import { type PackValues, rootAt, valuesAt } from "./values-place.ts";

/** Undefined outside of values, and where nothing is known of what is there. */
export function valuesHover(snapshot: Snapshot, view: FileView, offset: number): Hover | undefined {
  const values = valuesAt(view, offset);
  const inner = values?.nested.toInner(offset);
  if (values === undefined || inner === undefined) return undefined;
  const knowledge = packKnowledge(snapshot.catalog, values.profile, values.pack);
  if (knowledge === undefined) return undefined;
  return presetsHover(knowledge, values, inner) ?? keyHover(knowledge, values, inner);
}

function keyHover(knowledge: PackKnowledge, { nested }: PackValues, inner: number): Hover | undefined {
  const root = rootAt(nested, inner);
  const place = placeAt(root, inner);
  if (place === undefined || place.kind === "gap") return undefined;
  // In a text of many lines nobody asks for the key above it.
  const isBlock =
    place.kind === "value" &&
    place.node.kind === "scalar" &&
    (place.node.style === "literal" || place.node.style === "folded");
  if (isBlock) return undefined;
  const path = place.kind === "key" ? [...place.path, place.entry.key.text] : place.path;
  const markdown = keyMarkdown(knowledge, keyFacts(knowledge, root, path), path);
  const span = place.kind === "key" ? place.entry.key.span : place.node.span;
  return markdown === undefined ? undefined : { span: nested.toOuterSpan(span), markdown };
}

/** How many presets are named. */
const presetsShown = 30;

function presetsHover(
  { presets, pack }: PackKnowledge,
  { nested }: PackValues,
  inner: number,
): Hover | undefined {
  const enabled = readEnabledPresets(nested.text);
  if (enabled === undefined || !touches(enabled.span, inner) || presets.length === 0) return undefined;
  const isEnabled = (group: string, name: string) =>
    enabled.entries.some((entry) => entry.group === group && entry.name === name);
  const entry = enabled.entries.find(({ span }) => touches(span, inner));
  const preset = presets.find(({ group, name }) => entry?.group === group && entry.name === name);
  if (entry !== undefined && preset !== undefined)
    return { span: nested.toOuterSpan(entry.span), markdown: presetMarkdown(preset, true) };
  const label = code(`${pack.name} ${pack.version}`);
  const list = presets.slice(0, presetsShown).map(({ group, name, displayName }) => {
    const words = displayName === name ? "" : `: ${escapeText(displayName)}`;
    return `${code(`${group}:${name}`)}${words}${isEnabled(group, name) ? " (enabled)" : ""}`;
  });
  const more = presets.length - list.length;
  return {
    span: nested.toOuterSpan(entry?.span ?? enabled.span),
    markdown: paragraphs([
      entry === undefined ? undefined : `${label} has no preset ${code(entryText(entry))}.`,
      `Presets of ${label}:`,
      bullets([...list, more > 0 ? `and ${more} more` : undefined]),
    ]),
  };
}

function entryText({ group, name }: { readonly group: string; readonly name: string }): string {
  return group === "" ? name : `${group}:${name}`;
}
