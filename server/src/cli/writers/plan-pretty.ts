/** What a change does to clusters, for people at a terminal: cautions first, then each cluster, the worst first. */

import { statusLabel } from "../../features/cluster-status.ts";
import { sharedCautions } from "../../features/effect-cautions.ts";
import { type EffectPlan, happening, type PlannedCluster } from "../../features/effect-plan.ts";
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
/** Clusters of which all is told, and of which a line is: nobody reads more at a terminal. */
const mostSpelled = 25;
const mostListed = 200;
const mostCautions = 40;
const mostNamed = 6;

type Paint = ReturnType<typeof painter>;

export function writePlan({ plan, clusters, now }: PlanReport, style: Style): string {
  const paint = painter(style);
  const hasStatus = plan.clusters.some(({ status }) => status !== undefined);
  const like = firstAlike(clusters);
  const view: View = {
    paint,
    like,
    statusOf: ({ status }) => (hasStatus ? (statusLabel(status, now) ?? "status unknown") : ""),
  };
  const parts = [
    cautions(plan, paint),
    ...clusters.slice(0, mostSpelled).map((cluster) => writeCluster(cluster, view)),
    clusters
      .slice(mostSpelled, mostListed)
      .map((cluster) => `${writeHead(cluster, view)}\n`)
      .join(""),
    clusters.length > mostListed
      ? `and ${clusters.length - mostListed} more (all of them with --format json)\n`
      : "",
    comeAndGo(plan),
    `${planSummary(plan)}\n`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

interface View {
  readonly paint: Paint;
  /** The first of the clusters to which the same happens. */
  readonly like: (cluster: PlannedCluster) => PlannedCluster;
  /** "" where no status is known at all. */
  readonly statusOf: (cluster: PlannedCluster) => string;
}

function firstAlike(clusters: readonly ReportedEffect[]): View["like"] {
  const firsts = new Map<string, PlannedCluster>();
  for (const { planned } of clusters.slice(0, mostSpelled)) {
    const key = happening(planned);
    if (!firsts.has(key)) firsts.set(key, planned);
  }
  return (cluster) => firsts.get(happening(cluster)) ?? cluster;
}

function comeAndGo({ added, removed }: EffectPlan): string {
  const named = (entries: EffectPlan["added"]) =>
    firstNames(entries.map(({ stated }) => shownName(stated.name ?? "")));
  return [
    added.length === 0 ? "" : `new: ${named(added)}\n`,
    removed.length === 0 ? "" : `gone: ${named(removed)}; what applies the files may delete them\n`,
  ].join("");
}

function firstNames(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(", ")} and ${more} more` : names.join(", ");
}

function cautions({ clusters }: EffectPlan, paint: Paint): string {
  const all = sharedCautions(clusters);
  const lines = all.slice(0, mostCautions).map(({ caution: { text, isRefusal }, names }) => {
    const lead = isRefusal ? paint(["red", "bold"], "refused") : paint(["yellow", "bold"], "caution");
    return `${lead} ${firstNames(names.map(shownName))}: ${printable(text)}\n`;
  });
  const more = all.length - lines.length;
  if (more > 0) lines.push(`and ${more} more (all of them with --format json)\n`);
  return lines.join("");
}

function writeHead({ planned, file, range }: ReportedEffect, { paint, statusOf }: View): string {
  const what = paint(formatOf(planned.effect.total), effectWords(planned));
  const place = paint("dim", `${printable(file)}:${range.start.line}`);
  const status = statusOf(planned);
  const running = status === "" ? "" : ` [${printable(status)}]`;
  return `${paint("bold", shownName(planned.name))}: ${what}${running} ${place}`;
}

function writeCluster(cluster: ReportedEffect, view: View): string {
  const { moves, effect } = cluster.planned;
  const isDisturbed = effect.pools.some(({ step }) => step !== undefined);
  const first = view.like(cluster.planned);
  const lines = [
    writeHead(cluster, view),
    ...moves.map((move) => `  ${moveWords(move, printable)}`),
    ...(isDisturbed
      ? effect.pools.map(
          (pool) => `  ${pool.step === undefined ? "-" : `${pool.step}.`} ${poolWords(pool, printable)}`,
        )
      : []),
    ...(first === cluster.planned || effect.changes.length < 2
      ? writeChanges(effect.changes, view.paint)
      : [`    the same changes as ${shownName(first.name)}`]),
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
