/** A caution by its kind. */

import type { Caution, CautionKind } from "./effect.ts";

const refusals: ReadonlySet<CautionKind> = new Set(["provisioning", "refused"]);

export function caution(kind: CautionKind, text: string): Caution {
  return { kind, isRefusal: refusals.has(kind), text };
}
