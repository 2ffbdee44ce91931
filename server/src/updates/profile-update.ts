/** All packs of a profile, and the edit that takes all of them as far as an update reaches. */

import type { TextEdit } from "../base/text-edit.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { PackPolicy } from "../config/update-policy.ts";
import type { Pack, Profile } from "../model/profile.ts";
import type { Node } from "../syntax/tree.ts";
import { updatePackEdits } from "./pack-update.ts";
import { type PackStatus, packStatus, type UpdateReach, updateTarget } from "./version-choice.ts";

export interface PackStep {
  readonly status: PackStatus;
  readonly target: CatalogPack;
}

/** What is wanted of a pack. */
export type PolicyOf = (pack: Pack) => PackPolicy;

/** The version that a pack goes to; undefined for one that stays. */
export type TargetOf = (status: PackStatus) => CatalogPack | undefined;

export function profileStatus(catalog: PackCatalog, profile: Profile, policyOf?: PolicyOf): PackStatus[] {
  return profile.packs
    .map((pack) => packStatus(catalog, profile, pack, policyOf?.(pack)))
    .filter((status) => status !== undefined);
}

/**
 * The packs that an update of the given reach, or to the given targets, changes, in the profile's order. A pack whose version is not its own to change is left
 * out: one that a merge brings in, or that others mean by an alias and would be taken along.
 */
export function updateSteps(
  catalog: PackCatalog,
  profile: Profile,
  reach: UpdateReach | TargetOf,
  policyOf?: PolicyOf,
): PackStep[] {
  const targetOf: TargetOf =
    typeof reach === "function" ? reach : (status: PackStatus) => updateTarget(status, reach);
  const steps = profileStatus(catalog, profile, policyOf).flatMap((status) => {
    const target = targetOf(status);
    return target === undefined ? [] : [{ status, target }];
  });
  const rewritten = versionNodes(steps);
  return steps.filter(
    ({ status, target }) => updatePackEdits(status.pack, target.version, rewritten).length > 0,
  );
}

/** One edit of the text for all steps. Packs that share a version by an anchor are edited once. */
export function updateStepsEdits(steps: readonly PackStep[]): TextEdit[] {
  const edits = new Map<string, TextEdit>();
  const rewritten = versionNodes(steps);
  for (const { status, target } of steps) {
    for (const edit of updatePackEdits(status.pack, target.version, rewritten)) {
      edits.set(`${edit.span.start}-${edit.span.end}`, edit);
    }
  }
  return [...edits.values()].sort((a, b) => a.span.start - b.span.start);
}

function versionNodes(steps: readonly PackStep[]): ReadonlySet<Node> {
  return new Set(steps.flatMap(({ status }) => status.pack.version?.node ?? []));
}
