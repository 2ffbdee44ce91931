/** The fix that takes a pack to another version, with what becomes of its values: they go along, are looked through first, or stay. */

import type { FileEdit } from "../analysis/finding.ts";
import { updateFix } from "../analysis/rules/outdated-pack.ts";
import { type Distance, distance } from "../base/pack-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { PackStep } from "../updates/profile-update.ts";
import { valuesUpdate } from "../updates/values-update.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import type { CodeAction } from "./code-actions.ts";
import { groupUpdate, updateFit } from "./update-together.ts";
import { valuesLeftInWords } from "./update-words.ts";

/** An update that others stand against comes with them, or after one that goes with them, and is never the one to take blindly. */
export function besideOthers(
  snapshot: Snapshot,
  view: FileView,
  action: CodeAction,
  step: PackStep,
): CodeAction[] {
  const fit = updateFit(snapshot, view, step);
  const withOthers = (steps: readonly PackStep[]): CodeAction[] => {
    const [first] = steps;
    if (first === undefined) return [];
    if (steps.length > 1) return [{ ...action, ...groupUpdate(snapshot, view, steps) }];
    const fix = updateFix(first, snapshot.catalog, view.id);
    if (fix === undefined) return [];
    const { title, edits, preferred } = fix;
    return withValues(snapshot, view, { ...action, title, edits: () => edits, preferred }, first);
  };
  switch (fit.kind) {
    case "alone":
      return withValues(snapshot, view, action, step);
    case "together":
      return withOthers(fit.steps);
    case "blocked": {
      const although = `, although ${fit.conflicts.join(" and ")}`;
      const alone = withValues(snapshot, view, action, step).map((one) => ({
        ...one,
        title: `${one.title}${although}`,
        preferred: false,
      }));
      return [...withOthers(fit.instead), ...alone];
    }
  }
}

/** The values go along with the version where nobody has to look at them; else the look comes first. */
function withValues(snapshot: Snapshot, view: FileView, action: CodeAction, step: PackStep): CodeAction[] {
  const update = valuesUpdate(snapshot.catalog, view, step);
  const base = action.title.replace(", version only", "");
  const titled = (words: string) => base.replace(/\)$/, `, ${words})`);
  switch (update.kind) {
    case "merged": {
      const edits = () => [...action.edits(), { file: view.id, edits: update.edits }];
      const preferred = updateDistance(step) === "patch";
      return [{ ...action, title: titled("with its values"), edits: () => inOne(edits()), preferred }];
    }
    case "review": {
      const { keys } = update;
      const words = `version only: ${keys.length === 1 ? "1 value" : `${keys.length} values`} to review`;
      return [
        reviewAction(action, step),
        { ...action, title: titled(words), preferred: false, note: () => valuesLeftInWords(step, update) },
      ];
    }
    case "none":
      return [{ ...action, title: base, preferred: updateDistance(step) === "patch" }];
    case "unknown":
      return [{ ...action, title: titled(`version only: ${update.why}`), preferred: false }];
  }
}

function reviewAction({ kind, finding }: CodeAction, { status, target }: PackStep): CodeAction {
  return {
    title: `Review update of ${status.name} to ${target.version}...`,
    kind,
    edits: () => [],
    finding,
    preferred: false,
    ask: { about: "review", offset: status.pack.span.start, version: target.version },
  };
}

function updateDistance({ status, target }: PackStep): Distance | undefined {
  return distance(status.current, target.version);
}

/** All edits of a file together, as one change of it. */
function inOne(edits: readonly FileEdit[]): readonly FileEdit[] {
  const byFile = new Map<FileId, TextEdit[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), ...edit.edits]);
  return [...byFile].map(([file, ofFile]) => ({
    file,
    edits: ofFile.sort((a, b) => a.span.start - b.span.start),
  }));
}
