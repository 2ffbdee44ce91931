/** What an update of a profile leaves to do, in words for a message. */

import { conflictsInWords } from "../updates/pack-conflicts.ts";
import type { PlannedPack } from "./update-plan.ts";

/** How many packs are named. */
const mostNamed = 5;

/** Undefined where every pack goes as far as was wanted. */
export function leftInWords(packs: readonly PlannedPack[]): string | undefined {
  const left = packs.flatMap((pack) => whyLeft(pack) ?? []);
  if (left.length === 0) return undefined;
  const more = left.length > mostNamed ? `; and ${left.length - mostNamed} more packs` : "";
  return `Not updated as far as was asked: ${left.slice(0, mostNamed).join("; ")}${more}`;
}

function whyLeft({ step: { status, target }, outcome, heldBack }: PlannedPack): string | undefined {
  const what = `${status.name} to ${target.version}`;
  switch (outcome.kind) {
    case "clean":
      if (heldBack === undefined) return undefined;
      return `${what} and not to ${heldBack.from.version}, because ${conflictsInWords(heldBack.blockers).join(" and ")}`;
    case "review": {
      const { length } = outcome.keys;
      return `${what}, because ${length === 1 ? "1 of its values wants" : `${length} of its values want`} a look`;
    }
    case "unknown":
      return `${what}, because its values cannot be taken along`;
    case "conflict":
      return `${what}, because ${outcome.conflicts.join(" and ")}`;
  }
}
