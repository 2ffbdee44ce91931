/**
 * Versions of the profile at a place to compare it with, and the comparison of two profiles with what is shown of it. Pure: asks the
 * snapshot, and knows nothing of the editor.
 */

import { compareProfileVersions } from "../base/profile-version.ts";
import { contextsFit, profileContext } from "../model/context.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { contentSpan, known } from "../model/text.ts";
import { profileOf } from "../updates/attached-profile.ts";
import { called, compareProfiles } from "../updates/profile-comparison.ts";
import { documentsIn } from "../updates/profile-version.ts";
import type { Refusal } from "../updates/refusal.ts";
import { createReader, type ReadText } from "../updates/text-comparison.ts";
import { packStanding } from "../updates/version-choice.ts";
import type { FileId, ProfileEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { comparisonLine } from "./comparison-line.ts";
import { comparisonMarkdown, comparisonTitle, type LayerOf } from "./comparison-markdown.ts";
import { profileAt } from "./subject.ts";

/** A profile, by the place of its name. */
export interface ProfilePlace {
  readonly file: FileId;
  readonly offset: number;
}

export interface VersionsToCompare {
  readonly name: string;
  readonly version: string;
  readonly place: ProfilePlace;
  /** The other versions, newest first. */
  readonly versions: readonly VersionToCompare[];
}

export interface VersionToCompare {
  readonly version: string;
  readonly place: ProfilePlace;
  /** What differs, from the older to the newer of the two; undefined behind the first ones of a long list. */
  readonly line: string | undefined;
}

/** How many versions are compared to tell what differs, and how much text: each costs a parse of its file, and of what differs in it. */
const mostCompared = 50;
const mostComparedText = 4 * 1024 * 1024;

const noProfile: Refusal = { reason: "Open a cluster profile and place the cursor in it first" };

export function profileVersionsToCompare(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): VersionsToCompare | Refusal {
  const found = find(snapshot, { file, offset });
  if (found === undefined) return noProfile;
  const { profile } = found;
  const name = known(profile.name);
  if (name === undefined)
    return {
      reason:
        "The profile states no name by which its versions could be found: write one with the key `name` first",
    };
  const own = contentSpan(name).start;
  const others = snapshot.index
    .versions(name.text)
    .filter((entry) => contextsFit(entry.context, profileContext(profile)))
    .filter((entry) => entry.file !== file || entry.nameSpan.start !== own);
  if (others.length === 0)
    return { reason: `No file of the workspace holds another version of \`${name.text}\`` };
  const read = createReader();
  let textLeft = mostComparedText;
  const isCheap = (entry: ProfileEntry, at: number) => {
    textLeft -= snapshot.text(entry.file)?.length ?? 0;
    return at < mostCompared && textLeft >= 0;
  };
  return {
    name: name.text,
    version: called(profile).version,
    place: { file, offset: own },
    versions: others.map((entry, at) => ({
      version: entry.version,
      place: { file: entry.file, offset: entry.nameSpan.start },
      line: isCheap(entry, at) ? lineOf(snapshot, profile, entry, read) : undefined,
    })),
  };
}

/** A comparison as it is shown. */
export interface ShownComparison {
  /** "platform 1.4.0 → 1.5.0". */
  readonly title: string;
  readonly line: string;
  readonly markdown: string;
  readonly before: ComparedText;
  readonly after: ComparedText;
}

/** Where a profile's text is. */
export interface ComparedText {
  readonly file: FileId;
  readonly name: string;
  readonly version: string;
  /** Of a profile that shares its file with other documents: its own document. Undefined where the whole file is its text. */
  readonly text: string | undefined;
}

/** Of two versions of one profile the older one is the earlier; else the first is. */
export function compareProfilesAt(
  snapshot: Snapshot,
  first: ProfilePlace,
  second: ProfilePlace,
): ShownComparison | Refusal {
  const one = find(snapshot, first);
  const other = find(snapshot, second);
  if (one === undefined || other === undefined) return noProfile;
  if (one.profile === other.profile)
    return { reason: "A profile cannot be compared with itself: choose another version" };
  const [before, after] = isNewer(one.profile, other.profile) ? [other, one] : [one, other];
  const comparison = compareProfiles(before.profile, after.profile);
  const layersBefore = layersOf(snapshot, before.profile);
  const layersAfter = layersOf(snapshot, after.profile);
  return {
    title: comparisonTitle(comparison),
    line: comparisonLine(comparison),
    markdown: comparisonMarkdown(comparison, (pack) =>
      before.profile.packs.includes(pack) ? layersBefore(pack) : layersAfter(pack),
    ),
    before: textOf(before),
    after: textOf(after),
  };
}

interface Found {
  readonly view: FileView;
  readonly profile: Profile;
}

function find(snapshot: Snapshot, { file, offset }: ProfilePlace): Found | undefined {
  const view = snapshot.file(file);
  const profile = view === undefined ? undefined : profileAt(view, offset);
  return view === undefined || profile === undefined ? undefined : { view, profile };
}

function lineOf(
  snapshot: Snapshot,
  profile: Profile,
  entry: ProfileEntry,
  read: ReadText,
): string | undefined {
  const other = profileOf(snapshot, entry);
  if (other === undefined) return undefined;
  const [before, after] = isNewer(profile, other) ? [other, profile] : [profile, other];
  return comparisonLine(compareProfiles(before, after, read));
}

function isNewer(profile: Profile, other: Profile): boolean {
  const [one, two] = [called(profile), called(other)];
  return one.name === two.name && compareProfileVersions(one.version, two.version) === 1;
}

/** As the profile states it, else as the catalog knows it. */
function layersOf({ catalog }: Snapshot, profile: Profile): LayerOf {
  const cloud = known(profile.cloudType)?.text;
  const onlyAddOns = profile.type?.text === "add-on" ? "addon" : undefined;
  return (pack: Pack) => {
    const stated = {
      name: pack.name?.text,
      version: pack.version?.text,
      type: pack.type?.text,
      layer: pack.layer?.text,
      registry: pack.registry?.text,
    };
    const standing = packStanding(catalog, stated, cloud);
    const packs = standing?.answer.kind === "known" ? standing.answer.packs : [];
    return stated.layer ?? standing?.installed?.layer ?? packs[0]?.layer ?? onlyAddOns;
  };
}

function textOf({ view, profile }: Found): ComparedText {
  const documents = documentsIn(view.text);
  const own = documents.findLast(({ start }) => start <= profile.span.start);
  const isAlone = documents.length <= 1 || own === undefined;
  return {
    file: view.id,
    ...called(profile),
    text: isAlone ? undefined : view.text.slice(own.start, own.end),
  };
}
