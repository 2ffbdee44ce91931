/** The updates of many files at once: what is planned for one knows nothing of the others, but no two may become the same new file. */

import { freeFile } from "../updates/versioned-file.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { type PlannedProfile, planUpdates, type UpdateWishes } from "./update-plan.ts";

/** In the order of the files; where two profiles would become the same new file, the later one gets a name with a number behind it. */
export function planUpdatesOf(
  snapshot: Snapshot,
  views: readonly FileView[],
  wishes: UpdateWishes,
): PlannedProfile[] {
  return inFreeFiles(
    snapshot,
    views.flatMap((view) => planUpdates(snapshot, view, wishes)),
  );
}

/** The same for what was planned one by one. */
export function inFreeFiles(snapshot: Snapshot, planned: readonly PlannedProfile[]): PlannedProfile[] {
  const made = new Set<FileId>();
  const isTaken = (file: FileId) => made.has(file) || snapshot.file(file) !== undefined;
  return planned.map((one) => inFreeFile(one, made, isTaken));
}

function inFreeFile(
  planned: PlannedProfile,
  made: Set<FileId>,
  isTaken: (file: FileId) => boolean,
): PlannedProfile {
  const { way } = planned;
  const edit = planned.edits.find(({ create }) => create === true);
  if (edit === undefined || way.kind !== "new") return planned;
  const file = freeFile(edit.file, isTaken);
  made.add(file);
  if (file === edit.file) return planned;
  return {
    ...planned,
    way: { ...way, file },
    edits: planned.edits.map((one) => (one === edit ? { ...edit, file } : one)),
  };
}
