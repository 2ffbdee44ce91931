/** What the analysis says of a file, as plain data with offsets. Editor and command turn it into their own shapes. */

import type { Severity } from "../base/severity.ts";
import type { Span } from "../base/span.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import type { MadeVersion } from "../updates/in-use.ts";
import type { PackStep } from "../updates/profile-update.ts";
import type { FileId } from "../workspace/profile-index.ts";

export type { FileEdit } from "../updates/file-edit.ts";

/** `deprecated` is shown struck through, `unnecessary` faded. */
export type FindingTag = "deprecated" | "unnecessary";

/** Another place that explains the finding. */
export interface Related {
  readonly file: FileId;
  /** Undefined means the file as a whole. */
  readonly span: Span | undefined;
  readonly message: string;
}

/** A change of files that a person can read, take and undo as one. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** The edits are made when they are looked at, and take a while: whoever lists fixes takes it that there are some. */
  readonly late?: true;
  /** The one safe fix that may be taken without a choice; at most one per finding. */
  readonly preferred: boolean;
  /** The new version of a profile that the edits make, where they make one. */
  readonly made?: MadeVersion;
  /** The version of its profile that it takes the cluster's reference at the finding to. */
  readonly move?: string;
  /** The update of a pack that this is: who takes it one by one can take its values along. */
  readonly step?: PackStep;
}

/** What a rule reports. */
export interface Report {
  readonly span: Span;
  /** What, why, and what to do; sentence case, no full stop, identifiers in backticks. */
  readonly message: string;
  /** Milder than the rule's own severity, where the case matters less. A severity that the user has set wins over it. */
  readonly severity?: Severity;
  /** Never worse than this, whatever the user has set: for what cannot be known for sure. */
  readonly atMost?: Severity;
  readonly related?: readonly Related[];
  readonly tags?: readonly FindingTag[];
  /** Computed only when somebody asks, from the snapshot that the finding is of. */
  readonly fixes?: () => readonly Fix[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: FileId;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly tags: readonly FindingTag[];
  readonly fixes: () => readonly Fix[];
}

export function noFixes(): readonly Fix[] {
  return [];
}
