/**
 * Reads what a move of an override makes of the two files, and sees that it is the move and nothing else. What a block of YAML says hangs
 * on what stands around it, and nothing may get lost on the way.
 */

import { parse } from "../syntax/parse.ts";
import { asScalar, type MapEntry, type Node } from "../syntax/tree.ts";
import { contentOf, nodeOn, pathTo } from "../syntax/tree-paths.ts";
import type { OverrideSource, OverrideTarget } from "./override-move.ts";

export interface MovedTexts {
  readonly to: string;
  readonly values: string;
  /** The text that holds the new version of the profile, after the edits. */
  readonly profile: string;
  /** The cluster's, after the edits. */
  readonly cluster: string;
}

/** `removed` is what of the cluster goes. */
export function isOnlyMoved(
  source: OverrideSource,
  target: OverrideTarget,
  removed: Node | MapEntry,
  texts: MovedTexts,
): boolean {
  return isClusterMoved(source, removed, texts) && isProfileMade(target, texts);
}

function isClusterMoved(
  { document, reference }: OverrideSource,
  removed: Node | MapEntry,
  { cluster, to }: MovedTexts,
): boolean {
  const path = reference.node === undefined ? undefined : pathTo(document.root, reference.node);
  // Edits are inside of the document, or behind all documents.
  const after = parse(cluster).find(({ span }) => span.start === document.span.start);
  if (path === undefined || after === undefined || after.problems.length > 0) return false;
  const key = reference.role === "list" ? "tag" : "version";
  const before = entriesOf(document.root, path, key);
  const now = entriesOf(after.root, path, key);
  return (
    now.length === 1 &&
    asScalar(now[0]?.value)?.text === to &&
    contentOf(document.root, new Set([removed, ...before])) === contentOf(after.root, new Set(now))
  );
}

function isProfileMade({ document, profile, pack }: OverrideTarget, texts: MovedTexts): boolean {
  const path = pathTo(document.root, pack.node);
  const home = profile.dialect === "flat" ? [] : ["spec"];
  const documents = parse(texts.profile).filter(({ root }) => root !== undefined);
  // A file of its own has the one document, and in one with several the new one is the last.
  const after = documents.at(-1);
  if (path === undefined || after === undefined || after.problems.length > 0) return false;
  const own = (root: Node | undefined) => [entriesOf(root, home, "version"), entriesOf(root, path, "values")];
  const now = own(after.root);
  const [version, values] = now.map((entries) => (entries.length === 1 ? entries[0]?.value : undefined));
  return (
    asScalar(version)?.text === texts.to &&
    asScalar(values)?.text === texts.values &&
    contentOf(document.root, new Set(own(document.root).flat())) ===
      contentOf(after.root, new Set(now.flat()))
  );
}

function entriesOf(
  root: Node | undefined,
  path: readonly (string | number)[],
  key: string,
): readonly MapEntry[] {
  const map = nodeOn(root, path);
  return map?.kind === "map" ? map.entries.filter((entry) => entry.key.text === key) : [];
}
