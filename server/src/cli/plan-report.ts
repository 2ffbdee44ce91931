/** What a change does to clusters, as plain data with lines, columns and relative paths: all that a writer needs. */

import type { EffectPlan, PlannedCluster } from "../features/effect-plan.ts";
import type { ReportedProblem } from "./report.ts";
import type { Range } from "./source-texts.ts";

export interface PlanReport {
  /** What is asked about: "changes since main", "metal 1.1.0". */
  readonly title: string;
  readonly plan: EffectPlan;
  readonly clusters: readonly ReportedEffect[];
  readonly problems: readonly ReportedProblem[];
  /** The time, for the age of statuses. */
  readonly now: number;
}

export interface ReportedEffect {
  readonly planned: PlannedCluster;
  readonly file: string;
  /** Of the cluster's name. */
  readonly range: Range;
}
