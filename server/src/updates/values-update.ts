/** What an update of a pack does to the values that a profile has for it: they go along where nobody has to look at them. */

import { keptByText } from "../base/kept-by-text.ts";
import { differenceEdits } from "../base/line-difference.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import type { NestedView } from "../syntax/nested-documents.ts";
import { asScalar } from "../syntax/tree.ts";
import type { FileView } from "../workspace/workspace.ts";
import { isOwn } from "./own-text.ts";
import { defaultsDiffer } from "./pack-update.ts";
import type { PackStep } from "./profile-update.ts";
import type { Refusal } from "./refusal.ts";
import { type MergeInput, mergeValues, pathInWords } from "./values-merge.ts";

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
  | UnknownValues;

/** The values cannot be taken along. */
export interface UnknownValues {
  readonly kind: "unknown";
  /** In a few words, without a verb before: "the defaults of 1.2.0 are not known". */
  readonly why: string;
}

/** What a step would merge, and the values in the profile. */
export type ValuesToMerge =
  | { readonly kind: "none" }
  | { readonly kind: "merge"; readonly input: MergeInput; readonly nested: NestedView }
  | UnknownValues;

/** Merging larger values would keep an editor waiting. In UTF-16 units. */
const mostText = 500_000;

export function valuesToMerge(
  catalog: PackCatalog,
  view: FileView,
  { status, target }: PackStep,
): ValuesToMerge {
  const { pack, installed } = status;
  const { values } = pack;
  if (values === undefined || defaultsDiffer(catalog, status, target) === false) return { kind: "none" };
  const base = installed === undefined ? undefined : defaultsOf(catalog, installed);
  if (base === undefined) return unknown(`the defaults of ${status.current} cannot be had`);
  const theirs = defaultsOf(catalog, target);
  if (theirs === undefined) return unknown(`the defaults of ${target.version} cannot be had`);
  const scalar = asScalar(values.node);
  // An alias is the pack's own, and what it stands for is not.
  const isShared = values.node.kind === "alias" || !isOwn(values, pack.node);
  if (scalar === undefined || isShared) return unknown("others share the values");
  const nested = view.nested(scalar);
  const mine = nested.text;
  if (mine.trim() === "") return { kind: "none" };
  if (mine.length + base.length + theirs.length > mostText) return unknown("the values are too long");
  const answer = catalog.packSchema(target);
  const schema = answer.kind === "known" ? answer.value : undefined;
  return { kind: "merge", input: { base, mine, theirs, schema }, nested };
}

export function valuesUpdate(catalog: PackCatalog, view: FileView, step: PackStep): ValuesUpdate {
  const found = valuesToMerge(catalog, view, step);
  if (found.kind !== "merge") return found;
  const { input, nested } = found;
  const merged = mergeOf(input);
  if ("reason" in merged) return unknown(inFewWords(merged));
  const keys = merged.entries.flatMap((entry) => (entry.kind === "review" ? [pathInWords(entry.path)] : []));
  if (!merged.isClean) return { kind: "review", keys };
  // What somebody wrote beside a key that is gone is theirs to throw away.
  if (merged.lostComments.length > 0) return { kind: "review", keys: ["comments"] };
  const edits = nested.edits(differenceEdits(input.mine, merged.text));
  if (edits === undefined) return unknown("the new values cannot be written in this place");
  if (edits.length === 0) return { kind: "none" };
  const keysOf = (kind: "kept" | "adopted") =>
    merged.entries.filter((entry) => entry.kind === kind).map(({ path }) => pathInWords(path));
  return { kind: "merged", edits, kept: keysOf("kept"), adopted: keysOf("adopted") };
}

/** In UTF-16 units: the values of a large profile with the defaults that they are merged with, for a few targets each. */
const mostKept = 4 * 1024 * 1024;

const merges = new WeakMap<
  object,
  (base: string, mine: string, theirs: string) => ReturnType<typeof mergeValues>
>();
const noSchema = {};

/** Every look at the light bulb asks for the same merges, and so do all versions of a profile that have the same values. */
function mergeOf({ base, mine, theirs, schema }: MergeInput): ReturnType<typeof mergeValues> {
  const key = schema ?? noSchema;
  const merge =
    merges.get(key) ??
    keptByText(
      (base: string, mine: string, theirs: string) => mergeValues({ base, mine, theirs, schema }),
      mostKept,
    );
  merges.set(key, merge);
  return merge(base, mine, theirs);
}

/** What is wrong, without what to do: "the values are no YAML". */
function inFewWords({ reason }: Refusal): string {
  const [what = ""] = reason.split(": ");
  return `${what.slice(0, 1).toLowerCase()}${what.slice(1)}`;
}

function unknown(why: string): UnknownValues {
  return { kind: "unknown", why };
}

/** "" for a pack without values; undefined when they cannot be had. */
function defaultsOf(catalog: PackCatalog, pack: CatalogPack): string | undefined {
  const answer = catalog.content(pack, "values.yaml");
  if (answer.kind === "unavailable") return undefined;
  return answer.kind === "known" ? answer.text : "";
}
