/**
 * Whether a cluster could notice that a profile is another one than it was. Asked for at every key that is pressed in a profile in use, so
 * what is written the same is not read at all.
 */

import type { Pack, Profile } from "../model/profile.ts";
import { sameTrees } from "../syntax/data-difference.ts";
import type { Node } from "../syntax/tree.ts";
import { manifestsByName, packFields, versionsOf } from "./pack-comparison.ts";
import { type PackPair, pairPacks } from "./pack-pairs.ts";
import { cloudOf, readsLayer, variablesOf } from "./profile-comparison.ts";
import { createBudget, createReader, type ReadText, sameTexts, type TextReaders } from "./text-comparison.ts";

/** A profile with the text of the file that it is in. */
export interface ProfileSource {
  readonly profile: Profile;
  readonly text: string;
}

/**
 * True when nothing differs but what no cluster notices: name, version, description, tags and context of the profile, comments, and the way
 * of writing. It is `affectsClusters` of a comparison, without the rest. A caller who asks about the same `before` again and again
 * keeps a {@link createReader} for it.
 */
export function sameInEffect(
  before: ProfileSource,
  after: ProfileSource,
  readBefore: ReadText = createReader(),
): boolean {
  const [one, other] = [before.profile, after.profile];
  if (one.packs.length !== other.packs.length) return false;
  if (one.type?.text !== other.type?.text || cloudOf(one) !== cloudOf(other)) return false;
  const readers: TextReaders = { before: readBefore, after: createReader(), budget: createBudget() };
  if (!sameTrees(variablesOf(one), variablesOf(other), readers.budget)) return false;
  const isOneDialect = one.dialect === other.dialect;
  // Most packs stand where they stood and are written as they were.
  const isWrittenSame = one.packs.map((pack, at) => {
    const counterpart = other.packs[at];
    return (
      counterpart !== undefined && isOneDialect && writtenSame(before.text, pack, after.text, counterpart)
    );
  });
  if (isWrittenSame.every(Boolean)) return true;
  const { pairs, isReordered } = pairPacks(one.packs, other.packs, readers.before, readers.after);
  if (isReordered || pairs.length !== one.packs.length) return false;
  const hasLayers = readsLayer(one, other);
  return pairs.every((pair, at) => isWrittenSame[at] === true || samePack(pair, hasLayers, readers));
}

/** An alias means something that is written elsewhere. */
function writtenSame(text: string, pack: Pack, otherText: string, other: Pack): boolean {
  const { start, end } = pack.span;
  const length = end - start;
  return (
    length === other.span.end - other.span.start &&
    text.slice(start, end) === otherText.slice(other.span.start, other.span.end) &&
    !holdsAlias(pack.node)
  );
}

function holdsAlias(root: Node): boolean {
  const waiting: (Node | undefined)[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node?.kind === "alias") return true;
    if (node?.kind === "map") for (const { value } of node.entries) waiting.push(value);
    if (node?.kind === "seq") for (const item of node.items) waiting.push(item);
  }
  return false;
}

function samePack({ before, after }: PackPair, hasLayers: boolean, readers: TextReaders): boolean {
  const fields = packFields(before, after).filter(({ field }) => hasLayers || field !== "layer");
  return (
    fields.length === 0 &&
    versionsOf(before, after) === undefined &&
    sameManifests(before, after, readers) &&
    sameTexts(before.values, after.values, readers)
  );
}

function sameManifests(before: Pack, after: Pack, readers: TextReaders): boolean {
  const olds = manifestsByName(before.manifests);
  const news = manifestsByName(after.manifests);
  return (
    olds.size === news.size &&
    [...news].every(([key, { content }]) => {
      const old = olds.get(key);
      return old !== undefined && sameTexts(old.content, content, readers);
    })
  );
}
