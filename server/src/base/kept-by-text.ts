/** What was made of texts lately, so that it is made once of each. */

/**
 * A function that makes something of a text, or of several, as `make` does, and knows it for as long as the texts that it was asked for since, all
 * together, are no longer than `mostKept` UTF-16 units. What was asked for longest ago goes first.
 */
export function keptByText<A extends readonly string[], T>(
  make: (...texts: A) => T,
  mostKept: number,
): (...texts: A) => T {
  const kept = new Map<string, { readonly made: T }>();
  let length = 0;
  return (...texts) => {
    const text = texts.length === 1 ? (texts[0] ?? "") : JSON.stringify(texts);
    const before = kept.get(text);
    if (before !== undefined) {
      kept.delete(text);
      kept.set(text, before);
      return before.made;
    }
    const made = make(...texts);
    kept.set(text, { made });
    length += text.length;
    for (const oldest of kept.keys()) {
      if (length <= mostKept || oldest === text) break;
      kept.delete(oldest);
      length -= oldest.length;
    }
    return made;
  };
}
