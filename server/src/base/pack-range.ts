/**
 * Ranges of pack versions, in the order of pack-version.ts: `<2`, `>=1.2 <1.4`, `1.31.x`, `1.2.3`, `<2 || >=3.1`. Words beside each other must
 * all hold, `||` separates alternatives.
 */

import { comparePackVersions, groupContains, isVersionGroup, parsePackVersion } from "./pack-version.ts";

export interface PackRange {
  /** As written. */
  readonly text: string;
  /** Undefined where the order does not say. */
  contains(version: string): boolean | undefined;
}

type Operator = "<" | "<=" | ">" | ">=" | "=";

interface Bound {
  readonly operator: Operator;
  readonly version: string;
}

const word = /^(<=|>=|<|>|=)?(.+)$/;

/** Undefined for what is no range. */
export function parsePackRange(text: string): PackRange | undefined {
  if (text.length > 200) return undefined;
  const alternatives = text.split("||").map(readBounds);
  const known = alternatives.filter((bounds) => bounds !== undefined);
  if (known.length < alternatives.length) return undefined;
  return {
    text: text.trim(),
    contains: (version) => anyOf(known.map((bounds) => allOf(bounds.map((bound) => holds(bound, version))))),
  };
}

/** `< 2` is `<2`. */
function readBounds(text: string): readonly Bound[] | undefined {
  const words = text
    .trim()
    .replace(/([<>=])[ \t]+/g, "$1")
    .split(/\s+/);
  const bounds = words.map((one): Bound | undefined => {
    const [, operator = "=", version = ""] = word.exec(one) ?? [];
    if (isVersionGroup(version)) return operator === "=" ? { operator, version } : undefined;
    return parsePackVersion(version) === undefined ? undefined : { operator: operator as Operator, version };
  });
  return bounds.every((bound) => bound !== undefined) ? bounds : undefined;
}

function holds({ operator, version: bound }: Bound, version: string): boolean | undefined {
  if (isVersionGroup(bound)) return groupContains(bound, version);
  const order = comparePackVersions(version, bound);
  if (order === undefined) return undefined;
  switch (operator) {
    case "<":
      // Who holds below 2 wants no release candidate of it.
      return order < 0 && !isBuildOf(version, bound);
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "=":
      return order === 0;
  }
}

/** The same numbers with a suffix, of a bound that has none. */
function isBuildOf(version: string, bound: string): boolean {
  const [one, other] = [parsePackVersion(version), parsePackVersion(bound)];
  if (one === undefined || other === undefined || other.suffix.text !== "") return false;
  const count = Math.max(one.components.length, other.components.length);
  for (let at = 0; at < count; at++) {
    if (BigInt(one.components[at] ?? "0") !== BigInt(other.components[at] ?? "0")) return false;
  }
  return true;
}

function allOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function anyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
