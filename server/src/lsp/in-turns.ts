/** Work over many things that lets everything else have its turn in between, and can be ended there. */

/** How long is worked on before anything else gets its turn. */
const millisecondsInTurn = 40;

export interface Turns {
  readonly isCancelled: () => boolean;
  /** Told between turns how many are done. */
  readonly report: (done: number) => void;
  readonly millisecondsInTurn?: number;
}

/** False when it was cancelled before all were done. */
export async function inTurns<T>(
  items: readonly T[],
  act: (item: T) => void,
  { isCancelled, report, millisecondsInTurn: length = millisecondsInTurn }: Turns,
): Promise<boolean> {
  let turn = Date.now();
  for (const [at, item] of items.entries()) {
    act(item);
    if (Date.now() - turn < length || at === items.length - 1) continue;
    report(at + 1);
    await new Promise((resolve) => setImmediate(resolve));
    if (isCancelled()) return false;
    turn = Date.now();
  }
  return true;
}
