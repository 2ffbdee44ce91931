/** The edit that takes a pack of a profile to another version: the version scalar, the tag where it repeats it, and no other byte. */

import { groupContains, isVersionGroup, versionGroupOf } from "../base/pack-version.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { Pack } from "../model/profile.ts";
import { type Text, textAt } from "../model/text.ts";
import { replaceScalar } from "../syntax/scalar-edit.ts";
import type { Node } from "../syntax/tree.ts";
import { isOwn } from "./own-text.ts";
import type { PackStatus } from "./version-choice.ts";

/** Empty when the pack has no version that is its own to change; see {@link isOwn}, also for `rewritten`. */
export function updatePackEdits(pack: Pack, version: string, rewritten?: ReadonlySet<Node>): TextEdit[] {
  if (pack.version === undefined || !isOwn(pack.version, pack.node, rewritten)) return [];
  const edits = [replaceScalar(pack.version.node, version)];
  const tag = textAt(pack.node, "tag");
  const newTag = tag === undefined ? undefined : tagFor(tag.text, pack.version.text, version);
  // An alias of the version follows it by itself.
  if (tag === undefined || newTag === undefined || !isOwn(tag, pack.node) || follows(tag, pack.version))
    return edits;
  return [...edits, replaceScalar(tag.node, newTag)];
}

/** True when the one is written as the other, or as an alias of it. */
function follows(tag: Text, version: Text): boolean {
  return tag.node === version.node || (tag.node.kind === "alias" && tag.node.target === version.node);
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
