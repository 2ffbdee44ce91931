/** What an update of a pack does to the values that a profile has for it: they go along where nobody has to look at them. */

import { differenceEdits } from "../base/line-difference.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import { asScalar } from "../syntax/tree.ts";
import type { FileView } from "../workspace/workspace.ts";
import { isOwn } from "./own-text.ts";
import { defaultsDiffer } from "./pack-update.ts";
import type { PackStep } from "./profile-update.ts";
import { mergeValues, pathInWords } from "./values-merge.ts";

export type ValuesUpdate =
  /** The profile has none, or the defaults stay as they are. */
  | { readonly kind: "none" }
  /** Edits of the file that bring the values to the new version. */
  | {
      readonly kind: "merged";
      readonly edits: readonly TextEdit[];
      /** Keys whose values stay as the profile has them, and keys that come or go as the new version has it. */
      readonly kept: readonly string[];
      readonly adopted: readonly string[];
    }
  /** A person has to decide about the keys; nothing is changed. */
  | { readonly kind: "review"; readonly keys: readonly string[] }
  /** They cannot be taken along; why not in a sentence without its full stop, which does not begin with a capital. */
  | { readonly kind: "unknown"; readonly reason: string };

/** Merging larger values would keep an editor waiting. In UTF-16 units. */
const mostText = 500_000;

export function valuesUpdate(
  catalog: PackCatalog,
  view: FileView,
  { status, target }: PackStep,
): ValuesUpdate {
  const { pack, installed } = status;
  const { values } = pack;
  if (values === undefined || defaultsDiffer(catalog, status, target) === false) return { kind: "none" };
  const scalar = asScalar(values.node);
  const base = installed === undefined ? undefined : defaultsOf(catalog, installed);
  const theirs = defaultsOf(catalog, target);
  if (base === undefined) return unknown(`the defaults of ${status.current} cannot be had`);
  if (theirs === undefined) return unknown(`the defaults of ${target.version} cannot be had`);
  if (scalar === undefined) return unknown("the profile does not have them as one text");
  if (!isOwn(values, pack.node)) return unknown("they are written elsewhere, for others as well");
  const nested = view.nested(scalar);
  const mine = nested.text;
  if (mine.trim() === "") return { kind: "none" };
  if (mine.length + base.length + theirs.length > mostText)
    return unknown("they are too large to be merged while somebody waits");
  const answer = catalog.packSchema(target);
  const schema = answer.kind === "known" ? answer.value : undefined;
  const merged = mergeValues({ base, mine, theirs, schema });
  if ("reason" in merged) return unknown(asClause(merged.reason));
  const keys = merged.entries.flatMap((entry) => (entry.kind === "review" ? [pathInWords(entry.path)] : []));
  if (!merged.isClean) return { kind: "review", keys };
  // What somebody wrote beside a key that is gone is theirs to throw away.
  if (merged.lostComments.length > 0) return { kind: "review", keys: ["comments"] };
  const edits = nested.edits(differenceEdits(mine, merged.text));
  if (edits === undefined) return unknown("the merged values cannot be written in their place");
  if (edits.length === 0) return { kind: "none" };
  const keysOf = (kind: "kept" | "adopted") =>
    merged.entries.filter((entry) => entry.kind === kind).map(({ path }) => pathInWords(path));
  return { kind: "merged", edits, kept: keysOf("kept"), adopted: keysOf("adopted") };
}

function unknown(reason: string): ValuesUpdate {
  return { kind: "unknown", reason };
}

/** "The values are ..." as it stands behind a colon. */
function asClause(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** "" for a pack without values; undefined when they cannot be had. */
function defaultsOf(catalog: PackCatalog, pack: CatalogPack): string | undefined {
  const answer = catalog.content(pack, "values.yaml");
  if (answer.kind === "unavailable") return undefined;
  return answer.kind === "known" ? answer.text : "";
}
