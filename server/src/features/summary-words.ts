/** What an update does in a few words, for lists to pick from and messages. */

import type { Caution } from "../updates/effect/effect.ts";
import { type EffectClass, effectNames } from "../updates/effect/effect-class.ts";
import type { EffectSummary } from "../updates/effect-summary.ts";

/** As a person says it of one cluster: `none` alone would leave open what. */
export function classWords(effect: EffectClass): string {
  if (effect === "none") return "no node disturbed";
  return effect === "unknown" ? "effect unknown" : effectNames[effect];
}

/** `full repave on 2 of 3 clusters`, `no node disturbed`. */
export function summaryWords({ worst, hit, clusters, more }: EffectSummary): string {
  const words = classWords(worst);
  if (clusters + more <= 1 || (worst === "none" && more === 0)) return words;
  const who = hit === clusters ? `all ${clusters} clusters` : `${hit} of ${clusters} clusters`;
  return more === 0 ? `${words} on ${who}` : `${words} on ${who} that were looked at, of ${clusters + more}`;
}

/** Without marks, for where Markdown is not read. */
export function cautionText({ text }: Caution): string {
  return text.replaceAll("`", "");
}
