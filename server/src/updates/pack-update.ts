/** The edit that takes a pack of a profile to another version: the version scalar, the tag where it repeats it, and no other byte. */

import { groupContains, isVersionGroup, versionGroupOf } from "../base/pack-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { Pack } from "../model/profile.ts";
import { replaceScalar } from "../syntax/scalar-edit.ts";
import { asScalar, entryOf, type MapNode } from "../syntax/tree.ts";
import type { PackStatus } from "./version-choice.ts";

/** Empty when the pack has no version of its own to change: one that comes by a `<<` merge belongs to other packs as well. */
export function updatePackEdits(pack: Pack, version: string): TextEdit[] {
  if (pack.version === undefined || entryOf(ownEntries(pack.node), "version") === undefined) return [];
  const edits = [replaceScalar(pack.version.node, version)];
  const tag = tagOf(pack);
  const newTag = tag === undefined ? undefined : tagFor(tag.text, pack.version.text, version);
  if (tag !== undefined && newTag !== undefined && tag.value !== undefined)
    edits.push(replaceScalar(tag.value, newTag));
  return edits;
}

/**
 * True when the defaults of the two versions differ, so that changing the version alone leaves the values behind; undefined when they
 * cannot be compared.
 */
export function defaultsDiffer(
  catalog: PackCatalog,
  status: PackStatus,
  target: CatalogPack,
): boolean | undefined {
  if (status.installed === undefined) return undefined;
  const before = catalog.content(status.installed, "values.yaml");
  const after = catalog.content(target, "values.yaml");
  if (before.kind === "unavailable" || after.kind === "unavailable") return undefined;
  return textOf(before) !== textOf(after);
}

function textOf(
  answer: { readonly kind: "known"; readonly text: string } | { readonly kind: "absent" },
): string {
  return answer.kind === "known" ? answer.text : "";
}

/**
 * A tag that says the same as the version moves with it; a group (`1.33.x`) that does not hold the new version becomes the group of
 * the same depth that does, because Palette goes by the tag. Any other tag is left as it is.
 */
function tagFor(tag: string, before: string, after: string): string | undefined {
  if (tag === before) return after;
  if (isVersionGroup(tag) && groupContains(tag, before) && !groupContains(tag, after))
    return versionGroupOf(tag, after);
  return undefined;
}

/** The `tag` beside the version, in any dialect: the flat one does not read it, but files carry it and people do. */
function tagOf(pack: Pack) {
  const entry = entryOf(ownEntries(pack.node), "tag");
  const text = asScalar(entry?.value)?.text;
  const value = entry?.value;
  if (text === undefined || value === undefined || (value.kind !== "scalar" && value.kind !== "alias"))
    return undefined;
  return { text, value };
}

/** Without merged ones: an edit there would change other packs too. */
function ownEntries(node: MapNode): MapNode {
  return { ...node, entries: node.entries.filter((entry) => entry.key.text !== "<<") };
}
