/** The parser's errors in the words of somebody who has to repair the file. Knows their codes, and nothing else of the parser. */

import { unmaskTemplates } from "./template.ts";
import type { SyntaxProblem } from "./tree.ts";

/** What a parser says went wrong, and between which offsets. */
export interface ParserError {
  readonly code: string;
  readonly pos: readonly [number, number];
  readonly message: string;
}

/** `shown` is the text that the parser saw; the places of the problem are its offsets. */
export function describeError(error: ParserError, shown: string): SyntaxProblem {
  const start = Math.min(error.pos[0], shown.length);
  const end = Math.min(Math.max(error.pos[1], start + 1), Math.max(endOfLine(shown, start), start));
  const span = { start, end };
  switch (error.code) {
    case "TAB_AS_INDENT":
      return { message: "A tab is used as indentation, which YAML forbids: use spaces", span };
    case "RESOURCE_EXHAUSTION":
      return { message: "The file is nested too deeply to be read", span };
    case "BAD_INDENT":
      return { message: `The indentation does not fit the lines above: ${sentence(error.message)}`, span };
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return {
        message:
          "This value and the lines below do not fit together: quote the value if it holds `: `, or check the indentation",
        span,
      };
    case "BAD_SCALAR_START":
      return { message: `${sentence(error.message)}: quote the value`, span };
    case "BAD_ALIAS":
      return {
        message: `${sentence(error.message)}: define the anchor above, or quote the value if no alias is meant`,
        span,
      };
    default:
      if (/^Implicit map keys need/.test(error.message)) {
        return { message: "This is no `key: value`: add a colon and the value", span };
      }
      return { message: `Not valid YAML: ${sentence(error.message)}`, span };
  }
}

function sentence(message: string): string {
  const first = unmaskTemplates(message).split("\n")[0] ?? "";
  return shorten(first.replace(/[.:]$/, ""));
}

/** The end of the line that the offset is on, or a place not too far from it on an endless one. */
export function endOfLine(text: string, from: number): number {
  const rest = /[\r\n]/.exec(text.slice(from, from + 10_000));
  return rest === null ? Math.min(text.length, from + 10_000) : from + rest.index;
}

/** Names and messages come from files: none of them is quoted by the page. */
export function shorten(text: string): string {
  return text.length > 140 ? `${text.slice(0, 137)}...` : text;
}
