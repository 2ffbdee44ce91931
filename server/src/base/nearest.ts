/** "Did you mean ...": the candidates that a person may have meant by a mistyped word. */

/** In shorter words every other word is a slip away. */
const minLength = 3;

/** Longest word that is compared; longer ones are pasted text, not typing slips. */
const maxLength = 128;

/**
 * Up to `limit` candidates within a typing slip or two of `word`, nearest first, ties in the order given.
 * The tolerance grows with the word's length (one edit in short words, a third of the letters in long ones).
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = word.toLowerCase();
  if (wanted.length < minLength || wanted.length > maxLength) return [];
  const tolerance = Math.max(1, Math.min(4, Math.floor(wanted.length / 3)));
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (candidate === word || isVariant(wanted, candidate.toLowerCase())) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), tolerance);
    if (distance <= tolerance) scored.push({ candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance);
  return scored.slice(0, limit).map((entry) => entry.candidate);
}

/** `web-2` is no slip for `web-1`, nor `k3s` for `k8s` or `web-prod` for `web`: people name variants so. */
function isVariant(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.startsWith(short) && /^[-_.]/.test(long.slice(short.length))) return true;
  return a !== b && a.replace(/\d+/g, "0") === b.replace(/\d+/g, "0");
}

/**
 * Damerau-Levenshtein distance (adjacent transpositions count one), in UTF-16 units; anything above
 * `limit` is reported as `limit + 1`, so that hopeless candidates cost little.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const tooFar = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return tooFar;
  let beforePrevious: number[] = [];
  let bestBefore = 0;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? tooFar) + 1,
        (current[column - 1] ?? tooFar) + 1,
        (previous[column - 1] ?? tooFar) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? tooFar) + 1);
      }
      current.push(cost);
      best = Math.min(best, cost);
    }
    // A transposition reaches back two rows, so one hopeless row does not settle it.
    if (best > limit && bestBefore > limit) return tooFar;
    bestBefore = best;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? tooFar, tooFar);
}
