/** Which files are worth comparing with their last commit: editor and command ask Git for the same ones. */

import { isKnown } from "../model/text.ts";
import { isOnNoDisk } from "../updates/versioned-file.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { rule } from "./rules/in-use-profile-changed.ts";

/**
 * Files that define a profile which clusters refer to. A name that clusters use and no file defines may be that of any profile before somebody
 * renamed it: then the others count too.
 */
export function filesToCompare(snapshot: Snapshot): Set<FileId> {
  const { index } = snapshot;
  const defined = new Set(index.names());
  const used = new Set<string>();
  for (const { references } of index.allClusters()) for (const { name } of references) used.add(name);
  const isAnyMissing = [...used].some((name) => isKnown(name) && !defined.has(name));
  const files = new Set<FileId>();
  for (const name of defined) {
    if (!used.has(name) && !isAnyMissing) continue;
    for (const { file } of index.versions(name)) files.add(file);
  }
  const isWanted = (file: FileId) =>
    !isOnNoDisk(file) && snapshot.config(file).severities.get(rule.id) !== "off";
  return new Set([...files].filter(isWanted));
}
