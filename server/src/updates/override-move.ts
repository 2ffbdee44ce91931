/**
 * An override becomes part of the profile: a new version of the profile gets the values that the cluster has instead of the profile's,
 * the cluster moves to that version, and its override goes. Clusters that are on the old version stay there.
 */

import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import type { PackOverride, ProfileReference } from "../model/cluster.ts";
import type { ModelDocument } from "../model/document.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { removeEntry, removeItem } from "../syntax/block-remove.ts";
import { hasDirective } from "../syntax/template.ts";
import type { MapEntry, Node, SeqNode } from "../syntax/tree.ts";
import { isAliased } from "../syntax/tree-paths.ts";
import type { FileId, ProfileEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { overriddenPacks, packOf, profileOf } from "./attached-profile.ts";
import type { FileEdit } from "./file-edit.ts";
import { asNewVersion } from "./in-use.ts";
import { isOnlyMoved } from "./override-move-check.ts";
import { attachedEntries, referenceStatus } from "./profile-reference.ts";
import { profileVersions } from "./profile-version.ts";
import type { Refusal } from "./refusal.ts";
import { whyNotUpdated } from "./update-refusal.ts";
import { valuesEdit } from "./values-edit.ts";

export interface OverrideMove {
  readonly pack: string;
  readonly profile: string;
  /** The version that is made. */
  readonly to: string;
  /** The profile's file first. They are read again before they are given, which costs a parse of both files. */
  readonly edits: () => readonly FileEdit[] | Refusal;
}

/** The override as it stands in its file. */
export interface OverrideSource {
  readonly view: FileView;
  readonly document: ModelDocument;
  readonly reference: ProfileReference;
  readonly override: PackOverride;
}

/** The pack that the override is of, in the one profile version that the cluster is on. */
export interface OverrideTarget {
  readonly view: FileView;
  readonly document: ModelDocument;
  readonly entry: ProfileEntry;
  readonly profile: Profile;
  readonly pack: Pack;
}

export function moveOverride(
  snapshot: Snapshot,
  file: FileId,
  reference: ProfileReference,
  override: PackOverride,
): OverrideMove | Refusal {
  const view = snapshot.file(file);
  const document = view?.documents.find(({ clusters }) =>
    clusters.some(({ references }) => references.includes(reference)),
  );
  if (view === undefined || document === undefined) return { reason: "There is no override here any more" };
  const source = { view, document, reference, override };
  const reason = whyNotChanged(snapshot, source) ?? whyNotTaken(source);
  if (reason !== undefined) return { reason };
  const target = findTarget(snapshot, source);
  if ("reason" in target) return target;
  const why = whyNotGiven(target, override);
  return why === undefined ? makeMove(snapshot, source, target) : { reason: why };
}

/** What is read of an override and has a place in a profile; anything else would be lost. */
const movedKeys: ReadonlySet<string> = new Set(["name", "version", "registry", "override_type", "values"]);
const movedKeysInList: ReadonlySet<string> = new Set(["name", "tag", "values"]);

const placeholder = /%[^%\s'"\\]{1,64}%/;

function whyNotChanged(
  snapshot: Snapshot,
  { view, document, reference }: OverrideSource,
): string | undefined {
  const cluster = document.clusters.find(({ references }) => references.includes(reference));
  const name = known(cluster?.name)?.text;
  const refusal = whyNotUpdated(snapshot, { file: view.id, name });
  return refusal === undefined ? undefined : `${name} cannot be changed: ${refusal}`;
}

/** Why the cluster's side cannot be changed for this override alone. */
function whyNotTaken({ view, document, reference, override }: OverrideSource): string | undefined {
  const { values, overrideType } = override;
  const isList = reference.role === "list";
  if (!isList && overrideType?.text !== "values")
    return "Only an override with `override_type: values` can become part of a profile: params differ between clusters";
  const other = override.node.entries.find(
    ({ key }) => !(isList ? movedKeysInList : movedKeys).has(key.text),
  );
  if (other !== undefined)
    return other.key.text === "<<"
      ? "Some of the override comes by a merge: write it out first"
      : `The override has \`${other.key.text}\`, which cannot go along: move it by hand`;
  if (values === undefined || values.text.trim() === "") return "The override has no values to move";
  if (/[$%]\{/.test(values.text)) return "Terraform fills in some of the values: move them by hand";
  if (placeholder.test(values.text))
    return "The values hold placeholders such as `%KEY%`, which params fill in: move them by hand";
  const same = reference.overrides.filter(({ name }) => name?.text === override.name?.text);
  if (same.length > 1) return "The cluster overrides this pack twice: remove one of the overrides first";
  if (document.problems.length > 0 || hasDirective(view.text))
    return "The cluster's file is not plain YAML: move the override by hand";
  const { node } = reference;
  const merged = node?.entries.some(({ key }) => key.text === "<<") !== false;
  if (node === undefined || merged || values.node.kind === "alias" || isAliased(document.root, node.span))
    return "Some of the reference comes by an alias or a merge, or is used elsewhere: write it out first";
  return undefined;
}

function findTarget(snapshot: Snapshot, { reference, override }: OverrideSource): OverrideTarget | Refusal {
  const name = known(override.name);
  const entries = attachedEntries(snapshot.index, reference);
  const [entry] = entries;
  if (name === undefined || entry === undefined)
    return { reason: "The profile version that the cluster is on is not known here" };
  const called = `\`${entry.name}\` ${entry.version}`;
  if (entries.length > 1) return { reason: `${called} is defined twice: remove one of the two first` };
  const packs = overriddenPacks({ reference, override, name, entries });
  const [found] = packs;
  if (found === undefined) return { reason: `${called} has no pack \`${name.text}\`` };
  if (packs.length > 1) return { reason: `${called} has the pack \`${name.text}\` twice` };
  const profile = profileOf(snapshot, entry);
  const pack = packOf(snapshot, found);
  const view = snapshot.file(entry.file);
  const document = view?.documents.find(({ profiles }) => profiles.some((one) => one === profile));
  return view === undefined || document === undefined || profile === undefined || pack === undefined
    ? { reason: `${called} cannot be read` }
    : { view, document, entry, profile, pack };
}

/** Why the profile's side cannot take the values. */
function whyNotGiven(
  { view, document, entry, pack }: OverrideTarget,
  { version, registry }: PackOverride,
): string | undefined {
  const called = `\`${entry.name}\` ${entry.version}`;
  if (pack.type?.text === "manifest") return "A manifest pack has no values: move its content by hand";
  if (version !== undefined && version.text !== pack.version?.text && version.text !== pack.tag?.text)
    return `The override is for version ${version.text} of the pack, which ${called} does not have`;
  if (registry !== undefined && registry.text !== pack.registry?.text)
    return `The override takes the pack from another registry than ${called}`;
  if (placeholder.test(view.text.slice(pack.node.span.start, pack.node.span.end)))
    return `${called} leaves places of the pack open for params of clusters, which would go`;
  if (document.problems.length > 0 || hasDirective(view.text))
    return "The profile's file is not plain YAML: move the override by hand";
  const values = pack.node.entries.find(({ key }) => key.text === "values");
  if (pack.node.entries.some(({ key }) => key.text === "<<") || isAliased(document.root, pack.node.span))
    return "Some of the pack comes by a merge, or is used elsewhere in the profile: write it out first";
  return values?.value?.kind === "alias"
    ? "The pack's values come by an alias: write them out first"
    : undefined;
}

function makeMove(
  snapshot: Snapshot,
  source: OverrideSource,
  target: OverrideTarget,
): OverrideMove | Refusal {
  const { view, reference, override } = source;
  const { entry, profile, pack } = target;
  const values = override.values?.text ?? "";
  const to = profileVersions(snapshot, profile)?.bumps[0]?.version;
  if (to === undefined)
    return { reason: `There is no version to count on to from ${entry.version}: make one first` };
  const given = valuesEdit(target.view.text, pack.node, values);
  const made = given && asNewVersion(snapshot, entry.file, profile, to, [given]);
  if (made === undefined)
    return { reason: "There is no place for the version or the values in the profile: move them by hand" };
  const removed = removal(source);
  const taken = removed && removeOverride(view.text, removed);
  const moved = referenceStatus(snapshot.index, reference)?.edits(to, view.text) ?? [];
  if (removed === undefined || taken === undefined || moved.length === 0)
    return { reason: "The override or its version has no lines of its own: move it by hand" };
  const edits = together(made, { file: view.id, edits: [...moved, taken] });
  const checked = () => {
    const profileText = textAfter(snapshot, edits, made.file);
    const cluster = textAfter(snapshot, edits, view.id);
    return isOnlyMoved(source, target, removed.part, { to, values, profile: profileText, cluster })
      ? edits
      : { reason: "The change would reach more than the override: move it by hand" };
  };
  return { pack: pack.name?.text ?? "", profile: entry.name, to, edits: checked };
}

/** What goes: the override, or the whole list that it is alone in. */
interface Removal {
  readonly owner: ProfileReference["node"];
  readonly list: SeqNode;
  readonly part: Node | MapEntry;
}

function removal({ reference, override }: OverrideSource): Removal | undefined {
  const entries = reference.node?.entries.filter(({ key }) => key.text === "packs") ?? [];
  const [entry] = entries;
  const list = entry?.value;
  if (entry === undefined || entries.length > 1 || list?.kind !== "seq") return undefined;
  return { owner: reference.node, list, part: list.items.length === 1 ? entry : override.node };
}

function removeOverride(text: string, { owner, list, part }: Removal): TextEdit | undefined {
  if ("kind" in part) return removeItem(text, list, part);
  return owner === undefined ? undefined : removeEntry(text, owner, part);
}

/** One edit a file, as profile and cluster may be documents of the same. */
function together(profile: FileEdit, cluster: FileEdit): FileEdit[] {
  return profile.file === cluster.file && profile.create !== true
    ? [{ ...cluster, edits: [...cluster.edits, ...profile.edits] }]
    : [profile, cluster];
}

function textAfter(snapshot: Snapshot, all: readonly FileEdit[], file: FileId): string {
  const edit = all.find((one) => one.file === file);
  return applyEdits(edit?.create === true ? "" : (snapshot.file(file)?.text ?? ""), edit?.edits ?? []);
}
