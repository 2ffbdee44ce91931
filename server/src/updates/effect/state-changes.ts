/** All that differs between a cluster as it is and as it would be, before anybody has said what it does. */

import type { PackCatalog } from "../../catalog/catalog.ts";
import type { ProfileReference } from "../../model/cluster.ts";
import { defaultProfileVersion, type Profile } from "../../model/profile.ts";
import { isOn } from "../../model/variable.ts";
import { sameTrees } from "../../syntax/data-difference.ts";
import { type Node, valueAt } from "../../syntax/tree.ts";
import { createBudget } from "../text-comparison.ts";
import { quoted } from "./caution.ts";
import { clusterChanges, isWrittenOut } from "./cluster-changes.ts";
import type { AttachedProfile, ClusterState } from "./effect.ts";
import { type EffectiveProfile, effectiveProfile } from "./effective-profile.ts";
import { macroPlaces } from "./macro-places.ts";
import { profileChanges, wholeProfile } from "./profile-changes.ts";
import { isInfra, type ProfileStep, profileSteps } from "./profile-steps.ts";
import type { RawChange } from "./raw-change.ts";
import type { EffectReaders } from "./readers.ts";
import { type ChangedMeaning, throughChanges } from "./through-changes.ts";

export interface StateChanges {
  readonly changes: readonly RawChange[];
  readonly steps: readonly EffectiveStep[];
}

/** A step with the profiles as the cluster has them. */
export interface EffectiveStep extends ProfileStep {
  readonly old: EffectiveProfile | undefined;
  readonly now: EffectiveProfile | undefined;
}

export function stateChanges(
  before: ClusterState,
  after: ClusterState,
  catalog: PackCatalog,
  readers: EffectReaders,
): StateChanges {
  if (before !== after && (before.isBroken === true || after.isBroken === true))
    return { changes: [brokenCluster], steps: [] };
  const steps = profileSteps(before, after).map(
    (step): EffectiveStep => ({
      ...step,
      old: effectiveOf(step.before, catalog, readers),
      now: effectiveOf(step.after, catalog, readers),
    }),
  );
  const direct = [
    ...steps.flatMap((step) => stepChanges(step, readers)),
    ...clusterChanges(before.cluster, after.cluster),
    ...(sameDirectives(before, after) ? [] : [directivesOfCluster]),
  ];
  if (direct.length === 0 && steps.every(isStill)) return { changes: [], steps };
  const profiles = steps.flatMap(({ now }) => now ?? []);
  const meanings = [...steps.flatMap(meaningsOf), ...kubernetesMeaning(direct)];
  return { changes: [...direct, ...throughChanges(profiles, direct, meanings, readers)], steps };
}

/** What Terraform leaves of a file is not known here, so that it matters when it is told otherwise what to leave. */
function sameDirectives(before: Directed, after: Directed): boolean {
  return (before.directives ?? "") === (after.directives ?? "");
}

type Directed = Pick<ClusterState, "directives">;

const directiveText = { kind: "text", what: "template directives" } as const;

const directivesOfCluster: RawChange = {
  subject: { kind: "cluster" },
  ruleSubject: "cluster",
  kind: "text",
  shown: directiveText,
};

/** What {@link ShownChange} calls a file that cannot be read as a whole. */
export const brokenFile = "file with a syntax error";

const brokenText = { kind: "text", what: brokenFile } as const;

const brokenCluster: RawChange = {
  subject: { kind: "cluster" },
  ruleSubject: "cluster",
  kind: "text",
  shown: brokenText,
};

/** Nothing of the step is another than it was. */
function isStill({ before, after, old, now }: EffectiveStep): boolean {
  return before?.reference === after?.reference && old?.profile === now?.profile;
}

function effectiveOf(
  attached: AttachedProfile | undefined,
  catalog: PackCatalog,
  readers: EffectReaders,
): EffectiveProfile | undefined {
  const profile = attached?.profile;
  if (attached === undefined || profile === undefined) return undefined;
  const { overrides } = attached.reference;
  if (overrides.length > 0) return effectiveProfile(catalog, profile, overrides);
  const known = readers.profiles.get(profile) ?? effectiveProfile(catalog, profile, []);
  readers.profiles.set(profile, known);
  return known;
}

function stepChanges(step: EffectiveStep, readers: EffectReaders): RawChange[] {
  const { before, after, old, now } = step;
  if (before === undefined || after === undefined) {
    const kind = after === undefined ? "removed" : "added";
    const lone = now ?? old;
    const attached = after ?? before;
    if (lone !== undefined) return wholeProfile(kind, lone);
    return attached === undefined ? [] : [unknownProfile(attached.reference)];
  }
  const profile = after.reference.name?.text ?? "";
  if (before !== after && (before.isBroken === true || after.isBroken === true))
    return [
      { subject: { kind: "profile", profile }, ruleSubject: "profile", kind: "text", shown: brokenText },
    ];
  if (old !== undefined && now !== undefined)
    return [
      ...comparedOnce(old, now, readers).map((change) => withConditions(change, step, readers)),
      ...givenChanges(step, readers),
      ...openOverrides(before, after, now),
      ...(sameDirectives(before, after) ? [] : [directivesOfProfile(now)]),
    ];
  return isSameUnknown(before, after) ? [] : [unknownProfile(after.reference)];
}

/** Overrides that Terraform fills in from a place that is not known here. */
function openOverrides(before: AttachedProfile, after: AttachedProfile, now: EffectiveProfile): RawChange[] {
  const profile = now.profile.name?.text ?? "";
  return ["packs", "variables"].flatMap((key): RawChange[] => {
    const [old, is] = [before, after].map(({ reference }) => reference.node && valueAt(reference.node, key));
    const isRead = [old, is].every((value) => isWrittenOut(value, key === "variables"));
    if (isRead || sameNodes(old, is)) return [];
    const shown = { kind: "text", what: key === "packs" ? "overrides" : "variables" } as const;
    return [{ subject: { kind: "profile", profile }, ruleSubject: "profile", kind: "text", shown }];
  });
}

function directivesOfProfile({ profile }: EffectiveProfile): RawChange {
  return {
    subject: { kind: "profile", profile: profile.name?.text ?? "" },
    ruleSubject: "profile",
    kind: "text",
    shown: directiveText,
  };
}

/** Thousands of clusters go from the one version to the other. */
function comparedOnce(
  old: EffectiveProfile,
  now: EffectiveProfile,
  readers: EffectReaders,
): readonly RawChange[] {
  if (old === now) return [];
  const ofOld = readers.changes.get(old) ?? new WeakMap<EffectiveProfile, readonly RawChange[]>();
  readers.changes.set(old, ofOld);
  const known = ofOld.get(now) ?? profileChanges(old, now, readers);
  ofOld.set(now, known);
  return known;
}

/** A profile that no file defines. */
function unknownProfile(reference: ProfileReference): RawChange {
  const profile = reference.name?.text ?? "";
  return {
    subject: { kind: "profile", profile },
    ruleSubject: "profile",
    kind: "text",
    shown: { kind: "text", what: "profile" },
  };
}

/** Two references to what is not known here, which say the same of it. */
function isSameUnknown(before: AttachedProfile, after: AttachedProfile): boolean {
  if (before.reference === after.reference) return before.profile === after.profile;
  if (before.profile !== undefined || after.profile !== undefined) return false;
  // A bare name has no node.
  const isSameName = before.reference.name?.text === after.reference.name?.text;
  return (
    isSameName &&
    sameNodes(before.reference.node, after.reference.node) &&
    versionOf(before) === versionOf(after)
  );
}

function sameNodes(one: Node | undefined, other: Node | undefined): boolean {
  return one === undefined || other === undefined ? one === other : sameTrees(one, other, createBudget());
}

function versionOf({ reference }: AttachedProfile): string {
  return reference.version?.text ?? (reference.role === "list" ? "" : defaultProfileVersion);
}

/** What of a variable's change only the cluster knows. */
function withConditions(
  change: RawChange,
  { now, old, after }: EffectiveStep,
  readers: EffectReaders,
): RawChange {
  if (change.subject.kind !== "variable") return change;
  const { variable } = change.subject;
  const reference = `var.${variable}`;
  const isUsed = [old, now].some(
    (profile) =>
      profile !== undefined &&
      macroPlaces(profile, readers).some(({ references }) => references.includes(reference)),
  );
  const isGiven = after?.reference.variables.some(({ name }) => name === variable) === true;
  return {
    ...change,
    conditions: [
      ...(isUsed ? [] : ["unused-variable" as const]),
      ...(isGiven ? ["given-variable" as const] : []),
    ],
  };
}

/** Values that the cluster gives for variables. */
function givenChanges(step: EffectiveStep, readers: EffectReaders): RawChange[] {
  const { before, after, now } = step;
  if (before === undefined || after === undefined || before.reference === after.reference) return [];
  const profile = now?.profile.name?.text ?? "";
  const given = (attached: AttachedProfile) =>
    new Map(attached.reference.variables.map(({ name, value }) => [name, value]));
  const [olds, news] = [given(before), given(after)];
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((variable): RawChange[] => {
    const [old, value] = [olds.get(variable), news.get(variable)];
    if (old?.text === value?.text) return [];
    const change: RawChange = {
      subject: { kind: "variable", profile, variable },
      ruleSubject: "variable",
      kind: "key",
      isSecret: isSensitive(now?.profile, variable),
      difference: {
        kind: old === undefined ? "added" : value === undefined ? "removed" : "changed",
        path: [{ key: "value" }],
        before: old?.node,
        after: value?.node,
      },
    };
    return [withConditions(change, step, readers)];
  });
}

function isSensitive(profile: Profile | undefined, variable: string): boolean {
  return profile?.variables.some((one) => one.name?.text === variable && isOn(one.isSensitive)) === true;
}

/** What macros mean within the profile of a step. */
function meaningsOf(step: EffectiveStep): ChangedMeaning[] {
  const { before, after, old, now } = step;
  if (before === undefined || after === undefined || old === undefined || now === undefined) return [];
  const meanings: ChangedMeaning[] = [];
  for (const name of changedVariables(step, old.profile, now.profile))
    meanings.push({ reference: `var.${name}`, words: `the variable ${quoted(name)}`, profile: now });
  const version = (profile: Profile) => profile.version?.text ?? defaultProfileVersion;
  const name = (profile: Profile) => profile.name?.text;
  const isOther = name(old.profile) !== name(now.profile);
  const isMoved = version(old.profile) !== version(now.profile);
  if (isOther || isMoved) {
    const words = isOther ? "the profile's name" : "the version of the profile";
    const facts = [...(isOther ? ["name"] : []), ...(isMoved ? ["version"] : []), "uid"];
    for (const fact of facts) {
      meanings.push({ reference: `system.clusterprofile.${fact}`, words, profile: now });
      if (isInfra(after))
        meanings.push({ reference: `system.clusterprofile.infra.${fact}`, words, profile: undefined });
    }
  }
  return meanings;
}

/** Those whose value is another: the cluster's own, also where no profile here defines them, or else the default. */
function changedVariables(step: EffectiveStep, old: Profile, now: Profile): string[] {
  const defined = [old, now].flatMap(({ variables }) => variables.flatMap(({ name }) => name?.text ?? []));
  const given = [step.before, step.after].flatMap((one) => one?.reference.variables ?? []);
  const names = [...defined, ...given.map(({ name }) => name)];
  return [...new Set(names)].filter(
    (name) => valueIn(step.before, old, name) !== valueIn(step.after, now, name),
  );
}

function valueIn(attached: AttachedProfile | undefined, profile: Profile, name: string): string | undefined {
  const given = attached?.reference.variables.find((one) => one.name === name);
  const defined = profile.variables.find((one) => one.name?.text === name);
  return given?.value.text ?? defined?.defaultValue?.text;
}

function kubernetesMeaning(direct: readonly RawChange[]): ChangedMeaning[] {
  return direct.some(
    ({ ruleSubject, kind }) => ruleSubject === "k8s" && (kind === "version" || kind === "replaced"),
  )
    ? [{ reference: "system.kubernetes.version", words: "the version of Kubernetes", profile: undefined }]
    : [];
}
