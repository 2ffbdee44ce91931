/** What a change does to clusters, for people at a terminal: cautions first, then each cluster, the worst first. */

import {
  changeWords,
  effectWords,
  moveWords,
  planSummary,
  poolWords,
  subjectWords,
} from "../../features/effect-words.ts";
import type { ChangeEffect } from "../../updates/effect/effect.ts";
import { type EffectClass, effectNames, replacesNodes } from "../../updates/effect/effect-class.ts";
import type { PlanReport, ReportedEffect } from "../plan-report.ts";
import { printable } from "./excerpt.ts";
import { type Format, painter, type Style } from "./pretty.ts";

/** Changes of a cluster that are listed; those without an effect are counted behind. */
const mostChanges = 30;

type Paint = ReturnType<typeof painter>;

export function writePlan({ plan, clusters }: PlanReport, style: Style): string {
  const paint = painter(style);
  const parts = [
    cautions(clusters, paint),
    ...clusters.map((cluster) => writeCluster(cluster, paint)),
    `${planSummary(plan)}\n`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function cautions(clusters: readonly ReportedEffect[], paint: Paint): string {
  const byText = new Map<string, { readonly isRefusal: boolean; readonly names: string[] }>();
  for (const { planned } of clusters) {
    for (const { text, isRefusal } of planned.effect.cautions) {
      const known = byText.get(text);
      if (known === undefined) byText.set(text, { isRefusal, names: [shownName(planned.name)] });
      else known.names.push(shownName(planned.name));
    }
  }
  const sorted = [...byText].sort(([, a], [, b]) => Number(b.isRefusal) - Number(a.isRefusal));
  const lines = sorted.map(([text, { isRefusal, names }]) => {
    const lead = isRefusal ? paint(["red", "bold"], "refused") : paint(["yellow", "bold"], "caution");
    const some =
      names.length > 6 ? `${names.slice(0, 6).join(", ")} and ${names.length - 6} more` : names.join(", ");
    return `${lead} ${some}: ${printable(text)}\n`;
  });
  return lines.join("");
}

function writeCluster({ planned, file, range }: ReportedEffect, paint: Paint): string {
  const { name, moves, effect } = planned;
  const what = paint(formatOf(effect.total), effectWords(planned));
  const head = `${paint("bold", shownName(name))}: ${what} ${paint("dim", `${printable(file)}:${range.start.line}`)}`;
  const isDisturbed = effect.pools.some(({ step }) => step !== undefined);
  const lines = [
    head,
    ...moves.map((move) => `  ${moveWords(move, printable)}`),
    ...(isDisturbed
      ? effect.pools.map(
          (pool) => `  ${pool.step === undefined ? "-" : `${pool.step}.`} ${poolWords(pool, printable)}`,
        )
      : []),
    ...writeChanges(effect.changes, paint),
  ];
  return `${lines.join("\n")}\n`;
}

function writeChanges(changes: readonly ChangeEffect[], paint: Paint): string[] {
  const listed = changes.filter(({ effect }) => effect !== "none");
  const shown = listed.slice(0, mostChanges);
  const lines = shown.map((change) => {
    const mark = change.certainty === "inferred" && change.effect !== "unknown" ? " (inferred)" : "";
    const effect = paint(formatOf(change.effect), `${effectNames[change.effect]}${mark}`);
    return `    ${subjectWords(change.subject, printable)}, ${changeWords(change, printable)}: ${effect}`;
  });
  const more = listed.length - shown.length;
  const quiet = changes.length - listed.length;
  if (more > 0) lines.push(`    and ${more} more (all of them with --format json)`);
  if (quiet > 0)
    lines.push(paint("dim", `    ${quiet} ${quiet === 1 ? "change" : "changes"} without an effect on nodes`));
  return lines;
}

function formatOf(effect: EffectClass): Format {
  if (effect === "refused") return ["red", "bold"];
  if (replacesNodes(effect)) return "red";
  if (effect === "none") return "green";
  return effect === "reload" ? "cyan" : "yellow";
}

function shownName(name: string): string {
  return name === "" ? "(no name)" : printable(name);
}
