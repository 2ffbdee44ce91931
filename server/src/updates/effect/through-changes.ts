/** Keys that are written as they were and become something else, because what their macros stand for changes. */

import { quoted } from "./caution.ts";
import type { ChangeSubject } from "./effect.ts";
import type { EffectiveProfile } from "./effective-profile.ts";
import { type MacroPlace, macroPlaces } from "./macro-places.ts";
import { valuesConditions } from "./pack-changes.ts";
import { dottedPath, type RawChange } from "./raw-change.ts";
import type { EffectReaders } from "./readers.ts";

/** Something that macros stand for and that is another thing now. */
export interface ChangedMeaning {
  /** What follows `.spectro`, with dots between. */
  readonly reference: string;
  /** For people, with its article. */
  readonly words: string;
  /** The only profile in which the macro means this; undefined for any. */
  readonly profile: EffectiveProfile | undefined;
}

/** `direct` are the changes of what is written. */
export function throughChanges(
  profiles: readonly EffectiveProfile[],
  direct: readonly RawChange[],
  meanings: readonly ChangedMeaning[],
  readers: EffectReaders,
): RawChange[] {
  const places = profiles.flatMap((profile) => macroPlaces(profile, readers));
  if (places.length === 0) return [];
  const waiting: ChangedMeaning[] = [...meanings, ...direct.flatMap(meaningOf)];
  const open = new Set(places.filter((place) => !direct.some((change) => covers(change, place))));
  const found: RawChange[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const place of open) {
      if (!uses(place, next)) continue;
      open.delete(place);
      const change = changeAt(place, next, readers);
      found.push(change);
      waiting.push(...meaningOf(change));
    }
  }
  return found;
}

/** A macro can ask for a whole map, of which some changed. */
function uses({ profile, references }: MacroPlace, meaning: ChangedMeaning): boolean {
  if (meaning.profile !== undefined && meaning.profile !== profile) return false;
  const { reference } = meaning;
  return references.some(
    (asked) => asked === reference || asked.startsWith(`${reference}.`) || reference.startsWith(`${asked}.`),
  );
}

function changeAt(
  { profile, pack, manifest, path }: MacroPlace,
  meaning: ChangedMeaning,
  readers: EffectReaders,
): RawChange {
  const subject: ChangeSubject = {
    kind: "layer",
    layer: pack.layerOf,
    profile: profile.profile.name?.text ?? "",
    pack: pack.name?.text ?? "",
  };
  const base = {
    subject,
    pack,
    ruleSubject: pack.layerOf,
    isGuess: !pack.isLayerSure,
    through: meaning.words,
    conditions: valuesConditions(pack, readers),
  };
  const what = manifest === undefined ? "values" : `manifest ${manifest}`.trimEnd();
  if (path === undefined)
    return { ...base, kind: manifest === undefined ? "text" : "manifest", shown: { kind: "text", what } };
  const difference = { kind: "reordered", path, before: undefined, after: undefined } as const;
  return manifest === undefined
    ? { ...base, kind: "key", difference }
    : { ...base, kind: "manifest", manifest, difference };
}

/** What macros of other packs make of a change of values. */
function meaningOf({ kind, difference, pack }: RawChange): ChangedMeaning[] {
  const name = pack?.name?.text;
  if (name === undefined || kind === "version" || kind === "field" || kind === "manifest") return [];
  const path = difference === undefined ? "" : dottedPath(difference.path);
  const reference = path === "" ? `pack.${name}` : `pack.${name}.${path}`;
  const words = path === "" ? `the pack ${quoted(name)}` : `${quoted(path)} of ${quoted(name)}`;
  return [{ reference, words, profile: undefined }];
}

/** True where the place itself is written otherwise. */
function covers(change: RawChange, { pack, manifest, path }: MacroPlace): boolean {
  if (change.pack !== pack) return false;
  if (change.kind === "added" || change.kind === "removed" || change.kind === "replaced") return true;
  const isOfText =
    manifest === undefined ? change.kind === "key" || change.kind === "text" : change.manifest === manifest;
  if (!isOfText) return false;
  if (change.difference === undefined || path === undefined) return true;
  const [own, place] = [dottedPath(change.difference.path), dottedPath(path)];
  return own === "" || place === own || (place.startsWith(own) && /^[.[]/.test(place.slice(own.length)));
}
