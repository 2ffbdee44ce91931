/** Why packs are where they are, as plain data with lines, columns and relative paths: all that a writer needs. */

import type { PackExplanation } from "../features/pack-explanation.ts";
import type { ReportedProblem } from "./report.ts";
import type { Range } from "./source-texts.ts";

export interface ExplainReport {
  /** By file, and in each as it has them. */
  readonly packs: readonly ReportedExplanation[];
  readonly problems: readonly ReportedProblem[];
}

export interface ReportedExplanation {
  readonly explanation: PackExplanation;
  readonly file: string;
  /** Of the pack's version. */
  readonly range: Range;
}
