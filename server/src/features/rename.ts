/**
 * Renaming a profile from any place of its name: in one of its files, or in a cluster that refers to it. Renaming a profile variable
 * from its definition or from a macro. Pure.
 */

import type { FileEdit } from "../analysis/finding.ts";
import type { Span } from "../base/span.ts";
import { profileContext, referenceContext } from "../model/context.ts";
import type { Profile } from "../model/profile.ts";
import { pathSpan } from "../model/profile-macros.ts";
import { renameEdits, whyNotRenamed } from "../updates/profile-rename.ts";
import type { Refusal } from "../updates/refusal.ts";
import { variableRenameEdits, whyVariableStays } from "../updates/variable-rename.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { macroAt } from "./macro-at.ts";
import { isOnVariable, variableName } from "./macro-navigation.ts";
import { subjectAt } from "./subject.ts";

export interface RenamePlace {
  /** The characters of the name, quotes left out. */
  readonly span: Span;
  readonly placeholder: string;
}

export function prepareRename(snapshot: Snapshot, file: FileId, offset: number): RenamePlace | Refusal {
  const variable = variableAt(snapshot, file, offset);
  if (variable !== undefined) {
    return "reason" in variable ? variable : { span: variable.span, placeholder: variable.name };
  }
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
  const variable = variableAt(snapshot, file, offset);
  if (variable !== undefined) {
    if ("reason" in variable) return variable;
    const { profile, text, name } = variable;
    const edits = variableRenameEdits(profile, text, name, newName);
    return "reason" in edits ? edits : [{ file, edits }];
  }
  const found = nameAt(snapshot, file, offset);
  return "reason" in found ? found : renameEdits(snapshot, found.name, found.context, newName);
}

interface FoundVariable extends Pick<RenamePlace, "span"> {
  readonly name: string;
  readonly profile: Profile;
  readonly text: string;
}

/** Undefined where the offset is on no macro and no variable. */
function variableAt(snapshot: Snapshot, file: FileId, offset: number): FoundVariable | Refusal | undefined {
  const view = snapshot.file(file);
  const subject = view === undefined ? undefined : macroAt(view, offset);
  if (view === undefined || subject === undefined) return undefined;
  const name = variableName(subject);
  if (name === undefined || subject.kind === "call" || !isOnVariable(subject, offset)) {
    return {
      reason:
        "Of macros only those of profile variables can be renamed: place the cursor on a variable's name",
    };
  }
  if (subject.profile === undefined) return { reason: "The variable belongs to a profile: rename it there" };
  const reason = whyVariableStays(subject.profile, name);
  if (reason !== undefined) return { reason };
  const span = subject.kind === "variable" ? subject.span : pathSpan(subject.use, 0, 1);
  return { span, name, profile: subject.profile, text: view.text };
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
      reason: "Only the names of profiles and of their variables can be renamed: place the cursor on one",
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
