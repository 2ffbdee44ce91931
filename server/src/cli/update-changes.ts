/** From planned updates to changed files: each file once, read again before it is written, with a diff that shows no secret. */

import { secretSpans } from "../analysis/secrets.ts";
import type { Span } from "../base/span.ts";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { unifiedDiff } from "../base/unified-diff.ts";
import type { PlannedProfile } from "../features/update-plan.ts";
import { createText, replaceText } from "../io/write-text.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import type { Loaded } from "./load.ts";
import { namedSecrets } from "./named-secrets.ts";
import { relativePath } from "./report.ts";
import { maskSpans } from "./source-texts.ts";
import type { ReportedFile } from "./update-report.ts";

interface FileChange {
  readonly file: string;
  readonly isNew: boolean;
  /** The file that the text comes from. */
  readonly source: string;
  readonly edits: readonly TextEdit[];
}

/** Ordered by path. Nothing is written unless told so. */
export async function makeChanges(
  planned: readonly PlannedProfile[],
  loaded: Loaded,
  cwd: string,
  write: boolean,
): Promise<ReportedFile[]> {
  const changes = changesByFile(planned);
  const { snapshot, texts } = loaded;
  const textOf = (file: string) => texts.get(file) ?? "";
  const changed = new Map(changes.map(({ file, edits }) => [file, applyEdits(textOf(file), edits)]));
  // The workspace has one snapshot at a time: what is asked of this one comes before the change.
  const before = changes.map((change) => ({
    ...change,
    secrets: secretsIn(snapshot, change.file),
    problems: problemsIn(snapshot, change.source),
  }));
  const after = loaded.whatIf(changed);
  const reported: ReportedFile[] = [];
  for (const { file, isNew, secrets, problems } of before) {
    const path = relativePath(cwd, file);
    if (problemsIn(after, file) > problems) {
      const fault = "the result would not be valid YAML: please report this";
      reported.push({ file: path, isNew, diff: "", fault });
      continue;
    }
    const [old, text] = [textOf(file), changed.get(file) ?? ""];
    const diff = unifiedDiff(
      maskSpans(old, secrets),
      maskSpans(text, secretsIn(after, file)),
      isNew ? "/dev/null" : `a/${path}`,
      `b/${path}`,
    );
    const fault = write ? await (isNew ? createText(file, text) : replaceText(file, old, text)) : undefined;
    reported.push({ file: path, isNew, diff, fault });
  }
  return reported;
}

/** The edits of all profiles of a file together. */
function changesByFile(planned: readonly PlannedProfile[]): FileChange[] {
  const changes = new Map<string, FileChange>();
  for (const { file: source, edits: made } of planned) {
    for (const { file, edits, create } of made) {
      const other = changes.get(file);
      if (other === undefined) changes.set(file, { file, isNew: create === true, source, edits });
      else changes.set(file, { ...other, edits: [...other.edits, ...edits] });
    }
  }
  return [...changes.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function secretsIn(snapshot: Snapshot, file: string): readonly Span[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const spans = [...secretSpans(snapshot, view), ...namedSecrets(view.text)];
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

function problemsIn(snapshot: Snapshot, file: string): number {
  return (snapshot.file(file)?.documents ?? []).reduce((sum, { problems }) => sum + problems.length, 0);
}
