/** What differs between two profiles as one cluster has them: packs, variables and what is said beside them. */

import { infraLayers, isInfraLayer } from "../../model/layer.ts";
import { tellDifferences } from "../../syntax/data-difference.ts";
import { asMap, asScalar, asSeq, valueAt } from "../../syntax/tree.ts";
import { displayName, pairPacks } from "../pack-pairs.ts";
import { called, cloudOf, readsLayer, variablesOf } from "../profile-comparison.ts";
import { createBudget } from "../text-comparison.ts";
import type { ChangeSubject } from "./effect.ts";
import type { EffectivePack, EffectiveProfile } from "./effective-profile.ts";
import { packChanges } from "./pack-changes.ts";
import { keptDifference, type RawChange } from "./raw-change.ts";
import type { EffectReaders } from "./readers.ts";

export function profileChanges(
  before: EffectiveProfile,
  after: EffectiveProfile,
  readers: EffectReaders,
): RawChange[] {
  const { name } = called(after.profile);
  const matched = pairPacks(before.packs, after.packs, readers.read, readers.read);
  const { replaced, added, removed } = replacements(matched.added, matched.removed);
  const hasLayers = readsLayer(before.profile, after.profile);
  const namesakes = new Set([...namesTwice(before), ...namesTwice(after)]);
  const subjectOf = (pack: EffectivePack): ChangeSubject => {
    const stated = pack.name?.text ?? "";
    const label = namesakes.has(stated) ? (displayName(pack, readers.read) ?? stated) : stated;
    return { kind: "layer", layer: pack.layerOf, profile: name, pack: label };
  };
  return [
    ...matched.pairs.flatMap((pair) =>
      packChanges(pair.before, pair.after, subjectOf(pair.after), hasLayers, readers),
    ),
    ...replaced.map(([old, now]) => replacedPack(old, now, subjectOf(now))),
    ...added.map((pack) => lonePack("added", pack, subjectOf(pack))),
    ...removed.map((pack) => lonePack("removed", pack, subjectOf(pack))),
    ...(matched.isReordered
      ? [
          reordered(
            matched.pairs.map((pair) => pair.after),
            name,
          ),
        ]
      : []),
    ...variableChanges(before, after),
    ...wordChanges(before, after),
  ];
}

/** All packs of a profile that is attached or detached. */
export function wholeProfile(kind: "added" | "removed", { profile, packs }: EffectiveProfile): RawChange[] {
  const { name } = called(profile);
  return packs.map((pack) =>
    lonePack(kind, pack, { kind: "layer", layer: pack.layerOf, profile: name, pack: pack.name?.text ?? "" }),
  );
}

function namesTwice({ packs }: EffectiveProfile): string[] {
  const seen = new Set<string>();
  return packs.map(({ name }) => name?.text ?? "").filter((name) => seen.size === seen.add(name).size);
}

function lonePack(kind: "added" | "removed", pack: EffectivePack, subject: ChangeSubject): RawChange {
  const version = pack.version?.text ?? pack.tag?.text;
  return {
    subject,
    pack,
    ruleSubject: pack.layerOf,
    isGuess: !pack.isLayerSure,
    kind,
    shown: { kind, what: version === undefined ? "pack" : `pack, version ${version}` },
  };
}

/** A layer that clusters are built from has one pack: one that goes makes room for the one that comes. */
function replacements(added: readonly EffectivePack[], removed: readonly EffectivePack[]) {
  const replaced = infraLayers.flatMap((layer) => {
    const now = added.find(({ layerOf }) => layerOf === layer);
    const old = removed.find(({ layerOf }) => layerOf === layer);
    return now === undefined || old === undefined ? [] : [[old, now] as const];
  });
  const taken = new Set(replaced.flat());
  return {
    replaced,
    added: added.filter((pack) => !taken.has(pack)),
    removed: removed.filter((pack) => !taken.has(pack)),
  };
}

function replacedPack(old: EffectivePack, now: EffectivePack, subject: ChangeSubject): RawChange {
  return {
    subject,
    pack: now,
    ruleSubject: now.layerOf,
    isGuess: !(old.isLayerSure && now.isLayerSure),
    kind: "replaced",
    shown: { kind: "replaced", before: old.name?.text ?? "", after: now.name?.text ?? "" },
  };
}

/** The order of add-ons is nobody's but theirs. */
function reordered(packs: readonly EffectivePack[], profile: string): RawChange {
  const isOfAddOns = packs.every(({ layerOf }) => !isInfraLayer(layerOf) && layerOf !== undefined);
  return {
    subject: { kind: "profile", profile },
    ruleSubject: isOfAddOns ? "addon" : "profile",
    kind: "order",
    shown: { kind: "order", what: "packs" },
  };
}

/** Definitions: what is in the list by name, and below it each key. */
function variableChanges(before: EffectiveProfile, after: EffectiveProfile): RawChange[] {
  const { name: profile } = called(after.profile);
  const [olds, news] = [variablesOf(before.profile), variablesOf(after.profile)];
  const sensitive = new Set(
    [olds, news].flatMap((variables) =>
      (asSeq(variables)?.items ?? [])
        .map(asMap)
        .filter((variable) => asScalar(valueAt(variable, "isSensitive"))?.text.toLowerCase() === "true")
        .map((variable) => asScalar(valueAt(variable, "name"))?.text ?? ""),
    ),
  );
  const changes: RawChange[] = [];
  tellDifferences(olds, news, createBudget(), (difference) => {
    const [first, ...rest] = difference.path;
    // The order of variables means nothing.
    if (first === undefined) return;
    const variable = "item" in first ? first.item : "";
    const base = {
      subject: { kind: "variable", profile, variable },
      ruleSubject: "variable",
    } as const;
    const { kind } = difference;
    if (rest.length === 0 && (kind === "added" || kind === "removed"))
      changes.push({ ...base, kind, shown: { kind, what: "variable" } });
    else
      changes.push({
        ...base,
        kind: "key",
        isSecret: variable === "" ? sensitive.size > 0 : sensitive.has(variable),
        difference: { ...keptDifference(difference), path: rest },
      });
  });
  return changes;
}

/** What a profile says of itself. Its name and version are what a cluster moves between, and no change of their own. */
function wordChanges(before: EffectiveProfile, after: EffectiveProfile): RawChange[] {
  const [one, other] = [before.profile, after.profile];
  const words = (tags: typeof one.tags) => [...new Set(tags.map(({ text }) => text))].sort().join(", ");
  const facts: readonly (readonly [string, string, string])[] = [
    ["description", one.description?.text.trim() ?? "", other.description?.text.trim() ?? ""],
    ["tags", words(one.tags), words(other.tags)],
    ["type", one.type?.text ?? "", other.type?.text ?? ""],
    ["cloudType", cloudOf(one), cloudOf(other)],
  ];
  return facts
    .filter(([, old, now]) => old !== now)
    .map(([path, old, now]) => ({
      subject: { kind: "profile", profile: called(other).name },
      ruleSubject: "profile",
      kind: "key",
      difference: {
        kind: "changed",
        path: [{ key: path }],
        before: plain(old),
        after: plain(now),
      },
    }));
}

function plain(text: string) {
  const span = { start: 0, end: 0 };
  return { kind: "scalar", span, style: "plain", text, reading: undefined } as const;
}
