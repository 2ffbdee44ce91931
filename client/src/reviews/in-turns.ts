/** Packs of a profile that somebody deals with one after the other, in the place where the profile is by then. */

import type { PlaceParams, UpdatablePackData } from "../../../server/src/lsp/protocol.ts";

export interface Waiting {
  /** In the order of the file: all packs that could be updated, as they were listed. */
  readonly listed: readonly UpdatablePackData[];
  /** Those among them that have been updated since. */
  readonly updated: readonly UpdatablePackData[];
  /** Whose turn it is, in order. */
  readonly packs: readonly UpdatablePackData[];
}

export interface Turns {
  /** The packs of the profile that can be updated, as they are by now. */
  list(
    at: PlaceParams,
  ): Promise<{ readonly place: PlaceParams; readonly packs: readonly UpdatablePackData[] }>;
  /** Where the profile is after the pack was updated; undefined where the pack was left as it is. */
  take(place: PlaceParams, pack: UpdatablePackData): Promise<PlaceParams | undefined>;
}

/**
 * The first that goes into a new version of the profile takes the others there: they are found in it, and nobody uses it yet, so nobody is
 * asked again. A pack may move meanwhile, and two of a name are told apart by their order. One that is gone has no turn.
 */
export async function inTurns(
  start: PlaceParams,
  { listed, updated, packs }: Waiting,
  turns: Turns,
): Promise<void> {
  let at = start;
  const gone = new Set(updated.map(keyOf));
  for (const pack of packs) {
    const now = await turns.list(at);
    const before = listed.slice(
      0,
      listed.findIndex((one) => keyOf(one) === keyOf(pack)),
    );
    const alikeBefore = before.filter((one) => isAlike(one, pack) && !gone.has(keyOf(one))).length;
    const same = now.packs.filter((one) => isAlike(one, pack))[alikeBefore];
    if (same === undefined) continue;
    const home = await turns.take(now.place, { ...pack, position: same.position });
    if (home === undefined) continue;
    at = home;
    gone.add(keyOf(pack));
  }
}

/** A pack is told by where it starts. */
export function keyOf({ position }: Pick<UpdatablePackData, "position">): string {
  return `${position.line}:${position.character}`;
}

function isAlike(a: UpdatablePackData, b: UpdatablePackData): boolean {
  return a.name === b.name && a.current === b.current;
}
