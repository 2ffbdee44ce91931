/** The edits of a profile's file that take packs to other versions, and their values along where nobody has to look at them. */

import type { TextEdit } from "../base/text-edit.ts";
import type { PackCatalog } from "../catalog/catalog.ts";
import type { FileView } from "../workspace/workspace.ts";
import { type PackStep, updateStepsEdits } from "./profile-update.ts";
import { valuesUpdate } from "./values-update.ts";

export function updateEdits(catalog: PackCatalog, view: FileView, steps: readonly PackStep[]): TextEdit[] {
  return [
    ...updateStepsEdits(steps),
    ...steps.flatMap((step) => {
      const update = valuesUpdate(catalog, view, step);
      return update.kind === "merged" ? update.edits : [];
    }),
  ];
}
