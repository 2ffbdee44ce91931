/** What a value breaks of the constraint on it. */

import { dataOf, sameData } from "../../syntax/data.ts";
import { everyItem, followPath, type PathMatch, type PathStop, resolvePath } from "../../syntax/path.ts";
import { hasMarker } from "../../syntax/template.ts";
import { type Node, resolve, type ScalarNode } from "../../syntax/tree.ts";
import type { Constraint } from "./constraint.ts";
import { formatInWords } from "./constraint-words.ts";
import { matchFormat } from "./format-match.ts";

/**
 * `missing`: it is required, and not there or empty. `changed`: it is read-only, and not what the pack says. `format`: it is not what is
 * expected, in words. A verdict never holds the value; a `secret` one is of a value that must be shown nowhere.
 */
export type Verdict =
  | { readonly kind: "missing"; readonly secret: boolean }
  | { readonly kind: "changed"; readonly secret: boolean }
  | { readonly kind: "format"; readonly expected: string; readonly secret: boolean };

/** What is at a place; `value` is undefined for a key with nothing behind it. */
export interface Given {
  readonly value: Node | undefined;
}

export interface JudgeOptions {
  /** What the pack itself has at the place, without a value when it has no such key; undefined when nobody knows. */
  readonly packDefault: Given | undefined;
}

/**
 * `given` is undefined when there is no such key, which only `required` is against. What somebody will fill in later counts as
 * given, and nothing more is said of it.
 */
export function judge(
  constraint: Constraint,
  given: Given | undefined,
  { packDefault }: JudgeOptions,
): readonly Verdict[] {
  const { required, readonly, format } = constraint;
  const secret = format?.secret === true;
  if (isUnknown(given?.value)) return [];
  const value = resolve(given?.value);
  const verdicts: Verdict[] = [];
  if (isEmpty(value)) {
    if (required) verdicts.push({ kind: "missing", secret });
  } else if (format !== undefined && value !== undefined) {
    // Numbers and booleans are judged as they are written, so quotes around them do no harm.
    const fit = value.kind === "scalar" ? matchFormat(format, writtenOf(value)) : "differs";
    if (fit === "differs") verdicts.push({ kind: "format", expected: formatInWords(format), secret });
  }
  if (readonly && given !== undefined && packDefault !== undefined && differs(value, packDefault.value))
    verdicts.push({ kind: "changed", secret });
  return verdicts;
}

/** A place that a constraint is about, and what it breaks there. */
export interface Judgement {
  /** Undefined for a value that is not there. */
  readonly match: PathMatch | undefined;
  /** How far one gets towards a value that is not there; undefined for one that is. */
  readonly stop: PathStop | undefined;
  /** At least one. */
  readonly verdicts: readonly Verdict[];
}

/**
 * All places of the constraint's path in a pack's values, those with verdicts only. `defaults` are the pack's own values; undefined when
 * nobody knows them. Below an item of a list a key that is not there is missing from each item by itself; a list that is not there has
 * no items that anything could be missing from.
 */
export function judgeValues(
  constraint: Constraint,
  values: Node | undefined,
  defaults: { readonly root: Node | undefined } | undefined,
): readonly Judgement[] {
  const { matches, stops } = resolvePath(values, constraint.path.segments);
  const judged = matches.map((match) => {
    const packDefault = defaults && { value: followPath(defaults.root, match.path)?.node };
    return { match, stop: undefined, verdicts: judge(constraint, { value: match.node }, { packDefault }) };
  });
  const absent = stops
    .filter(({ node, rest }) => !isUnknown(node) && !rest.includes(everyItem))
    .map((stop) => ({
      match: undefined,
      stop,
      verdicts: judge(constraint, undefined, { packDefault: undefined }),
    }));
  return [...judged, ...absent].filter(({ verdicts }) => verdicts.length > 0);
}

/** A number in one of YAML's other ways of writing one is meant as a number. */
function writtenOf(value: ScalarNode): string {
  const number = value.reading === "number" && /[xob_]/.test(value.text) ? dataOf(value) : undefined;
  if (typeof number === "number") return String(number);
  // The line end of a block comes with its way of writing, and nobody means it.
  return value.style === "literal" || value.style === "folded" ? value.text.replace(/\n$/, "") : value.text;
}

/** What somebody will fill in later, or an alias of nothing, which is told by itself. */
function isUnknown(node: Node | undefined): boolean {
  if (node === undefined) return false;
  const value = resolve(node);
  return value === undefined || (value.kind === "scalar" && hasMarker(value.text));
}

function isEmpty(value: ReturnType<typeof resolve>): boolean {
  if (value === undefined) return true;
  if (value.kind === "map") return value.entries.length === 0;
  if (value.kind === "seq") return value.items.length === 0;
  return value.text === "" || value.reading === "null";
}

function differs(value: Node | undefined, packDefault: Node | undefined): boolean {
  const [a, b] = [resolve(value), resolve(packDefault)];
  if (a?.kind === "scalar" && b?.kind === "scalar" && a.text === b.text) return false;
  const [own, given] = [dataOf(value), dataOf(packDefault)];
  return own !== undefined && given !== undefined && !sameData(own, given);
}
