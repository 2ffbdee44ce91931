/** Holds changes against the tables. A key with much below it is taken apart until one row holds for each part. */

import type { Difference } from "../../syntax/data-difference.ts";
import { asMap, asScalar, resolve } from "../../syntax/tree.ts";
import { keyChange } from "../key-change.ts";
import type { EffectEnvironment, ShownChange } from "./effect.ts";
import type { Certainty, EffectClass } from "./effect-class.ts";
import {
  type Condition,
  type EffectRule,
  findRule,
  type RuleHits,
  type RuleQuestion,
  ruleSources,
} from "./effect-rule.ts";
import { effectRules } from "./effect-tables.ts";
import { dottedPath, type RawChange } from "./raw-change.ts";

/** What of a cluster decides which rows hold. */
export interface Setting {
  /** Undefined where the cluster does not tell. */
  readonly environment: EffectEnvironment | undefined;
  readonly cloud: string | undefined;
  readonly conditions: ReadonlySet<Condition>;
}

/** What the tables say of a change. */
export interface Verdict {
  readonly effect: EffectClass;
  readonly certainty: Certainty;
  readonly rule: string | undefined;
  readonly reason: string;
  readonly source: string | undefined;
  readonly hits: RuleHits;
}

export interface Outcome {
  readonly change: RawChange;
  readonly shown: ShownChange;
  readonly verdict: Verdict;
}

export function classify(change: RawChange, setting: Setting): Outcome[] {
  const { difference } = change;
  if (difference === undefined)
    return [
      { change, shown: change.shown ?? { kind: "text", what: "it" }, verdict: judge(change, "", setting) },
    ];
  return partsOf(difference, change, setting, { left: mostParts }).map(({ difference: part, verdict }) => ({
    change,
    shown: shownKey(part, change),
    verdict,
  }));
}

interface Part {
  readonly difference: Difference;
  readonly verdict: Verdict;
}

/** How many keys below one are looked at: aliases can make many of a few lines, and have no end. */
const mostParts = 5000;
const deepest = 32;

interface Room {
  left: number;
}

function partsOf(difference: Difference, change: RawChange, setting: Setting, room: Room): Part[] {
  const below = childrenOf(difference);
  const children = below.length <= room.left && difference.path.length < deepest ? below : [];
  room.left -= children.length;
  if (children.length === 0)
    return [{ difference, verdict: judge(change, dottedPath(difference.path), setting) }];
  const parts = children.flatMap((child) => partsOf(child, change, setting, room));
  const [first, ...rest] = parts;
  const isOne = rest.every(({ verdict }) => sameVerdict(verdict, first?.verdict));
  return first !== undefined && isOne ? [{ difference, verdict: first.verdict }] : parts;
}

function sameVerdict(a: Verdict, b: Verdict | undefined): boolean {
  return b !== undefined && a.rule === b.rule && a.effect === b.effect && a.reason === b.reason;
}

/** The keys below one that came, went, or was no map before or is none any more. */
function childrenOf({ kind, path, before, after }: Difference): Difference[] {
  const [old, now] = [asMap(resolve(before)), asMap(resolve(after))];
  if (kind === "reordered" || (old !== undefined && now !== undefined)) return [];
  const map = now ?? old;
  if (map === undefined) return [];
  const side = now === undefined ? "removed" : "added";
  return map.entries.map(({ key, value }) => ({
    kind: side,
    path: [...path, { key: key.text }],
    before: side === "removed" ? value : undefined,
    after: side === "added" ? value : undefined,
  }));
}

function shownKey(difference: Difference, change: RawChange): ShownChange {
  const isPassword = change.manifest === undefined && change.pack?.isPassword(difference.path) === true;
  const isSecret = change.isSecret === true || isPassword || holdsSecret(difference, change.secrets ?? []);
  const made = keyChange(difference, isSecret);
  // What changes through something else is written as it was.
  const key = change.through === undefined ? made : { ...made, kind: "changed" as const };
  return change.manifest === undefined
    ? { kind: "key", key }
    : { kind: "manifest", manifest: change.manifest, key };
}

function holdsSecret({ before, after }: Difference, secrets: readonly string[]): boolean {
  const texts = [before, after].map((node) => asScalar(node)?.text ?? "");
  return secrets.some((secret) => texts.some((text) => text.includes(secret)));
}

function judge(change: RawChange, path: string, setting: Setting): Verdict {
  const { environment } = setting;
  if (environment !== undefined) return judgeIn(environment, change, path, setting);
  const [edge, other] = [judgeIn("edge", change, path, setting), judgeIn("non-edge", change, path, setting)];
  if (edge.effect === other.effect && edge.hits === other.hits) return { ...other, certainty: "inferred" };
  return {
    ...unknownVerdict,
    reason:
      "What it does differs between Edge and other clusters, and the files do not say which this one is.",
  };
}

const unknownVerdict: Verdict = {
  effect: "unknown",
  certainty: "inferred",
  rule: undefined,
  reason: "Palette's documentation does not say what this does.",
  source: undefined,
  hits: "all",
};

function judgeIn(
  environment: EffectEnvironment,
  change: RawChange,
  path: string,
  { cloud, conditions }: Setting,
): Verdict {
  const { ruleSubject: subject, kind } = change;
  if (subject === undefined)
    return { ...unknownVerdict, reason: "Of which layer the pack is cannot be told: no registry knows it." };
  const question: RuleQuestion = {
    environment,
    cloud,
    subject,
    change: kind,
    path,
    holds: (condition) => conditions.has(condition) || change.conditions?.includes(condition) === true,
  };
  const rule = findRule(effectRules, question);
  const isOfPool = change.subject.kind === "pool";
  if (rule === undefined) return { ...unknownVerdict, hits: isOfPool ? "pool" : "all" };
  return verdictOf(rule, change.isGuess === true);
}

function verdictOf(rule: EffectRule, isGuess: boolean): Verdict {
  const { id, effect, certainty, sentence, source, hits } = rule;
  return {
    effect,
    certainty: isGuess ? "inferred" : certainty,
    rule: id,
    reason: sentence,
    source: ruleSources[source],
    hits,
  };
}
