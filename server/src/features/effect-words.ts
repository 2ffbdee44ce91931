/** Effects of updates in a few words, for picks, titles and messages. */

import type { Caution } from "../updates/effect/effect.ts";
import { type EffectClass, effectNames } from "../updates/effect/effect-class.ts";
import type { EffectSummary } from "../updates/effect-summary.ts";
import { count } from "./comparison-line.ts";
import { code, escapeText } from "./markdown.ts";

/** As a person says it of one cluster: `none` alone would leave open what. */
export function effectWords(effect: EffectClass): string {
  if (effect === "none") return "no node disturbed";
  return effect === "unknown" ? "effect unknown" : effectNames[effect];
}

/** `full repave on 2 of 3 clusters`, `no node disturbed`. */
export function summaryWords({ worst, hit, clusters, more }: EffectSummary): string {
  const words = effectWords(worst);
  if (more > 0)
    return `${words} on ${hit === clusters ? "all " : `${hit} of `}${clusters} clusters that were looked at, of ${clusters + more}`;
  if (worst === "none" || clusters <= 1) return words;
  return hit === clusters
    ? `${words} on all ${clusters} clusters`
    : `${words} on ${hit} of ${clusters} clusters`;
}

/** `9 nodes`, and `nodes` where nobody says how many. */
export function nodeWords(nodes: number | undefined): string {
  return nodes === undefined ? "nodes" : count(nodes, "node");
}

/** A sentence of ours with names in backticks, which others have written. */
export function sentenceMarkdown(sentence: string): string {
  return sentence
    .split("`")
    .map((part, at) => (at % 2 === 1 ? code(part) : plainMarkdown(part)))
    .join("");
}

/** Piece by piece: a long text is cut as others' texts are, and blanks at its ends count here. */
function plainMarkdown(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => (/^\s*$/.test(word) ? word : escapeText(word)))
    .join("");
}

/** Without marks, for where Markdown is not read. */
export function cautionText({ text }: Caution): string {
  return text.replaceAll("`", "");
}
