/** Renaming a profile from any place of its name: in one of its files, or in a cluster that refers to it. Pure. */

import type { FileEdit } from "../analysis/finding.ts";
import type { Span } from "../base/span.ts";
import { profileContext, referenceContext } from "../model/context.ts";
import { renameEdits, whyNotRenamed } from "../updates/profile-rename.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { subjectAt } from "./subject.ts";

export interface RenamePlace {
  /** The characters of the name, quotes left out. */
  readonly span: Span;
  readonly placeholder: string;
}

export function prepareRename(snapshot: Snapshot, file: FileId, offset: number): RenamePlace | Refusal {
  const found = nameAt(snapshot, file, offset);
  return "reason" in found ? found : { span: found.span, placeholder: found.name };
}

/** The edits of all files that are concerned; none when nothing is. */
export function rename(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  newName: string,
): readonly FileEdit[] | Refusal {
  const found = nameAt(snapshot, file, offset);
  return "reason" in found ? found : renameEdits(snapshot, found.name, found.context, newName);
}

interface FoundName extends Pick<RenamePlace, "span"> {
  readonly name: string;
  readonly context: string | undefined;
}

function nameAt(snapshot: Snapshot, file: FileId, offset: number): FoundName | Refusal {
  const view = snapshot.file(file);
  const subject = view === undefined ? undefined : subjectAt(view, offset);
  if (subject === undefined || subject.kind === "pack" || subject.field !== "name") {
    return {
      reason:
        "Only the names of profiles can be renamed: place the cursor on one, in a profile or in a cluster",
    };
  }
  const { text, span } = subject;
  const owner = subject.kind === "profile" ? subject.profile.node : subject.reference.node;
  const reason = whyNotRenamed(text, owner);
  if (reason !== undefined) return { reason };
  const context =
    subject.kind === "profile" ? profileContext(subject.profile) : referenceContext(subject.reference);
  return { name: text.text, span, context };
}
