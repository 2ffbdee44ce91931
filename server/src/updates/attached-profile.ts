/** What a cluster's references and overrides mean, read from the files that define the profiles. */

import type { Cluster, PackOverride, ProfileReference } from "../model/cluster.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { contentSpan, known, type Text } from "../model/text.ts";
import type { PackEntry, ProfileEntry, ProfileIndex } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { attachedEntries } from "./profile-reference.ts";

/** An override of a profile version that is known here. */
export interface AttachedOverride {
  readonly reference: ProfileReference;
  readonly override: PackOverride;
  /** The pack's name. */
  readonly name: Text;
  /** At least one; several where files disagree on what the version is. */
  readonly entries: readonly ProfileEntry[];
}

/** A pack of a profile version, as the index has it. */
export interface OverriddenPack {
  readonly entry: ProfileEntry;
  readonly pack: PackEntry;
}

export function attachedOverrides(index: ProfileIndex, cluster: Cluster): AttachedOverride[] {
  return cluster.references.flatMap((reference) => {
    if (reference.overrides.length === 0) return [];
    const entries = attachedEntries(index, reference);
    if (entries.length === 0) return [];
    return reference.overrides.flatMap((override) => {
      const name = known(override.name);
      return name === undefined ? [] : [{ reference, override, name, entries }];
    });
  });
}

/** The packs that the override means: none, or several where a profile has the pack twice or files disagree. */
export function overriddenPacks({ entries, name }: AttachedOverride): OverriddenPack[] {
  return entries.flatMap((entry) =>
    entry.packs.filter((pack) => pack.name === name.text).map((pack) => ({ entry, pack })),
  );
}

/** The document behind an entry of the index. Its file is parsed if it is not: ask only when the index does not tell. */
export function profileOf(snapshot: Snapshot, entry: ProfileEntry): Profile | undefined {
  const documents = snapshot.file(entry.file)?.documents ?? [];
  return documents
    .flatMap((document) => document.profiles)
    .find(({ name }) => name !== undefined && contentSpan(name).start === entry.nameSpan.start);
}

export function packOf(snapshot: Snapshot, { entry, pack }: OverriddenPack): Pack | undefined {
  return profileOf(snapshot, entry)?.packs[entry.packs.indexOf(pack)];
}
