/**
 * Does a value fit a format? All of it has to. A placeholder may end in several places, so what is kept from part to part is the set
 * of places that can be reached: nothing is tried twice, and what would still take long is left open.
 */

import { parseProfileVersion } from "../../base/profile-version.ts";
import type { Format, FormatPart } from "./constraint.ts";

/** `unknown`: it would take too long to tell, and of what nobody knows nothing is wrong. */
export type Fit = "fits" | "differs" | "unknown";

/** Longest value that is judged, in UTF-16 units. */
const maxLength = 4096;

/** Work that may be done in all, in characters looked at: a value of ordinary length needs a hundredth of it. */
const budget = 1_000_000;

/** The longest texts that can be a number, an address and a version. */
const longest: Readonly<Record<string, number>> = { number: 64, ipv4: 15, boolean: 5, version: 256 };

export function matchFormat({ parts }: Format, value: string): Fit {
  if (value.length > maxLength) return "unknown";
  let left = budget;
  let reached: readonly number[] = [0];
  for (const [index, part] of parts.entries()) {
    const next = new Set<number>();
    const isLast = index === parts.length - 1;
    for (const start of reached) {
      for (const end of endsOf(part, value, start, isLast)) {
        if (next.has(end)) continue;
        left -= costOf(part, end - start);
        if (left < 0) return "unknown";
        if (fitsPart(part, value.slice(start, end))) next.add(end);
      }
      // What any text fits reaches from the first place all that it would reach from the others.
      if (isAnyText(part)) break;
    }
    if (next.size === 0) return "differs";
    reached = [...next].sort((a, b) => a - b);
  }
  return reached.includes(value.length) ? "fits" : "differs";
}

function isAnyText(part: FormatPart): boolean {
  return (part.kind === "string" || part.kind === "password") && part.pattern === undefined;
}

function costOf(part: FormatPart, length: number): number {
  if (isAnyText(part)) return 1;
  return (length + 1) * ("pattern" in part ? (part.pattern?.cost ?? 1) : 1);
}

/** The places at which the part may end that starts here. */
function endsOf(part: FormatPart, value: string, start: number, isLast: boolean): readonly number[] {
  if (part.kind === "literal") return [start + part.text.length];
  if (isLast) return [value.length];
  if (part.kind === "list")
    return [...new Set(part.options.map((option) => start + option.length))].filter(
      (end) => end <= value.length,
    );
  const last = Math.min(value.length, start + (longest[part.kind] ?? value.length));
  return Array.from({ length: Math.max(0, last - start + 1) }, (_, length) => start + length);
}

function fitsPart(part: FormatPart, text: string): boolean {
  switch (part.kind) {
    case "literal":
      return text === part.text;
    case "string":
    case "password":
      return part.pattern === undefined ? text !== "" : part.pattern.matches(text);
    case "number":
      return isNumberIn(text, part.range) && part.pattern?.matches(text) !== false;
    case "boolean":
      return /^(?:true|True|TRUE|false|False|FALSE)$/.test(text);
    case "list":
      return part.options.includes(text);
    case "ipv4":
      return ipv4.test(text);
    case "version":
      // Images are tagged with and without a `v`.
      return parseProfileVersion(text.replace(/^v/, "")) !== undefined;
  }
}

const number = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

function isNumberIn(
  text: string,
  range: { readonly min: number; readonly max: number } | undefined,
): boolean {
  if (!number.test(text)) return false;
  return range === undefined || (range.min <= Number(text) && Number(text) <= range.max);
}
