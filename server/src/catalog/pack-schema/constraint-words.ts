/** Constraints as a person says them. */

import type { Constraint, Format, FormatPart } from "./constraint.ts";

/** What a value has to be, to stand behind "expected": "a number from 5000 to 5005", "one of Always, Never". */
export function formatInWords({ parts }: Format): string {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined && first.kind !== "literal") return partInWords(first);
  const shape = parts.map((part) => (part.kind === "literal" ? part.text : `<${nameOf(part)}>`)).join("");
  return `text of the form ${shape}`;
}

/** Plain lines for a hover or a completion: what the constraint asks for, then the hints of the pack's author. */
export function constraintInWords(constraint: Constraint): readonly string[] {
  const { required, readonly, format, hints } = constraint;
  return [
    ...(required ? ["Required"] : []),
    ...(readonly ? ["Read-only: keeps the value that the pack gives it"] : []),
    ...(format === undefined ? [] : [`Format: ${formatInWords(format)}`]),
    ...hints.map((hint) => hint.replace(/\s+/g, " ").trim()).filter((hint) => hint !== ""),
  ];
}

type Placeholder = Exclude<FormatPart, { readonly kind: "literal" }>;

function partInWords(part: Placeholder): string {
  switch (part.kind) {
    case "string":
      return `text${matching(part)}`;
    case "password":
      return `a password${matching(part)}`;
    case "number":
      return `a number${between(part)}${matching(part)}`;
    case "boolean":
      return "true or false";
    case "list":
      return part.options.length === 1 ? `${part.options[0]}` : `one of ${part.options.join(", ")}`;
    case "ipv4":
      return "an IPv4 address";
    case "version":
      return "a semantic version";
  }
}

function nameOf(part: Placeholder): string {
  switch (part.kind) {
    case "string":
      return `text${matching(part)}`;
    case "password":
      return `password${matching(part)}`;
    case "number":
      return `number${between(part)}${matching(part)}`;
    case "boolean":
      return "true or false";
    case "list":
      return part.options.join(" or ");
    case "ipv4":
      return "IPv4 address";
    case "version":
      return "semantic version";
  }
}

function matching({
  pattern,
}: Extract<FormatPart, { readonly kind: "string" | "password" | "number" }>): string {
  return pattern === undefined ? "" : ` that matches /${pattern.source}/`;
}

function between({ range }: Extract<FormatPart, { readonly kind: "number" }>): string {
  return range === undefined ? "" : ` from ${range.min} to ${range.max}`;
}
