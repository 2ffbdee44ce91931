/**
 * What keeps a pattern from being a RE2 pattern, as far as a look at its characters tells. It errs on the side of silence: what it names
 * is refused by RE2 for sure, and much that RE2 refuses it does not see. It matches nothing.
 */

/** What is wrong, as a sentence without a full stop; undefined when nothing is seen. */
export function regexTrouble(pattern: string): string | undefined {
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "\\") {
      const next = pattern.charAt(at + 1);
      if (next === "") return "It ends with a lone backslash";
      if (next === "Q") {
        const end = pattern.indexOf("\\E", at + 2);
        if (end === -1) return undefined;
        at = end + 1;
        continue;
      }
      if (/[1-9]/.test(next) || (next === "k" && /[<{']/.test(pattern.charAt(at + 2))))
        return "RE2 has no references back to a group";
      at++;
    } else if (char === "[") {
      const end = classEnd(pattern, at);
      if (end === undefined) return "A `[` is never closed";
      at = end;
    } else if (char === "(") {
      depth++;
      if (/^\(\?(?:[=!]|<[=!])/.test(pattern.slice(at, at + 4))) return "RE2 cannot look ahead or behind";
      if (pattern.startsWith("(?>", at)) return "RE2 has no atomic groups";
    } else if (char === ")") {
      depth--;
      if (depth < 0) return "A `)` has no `(` before it";
    } else if (/[*+?]/.test(char) && pattern.charAt(at + 1) === "+")
      return "RE2 has no possessive repetition";
    else if (
      /[*+?]/.test(char) &&
      (at === 0 || (/[(|]/.test(pattern.charAt(at - 1)) && !isEscaped(pattern, at - 1))) &&
      !isGroupMark(pattern, at)
    )
      return `There is nothing before \`${char}\` to repeat`;
  }
  return depth > 0 ? "A `(` is never closed" : undefined;
}

function isEscaped(pattern: string, at: number): boolean {
  let backslashes = 0;
  while (pattern.charAt(at - 1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/** The `?` of `(?:` and the like. */
function isGroupMark(pattern: string, at: number): boolean {
  return pattern.charAt(at) === "?" && pattern.charAt(at - 1) === "(";
}

/** The `]` of the class that begins at the offset. */
function classEnd(pattern: string, start: number): number | undefined {
  let at = start + 1;
  if (pattern.charAt(at) === "^") at++;
  // In first place a `]` is itself.
  if (pattern.charAt(at) === "]") at++;
  for (; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "\\") at++;
    else if (char === "]") return at;
    else if (pattern.startsWith("[:", at)) {
      const end = /^\[:\^?\w+:\]/.exec(pattern.slice(at, at + 20));
      if (end !== null) at += end[0].length - 1;
    }
  }
  return undefined;
}
