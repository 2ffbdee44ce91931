/** What stands behind a cluster's override: the pack of the attached profile version, and the way into a new one. Pure. */

import { touches } from "../base/span.ts";
import type { PackOverride, ProfileReference } from "../model/cluster.ts";
import { known } from "../model/text.ts";
import { type OverriddenPack, overriddenPacks } from "../updates/attached-profile.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { moveOverride } from "../updates/override-move.ts";
import { attachedEntries } from "../updates/profile-reference.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { FileId, ProfileIndex } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import type { Target } from "./navigation.ts";

export interface OverridePlace {
  readonly reference: ProfileReference;
  readonly override: PackOverride;
  /** The text that the offset is on; undefined elsewhere in the override. */
  readonly field: "name" | "version" | undefined;
}

/** The override whose name or version the offset is on, else the one that it is inside of. */
export function overrideAt(view: FileView, offset: number): OverridePlace | undefined {
  let around: OverridePlace | undefined;
  for (const { clusters } of view.documents) {
    for (const reference of clusters.flatMap((cluster) => cluster.references)) {
      for (const override of reference.overrides) {
        for (const field of ["name", "version"] as const) {
          const text = override[field];
          if (text !== undefined && touches(text.span, offset)) return { reference, override, field };
        }
        const { start, end } = override.node.span;
        if (start <= offset && offset < end) around ??= { reference, override, field: undefined };
      }
    }
  }
  return around;
}

/** The packs that the override is of: several where files disagree on what the profile version is. */
export function packsOf(
  index: ProfileIndex,
  { reference, override }: Pick<OverridePlace, "reference" | "override">,
): readonly OverriddenPack[] {
  const name = known(override.name);
  if (name === undefined) return [];
  return overriddenPacks({ reference, override, name, entries: attachedEntries(index, reference) });
}

/** From the override's name to the pack's, and from its version to the pack's version. */
export function overrideTargets(index: ProfileIndex, place: OverridePlace): readonly Target[] {
  if (place.field === undefined) return [];
  return packsOf(index, place).map(({ entry, pack }) => {
    const span = place.field === "version" ? (pack.versionSpan ?? pack.span) : pack.span;
    return { file: entry.file, span, selectionSpan: span };
  });
}

export function moveOverrideAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): readonly FileEdit[] | Refusal {
  const view = snapshot.file(file);
  const place = view === undefined ? undefined : overrideAt(view, offset);
  if (place === undefined) return { reason: "Place the cursor in an override of a cluster first" };
  const move = moveOverride(snapshot, file, place.reference, place.override);
  return "reason" in move ? move : move.edits();
}
