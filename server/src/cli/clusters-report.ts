/** Which clusters use which profile versions, as plain data with lines, columns and relative paths: all that a writer needs. */

import type { Assignment, AssignmentCounts, Relation, Verification } from "../features/assignments.ts";
import type { ProfileArgument } from "./arguments.ts";
import type { ReportedProblem } from "./report.ts";
import type { Range } from "./source-texts.ts";

export interface ClustersReport {
  /** Clusters at the paths; of those that use the profile, when one is asked for. */
  readonly clusters: number;
  readonly counts: AssignmentCounts;
  /** By cluster, and in each as its file has them. */
  readonly rows: readonly ReportedAssignment[];
  /** Undefined where all profiles are asked for. */
  readonly profile: ProfileArgument | undefined;
  /** Undefined unless a version is asked for. */
  readonly verification: Verification | undefined;
  readonly problems: readonly ReportedProblem[];
}

export interface ReportedAssignment {
  readonly assignment: Assignment;
  /** Of the cluster; undefined where nothing is known of it. */
  readonly status: ReportedStatus | undefined;
  readonly file: string;
  /** Of the version, or of the name where none is written. */
  readonly range: Range;
  /** Undefined unless a version is asked for. */
  readonly relation: Relation | undefined;
}

export interface ReportedStatus {
  readonly state: string | undefined;
  readonly health: string | undefined;
  /** `2027-03-01T09:30:00.000Z`; undefined where the file does not say it. */
  readonly at: string | undefined;
  /** State and age for people. */
  readonly words: string;
  readonly file: string;
}
