/**
 * The problems of a document in plain words at the smallest place, from what a validator refused. What Terraform converts or
 * fills in is no fault, and neither is what cannot be seen.
 */

import { nearest } from "../base/nearest.ts";
import type { Span } from "../base/span.ts";
import { hasTemplate } from "../syntax/template.ts";
import { asScalar, type MapNode, type Node, resolve, type ScalarNode } from "../syntax/tree.ts";
import type { Instance, Place } from "./schema-instance.ts";
import {
  enumValues,
  first,
  knownKeys,
  type Parts,
  type Path,
  partsAt,
  requiredKeys,
  type SchemaId,
} from "./schema-lookup.ts";
import { keySpan, tellingSpan, valueSpan } from "./schema-spans.ts";
import { didYouMean, howToWrite, kindOf, quote, quoteAll } from "./schema-words.ts";

export interface SchemaProblem {
  /** What is wrong, what was expected and what to do, without a period at the end. */
  readonly message: string;
  /** The smallest place that tells: a value's content, an unknown key, or for a missing key what names its map. */
  readonly span: Span;
  /** Of the value or unknown key; for a missing key, of the map that lacks it. */
  readonly path: Path;
  /** The JSON Schema keyword that refused the value. */
  readonly keyword: string;
  /** The key that is missing, for the keyword `required`. */
  readonly missing?: string;
  /** What may have been meant, nearest first. */
  readonly suggestions: readonly string[];
  /** What a suggestion would replace: the wrong value, or the mistyped key. */
  readonly node: Node | undefined;
}

/** One refusal of the validator at one place. */
export type Violation =
  | { readonly kind: "type"; readonly types: readonly string[] }
  | { readonly kind: "missing" | "unknown"; readonly key: string }
  | { readonly kind: "other"; readonly keyword: string };

/** What the explanations of one document have in common. */
export class Check {
  readonly schema: SchemaId;
  readonly instance: Instance;
  /** JSON, or YAML in the style of it. */
  readonly flow: boolean;
  readonly #parts = new Map<string, Parts | undefined>();
  readonly #judged = new Map<Node, Set<string>>();

  constructor(schema: SchemaId, root: Node, instance: Instance) {
    this.schema = schema;
    this.instance = instance;
    this.flow = isFlow(root);
  }

  partsAt(path: Path): Parts | undefined {
    const position = positionOf(path);
    if (!this.#parts.has(position)) this.#parts.set(position, partsAt(this.schema, path));
    return this.#parts.get(position);
  }

  /** False for a map or list that was judged in such a position before: many aliases lead to one fault. */
  isFirst({ node, path }: Place): boolean {
    const container = resolve(node);
    if (container === undefined || container.kind === "scalar") return true;
    const positions = this.#judged.get(container) ?? new Set();
    this.#judged.set(container, positions);
    const position = positionOf(path);
    const isFirst = !positions.has(position);
    positions.add(position);
    return isFirst;
  }
}

/** Equal for all items of a list, which the schema does not tell apart. */
function positionOf(path: Path): string {
  return JSON.stringify(path.map((step) => (typeof step === "number" ? 0 : step)));
}

function isFlow(root: Node): boolean {
  const container = resolve(root);
  return container !== undefined && container.kind !== "scalar" && container.flow;
}

/** The problems of one place: a value of the wrong kind is only that; a map can lack several keys and have unknown ones. */
export function explain(check: Check, place: Place, violations: readonly Violation[]): SchemaProblem[] {
  if (place.unknown || !check.isFirst(place)) return [];
  const parts = check.partsAt(place.path);
  const value = resolve(place.node);
  if (value === undefined || (value.kind === "scalar" && value.reading === "null")) {
    return isOptional(check, place.path) ? [] : [explainEmpty(place, violations, parts)];
  }
  const expected = expectedTypes(violations);
  if (expected !== undefined) {
    const accepted = value.kind === "scalar" && isConverted(check.schema, value, expected);
    return accepted ? [] : [explainType(check, place, parts, expected)];
  }
  if (value.kind === "map") {
    return violations.flatMap((violation) => {
      if (violation.kind === "missing") return explainMissing(check, place, value, parts, violation.key);
      return violation.kind === "unknown" ? explainUnknownKey(check, place, value, parts, violation.key) : [];
    });
  }
  const keywords = violations.flatMap((violation) => (violation.kind === "other" ? [violation.keyword] : []));
  const keyword = keywords.find((each) => each === "enum") ?? keywords.find((each) => !combining.has(each));
  return keyword === undefined ? [] : [explainValue(place, parts, keyword)];
}

/** Keywords that only combine others, which tell the cause themselves. */
const combining = new Set(["if", "anyOf", "oneOf", "allOf", "not"]);

/** A union and a narrower type that depends on another key can both complain: the narrower one knows more. */
function expectedTypes(violations: readonly Violation[]): readonly string[] | undefined {
  const types = violations.flatMap((violation) => (violation.kind === "type" ? [violation.types] : []));
  return types.sort((a, b) => a.length - b.length)[0];
}

/** A key without a value is as good as no key, and an empty item of a list of texts is one still being typed. */
function isOptional(check: Check, path: Path): boolean {
  const key = path.at(-1);
  if (key === undefined) return true;
  if (typeof key === "number") return first(check.partsAt(path), "type") === "string";
  return !requiredKeys(check.partsAt(path.slice(0, -1))).includes(key);
}

/**
 * What Terraform converts: a number or truth value in quotes, and the YAML 1.1 words for true and false, which its reader
 * still knows. The config file is read by ourselves, and `complete` is a plain `true` there or it is not true.
 */
function isConverted(schema: SchemaId, value: ScalarNode, expected: readonly string[]): boolean {
  const text = value.text.trim();
  if (expected.includes("boolean")) {
    if (schema === "config") return value.reading === "boolean";
    if (value.style !== "plain") return /^(?:true|false|1|0)$/.test(text);
    return value.reading === "boolean" || /^(?:y|n|yes|no|on|off)$/i.test(text);
  }
  const numeric = text !== "" && Number.isFinite(Number(text.replaceAll("_", "")));
  if (expected.includes("number")) return numeric;
  return expected.includes("integer") && numeric && Number.isInteger(Number(text.replaceAll("_", "")));
}

function explainEmpty(
  place: Place,
  violations: readonly Violation[],
  parts: Parts | undefined,
): SchemaProblem {
  const values = enumValues(parts);
  const kind = kindOf(expectedTypes(violations) ?? []);
  const expected = values.length > 0 ? `one of ${quoteAll(values)}` : kind;
  return {
    message: `${nameOf(place.path)} has no value: expected ${expected}`,
    span: valueSpan(place),
    path: place.path,
    keyword: "type",
    suggestions: [],
    node: undefined,
  };
}

function explainType(
  check: Check,
  place: Place,
  parts: Parts | undefined,
  expected: readonly string[],
): SchemaProblem {
  const { path, node } = place;
  const scalar = asScalar(node);
  const subject = path.length === 0 ? `The ${first(parts, "x-noun") ?? "document"}` : nameOf(path);
  const wantsScalar = expected.some((type) => type === "number" || type === "integer" || type === "boolean");
  const strict = check.schema === "config" && scalar !== undefined && scalar.style !== "plain";
  const found = scalar !== undefined && wantsScalar && !strict ? quote(scalar.text) : foundKind(node);
  const suggestions =
    scalar !== undefined && !strict && expected.includes("boolean") ? booleansNear(scalar.text) : [];
  const key = requiredKeys(parts)[0] ?? knownKeys(parts)[0];
  let advice = howToWrite(expected[0], check.flow, key);
  if (suggestions.length > 0) advice = didYouMean(suggestions);
  if (strict && wantsScalar) advice = ": write it without quotes";
  return {
    message: `${subject} must be ${kindOf(expected)}, but it is ${found}${advice}`,
    span: valueSpan(place),
    path,
    keyword: "type",
    suggestions,
    node: suggestions.length > 0 ? node : undefined,
  };
}

function foundKind(node: Node | undefined): string {
  const value = resolve(node);
  if (value?.kind === "map") return "a map";
  return value?.kind === "seq" ? "a list" : "text";
}

function booleansNear(text: string): string[] {
  const word = text.trim().toLowerCase();
  if (/^(?:y|yes|on|1|true)$/.test(word)) return ["true"];
  if (/^(?:n|no|off|0|false)$/.test(word)) return ["false"];
  return nearest(word, ["true", "false"], 1);
}

/** A value of the right kind that is refused all the same. */
function explainValue(place: Place, parts: Parts | undefined, keyword: string): SchemaProblem {
  const { node, path } = place;
  const text = asScalar(node)?.text ?? "";
  const problem = { span: valueSpan(place), path, keyword, node };
  if (keyword === "enum") {
    const values = enumValues(parts);
    const suggestions = meant(text, values);
    const found = text.trim() === "" ? "an empty text" : quote(text);
    const message = `Expected one of ${quoteAll(values)} but found ${found}${didYouMean(suggestions)}`;
    return { ...problem, message, suggestions };
  }
  const fault = text === "" ? "is empty: write a value" : "does not have the form that is expected here";
  return { ...problem, message: `${nameOf(path)} ${fault}`, suggestions: [] };
}

/** Typing slips first; else a value that begins like the word, or that the word begins with. */
function meant(word: string, values: readonly string[]): string[] {
  const slips = nearest(word, values);
  if (slips.length > 0 || word.length < 3) return slips;
  const lower = word.toLowerCase();
  return values.filter((value) => value.startsWith(lower) || lower.startsWith(value));
}

function explainMissing(
  check: Check,
  place: Place,
  map: MapNode,
  parts: Parts | undefined,
  missing: string,
): SchemaProblem[] {
  const keys = check.instance.keysOf(map);
  // With `<<: *unknown` or `${KEY}: ...` in the map, the key may be there and nobody can see it.
  if (keys.open) return [];
  const known = new Set(knownKeys(parts));
  const own = map.entries.map((entry) => entry.key).filter((key) => key.text !== "<<");
  const mistyped = nearest(
    missing,
    own.map((key) => key.text).filter((key) => !known.has(key)),
  )[0];
  const slip = own.find((key) => key.text === mistyped);
  const advice = first(check.partsAt([...place.path, missing]), "x-add") ?? `add \`${missing}\``;
  const what = slip === undefined ? advice : `rename ${quote(slip.text)} if it is meant`;
  return [
    {
      message: `${subjectOf(check, place, map, parts)} has no \`${missing}\`: ${what}`,
      span: slip === undefined ? tellingSpan(place, map, parts) : keySpan(slip),
      path: place.path,
      keyword: "required",
      missing,
      suggestions: slip === undefined ? [] : [missing],
      node: slip,
    },
  ];
}

function explainUnknownKey(
  check: Check,
  place: Place,
  map: MapNode,
  parts: Parts | undefined,
  unknown: string,
): SchemaProblem[] {
  const entry = check.instance.keysOf(map).entries.get(unknown);
  if (entry === undefined || hasTemplate(unknown)) return [];
  const known = knownKeys(parts);
  const suggestions = nearest(unknown, known);
  const advice = suggestions.length > 0 ? didYouMean(suggestions) : `: the keys are ${quoteAll(known)}`;
  return [
    {
      message: `The key ${quote(unknown)} is not known here${advice}`,
      span: keySpan(entry.key),
      path: [...place.path, unknown],
      keyword: "additionalProperties",
      suggestions,
      node: entry.key,
    },
  ];
}

/** "The pack `cni-calico`", "This pack", "`profiles`". */
function subjectOf(check: Check, place: Place, map: MapNode, parts: Parts | undefined): string {
  const noun = first(parts, "x-noun");
  if (noun === undefined) return nameOf(place.path);
  const name = asScalar(check.instance.keysOf(map).entries.get("name")?.value);
  const nameable = name !== undefined && name.reading !== "null" && name.text.trim() !== "";
  return nameable ? `The ${noun} ${quote(name.text)}` : `This ${noun}`;
}

/** "`packs`", or "An item of `packs`". */
function nameOf(path: Path): string {
  const key = path.findLast((step) => typeof step === "string");
  const name = key === undefined ? "the list" : quote(String(key));
  return typeof path.at(-1) === "number" ? `An item of ${name}` : name;
}
