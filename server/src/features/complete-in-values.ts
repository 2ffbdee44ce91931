/**
 * Keys and values inside of a pack's values: what the pack has by default, what it asks for, and what its presets bring. What the
 * values have already is not offered again.
 */

import type { Span } from "../base/span.ts";
import type { Constraint } from "../catalog/pack-schema/constraint.ts";
import type { Path } from "../catalog/schema-lookup.ts";
import { unmaskTemplates } from "../syntax/template.ts";
import { allEntries, asMap, asScalar, type Node, resolve, type ScalarNode } from "../syntax/tree.ts";
import { looksSecret } from "../updates/secrets.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { presentKeys, withColon } from "./complete-keys.ts";
import { type Cursor, writeValue } from "./cursor.ts";
import { dottedPath, keyFacts, nodesAlike, type PackKnowledge, packKnowledge } from "./pack-knowledge.ts";
import type { Suggestion } from "./suggestion.ts";
import { nodeAt } from "./tree-place.ts";
import { defaultDetail, keyMarkdown } from "./value-markdown.ts";
import { type ValuesCursor, valuesCursorAt } from "./values-cursor.ts";
import { valuesAt } from "./values-place.ts";

export interface ValuesCompletion {
  readonly cursor: Pick<Cursor, "span" | "quote">;
  readonly items: readonly Suggestion[];
}

/** More than a person looks through, and few enough to be sent at every keystroke. */
const mostItems = 1000;

/** Undefined where the caret is not meant for values. `typed` is the character that asked, where a person did not. */
export function completeInValues(
  snapshot: Snapshot,
  view: FileView,
  offset: number,
  typed: string | undefined,
): ValuesCompletion | undefined {
  const values = valuesAt(view, offset);
  if (values === undefined) return undefined;
  const none = (span: Span): ValuesCompletion => ({ cursor: { span, quote: undefined }, items: [] });
  const here = { start: offset, end: offset };
  const knowledge = packKnowledge(snapshot.catalog, values.profile, values.pack);
  const found = valuesCursorAt(values, view.text, offset);
  if (found === "outside") return undefined;
  if (found === undefined || knowledge === undefined || !isAskedFor(found.cursor, typed)) return none(here);
  const items = suggestions(knowledge, found).flatMap((item) => {
    const newText = found.write(item.newText);
    return newText === undefined ? [] : [{ ...item, newText }];
  });
  return { cursor: { span: found.span, quote: found.cursor.quote }, items: items.slice(0, mostItems) };
}

/** Blanks, digits and quotes are typed into values all the time: a list that opens at them would take the next Enter. */
function isAskedFor({ kind }: Cursor, typed: string | undefined): boolean {
  if (typed === undefined) return true;
  return kind === "value" && /^[ "']$/.test(typed);
}

function suggestions(knowledge: PackKnowledge, { cursor, root }: ValuesCursor): Suggestion[] {
  switch (cursor.kind) {
    case "key":
      return keys(knowledge, cursor, root);
    case "value":
      return valuesOf(knowledge, cursor, root);
    case "item":
      return [...keys(knowledge, cursor, root), ...valuesOf(knowledge, cursor, root)];
  }
}

/** A key that may be written, and what comes behind it as far as one can tell. */
interface KnownKey {
  value: Node | undefined;
  isRequired: boolean;
  /** Something is asked of what is below it, so that it is a map or a list. */
  hasBelow: boolean;
}

function keys(knowledge: PackKnowledge, cursor: Cursor, root: Node | undefined): Suggestion[] {
  const present = presentKeys(asMap(nodeAt(root, cursor.path)), cursor);
  const known = knownKeys(knowledge, cursor.path);
  const missing = [...known].filter(([key]) => key !== "<<" && !present.has(key));
  const ordered = [
    ...missing.filter(([, { isRequired }]) => isRequired),
    ...missing.filter(([, { isRequired }]) => !isRequired),
  ];
  return ordered.slice(0, mostItems).map(([key, { value, isRequired, hasBelow }]) => {
    const path = [...cursor.path, key];
    const facts = keyFacts(knowledge, root, path);
    const node = resolve(value);
    const isCollection = hasBelow || node?.kind === "map" || node?.kind === "seq";
    const details = [isRequired ? "required" : undefined, defaultDetail(facts)];
    return {
      label: key,
      kind: "key",
      newText: withColon(cursor, writeValue(cursor, key), isCollection),
      detail: details.filter((detail) => detail !== undefined).join(", ") || undefined,
      documentation: () => keyMarkdown(knowledge, facts, path),
      opensValues: !isCollection && (asScalar(value)?.reading === "boolean" || isChoice(facts.constraint)),
    } satisfies Suggestion;
  });
}

function knownKeys({ defaults, constraints, presets }: PackKnowledge, path: Path): Map<string, KnownKey> {
  const known = new Map<string, KnownKey>();
  const add = (key: string, value: Node | undefined) => {
    if (!known.has(key)) known.set(key, { value, isRequired: false, hasBelow: false });
  };
  for (const root of [defaults?.root, ...presets.map((preset) => preset.add.root)])
    for (const node of nodesAlike(root, path))
      for (const { key, value } of allEntries(asMap(node))) add(unmaskTemplates(key.text), value);
  const lead = path.length === 0 ? "" : `${dottedPath(path)}.`;
  for (const constraint of constraints) {
    const rest = constraint.path.text.startsWith(lead) ? constraint.path.text.slice(lead.length) : "";
    const key = nextKey(rest, known);
    if (key === undefined) continue;
    add(key, undefined);
    const entry = known.get(key);
    if (entry === undefined) continue;
    if (rest === key) entry.isRequired ||= constraint.required;
    else entry.hasBelow = true;
  }
  return known;
}

/** The first key of a dotted path: one that is known, or up to the first dot that looks like one between keys. */
function nextKey(rest: string, known: ReadonlyMap<string, unknown>): string | undefined {
  if (rest === "" || rest.startsWith("$[]")) return undefined;
  for (let dot = rest.length; dot > 0; dot = rest.lastIndexOf(".", dot - 1)) {
    const key = rest.slice(0, dot);
    if (known.has(key)) return key;
  }
  // Of `spectrocloud.com/install-priority` the dot is no end of a key.
  const key = /^[^./]*(?:\.[^./]*)*\/[^.]*/.exec(rest)?.[0] ?? rest.split(".")[0];
  return key === "" ? undefined : key;
}

function isChoice(constraint: Constraint | undefined): boolean {
  const [part, ...others] = constraint?.format?.parts ?? [];
  return others.length === 0 && (part?.kind === "list" || part?.kind === "boolean");
}

function valuesOf(knowledge: PackKnowledge, cursor: Cursor, root: Node | undefined): Suggestion[] {
  const { path } = cursor;
  const facts = keyFacts(knowledge, root, path);
  if (facts.isSecret) return [];
  const found = new Map<string, Suggestion>();
  const add = (label: string, newText: string, detail?: string) => {
    if (found.has(label)) return;
    const documentation = () => keyMarkdown(knowledge, facts, path);
    found.set(label, { label, kind: "enum", newText, detail, documentation });
  };
  const addScalar = (node: ScalarNode | undefined, detail?: string) => {
    const text = node === undefined ? "" : unmaskTemplates(node.text);
    if (node === undefined || text === "" || text.length > longestValue || /[\r\n]/.test(text)) return;
    if (node.reading === "null" || looksSecret(text)) return;
    // What is no string is written as it is, and a string so that it stays one.
    add(text, writeValue(cursor, text, node.reading !== undefined), detail);
  };
  const own = facts.isAlike ? undefined : asScalar(facts.entry?.value);
  addScalar(own, "default");
  const [part, ...others] = facts.constraint?.format?.parts ?? [];
  if (others.length === 0 && part?.kind === "list")
    for (const option of part.options.slice(0, mostItems)) add(option, writeValue(cursor, option));
  if ((others.length === 0 && part?.kind === "boolean") || own?.reading === "boolean")
    for (const word of ["true", "false"]) add(word, writeValue(cursor, word, true));
  for (const { add: added, displayName } of knowledge.presets)
    for (const node of nodesAlike(added.root, path)) addScalar(asScalar(node), `preset ${displayName}`);
  return [...found.values()];
}

/** Longest value that is offered. */
const longestValue = 200;
