/** Which profile of a cluster as it is becomes which of the cluster as it would be. */

import { contextsFit, referenceContext } from "../../model/context.ts";
import type { AttachedProfile, ClusterState } from "./effect.ts";

/** One of the two is undefined for a profile that is attached or detached. */
export interface ProfileStep {
  readonly before: AttachedProfile | undefined;
  readonly after: AttachedProfile | undefined;
}

export function profileSteps(before: ClusterState, after: ClusterState): ProfileStep[] {
  const left = new Set(before.profiles);
  const partners = new Map<AttachedProfile, AttachedProfile>();
  for (const fits of [sameReference, sameName, bothInfra]) {
    for (const now of after.profiles) {
      if (partners.has(now)) continue;
      const old = [...left].find((one) => fits(one, now));
      if (old === undefined) continue;
      left.delete(old);
      partners.set(now, old);
    }
  }
  return [
    ...after.profiles.map((now) => ({ before: partners.get(now), after: now })),
    ...[...left].map((old) => ({ before: old, after: undefined })),
  ];
}

function sameReference(one: AttachedProfile, other: AttachedProfile): boolean {
  return one.reference === other.reference;
}

function sameName(one: AttachedProfile, other: AttachedProfile): boolean {
  const name = one.reference.name?.text;
  return (
    name !== undefined &&
    name === other.reference.name?.text &&
    contextsFit(referenceContext(one.reference), referenceContext(other.reference))
  );
}

/** A cluster has one profile that it is built from: another one takes its place. */
function bothInfra(one: AttachedProfile, other: AttachedProfile): boolean {
  return isInfra(one) && isInfra(other);
}

export function isInfra({ reference, profile }: AttachedProfile): boolean {
  if (reference.role !== "list") return reference.role === "infra";
  const type = profile?.type?.text;
  return type === "infra" || type === "cluster";
}
