/**
 * What a validator found, in the words of somebody who has to repair the file: what is wrong, what was expected, and what
 * to do about it. Nothing here knows the validator's own messages.
 */

/** JSON Schema's types as a person calls them. */
const kinds: Readonly<Record<string, string>> = {
  object: "a map",
  array: "a list",
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "`true` or `false`",
};

/** "text", "a map or text": what one of the types would be. That nothing is fine as well is no help to anybody. */
export function kindOf(types: readonly string[]): string {
  return oneOf(types.filter((type) => type !== "null").map((type) => kinds[type] ?? type));
}

/** How to write a value of the type, in block style; JSON and flow style need no advice, since brackets say it. */
export function howToWrite(type: string | undefined, flow: boolean, exampleKey: string | undefined): string {
  if (flow) return "";
  switch (type) {
    case "array":
      return ": start each item on a line of its own with `- `";
    case "object":
      return `: write its keys${exampleKey === undefined ? "" : `, such as \`${exampleKey}\`,`} on lines of their own`;
    case "string":
      return ": put it in quotes, or in a block that starts with `|`";
    default:
      return "";
  }
}

function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

export function quote(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("`", "'").trim();
  return `\`${line.length > 40 ? `${line.slice(0, 37)}...` : line}\``;
}

/** For a dotted path, whose end tells as much as its beginning. */
export function quotePath(path: string): string {
  const line = path.replace(/\s+/g, " ").replaceAll("`", "'").trim();
  return `\`${line.length > 120 ? `${line.slice(0, 117)}...` : line}\``;
}

export function quoteAll(words: readonly string[]): string {
  return words.map(quote).join(", ");
}

/** ": did you mean `x`?", or nothing when nobody knows what was meant. */
export function didYouMean(suggestions: readonly string[]): string {
  const best = suggestions[0];
  return best === undefined ? "" : `: did you mean ${quote(best)}?`;
}
