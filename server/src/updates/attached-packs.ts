/** All packs that a cluster gets from its profiles, as they stand against the catalog. Nothing of the profiles' files is read for it. */

import type { CatalogPack } from "../catalog/catalog.ts";
import type { Cluster, ProfileReference } from "../model/cluster.ts";
import { known } from "../model/text.ts";
import type { PackEntry, ProfileEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import type { PresentPack } from "./pack-dependency.ts";
import { attachedEntries } from "./profile-reference.ts";
import { packStanding } from "./version-choice.ts";

export interface AttachedPack extends PresentPack {
  readonly reference: ProfileReference;
  readonly entry: ProfileEntry;
  readonly pack: PackEntry;
  /** The catalog's entry of its version. */
  readonly installed: CatalogPack | undefined;
}

export interface AttachedPacks {
  readonly packs: readonly AttachedPack[];
  /** False when there may be others: of profiles that are not known here, or whose names are filled in later. */
  readonly isWhole: boolean;
}

type Standing = Pick<AttachedPack, "name" | "version" | "layer" | "installed" | "pack">;

/** For the clusters of one snapshot, most of which share their profiles. */
export function createAttachedPacks({ catalog, index }: Snapshot): (cluster: Cluster) => AttachedPacks {
  const read = new Map<ProfileEntry, readonly Standing[]>();
  const standingsOf = (entry: ProfileEntry) => {
    const standings =
      read.get(entry) ?? entry.packs.flatMap((pack) => standingOf(entry, pack, pack.stated.version) ?? []);
    read.set(entry, standings);
    return standings;
  };
  return (cluster) => {
    const packs: AttachedPack[] = [];
    let isWhole = true;
    for (const reference of cluster.references) {
      const entries = attachedEntries(index, reference);
      const [entry] = entries;
      if (entry === undefined || entries.length > 1) {
        isWhole = false;
        continue;
      }
      const standings = standingsOf(entry);
      if (standings.length < entry.packs.length) isWhole = false;
      for (const standing of standings) {
        const own = overridden(reference, entry, standing);
        packs.push({ ...own, reference, entry });
      }
    }
    return { packs, isWhole };
  };

  function standingOf(
    entry: ProfileEntry,
    pack: PackEntry,
    version: string | undefined,
  ): Standing | undefined {
    if (pack.name === undefined) return undefined;
    const standing = packStanding(catalog, { ...pack.stated, version }, entry.cloudType);
    const installed = standing?.installed;
    const layer = installed?.layer ?? pack.stated.layer;
    return { name: pack.name, version: standing?.current, layer, installed, pack };
  }

  /** An override may give a pack another version. */
  function overridden(reference: ProfileReference, entry: ProfileEntry, standing: Standing): Standing {
    const override = reference.overrides.find(({ name }) => name?.text === standing.name);
    const version = override?.version;
    if (version === undefined || version.text === standing.pack.stated.version) return standing;
    return standingOf(entry, standing.pack, known(version)?.text) ?? standing;
  }
}
