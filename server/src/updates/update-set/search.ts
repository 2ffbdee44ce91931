/**
 * The newest versions of packs that go together. As few packs as can be are held back from the newest version that they may have; among
 * the sets that do equally well there, the pack that stands first in the profile goes as far as it can, then the second, and so on. So no
 * pack of the set can be raised without breaking another, and the same profile gives the same set.
 *
 * Branch and bound over the packs that hang together: in the profile's order, newest first, what is ruled out taken away at once
 * (arc consistency), a branch left that holds back as many packs as the best set so far.
 */

import { type Bits, clearBit, fullBits, hasBit, meets, numbersIn, setBit } from "./bits.ts";
import type { Compatibility } from "./compatibility.ts";

/** More packs that hang together are only raised one by one. */
const mostSearched = 1000;

const none: Bits = new Uint32Array();

export interface FoundSet {
  /** The place of its choice for each pack. */
  readonly choices: readonly number[];
  /** False where the budget was spent first: the set fits, and no pack of it can be raised alone, but a newer set may exist. */
  readonly isProven: boolean;
}

/** Looks into the table that one search may take: some tenths of a second. A count and no clock, so that every run ends alike. */
export const defaultBudget = 10_000_000;

/**
 * The packs of `pinned` have the choice that is given for them. Undefined where no set fits them, or none was found in the budget; without
 * any there always is one, because the profile as it stands breaks nothing that it does not break already.
 */
export function newestSet(
  compatibility: Compatibility,
  pinned: ReadonlyMap<number, number> = new Map(),
  budget = defaultBudget,
): FoundSet | undefined {
  const state = createState(compatibility, budget);
  const all = compatibility.packs.map((_, pack) => pack);
  if (!pinAll(state, pinned) || !propagate(state, all)) return undefined;
  const choices = all.map(() => 0);
  const components = componentsOf(compatibility, state);
  const whole = components.reduce((sum, { length }) => sum + length ** 2, 0);
  let isProven = true;
  for (const component of components) {
    state.budget = Math.ceil((budget * component.length ** 2) / whole);
    const best = searchComponent(state, component) ?? standing(state, component);
    if (best === undefined) return undefined;
    for (const [at, pack] of component.entries()) choices[pack] = best[at] ?? 0;
    isProven &&= !state.isSpent;
  }
  if (!isProven) raise(compatibility, choices, pinned);
  return { choices, isProven };
}

interface State {
  readonly compatibility: Compatibility;
  /** The choices that each pack has left. */
  readonly left: Bits[];
  /** What was taken away, as pack and choice, so that it can be given back. */
  readonly trail: number[];
  budget: number;
  /** The budget was too small for some component. */
  isSpent: boolean;
}

function createState(compatibility: Compatibility, budget: number): State {
  const left = compatibility.packs.map(({ choices }) => fullBits(1, choices.length));
  return { compatibility, left, trail: [], budget, isSpent: false };
}

function lastChoice({ packs }: Compatibility, pack: number): number {
  return (packs[pack]?.choices.length ?? 1) - 1;
}

function pinAll(state: State, pinned: ReadonlyMap<number, number>): boolean {
  for (const [pack, choice] of pinned) {
    if (!hasBit(state.left[pack] ?? none, 0, choice)) return false;
    assign(state, pack, choice);
  }
  return true;
}

function assign(state: State, pack: number, choice: number): void {
  for (const other of numbersIn(state.left[pack] ?? none)) if (other !== choice) remove(state, pack, other);
}

function remove({ left, trail }: State, pack: number, choice: number): void {
  const bits = left[pack];
  if (bits === undefined) return;
  clearBit(bits, 0, choice);
  trail.push(pack, choice);
}

function undoTo({ left, trail }: State, length: number): void {
  while (trail.length > length) {
    const choice = trail.pop() ?? 0;
    const bits = left[trail.pop() ?? 0];
    if (bits !== undefined) setBit(bits, 0, choice);
  }
}

/** Takes away what goes with no choice that a neighbour has left. False where a pack has none left. */
function propagate(state: State, changed: readonly number[]): boolean {
  const { compatibility, left } = state;
  const queue = [...changed];
  const queued = new Set(queue);
  for (let at = 0; at < queue.length; at++) {
    const pack = queue[at] ?? 0;
    queued.delete(pack);
    const own = left[pack] ?? none;
    for (const other of compatibility.neighbours[pack] ?? []) {
      const row = compatibility.row(other, pack);
      const others = left[other];
      if (row === undefined || others === undefined) continue;
      let isChanged = false;
      for (const choice of numbersIn(others)) {
        state.budget--;
        if (meets(row, choice * own.length, own)) continue;
        remove(state, other, choice);
        isChanged = true;
      }
      if (!isChanged) continue;
      if (others.every((word) => word === 0)) return false;
      if (!queued.has(other)) {
        queued.add(other);
        queue.push(other);
      }
    }
  }
  return true;
}

/** Packs that hang together by choices that are left, each in the profile's order; a pack with one choice left hangs on nothing. */
function componentsOf(compatibility: Compatibility, { left }: State): number[][] {
  const isOpen = left.map((bits) => numbersIn(bits).length > 1);
  const seen = new Set<number>();
  const components: number[][] = [];
  for (const first of left.keys()) {
    if (seen.has(first)) continue;
    seen.add(first);
    const component = [first];
    for (const pack of component) {
      if (!isOpen[pack]) continue;
      for (const other of compatibility.neighbours[pack] ?? []) {
        if (seen.has(other) || !isOpen[other]) continue;
        seen.add(other);
        component.push(other);
      }
    }
    components.push(component.sort((a, b) => a - b));
  }
  return components;
}

/** The component as it stands, for a search that found nothing before its budget was spent. */
function standing(
  { compatibility, left, isSpent }: State,
  component: readonly number[],
): number[] | undefined {
  const choices = component.map((pack) => lastChoice(compatibility, pack));
  const isLeft = component.every((pack, at) => hasBit(left[pack] ?? none, 0, choices[at] ?? 0));
  return isSpent && isLeft ? choices : undefined;
}

/** The choice of each pack of the component, or undefined where there is none that fits, or the budget was spent before one was found. */
function searchComponent(state: State, component: readonly number[]): number[] | undefined {
  let best: number[] | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  const chosen: number[] = [];
  if (component.length > mostSearched) {
    state.isSpent = true;
    return undefined;
  }
  const rivals = rivalsOf(state, component);

  const visit = (at: number, before: number): void => {
    if (heldBack(state, component, rivals, at) >= fewest) return;
    const pack = component[at];
    if (pack === undefined) {
      best = [...chosen];
      fewest = before;
      return;
    }
    for (const choice of numbersIn(state.left[pack] ?? none)) {
      const behind = choice === 0 ? before : before + 1;
      if (behind >= fewest) return;
      if (state.budget <= 0) {
        state.isSpent = true;
        return;
      }
      const mark = state.trail.length;
      assign(state, pack, choice);
      chosen.push(choice);
      if (propagate(state, [pack])) visit(at + 1, behind);
      chosen.pop();
      undoTo(state, mark);
    }
  };

  visit(0, 0);
  return best;
}

/** For each pack of the component the others whose newest choice does not go with its newest. */
function rivalsOf({ compatibility }: State, component: readonly number[]): ReadonlySet<number>[] {
  return component.map(
    (pack) => new Set(component.flatMap((other, at) => (compatibility.fits(pack, 0, other, 0) ? [] : [at]))),
  );
}

/**
 * No set below holds back fewer packs: those that have lost their newest choice already, and of those whose newest choices rule each other
 * out all but one.
 */
function heldBack(
  state: State,
  component: readonly number[],
  rivals: readonly ReadonlySet<number>[],
  decided: number,
): number {
  let count = 0;
  const groups: number[][] = [];
  for (const [at, pack] of component.entries()) {
    if (!hasBit(state.left[pack] ?? none, 0, 0)) {
      count++;
      continue;
    }
    if (at < decided) continue;
    state.budget -= groups.length;
    const group = groups.find((members) => members.every((member) => rivals[at]?.has(member)));
    if (group === undefined) groups.push([at]);
    else {
      group.push(at);
      count++;
    }
  }
  return count;
}

/** Raises one pack after another for as long as one can be raised alone. */
function raise(compatibility: Compatibility, choices: number[], pinned: ReadonlyMap<number, number>): void {
  const fits = (pack: number, choice: number) =>
    (compatibility.neighbours[pack] ?? []).every((other) =>
      compatibility.fits(pack, choice, other, choices[other] ?? 0),
    );
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const [pack, choice] of choices.entries()) {
      if (pinned.has(pack)) continue;
      for (let newer = 0; newer < choice; newer++) {
        if (!fits(pack, newer)) continue;
        choices[pack] = newer;
        isSettled = false;
        break;
      }
    }
  }
}

/**
 * The packs that have to move for the pack to have its choice of the set, itself among them, in order; the others stay as they are. There
 * is no smaller such set of them: each is in it because one that is in it would not go with the version that it has.
 */
export function movesWith(compatibility: Compatibility, choices: readonly number[], pack: number): number[] {
  const moving = [pack];
  for (const one of moving) {
    for (const other of compatibility.neighbours[one] ?? []) {
      if (moving.includes(other) || choices[other] === lastChoice(compatibility, other)) continue;
      if (!compatibility.fits(one, choices[one] ?? 0, other, lastChoice(compatibility, other)))
        moving.push(other);
    }
  }
  return moving.sort((a, b) => a - b);
}
