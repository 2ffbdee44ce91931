/** A caution by its kind, and names in it: what others wrote stands between backquotes, and has none itself. */

import type { Caution, CautionKind } from "./effect.ts";

const refusals: ReadonlySet<CautionKind> = new Set(["provisioning", "refused"]);

export function caution(kind: CautionKind, text: string): Caution {
  return { kind, isRefusal: refusals.has(kind), text };
}

export function quoted(name: string | undefined): string {
  return `\`${(name ?? "").replaceAll("`", "'")}\``;
}
