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
  // Most of what changes is asked for by nobody.
  const asked = new Set(places.flatMap(({ references }) => references.map(headOf)));
  const isAsked = ({ reference }: ChangedMeaning) => asked.has(headOf(reference));
  const waiting = [...meanings, ...direct.flatMap(meaningOf)].filter(isAsked);
  const written = writtenOtherwise(direct);
  const open = new Set(waiting.length === 0 ? [] : places.filter((place) => !isWritten(written, place)));
  const found: RawChange[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const place of open) {
      if (!uses(place, next)) continue;
      open.delete(place);
      const change = changeAt(place, next, readers);
      found.push(change);
      waiting.push(...meaningOf(change).filter(isAsked));
    }
  }
  return found;
}

/** `pack.nginx` of `pack.nginx.charts[web].a`. */
function headOf(reference: string): string {
  return reference.split(/[.[]/, 2).join(".");
}

/** A macro can ask for a whole map, of which some changed. */
function uses({ profile, references }: MacroPlace, meaning: ChangedMeaning): boolean {
  if (meaning.profile !== undefined && meaning.profile !== profile) return false;
  const { reference } = meaning;
  return references.some(
    (asked) => asked === reference || isBelow(asked, reference) || isBelow(reference, asked),
  );
}

function isBelow(path: string, other: string): boolean {
  return path.startsWith(other) && /^[.[]/.test(path.charAt(other.length));
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

/** Paths that are written otherwise, by pack and by what of the pack; "" for the whole of it. */
type Written = Map<RawChange["pack"], Map<string, Set<string>>>;

function writtenOtherwise(direct: readonly RawChange[]): Written {
  const written: Written = new Map();
  for (const { pack, kind, manifest, difference } of direct) {
    if (pack === undefined || kind === "version" || kind === "field") continue;
    const isWhole = kind === "added" || kind === "removed" || kind === "replaced";
    const texts = written.get(pack) ?? new Map<string, Set<string>>();
    written.set(pack, texts);
    const text = isWhole ? wholePack : textOf(manifest);
    const paths = texts.get(text) ?? new Set<string>();
    texts.set(text, paths);
    paths.add(difference === undefined ? "" : dottedPath(difference.path));
  }
  return written;
}

const wholePack = "pack";

function textOf(manifest: string | undefined): string {
  return manifest === undefined ? "values" : `manifest ${manifest}`;
}

/** True where the place itself is, or something around it. */
function isWritten(written: Written, { pack, manifest, path }: MacroPlace): boolean {
  const texts = written.get(pack);
  if (texts === undefined) return false;
  if (texts.has(wholePack)) return true;
  const paths = texts.get(textOf(manifest));
  if (paths === undefined) return false;
  if (path === undefined) return true;
  return [...path, undefined].some((_, at) => paths.has(dottedPath(path.slice(0, at))));
}
