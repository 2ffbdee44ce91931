/** Packs whose owners want them to stay, because they silence that these are outdated. */

import { rule as outdatedPack } from "../analysis/rules/outdated-pack.ts";
import { findSuppressions } from "../analysis/suppression.ts";
import { contentSpan } from "../model/text.ts";
import type { PackStatus } from "../updates/version-choice.ts";
import type { FileView } from "../workspace/workspace.ts";

/** What tells whether a pack of the file stays. */
export function frozenPacks(view: FileView): (status: Pick<PackStatus, "pack">) => boolean {
  const lines = new Set(
    findSuppressions(view)
      .filter(({ rule }) => rule === outdatedPack.id)
      .map(({ line }) => line),
  );
  return ({ pack: { version } }) =>
    version !== undefined && lines.has(view.lines.position(contentSpan(version).start).line);
}
