/** A row of the tables that say what a change does to the nodes, and whether it holds for a change. */

import type { PackLayer } from "../../model/layer.ts";
import type { EffectEnvironment } from "./effect.ts";
import type { Certainty, EffectClass } from "./effect-class.ts";

/** One documented rule, as data. */
export interface EffectRule {
  readonly id: string;
  readonly environment: EffectEnvironment | "any";
  /** The cloud types that it is for, or is not for; any where nothing is said. */
  readonly clouds?: readonly string[];
  readonly otherClouds?: readonly string[];
  readonly subjects: readonly RuleSubject[];
  readonly changes: readonly ChangeKind[];
  /** Of the keys that it is about: see {@link pathPattern}. Any key where nothing is said. */
  readonly path?: string;
  /** What else must hold. */
  readonly when?: Condition;
  readonly effect: EffectClass;
  readonly hits: RuleHits;
  readonly certainty: Certainty;
  /** The page of Palette's documentation. */
  readonly source: RuleSource;
  /** Why, for people. */
  readonly sentence: string;
}

/** `event`: what happens without anybody changing a file. */
export type RuleSubject =
  | PackLayer
  | "control-plane-pool"
  | "worker-pool"
  | "cluster"
  | "profile"
  | "variable"
  | "event";

export type ChangeKind =
  | "version"
  /** A key of values, of a pool, of the cluster or of the profile. */
  | "key"
  /** Values that differ and cannot be read by key. */
  | "text"
  | "manifest"
  /** Something that the pack says of itself: its registry, its type. */
  | "field"
  | "added"
  | "removed"
  | "replaced"
  | "order"
  | "event";

/**
 * The pools that are hit: `all`; `updated`, which are all but the worker pools that skip updates of Kubernetes; `pool`, the one that
 * changed.
 */
export type RuleHits = "all" | "updated" | "control-plane" | "workers" | "pool" | "nothing";

export type RuleSource =
  | "node-pool"
  | "cluster-updates"
  | "upgrade-behavior"
  | "release-notes"
  | "cluster-profiles";

/** The pages by their titles. */
export const ruleSources: Readonly<Record<RuleSource, string>> = {
  "node-pool": "Node Pools",
  "cluster-updates": "Cluster Updates",
  "upgrade-behavior": "Edge Upgrade Behavior",
  "release-notes": "Release Notes",
  "cluster-profiles": "Cluster Profiles",
};

export type Condition =
  | "downgrade"
  /** The distribution of Kubernetes is RKE2. */
  | "rke2"
  /** It is Canonical Kubernetes. */
  | "canonical"
  | "skipping-ends"
  | "skipping-pool-grows"
  /** The key is of a host that is in the pool before and after. */
  | "host-stays"
  | "no-image-in-launch-template"
  | "unused-variable"
  /** The cluster gives a value of its own. */
  | "given-variable"
  /** The address of the image is put together from the parts elsewhere, where it can be read. */
  | "image-address-written";

/** What a rule asks of a change. */
export interface RuleQuestion {
  readonly environment: EffectEnvironment;
  readonly cloud: string | undefined;
  readonly subject: RuleSubject;
  readonly change: ChangeKind;
  /** Keys with dots between them, items of lists as `[name]`; "" for the whole. */
  readonly path: string;
  readonly holds: (condition: Condition) => boolean;
}

/** The first row that holds: the narrower ones stand above the wider ones. */
export function findRule(rules: readonly EffectRule[], question: RuleQuestion): EffectRule | undefined {
  return rules.find((rule) => ruleHolds(rule, question));
}

export function ruleHolds(rule: EffectRule, question: RuleQuestion): boolean {
  const { environment, cloud, subject, change, path, holds } = question;
  return (
    (rule.environment === "any" || rule.environment === environment) &&
    (rule.clouds === undefined || (cloud !== undefined && rule.clouds.includes(cloud))) &&
    (rule.otherClouds === undefined || cloud === undefined || !rule.otherClouds.includes(cloud)) &&
    rule.subjects.includes(subject) &&
    rule.changes.includes(change) &&
    (rule.path === undefined || pathPattern(rule.path).test(path)) &&
    (rule.when === undefined || holds(rule.when))
  );
}

const patterns = new Map<string, RegExp>();

/**
 * `stages.{boot,fs}.*`: dotted keys, `{a,b}` for one of several, `*` for any part of a key. `.*` at the end is the key and all below it,
 * `**.` at the beginning any number of keys before.
 */
export function pathPattern(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const isDeep = pattern.startsWith("**.");
  const isOpen = pattern.endsWith(".*");
  const middle = pattern.slice(isDeep ? 3 : 0, isOpen ? -2 : undefined);
  const body = middle.replace(/[{},*]|[^{},*\w-]/g, (mark) => {
    if (mark === "{") return "(?:";
    if (mark === "}") return ")";
    if (mark === ",") return "|";
    return mark === "*" ? "[^.[]*" : `\\${mark}`;
  });
  const made = new RegExp(`^${isDeep ? "(?:[^]*\\.)?" : ""}${body}${isOpen ? "(?:[.[][^]*)?" : ""}$`);
  patterns.set(pattern, made);
  return made;
}
