/** What a rule is: declared facts about it, and a function from a file to what it has to say. One rule, one file. */

import type { Severity } from "../base/severity.ts";
import type { Cluster } from "../model/cluster.ts";
import type { StatusFileName } from "../model/cluster-status.ts";
import type { ModelDocument } from "../model/document.ts";
import type { PackFileName } from "../model/pack-file.ts";
import type { Profile } from "../model/profile.ts";
import type { LayeredPack } from "../updates/pack-layers.ts";
import type { PackStatus } from "../updates/version-choice.ts";
import type { PackFileView } from "../workspace/pack-files.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import type { Report } from "./finding.ts";

export interface Rule {
  /** Kebab case; the name of the rule's file and of its page. */
  readonly id: string;
  /** The worst it says. A finding may be milder. */
  readonly severity: Severity;
  /** It says nothing before somebody gives it a severity. */
  readonly offByDefault?: true;
  /** What it says, in one sentence. */
  readonly summary: string;
  /** Why it matters and what to do, in Markdown, for its page. */
  readonly description: string;
  /** Each must give a finding of this rule. */
  readonly bad: readonly RuleExample[];
  /** None may give a finding of this rule. */
  readonly good: readonly RuleExample[];
  check(context: RuleContext): Iterable<Report>;
}

/** A file of the example workspace (see example-workspace.ts), in YAML or JSON. */
export interface RuleExample {
  readonly text: string;
  /** What the example shows, where the text does not say it. */
  readonly title?: string;
  /** Other files beside it, by name. */
  readonly others?: Readonly<Record<string, string>>;
  /** The name that the file needs; a pack's file has a pack.json beside it in any case. */
  readonly file?: PackFileName | StatusFileName;
  /** The file's text at the last commit, where it is in Git. */
  readonly committed?: string;
  /** Files of the example registry's packs, by `NAME VERSION FILE`: `nginx 1.12.4 schema.yaml`. */
  readonly packFiles?: Readonly<Record<string, string>>;
}

/** What a rule may look at: one file, and the frozen workspace around it. */
export interface RuleContext {
  readonly snapshot: Snapshot;
  readonly file: FileId;
  readonly view: FileView;
  readonly documents: readonly ModelDocument[];
  readonly profiles: readonly Profile[];
  readonly clusters: readonly Cluster[];
  /** The file of a pack that this is; undefined for profiles and clusters, of which a pack's file has none. */
  readonly pack: PackFileView | undefined;
  /** The profile's packs as they stand against the catalog; asked once for all rules. */
  packStatuses(profile: Profile): readonly PackStatus[];
  /** The profile's packs, all of them, with their layers; asked once for all rules. */
  layeredPacks(profile: Profile): readonly LayeredPack[];
}
