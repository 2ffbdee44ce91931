/** What differs between a pack as a cluster has it and as it would have it. */

import type { Text } from "../../model/text.ts";
import { type Difference, sameTrees } from "../../syntax/data-difference.ts";
import { readPath, resolvePath } from "../../syntax/path.ts";
import { manifestsByName, packFields, versionChange, versionsOf } from "../pack-comparison.ts";
import { createBudget, type TextReaders, tellTextDifferences } from "../text-comparison.ts";
import type { ChangeSubject } from "./effect.ts";
import type { Condition } from "./effect-rule.ts";
import type { EffectivePack } from "./effective-profile.ts";
import { keptDifference, type RawChange } from "./raw-change.ts";
import type { EffectReaders } from "./readers.ts";

export function packChanges(
  before: EffectivePack,
  after: EffectivePack,
  subject: ChangeSubject,
  hasLayers: boolean,
  readers: EffectReaders,
): RawChange[] {
  const texts: TextReaders = { before: readers.read, after: readers.read, budget: createBudget() };
  const values = valuesChanges(before.values, after.values, texts, readers);
  const conditions = values.length === 0 ? [] : valuesConditions(after, readers);
  const parts: Part[] = [
    ...versionChanges(before, after),
    ...fieldChanges(before, after, hasLayers),
    ...values.map((change) => ({ ...change, conditions })),
    ...manifestChanges(before, after, texts),
    ...unfilledChanges(before, after),
  ];
  const isGuess = !after.isLayerSure;
  const secrets = [...before.secrets, ...after.secrets];
  return parts.map((part) => ({
    subject,
    ruleSubject: after.layerOf,
    isGuess,
    pack: after,
    secrets,
    ...part,
  }));
}

type Part = Omit<RawChange, "subject" | "ruleSubject">;

function versionChanges(before: EffectivePack, after: EffectivePack): Part[] {
  const versions = versionsOf(before, after);
  if (versions === undefined) return [];
  const { direction } = versionChange(versions.before, versions.after);
  const conditions: readonly Condition[] = direction === "down" ? ["downgrade"] : [];
  return [{ kind: "version", shown: { kind: "version", ...versions }, conditions }];
}

function fieldChanges(before: EffectivePack, after: EffectivePack, hasLayers: boolean): Part[] {
  return packFields(before, after)
    .filter(({ field }) => hasLayers || field !== "layer")
    .map(({ field, before: old, after: now }) => ({
      kind: "field",
      shown: {
        kind: "key",
        key: {
          kind: old === undefined ? "added" : now === undefined ? "removed" : "changed",
          path: field,
          before: old === undefined ? undefined : { kind: "scalar", text: old },
          after: now === undefined ? undefined : { kind: "scalar", text: now },
        },
      },
    }));
}

function valuesChanges(
  before: Text | undefined,
  after: Text | undefined,
  texts: TextReaders,
  readers: EffectReaders,
): Part[] {
  // What is written the same is not read: this is asked at every key.
  if (before?.text === after?.text) return [];
  const differences: Part[] = [];
  const kind = tellTextDifferences(before, after, texts, (difference, isSecret) => {
    differences.push({ kind: "key", difference: withoutDocument(keptDifference(difference)), isSecret });
  });
  const unquoted = (text: Text | undefined) => (text === undefined ? 0 : readers.values(text).unquoted);
  // Quotes around a macro say what becomes of it.
  const isOtherwise = kind === "same" && unquoted(before) !== unquoted(after);
  return kind === "text" || isOtherwise
    ? [{ kind: "text", shown: { kind: "text", what: "values" } }]
    : differences;
}

/** What fills other params in is not written out: what comes of it is not known here. */
function unfilledChanges(before: EffectivePack, after: EffectivePack): Part[] {
  const budget = createBudget();
  const isSame =
    before.unfilled.length === after.unfilled.length &&
    before.unfilled.every((params, at) => sameTrees(params, after.unfilled[at], budget));
  return isSame ? [] : [{ kind: "text", shown: { kind: "text", what: "params of the override" } }];
}

/** Of several documents in one text each is read in the same way. */
function withoutDocument(difference: Difference): Difference {
  const [first, ...rest] = difference.path;
  return first === undefined || "key" in first ? difference : { ...difference, path: rest };
}

const imageAddress = readPath("options.system.uri") ?? [];

/** What the values say that rows ask for. */
export function valuesConditions({ values }: EffectivePack, readers: EffectReaders): Condition[] {
  const root = values === undefined ? undefined : readers.read(values)?.[0];
  return resolvePath(root, imageAddress).matches.length > 0 ? ["image-address-written"] : [];
}

function manifestChanges(before: EffectivePack, after: EffectivePack, texts: TextReaders): Part[] {
  const olds = manifestsByName(before.manifests);
  const news = manifestsByName(after.manifests);
  const lone = (kind: "added" | "removed", name: string): Part => ({
    kind: "manifest",
    shown: { kind, what: `manifest ${name}`.trimEnd() },
  });
  const changes: Part[] = [];
  for (const [key, { name, content }] of news) {
    const old = olds.get(key);
    const manifest = name?.text ?? "";
    if (old === undefined) {
      changes.push(lone("added", manifest));
      continue;
    }
    const own: Part[] = [];
    const kind = tellTextDifferences(old.content, content, texts, (difference, isSecret) => {
      own.push({ kind: "manifest", manifest, isSecret, difference: keptDifference(difference) });
    });
    if (kind === "keys") changes.push(...own);
    if (kind === "text")
      changes.push({ kind: "manifest", shown: { kind: "text", what: `manifest ${manifest}`.trimEnd() } });
  }
  for (const [key, { name }] of olds) if (!news.has(key)) changes.push(lone("removed", name?.text ?? ""));
  return changes;
}
