/** Which keys of a profile's values and manifests hold macros: what those stand for may change while the key is written as it was. */

import type { Text } from "../../model/text.ts";
import type { PathStep } from "../../syntax/data-difference.ts";
import { scanMacros } from "../../syntax/macro.ts";
import { type Node, resolve } from "../../syntax/tree.ts";
import type { EffectivePack, EffectiveProfile } from "./effective-profile.ts";
import type { EffectReaders } from "./readers.ts";

export interface MacroPlace {
  readonly profile: EffectiveProfile;
  readonly pack: EffectivePack;
  /** The manifest that it is in; undefined for values. */
  readonly manifest: string | undefined;
  /** Undefined for a text that cannot be read by key. */
  readonly path: readonly PathStep[] | undefined;
  /** What follows `.spectro`, with dots between: `var.region`, `pack.nginx.charts.a`. */
  readonly references: readonly string[];
}

export function macroPlaces(profile: EffectiveProfile, readers: EffectReaders): readonly MacroPlace[] {
  const known = readers.macros.get(profile);
  if (known !== undefined) return known;
  const places = profile.packs.flatMap((pack) => [
    ...placesIn(pack.values, { profile, pack, manifest: undefined }, readers),
    ...pack.manifests.flatMap(({ name, content }) =>
      placesIn(content, { profile, pack, manifest: name?.text ?? "" }, readers),
    ),
  ]);
  readers.macros.set(profile, places);
  return places;
}

type Host = Pick<MacroPlace, "profile" | "pack" | "manifest">;

function placesIn(text: Text | undefined, host: Host, readers: EffectReaders): MacroPlace[] {
  if (text === undefined || !text.text.includes(".spectro")) return [];
  const documents = readers.read(text);
  if (documents === undefined) {
    const references = referencesIn(text.text);
    return references.length === 0 ? [] : [{ ...host, path: undefined, references }];
  }
  const places: MacroPlace[] = [];
  let left = mostNodes;
  const visit = (given: Node | undefined, path: readonly PathStep[]): void => {
    const node = resolve(given);
    if (left-- <= 0 || path.length > deepest) return;
    if (node?.kind === "scalar" && node.text.includes(".spectro")) {
      const references = referencesIn(node.text);
      if (references.length > 0) places.push({ ...host, path, references });
    }
    if (node?.kind === "seq")
      for (const [index, item] of node.items.entries()) visit(item, [...path, { index }]);
    if (node?.kind === "map")
      for (const { key, value } of node.entries) visit(value, [...path, { key: key.text }]);
  };
  for (const document of documents) visit(document, []);
  return places;
}

/** Aliases can make many places of a few lines. */
const mostNodes = 200_000;
const deepest = 100;

function referencesIn(text: string): string[] {
  return scanMacros(text, { start: 0, end: text.length }, "literal")
    .filter(({ inComment, isClosed }) => isClosed && !inComment)
    .flatMap(({ references }) =>
      references.map(({ segments }) => segments.map((segment) => segment.text).join(".")),
    );
}
