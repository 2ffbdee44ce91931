/**
 * Values of keys that are called as secrets are, line by line: for a diff, which shows lines of a file that nobody has asked to see. Lines
 * of values in a JSON string end with an escape, and are lines here as well.
 */

import type { Span } from "../base/span.ts";
import { isSecretName, looksSecret } from "../updates/secrets.ts";

const entry = /^((?:- +)*)(?:\\?["'])?([\w./-]+)(?:\\?["'])?[ \t]*:[ \t]+(\S.*)$/;

/** What says where a secret is, switches something on, or counts. */
const harmless = /^(?:\{\{.*\}\}|\$\{[^}]*\}|true|false|null|~|[\d.]+|["']{2}|\\"\\"|[[{].*)$/;

const blockHead = /^[|>][-+\d]*$/;

/** In the order of their places. */
export function namedSecrets(text: string): Span[] {
  const spans: Span[] = [];
  // The column of a key with a block of lines, all of which are its value.
  let blockColumn: number | undefined;
  for (const { start, line } of linesOf(text)) {
    const content = line.trimStart();
    if (content === "") continue;
    const column = line.length - content.length;
    const from = start + column;
    const end = from + content.trimEnd().length;
    if (blockColumn !== undefined && column > blockColumn) {
      spans.push({ start: from, end });
      continue;
    }
    blockColumn = undefined;
    const [, dashes = "", key = "", value = ""] = entry.exec(content.trimEnd()) ?? [];
    const isSecret = value !== "" && (isSecretName(key) || looksSecret(value));
    if (isSecret && blockHead.test(value)) blockColumn = column + dashes.length;
    else if (isSecret ? !harmless.test(value) : looksSecret(content)) {
      spans.push({ start: isSecret ? end - value.length : from, end });
    }
  }
  return spans;
}

function* linesOf(text: string): Iterable<{ start: number; line: string }> {
  const lineEnd = /\r?\n|\\n/g;
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(lineEnd)) {
    yield { start, line: text.slice(start, index) };
    start = index + mark.length;
  }
  yield { start, line: text.slice(start) };
}
