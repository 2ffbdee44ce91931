/**
 * Regular expressions of packs, in RE2's syntax and with its promise: matching takes time in proportion to the text, whatever the
 * expression. The only importer of `re2js`.
 */

import { RE2JS } from "re2js";

/** Longest expression that is read, in UTF-16 units. */
const maxLength = 1000;

/** Most repetitions that an expression may ask for in all: each becomes a copy of what it repeats. */
const maxRepetitions = 2000;

export interface Pattern {
  /** As written, without slashes. */
  readonly source: string;
  /** How much work a character is, at most: 1 for an ordinary expression, more where much is repeated. */
  readonly cost: number;
  /** True when the whole text matches. */
  matches(text: string): boolean;
  /** True when some of the text matches. */
  occursIn(text: string): boolean;
}

/** `isOurs`: it is more than is read here, and may be right. */
export interface PatternFault {
  readonly fault: string;
  readonly isOurs?: true;
}

export function readPattern(source: string): Pattern | PatternFault {
  if (source === "") return { fault: "it is empty" };
  if (source.length > maxLength)
    return {
      fault: `it has ${source.length} characters, more than the ${maxLength} that are read`,
      isOurs: true,
    };
  const repeated = repetitions(source);
  if (repeated > maxRepetitions)
    return { fault: `it asks for more than the ${maxRepetitions} repetitions that are tried`, isOurs: true };
  try {
    const compiled = RE2JS.compile(source);
    const cost = 1 + Math.floor((source.length + repeated) / 5);
    return {
      source,
      cost,
      matches: (text) => compiled.testExact(text),
      occursIn: (text) => compiled.test(text),
    };
  } catch (error) {
    return { fault: describe(error, source) };
  }
}

function repetitions(source: string): number {
  let sum = 0;
  for (const [, min = "0", max = ""] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    sum += Math.max(Number(min), Number(max));
  return sum;
}

/** What other engines can and RE2 cannot is told in words, since its own are about something else. */
const lacking: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/, "it cannot look ahead or behind"],
  [/\\(?:[1-9]|k[<{'])/, "it cannot refer back to a group"],
  [/\(\?>/, "it has no atomic groups"],
];

function describe(error: unknown, source: string): string {
  const message = error instanceof Error ? error.message : "";
  const words = message
    .replace(/^error parsing regexp: /, "")
    .replaceAll("`", "'")
    .trim();
  const found = lacking.find(([pattern]) => pattern.test(source));
  return found?.[1] ?? (words === "" ? "it cannot be read" : words);
}
