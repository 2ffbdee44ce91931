/**
 * The edits that give a profile another name: in the files of all its versions and in every cluster that refers to it, or the
 * reason why that cannot be done. All or nothing: half a rename would take clusters off their profile.
 */

import type { TextEdit } from "../base/text-edit.ts";
import { contextsFit, profileContext, referenceContext } from "../model/context.ts";
import { defaultProfileVersion } from "../model/profile.ts";
import { known, type Text } from "../model/text.ts";
import { replaceScalar } from "../syntax/scalar-edit.ts";
import { hasMarker } from "../syntax/template.ts";
import { asScalar, type MapNode } from "../syntax/tree.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import type { EditAnnotation, FileEdit } from "./file-edit.ts";
import { countClusters } from "./profile-version.ts";
import type { Refusal } from "./refusal.ts";

/** Why the name, as it is written at its place, is not one that can be changed there; undefined when it can. */
export function whyNotRenamed(name: Text, owner: MapNode | undefined): string | undefined {
  if (name.text === "") return "The name is empty: there is nothing to rename";
  if (hasMarker(name.text))
    return `The name \`${name.text}\` holds a marker that somebody fills in: rename it there`;
  if (known(name) === undefined) return "This is too long to be the name of a profile";
  return name.node.kind === "alias" || !isWrittenIn(owner, name)
    ? "The name comes from another place, by an alias or a merge: rename it where it is written"
    : undefined;
}

/** The edits, in the order of the files' names. `context` is that of the profile; undefined fits any. */
export function renameEdits(
  snapshot: Snapshot,
  name: string,
  context: string | undefined,
  newName: string,
): readonly FileEdit[] | Refusal {
  const reason = whyNoName(name, newName);
  if (reason !== undefined) return { reason };
  const result: FileEdit[] = [];
  const annotations = annotationsFor(snapshot, name, context);
  for (const file of filesWith(snapshot, name)) {
    const mentions = mentionsIn(snapshot, file, name);
    const meant = mentions.filter((mention) => contextsFit(mention.context, context));
    const taken = meant
      .map((mention) => whyTaken(snapshot, mention, newName))
      .find((why) => why !== undefined);
    if (taken !== undefined) return { reason: taken };
    const edits = editsOf(mentions, meant, newName);
    if (edits === undefined) {
      return {
        reason: `In ${baseName(file)} the name \`${name}\` comes by an alias or a merge from a place that means more than this profile, or is a block: write it out there first`,
      };
    }
    const of = meant.some(({ owner }) => owner === "cluster") ? "cluster" : "profile";
    if (edits.length > 0)
      result.push({ file, edits, ...(annotations === undefined ? {} : { annotation: annotations[of] }) });
  }
  return result;
}

/** Undefined for a profile that no cluster refers to: then there is nothing to look at first. */
function annotationsFor(
  { index }: Snapshot,
  name: string,
  context: string | undefined,
): Record<Mention["owner"], EditAnnotation> | undefined {
  const references = index.references(name).filter((entry) => contextsFit(entry.context, context));
  if (references.length === 0) return undefined;
  const clusters = countClusters(references);
  const refer = clusters === 1 ? "1 cluster refers to it" : `${clusters} clusters refer to it`;
  return {
    profile: { label: "Profile files: all versions", confirm: false },
    cluster: { label: `Cluster files: ${refer}`, confirm: true },
  };
}

function whyNoName(name: string, newName: string): string | undefined {
  if (newName.trim() === "") return "The new name is empty";
  if (newName === name) return `The profile is called \`${name}\` already`;
  if (newName !== newName.trim() || /[\p{Cc}\u2028\u2029]/u.test(newName))
    return "A name neither starts nor ends with a space, and is one line";
  if (newName.includes("%"))
    return "A name cannot contain `%`: the Terraform modules put it between name, version and context";
  if (hasMarker(newName))
    return "The new name holds a marker that somebody would fill in, such as `${x}` or `%X%`";
  if (newName.length > 256) return "The new name is longer than 256 characters";
  return undefined;
}

/** One place of the name: where a profile states it, or a cluster refers to it. */
interface Mention {
  readonly text: Text;
  readonly context: string | undefined;
  /** Of a profile alone; undefined where Terraform fills it in. */
  readonly version: string | undefined;
  readonly written: boolean;
  readonly owner: "profile" | "cluster";
}

/** Files that may hold the name. A profile whose version is a template is in no index, so texts are looked at as well. */
function filesWith(snapshot: Snapshot, name: string): FileId[] {
  const { index } = snapshot;
  const indexed = new Set([...index.versions(name), ...index.references(name)].map(({ file }) => file));
  return snapshot.files().filter((file) => indexed.has(file) || snapshot.text(file)?.includes(name) === true);
}

function mentionsIn(snapshot: Snapshot, file: FileId, name: string): Mention[] {
  const mentions: Mention[] = [];
  const add = (
    text: Text | undefined,
    owner: MapNode | undefined,
    rest: Pick<Mention, "context" | "version" | "owner">,
  ) => {
    if (text !== undefined && known(text)?.text === name)
      mentions.push({ text, ...rest, written: isWrittenIn(owner, text) });
  };
  for (const { profiles, clusters } of snapshot.file(file)?.documents ?? []) {
    for (const profile of profiles) {
      const { version } = profile;
      const stated = version === undefined ? defaultProfileVersion : known(version)?.text;
      add(profile.name, profile.node, {
        context: profileContext(profile),
        version: stated,
        owner: "profile",
      });
    }
    for (const reference of clusters.flatMap((cluster) => cluster.references)) {
      add(reference.name, reference.node, {
        context: referenceContext(reference),
        version: undefined,
        owner: "cluster",
      });
    }
  }
  return mentions;
}

/** Undefined when some of the places cannot be changed, or not without changing what is not meant. */
function editsOf(
  all: readonly Mention[],
  meant: readonly Mention[],
  newName: string,
): readonly TextEdit[] | undefined {
  const edits = new Map<number, TextEdit>();
  for (const { text, written } of meant) {
    const { node } = text;
    if (!written || node.kind !== "scalar") continue;
    if (node.style === "literal" || node.style === "folded") return undefined;
    // Clusters that share their list of profiles by an anchor share its names.
    edits.set(node.span.start, replaceScalar(node, newName));
  }
  // What comes by an alias or a merge follows the place that it comes from, and so must be meant when that is.
  const follows = ({ text }: Mention) => edits.has(asScalar(text.node)?.span.start ?? -1);
  if (all.some((mention) => follows(mention) !== meant.includes(mention))) return undefined;
  return [...edits.values()].sort((a, b) => a.span.start - b.span.start);
}

function whyTaken(snapshot: Snapshot, { version, context }: Mention, newName: string): string | undefined {
  if (version === undefined) return undefined;
  const taken = snapshot.index
    .versions(newName)
    .find((entry) => entry.version === version && contextsFit(entry.context, context));
  return taken === undefined
    ? undefined
    : `There is a profile \`${newName}\` with the version ${version} already, in ${baseName(taken.file)}`;
}

/** False for what an alias or a `<<` merge brings in. */
function isWrittenIn(owner: MapNode | undefined, { node, key }: Text): boolean {
  if (node.kind === "alias") return false;
  // A cluster's bare name has no map around it, and so no key.
  if (owner === undefined) return true;
  // In an export the name is in a map of its own, which may come from anywhere in the document.
  return owner.entries.some(
    (entry) =>
      entry.key === key || (entry.value?.kind === "map" && entry.value.entries.some((e) => e.key === key)),
  );
}

function baseName(file: FileId): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}
