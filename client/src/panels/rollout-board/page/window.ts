/**
 * Which of thousands of lines are drawn: those that are to be seen, some above and below, and the one that has the focus. Gaps stand for the
 * others, as high as these would be.
 */

export type Stretch =
  /** Lines from the one number to before the other. */
  | { readonly kind: "lines"; readonly from: number; readonly to: number }
  | { readonly kind: "gap"; readonly lines: number };

export interface Sight {
  /** How many lines there are. */
  readonly count: number;
  /** The first that is to be seen, and how many are at once. */
  readonly top: number;
  readonly height: number;
  /** A line that is drawn wherever it is; -1 for none. */
  readonly kept: number;
}

/** Drawn beyond what is to be seen, and the steps in which that moves: most scrolling finds its lines drawn. */
const margin = 20;

/** From top to bottom, all lines once. */
export function stretches({ count, top, height, kept }: Sight): Stretch[] {
  const from = clamp(Math.floor(top / margin) * margin - margin, count);
  const to = clamp(Math.ceil((top + height) / margin) * margin + margin, count);
  const drawn =
    kept < 0 || kept >= count || (kept >= from && kept < to)
      ? [{ from, to }]
      : [
          { from, to },
          { from: kept, to: kept + 1 },
        ].sort((a, b) => a.from - b.from);
  const found: Stretch[] = [];
  let at = 0;
  for (const lines of drawn) {
    if (lines.to <= lines.from) continue;
    if (lines.from > at) found.push({ kind: "gap", lines: lines.from - at });
    found.push({ kind: "lines", ...lines });
    at = lines.to;
  }
  if (at < count) found.push({ kind: "gap", lines: count - at });
  return found;
}

function clamp(at: number, count: number): number {
  return Math.max(0, Math.min(at, count));
}
