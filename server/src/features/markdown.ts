/**
 * Markdown from text that others wrote. Packs, profiles and registries are untrusted input: nothing of theirs may become a heading, an
 * image, a link or a command. Knows nothing of what the text is about.
 */

/** Longest piece of foreign text that is shown. */
const maxLength = 200;

/** The text as plain words on one line. Colons and dots too: bare addresses must not become links. */
export function escapeText(text: string): string {
  return oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_{}[\]()#+\-.!|>~$:@]/g, "\\$&");
}

/** The text as code. */
export function code(text: string): string {
  const line = oneLine(text).replaceAll("`", "'");
  return line === "" ? "(empty)" : `\`${line}\``;
}

/** A link, or undefined for an address that is not plain http or https. */
export function link(label: string, address: string | undefined): string | undefined {
  const href = webAddress(address);
  return href === undefined ? undefined : `[${escapeText(label)}](${href})`;
}

/** Blocks with an empty line between them; the undefined ones are left out. */
export function paragraphs(blocks: readonly (string | undefined)[]): string {
  return blocks.filter((block) => block !== undefined && block !== "").join("\n\n");
}

export function bullets(items: readonly (string | undefined)[]): string {
  return items
    .filter((item) => item !== undefined)
    .map((item) => `- ${item}`)
    .join("\n");
}

/** The first `limit` items, and how many more there are. */
export function firstOf(items: readonly string[], limit: number): string {
  const shown = items.slice(0, limit).join(", ");
  const more = items.length - limit;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function webAddress(address: string | undefined): string | undefined {
  if (address === undefined || address.length > 2000) return undefined;
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    return undefined;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  // Addresses with a user in them are made to mislead.
  if (url.username !== "" || url.password !== "") return undefined;
  return url.href.replace(/[()[\]<>\\`*_|]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The text on one line, without what turns its direction around, and no longer than a line. */
export function oneLine(text: string): string {
  // Control characters and those that turn the direction of text around.
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go.
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g, " ")
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 3)}...` : line;
}
