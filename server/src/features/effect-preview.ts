/** What a change of clusters does to them, as it is shown before anything is written, and the question where nodes are replaced. */

import type { Caution } from "../updates/effect/effect.ts";
import { replacesNodes } from "../updates/effect/effect-class.ts";
import { type EffectVerdict, summarizeEffects, verdictOf } from "../updates/effect-summary.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { FileId } from "../workspace/profile-index.ts";
import { count } from "./comparison-line.ts";
import { effectMarkdown } from "./effect-markdown.ts";
import { type PlannedCluster, planOf } from "./effect-plan.ts";
import { oneLine } from "./markdown.ts";
import { cautionText, summaryWords } from "./summary-words.ts";

/** Edits that change what clusters have attached. */
export interface PlannedEdits {
  /** "Move 2 clusters to web 1.1.0". */
  readonly label: string;
  /** "moving 2 clusters to `web 1.1.0`": what others have named is between backquotes. */
  readonly heading: string;
  readonly edits: readonly FileEdit[];
  /** What they do to the clusters. */
  readonly clusters: readonly PlannedCluster[];
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

/** What only the editor knows. */
export interface PreviewOptions {
  /** A file as it is to be shown. */
  readonly fileLabel: (file: FileId) => string;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** Why Palette would not take the change, as the end of a sentence. */
export function whyRefused({ total, refusal }: EffectVerdict): string | undefined {
  if (total !== "refused") return undefined;
  return refusal === undefined
    ? "Palette does not take this update"
    : cautionText(refusal).replace(/\.$/, "");
}

/** All or none: half of a change is not what was asked for. */
export function refusalAmong(clusters: readonly PlannedCluster[]): Refusal | undefined {
  for (const { name, effect } of clusters) {
    const reason = whyRefused(verdictOf(effect));
    if (reason !== undefined)
      return { reason: `${name === "" ? "A cluster without a name" : name} cannot be changed: ${reason}` };
  }
  return undefined;
}

/** Undefined where no node is disturbed and there is nothing to know: daily work is not held up. */
export function effectPreview(
  { label, heading, clusters }: PlannedEdits,
  { fileLabel, now }: PreviewOptions,
): EffectPreview | undefined {
  const { worst } = summarizeEffects(clusters.map(({ effect }) => verdictOf(effect)));
  const cautions = clusters.flatMap(({ effect }) => effect.cautions);
  // The page tells of what stays behind, but it holds nobody up.
  const isGrave = cautions.some(({ kind }) => kind !== "resources-stay");
  if (worst === "none" && !isGrave) return undefined;
  const markdown = effectMarkdown(planOf(clusters, [], [], []), { title: heading, fileLabel, now });
  return { title: label, markdown, question: questionOf(label, clusters, cautions) };
}

/** How many cautions fit a question. */
const cautionsAsked = 3;

function questionOf(
  label: string,
  clusters: readonly PlannedCluster[],
  cautions: readonly Caution[],
): EffectQuestion | undefined {
  const summary = summarizeEffects(clusters.map(({ effect }) => verdictOf(effect)));
  const { worst, hit, replacing, nodes } = summary;
  const isRepave = replacesNodes(worst);
  if (!isRepave && worst !== "unknown") return undefined;
  const texts = [...new Set(cautions.map(cautionText))];
  const more = texts.length - cautionsAsked;
  const lines = [
    `${oneLine(label)}: ${summaryWords(summary)}.`,
    ...texts.slice(0, cautionsAsked),
    more > 0 ? `The page has ${count(more, "more caution")}.` : undefined,
    unknownStatuses(clusters),
    isRepave ? "Palette will ask as well: each repave waits there until somebody approves it." : undefined,
    "Nothing is written yet. The page in the editor says what changes, and stays open.",
  ];
  const many = nodes === undefined ? "nodes" : count(nodes, "node");
  return {
    message: isRepave
      ? `This replaces ${many} of ${count(replacing, "cluster")}.`
      : `Nobody can tell what this does to the nodes of ${count(hit, "cluster")}.`,
    detail: lines.filter((line) => line !== undefined).join("\n\n"),
  };
}

function unknownStatuses(clusters: readonly PlannedCluster[]): string | undefined {
  const unknown = clusters.filter(({ status }) => status === undefined).length;
  if (unknown === 0) return undefined;
  if (clusters.length === 1) return "The status of the cluster is unknown.";
  return unknown === clusters.length
    ? "The status of the clusters is unknown."
    : `The status of ${count(unknown, "cluster")} is unknown.`;
}
