/** What YAML forgives and JSON does not: a comma too many, a comment, a single quote. */

import { hasTemplate } from "./template.ts";
import type { SyntaxProblem } from "./tree.ts";

/** The first reason why the text is not JSON; undefined when it is, or when only Terraform can tell. `why` says why it has to be. */
export function findJsonProblem(text: string, why = "which Palette imports"): SyntaxProblem | undefined {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  try {
    JSON.parse(text.slice(start));
    return undefined;
  } catch (error) {
    if (hasTemplate(text)) return undefined;
    const message = error instanceof Error ? error.message : String(error);
    // The engine's message ends in "at position 12 (line 1 column 13)", unless the text ended too soon.
    const position = /at position (\d+)/.exec(message);
    const at = position === null ? text.trimEnd().length - 1 : start + Number(position[1]);
    const place = Math.max(0, Math.min(at, text.length - 1));
    const what = message.replace(/(?: in JSON)? at position.*$/s, "").replace(/, .*is not valid JSON$/s, "");
    return {
      message: `Not valid JSON, ${why}: ${what}`,
      span: { start: place, end: Math.min(place + 1, text.length) },
    };
  }
}
