/** What a change of clusters does to them, as it is shown before anything is written, and the question where nodes are replaced. */

import type { Caution, ClusterEffect } from "../updates/effect/effect.ts";
import { replacesNodes } from "../updates/effect/effect-class.ts";
import { type EffectVerdict, summarizeEffects, verdictOf } from "../updates/effect-summary.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { ClusterEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { count } from "./comparison-line.ts";
import { effectMarkdown } from "./effect-markdown.ts";
import { cautionText, nodeWords, summaryWords } from "./effect-words.ts";
import { escapeText, oneLine } from "./markdown.ts";

/** Edits that change what clusters have attached. */
export interface PlannedEdits {
  /** "Move 2 clusters to web 1.1.0". */
  readonly label: string;
  readonly edits: readonly FileEdit[];
  readonly effects: readonly EffectOnCluster[];
}

export interface EffectOnCluster {
  readonly cluster: Pick<ClusterEntry, "file" | "name" | "stated">;
  /** Undefined where nobody can tell. */
  readonly effect: ClusterEffect | undefined;
}

export interface EffectPreview {
  readonly title: string;
  readonly markdown: string;
  /** Asked before the edits are looked at; undefined where no node is replaced, as far as anybody knows. */
  readonly question: EffectQuestion | undefined;
}

export interface EffectQuestion {
  readonly message: string;
  readonly detail: string;
}

/** Why Palette would not take the change, as the end of a sentence. */
export function whyRefused({ total, refusal }: EffectVerdict): string | undefined {
  if (total !== "refused") return undefined;
  return refusal === undefined ? "Palette does not take this update" : withoutStop(cautionText(refusal));
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

/** All or none: half of a change is not what was asked for. */
export function refusalAmong(effects: readonly EffectOnCluster[]): Refusal | undefined {
  for (const { cluster, effect } of effects) {
    const reason = whyRefused(verdictOf(effect));
    if (reason !== undefined)
      return { reason: `${cluster.stated.name ?? "A cluster without a name"} cannot be changed: ${reason}` };
  }
  return undefined;
}

/** Undefined where no node is disturbed and there is nothing to know: daily work is not held up. */
export function effectPreview(
  snapshot: Snapshot,
  { label, effects }: Pick<PlannedEdits, "label" | "effects">,
  now: number | undefined,
): EffectPreview | undefined {
  const summary = summarizeEffects(effects.map(({ effect }) => verdictOf(effect)));
  const cautions = effects.flatMap(({ effect }) => effect?.cautions ?? []);
  // Of what stays behind the page tells, but it holds nobody up.
  const isGrave = cautions.some(({ kind }) => kind !== "resources-stay");
  if (summary.worst === "none" && !isGrave) return undefined;
  const clusters = effects.map(({ cluster, effect }) => ({
    name: cluster.stated.name,
    effect,
    status: snapshot.statusOf(cluster),
  }));
  return {
    title: label,
    markdown: effectMarkdown({ title: escapeText(label), clusters, now }),
    question: questionOf(snapshot, label, effects, cautions),
  };
}

/** How many cautions fit a question. */
const cautionsAsked = 3;

function questionOf(
  snapshot: Snapshot,
  label: string,
  effects: readonly EffectOnCluster[],
  cautions: readonly Caution[],
): EffectQuestion | undefined {
  const summary = summarizeEffects(effects.map(({ effect }) => verdictOf(effect)));
  const { worst, replacing, nodes } = summary;
  const isRepave = replacesNodes(worst);
  if (!isRepave && worst !== "unknown" && replacing === 0) return undefined;
  const texts = [...new Set(cautions.map(cautionText))];
  const more = texts.length - cautionsAsked;
  const unknown = effects.filter(({ cluster }) => snapshot.statusOf(cluster) === undefined).length;
  const lines = [
    `${oneLine(label)}: ${summaryWords(summary)}.`,
    ...texts.slice(0, cautionsAsked),
    more > 0 ? `${count(more, "more caution")} on the page.` : undefined,
    unknown > 0 && unknown < effects.length
      ? `The status of ${count(unknown, "cluster")} is unknown.`
      : undefined,
    unknown === effects.length && unknown > 0 ? "Their status is unknown." : undefined,
    isRepave ? "Palette will ask as well: each repave waits there until somebody approves it." : undefined,
    "Nothing is written yet. The page in the editor says what changes, and stays open.",
  ];
  const who = count(replacing, "cluster");
  return {
    message: isRepave
      ? `This replaces ${nodeWords(nodes)} of ${who}.`
      : `What this does to the nodes of ${count(summary.hit, "cluster")} is not known.`,
    detail: lines.filter((line) => line !== undefined).join("\n\n"),
  };
}
