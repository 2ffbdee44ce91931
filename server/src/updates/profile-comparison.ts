/** What differs between two profiles, or two versions of one, and whether a cluster could notice. Pure. */

import { contextsFit, profileContext } from "../model/context.ts";
import { defaultProfileVersion, type Pack, type Profile } from "../model/profile.ts";
import type { Text } from "../model/text.ts";
import { type Budget, tellDifferences } from "../syntax/data-difference.ts";
import { asMap, asScalar, asSeq, type Node, valueAt } from "../syntax/tree.ts";
import { type FieldChange, field } from "./field-change.ts";
import { type KeyChange, keyChange } from "./key-change.ts";
import { comparePacks, isNoticed, lonePack, type PackComparison } from "./pack-comparison.ts";
import { displayName, pairPacks } from "./pack-pairs.ts";
import { createBudget, createReader, type ReadText } from "./text-comparison.ts";

export interface ProfileComparison {
  readonly before: ComparedProfile;
  readonly after: ComparedProfile;
  readonly fields: readonly FieldChange<ProfileField>[];
  readonly tags: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Those that differ: as the later profile has them, and then those that it has no more. */
  readonly packs: readonly PackComparison[];
  /** Packs of both stand in another order. */
  readonly isReordered: boolean;
  /** Definitions of profile variables, which exports alone have. */
  readonly variables: readonly KeyChange[];
  /** False when all that differs is what no cluster notices: names, versions and descriptions of the profile itself. */
  readonly affectsClusters: boolean;
}

/** A profile as people call it. */
export interface ComparedProfile {
  /** "" for one that states no name. */
  readonly name: string;
  /** As stated, or the default that Palette gives. */
  readonly version: string;
}

export type ProfileField = "name" | "version" | "description" | "type" | "cloudType" | "context";

/** Whoever compares a profile with several others gives the same `read` each time, and it is read once. */
export function compareProfiles(
  before: Profile,
  after: Profile,
  read: ReadText = createReader(),
): ProfileComparison {
  const readers = { before: read, after: read, budget: createBudget() };
  const { isReordered, ...matched } = pairPacks(before.packs, after.packs, read, read);
  const namesakes = new Set([...namesTwice(before.packs), ...namesTwice(after.packs)]);
  const label = (pack: Pack) => (namesakes.has(pack.name?.text ?? "") ? displayName(pack, read) : undefined);
  const order = new Map(after.packs.map((pack, at) => [pack, at]));
  const packs = [
    ...matched.pairs.flatMap((pair) => comparePacks(pair, label(pair.after), readers) ?? []),
    ...matched.added.map((pack) => lonePack("added", pack, label(pack))),
  ].sort((a, b) => (order.get(a.pack) ?? 0) - (order.get(b.pack) ?? 0));
  packs.push(...matched.removed.map((pack) => lonePack("removed", pack, label(pack))));
  const fields = profileFields(before, after);
  const variables = compareVariables(before, after, readers.budget);
  return {
    before: called(before),
    after: called(after),
    fields,
    tags: compareTags(before.tags, after.tags),
    packs,
    isReordered,
    variables,
    affectsClusters:
      isReordered ||
      variables.length > 0 ||
      fields.some(({ field }) => field === "type" || field === "cloudType") ||
      packs.some((pack) => isNoticed(pack, readsLayer(before, after))),
  };
}

export function called({ name, version }: Profile): ComparedProfile {
  return { name: name?.text ?? "", version: version?.text ?? defaultProfileVersion };
}

function profileFields(before: Profile, after: Profile): FieldChange<ProfileField>[] {
  const fields: (FieldChange<ProfileField> | undefined)[] = [
    field("name", before.name?.text, after.name?.text),
    field("version", called(before).version, called(after).version),
    field(
      "description",
      before.description?.text.trim() || undefined,
      after.description?.text.trim() || undefined,
    ),
    field("type", before.type?.text, after.type?.text),
    field("cloudType", cloudOf(before), cloudOf(after)),
    contextsFit(profileContext(before), profileContext(after))
      ? undefined
      : field("context", profileContext(before), profileContext(after)),
  ];
  return fields.filter((change) => change !== undefined);
}

/** What is for no cloud in particular is for all. */
export function cloudOf({ cloudType }: Profile): string {
  return cloudType === undefined || cloudType.text === "" ? "all" : cloudType.text;
}

function compareTags(before: readonly Text[], after: readonly Text[]): ProfileComparison["tags"] {
  const olds = new Set(before.map(({ text }) => text));
  const news = new Set(after.map(({ text }) => text));
  return {
    added: [...news].filter((tag) => !olds.has(tag)),
    removed: [...olds].filter((tag) => !news.has(tag)),
  };
}

function namesTwice(packs: readonly Pack[]): string[] {
  const seen = new Set<string>();
  return packs.map(({ name }) => name?.text ?? "").filter((name) => seen.size === seen.add(name).size);
}

/** In the flat dialect nobody reads the layer: it is the pack's own. */
export function readsLayer(before: Profile, after: Profile): boolean {
  return before.dialect === "export" && after.dialect === "export";
}

/** The definitions of profile variables, where the dialect has any. */
export function variablesOf({ dialect, node }: Profile): Node {
  const spec = dialect === "export" ? asMap(valueAt(node, "spec")) : undefined;
  return asSeq(valueAt(spec, "variables")) ?? noVariables;
}

const noVariables: Node = { kind: "seq", span: { start: 0, end: 0 }, flow: false, items: [] };

function compareVariables(before: Profile, after: Profile, budget: Budget): KeyChange[] {
  const olds = variablesOf(before);
  const news = variablesOf(after);
  const sensitive = new Set([...sensitiveNames(olds), ...sensitiveNames(news)]);
  const changes: KeyChange[] = [];
  tellDifferences(olds, news, budget, (difference) => {
    const [first] = difference.path;
    const isKnown = first !== undefined && "item" in first;
    const isSecret = isKnown ? sensitive.has(first.item) : sensitive.size > 0;
    if (changes.length < mostVariables) changes.push(keyChange(difference, isSecret));
  });
  return changes;
}

/** How many changes of variables are listed. */
const mostVariables = 300;

function sensitiveNames(variables: Node): string[] {
  const items = asSeq(variables)?.items ?? [];
  return items
    .map(asMap)
    .filter((variable) => asScalar(valueAt(variable, "isSensitive"))?.text.toLowerCase() === "true")
    .map((variable) => asScalar(valueAt(variable, "name"))?.text ?? "");
}
