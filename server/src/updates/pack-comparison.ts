/** What differs between a pack of one profile and the same pack of another. */

import {
  comparePackVersions,
  type Distance,
  distance,
  groupContains,
  isVersionGroup,
} from "../base/pack-version.ts";
import type { Manifest, Pack } from "../model/profile.ts";
import { type FieldChange, field } from "./field-change.ts";
import type { PackPair } from "./pack-pairs.ts";
import { compareTexts, type TextComparison, type TextReaders } from "./text-comparison.ts";

export interface PackComparison {
  readonly kind: "added" | "removed" | "changed";
  /** "" for one that states no name. */
  readonly name: string;
  /** Of one that has namesakes: what tells it from them. */
  readonly displayName: string | undefined;
  /** As the later profile has it, or the earlier one where that alone has it. */
  readonly pack: Pack;
  /** The pack's version, or the new one. */
  readonly version: string | undefined;
  readonly versionChange: VersionChange | undefined;
  /** `tag` is the version or group that was chosen in Palette. */
  readonly fields: readonly FieldChange<PackField>[];
  readonly values: TextComparison;
  readonly manifests: readonly ManifestComparison[];
}

export type PackField = "tag" | "type" | "layer" | "registry";

export interface VersionChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Unordered is also what is written otherwise and means the same. */
  readonly direction: "up" | "down" | "unordered";
  readonly distance: Distance | undefined;
}

export interface ManifestComparison {
  readonly kind: "added" | "removed" | "changed";
  readonly name: string;
  readonly content: TextComparison;
}

const sameText: TextComparison = { kind: "same" };

/** A pack that one of the two profiles has alone. */
export function lonePack(kind: "added" | "removed", pack: Pack, label: string | undefined): PackComparison {
  return {
    kind,
    name: pack.name?.text ?? "",
    displayName: label,
    pack,
    version: chosenVersion(pack),
    versionChange: undefined,
    fields: [],
    values: sameText,
    manifests: [],
  };
}

/** Undefined when the two say the same. */
export function comparePacks(
  { before, after }: PackPair,
  label: string | undefined,
  readers: TextReaders,
): PackComparison | undefined {
  const versions = versionsOf(before, after);
  const fields = packFields(before, after);
  const values = compareTexts(before.values, after.values, readers);
  const manifests = compareManifests(before.manifests, after.manifests, readers);
  if (versions === undefined && fields.length === 0 && values.kind === "same" && manifests.length === 0)
    return undefined;
  return {
    kind: "changed",
    name: after.name?.text ?? "",
    displayName: label,
    pack: after,
    version: chosenVersion(after),
    versionChange: versions === undefined ? undefined : versionChange(versions.before, versions.after),
    fields,
    values,
    manifests,
  };
}

function chosenVersion({ version, tag }: Pack): string | undefined {
  return version?.text ?? tag?.text;
}

/**
 * The versions of a pack where they differ. A flat profile says what an export has as its tag, so that is what the two have in
 * common.
 */
export function versionsOf(before: Pack, after: Pack): Pick<VersionChange, "before" | "after"> | undefined {
  const isOneDialect = (before.tag === undefined) === (after.tag === undefined);
  const stated = (pack: Pack) =>
    (isOneDialect ? pack.version : (pack.tag ?? pack.version))?.text || undefined;
  const versions = { before: stated(before), after: stated(after) };
  return versions.before === versions.after ? undefined : versions;
}

export function versionChange(before: string | undefined, after: string | undefined): VersionChange {
  const from = comparable(before, after);
  const to = comparable(after, before);
  const order = from === undefined || to === undefined ? undefined : comparePackVersions(from, to);
  return {
    before,
    after,
    direction: order === -1 ? "up" : order === 1 ? "down" : "unordered",
    distance: from === undefined || to === undefined ? undefined : distance(from, to),
  };
}

/** A group stands where its first version does, but has no place beside the versions that are in it. */
function comparable(version: string | undefined, other: string | undefined): string | undefined {
  if (version === undefined || !isVersionGroup(version)) return version;
  if (other !== undefined && groupContains(version, other)) return undefined;
  return version.replace(/^.*__/, "").replace(/x$/, "0");
}

export function packFields(before: Pack, after: Pack): FieldChange<PackField>[] {
  const isStated = (pack: Pack) => pack.tag !== undefined && pack.tag.text !== pack.version?.text;
  const tags = before.tag === undefined || after.tag === undefined || !(isStated(before) || isStated(after));
  const layers = before.layer === undefined || after.layer === undefined;
  const fields: (FieldChange<PackField> | undefined)[] = [
    // A tag that repeats the version says nothing of its own.
    tags ? undefined : field("tag", before.tag?.text, after.tag?.text),
    field("type", before.type?.text ?? "spectro", after.type?.text ?? "spectro"),
    layers ? undefined : field("layer", before.layer?.text, after.layer?.text),
    field("registry", before.registry?.text || undefined, after.registry?.text || undefined),
  ];
  return fields.filter((change) => change !== undefined);
}

/** Whether a cluster could notice the difference. */
export function isNoticed(pack: PackComparison, hasLayers: boolean): boolean {
  return (
    pack.kind !== "changed" ||
    pack.versionChange !== undefined ||
    pack.values.kind !== "same" ||
    pack.manifests.length > 0 ||
    pack.fields.some(({ field: name }) => hasLayers || name !== "layer")
  );
}

function compareManifests(
  before: readonly Manifest[],
  after: readonly Manifest[],
  readers: TextReaders,
): ManifestComparison[] {
  const olds = manifestsByName(before);
  const news = manifestsByName(after);
  const manifests: ManifestComparison[] = [];
  for (const [key, { name, content }] of news) {
    const old = olds.get(key);
    if (old === undefined) manifests.push({ kind: "added", name: name?.text ?? "", content: sameText });
    else {
      const comparison = compareTexts(old.content, content, readers);
      if (comparison.kind !== "same")
        manifests.push({ kind: "changed", name: name?.text ?? "", content: comparison });
    }
  }
  for (const [key, { name }] of olds)
    if (!news.has(key)) manifests.push({ kind: "removed", name: name?.text ?? "", content: sameText });
  return manifests;
}

/** Their order means nothing; the same name a second time is another manifest. */
export function manifestsByName(manifests: readonly Manifest[]): Map<string, Manifest> {
  const counts = new Map<string, number>();
  return new Map(
    manifests.map((manifest) => {
      const name = manifest.name?.text ?? "";
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return [`${count} ${name}`, manifest];
    }),
  );
}
