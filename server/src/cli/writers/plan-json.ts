/**
 * What a change does to clusters as JSON, for programs. Within version 1 fields are added, never removed or given another meaning. What
 * is not known is left out; secrets are `{ "kind": "secret" }`.
 */

import type { ChangeEffect } from "../../updates/effect/effect.ts";
import type { PlanReport, ReportedEffect } from "../plan-report.ts";

export function writePlanJson({ title, plan, clusters, problems }: PlanReport): string {
  const document = {
    version: 1,
    title: title.replaceAll("`", ""),
    summary: {
      clusters: clusters.length,
      untouched: plan.untouched.length,
      effect: plan.total,
      replacedNodes: clusters.reduce((sum, { planned }) => sum + (planned.effect.replacedNodes ?? 0), 0),
    },
    clusters: clusters.map(clusterData),
    added: plan.added.map(({ stated }) => stated.name),
    removed: plan.removed.map(({ stated }) => stated.name),
    partlyKnown: plan.partlyKnown.map(({ stated }) => stated.name),
    problems: problems.map(({ source, file, message }) => ({ source, file, message })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function clusterData({ planned, file, range }: ReportedEffect): Record<string, unknown> {
  const { name, moves, effect } = planned;
  const { environment, total, certainty, replacedNodes, pools, cautions, changes, status } = effect;
  return {
    cluster: name,
    file,
    range,
    environment,
    profiles: moves,
    effect: total,
    certainty,
    replacedNodes,
    status: status && { state: status.state, health: status.health, takenAt: status.takenAt },
    cautions: cautions.map(({ kind, isRefusal, text }) => ({ kind, refused: isRefusal, text })),
    pools: pools.map((pool) => ({
      name: pool.name,
      controlPlane: pool.isControlPlane,
      nodes: pool.nodes,
      effect: pool.effect,
      certainty: pool.certainty,
      step: pool.step,
    })),
    changes: changes.map(changeData),
  };
}

function changeData({
  subject,
  change,
  through,
  effect,
  certainty,
  rule,
  reason,
  source,
  pools,
}: ChangeEffect) {
  return { subject, change, through, effect, certainty, rule, reason, source, pools };
}
