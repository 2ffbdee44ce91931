/** What a cluster's overrides make of an update: they hide it, hold a pack back, or are lost. */

import type { PackOverride } from "../../model/cluster.ts";
import { createBudget, sameTexts } from "../text-comparison.ts";
import { caution, quoted } from "./caution.ts";
import type { Caution } from "./effect.ts";
import type { EffectivePack } from "./effective-profile.ts";
import type { EffectReaders } from "./readers.ts";
import type { EffectiveStep } from "./state-changes.ts";

export function overrideCautions(
  { before, after, old, now }: EffectiveStep,
  readers: EffectReaders,
): Caution[] {
  if (after === undefined || now === undefined || old === undefined) return [];
  const { overrides } = after.reference;
  if (overrides.length === 0 || old.profile === now.profile) return [];
  const cautions: Caution[] = [];
  for (const override of overrides) {
    const name = override.name?.text;
    if (name === undefined) continue;
    const pack = now.packs.find((one) => one.name?.text === name);
    const earlier = old.packs.find((one) => one.name?.text === name);
    // What no version has is no news of this change.
    if (pack === undefined && earlier === undefined) continue;
    if (pack === undefined) {
      cautions.push(
        caution(
          "override-lost",
          `The cluster overrides ${quoted(name)}, which the new version has no more: the override is lost.`,
        ),
      );
      continue;
    }
    cautions.push(...pinned(pack, override, earlier), ...hidden(pack, override, earlier, readers));
  }
  const isSwitch = before?.profile?.version?.text !== after.profile?.version?.text;
  if (isSwitch)
    cautions.push(
      caution(
        "override-dropped-by-console",
        `The cluster overrides ${listed(overrides.flatMap(({ name }) => name?.text ?? []))}. Terraform sends what this file says again; whoever switches the version in Palette's console loses the overrides unless they are kept in the review.`,
      ),
    );
  return cautions;
}

/** The override states a version that is not the new one. */
function pinned(pack: EffectivePack, override: PackOverride, earlier: EffectivePack | undefined): Caution[] {
  const own = override.version?.text;
  const stated = pack.stated.version?.text;
  const isMoved = earlier !== undefined && earlier.stated.version?.text !== stated;
  if (
    own === undefined ||
    stated === undefined ||
    own === stated ||
    own === pack.stated.tag?.text ||
    !isMoved
  )
    return [];
  return [
    caution(
      "override-pins-version",
      `The cluster's override holds ${quoted(pack.name?.text)} at ${quoted(own)}, while the profile goes to ${quoted(stated)}: change the override along with it.`,
    ),
  ];
}

/** What the profile changes is replaced as a whole. */
function hidden(
  pack: EffectivePack,
  override: PackOverride,
  earlier: EffectivePack | undefined,
  readers: EffectReaders,
): Caution[] {
  const type = override.overrideType?.text ?? "values";
  if (earlier === undefined || type !== "values" || override.values === undefined) return [];
  const texts = { before: readers.read, after: readers.read, budget: createBudget() };
  if (sameTexts(earlier.stated.values, pack.stated.values, texts)) return [];
  return [
    caution(
      "override-hides-change",
      `The profile changes values of ${quoted(pack.name?.text)}, and the cluster replaces all of them by its own: the change does not reach it.`,
    ),
  ];
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].map(quoted).join(", ");
}
