/** Attaches a profile version to a cluster: moves the reference that it has, takes the place of its infra profile, or adds one. */

import type { TextEdit } from "../base/text-edit.ts";
import type { Cluster, ProfileReference } from "../model/cluster.ts";
import { contextsFit, referenceContext } from "../model/context.ts";
import { defaultContext } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { appendItem, appendList, type NewMap } from "../syntax/append.ts";
import { writeValue } from "../syntax/entry-insert.ts";
import { replaceScalar } from "../syntax/scalar-edit.ts";
import { asMap, asSeq, valueAt } from "../syntax/tree.ts";
import type { ProfileEntry } from "../workspace/profile-index.ts";
import { isOwn } from "./own-text.ts";
import { inPlaceOfName, moveEdits, versionKey } from "./profile-reference.ts";
import type { Refusal } from "./refusal.ts";

/** A profile version, as far as a reference says it. */
export type AttachedVersion = Pick<ProfileEntry, "name" | "version" | "context" | "type">;

/** The edits of the cluster, which is in `text`, and what they come to in words: "adds", "replaces X 1.0.0", "from 1.0.0". */
export function attachEdits(
  cluster: Cluster,
  profile: AttachedVersion,
  text: string,
): { readonly edits: readonly TextEdit[]; readonly effect: string } | Refusal {
  const who = known(cluster.name)?.text ?? "The cluster";
  const own = cluster.references.find((reference) => isMeant(reference, profile));
  if (own !== undefined) {
    const edits = moveEdits(own, profile.version, text);
    return edits.length === 0
      ? { reason: `${who} cannot be moved: its version comes by an alias or a merge from elsewhere` }
      : { edits, effect: `from ${own.version?.text ?? "no stated version"}` };
  }
  const role = roleOf(cluster, profile);
  if (role !== "infra" && role !== "system") return addition(cluster, profile, text, who);
  const present = cluster.references.find((reference) => reference.role === role);
  if (present === undefined) {
    return {
      reason: `${who} has no ${role} profile whose place ${profile.name} could take: write one with the key \`${role}\` first`,
    };
  }
  return replacement(present, profile, text, who);
}

function isMeant(reference: ProfileReference, { name, context }: AttachedVersion): boolean {
  return known(reference.name)?.text === name && contextsFit(referenceContext(reference), context);
}

/** A cluster has one profile with the infra layers, and where the cloud asks for it one system profile. */
function roleOf({ dialect }: Cluster, { type }: AttachedVersion): "infra" | "system" | "addon" {
  if (dialect === "list" || type === "add-on") return "addon";
  return type === "system" ? "system" : "infra";
}

function replacement(
  reference: ProfileReference,
  profile: AttachedVersion,
  text: string,
  who: string,
): ReturnType<typeof attachEdits> {
  const { name, node, overrides, version } = reference;
  const old = name?.text ?? "the profile";
  if (overrides.length > 0)
    return {
      reason: `${who} overrides packs of ${old}: take the overrides out before another profile comes`,
    };
  if (
    name === undefined ||
    known(name) === undefined ||
    (node !== undefined && !isOwn(name, node)) ||
    name.node.kind !== "scalar"
  )
    return { reason: `${who} names its profile by an alias, a merge or a template: write it out first` };
  const stated = node === undefined ? undefined : known(reference.context)?.text;
  if (!contextsFit(stated ?? defaultContext, profile.context))
    return { reason: `${who} has its profile from another context than ${profile.name}: change that first` };
  const effect = `instead of ${old} ${version?.text ?? ""}`.trim();
  if (node === undefined) {
    const written = writeValue(profile.name, name.node.style === "double" ? "double" : undefined);
    return { edits: [inPlaceOfName(name.node, written, profile.version)], effect };
  }
  const moves = moveEdits(reference, profile.version, text);
  return moves.length === 0
    ? { reason: `${who} has no place for the version of ${profile.name}` }
    : { edits: [replaceScalar(name.node, profile.name), ...moves], effect };
}

function addition(
  { dialect, node, references }: Cluster,
  profile: AttachedVersion,
  text: string,
  who: string,
): ReturnType<typeof attachEdits> {
  const effect = "added";
  const noRoom: Refusal = { reason: `${who} has no list of profiles that ${profile.name} could be added to` };
  if (dialect === "list") {
    const statesContext = references.some(({ context }) => context !== undefined);
    const list = asSeq(valueAt(node, "profiles"));
    const edit =
      list === undefined ? undefined : appendItem(text, list, newReference(profile, "list", statesContext));
    return edit === undefined ? noRoom : { edits: [edit], effect };
  }
  const profiles = asMap(valueAt(node, "profiles"));
  const map = newReference(profile, "addon", false);
  const list = asSeq(valueAt(profiles, "addons"));
  if (profiles === undefined) return noRoom;
  const edit = list === undefined ? appendList(text, profiles, "addons", map) : appendItem(text, list, map);
  return edit === undefined ? noRoom : { edits: [edit], effect };
}

function newReference(
  { name, version, context }: AttachedVersion,
  role: "addon" | "list",
  statesContext: boolean,
): NewMap {
  const isOther = context !== undefined && context !== defaultContext;
  const entries: [string, string][] = [
    ["name", name],
    [versionKey({ role }), version],
  ];
  if (statesContext || isOther) entries.push(["context", context ?? defaultContext]);
  return entries;
}
