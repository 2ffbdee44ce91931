/**
 * The values of one layer, or one of its manifests, as a text to be worked on alone: which text it is, told by names and not by places,
 * and what a change of it is in the profile's file.
 */

import { differenceEdits, withLineFeeds } from "../base/line-difference.ts";
import { mergeLines } from "../base/line-merge.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Pack, Profile } from "../model/profile.ts";
import type { Text } from "../model/text.ts";
import type { NestedView } from "../syntax/nested-documents.ts";
import type { ScalarNode } from "../syntax/tree.ts";
import { updatePackEdits } from "../updates/pack-update.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { packAt } from "./subject.ts";

/** A thing by its name, and by how many of that name are before it. */
export interface Named {
  readonly name: string;
  readonly at: number;
}

/** Which text is meant, wherever it stands by now. Names that are not written are empty. */
export interface WindowIdentity {
  readonly file: FileId;
  /** As it was when the text was opened: by name and version, else by its place among the profiles of the file. */
  readonly profile: {
    readonly name: string;
    readonly version: string;
    readonly at: number;
    readonly of: number;
  };
  readonly pack: Named;
  /** Undefined for the values. */
  readonly manifest: Named | undefined;
  /** The version that the text is made for: the pack gets it along with the text. */
  readonly update?: PackUpdate | undefined;
}

export interface PackUpdate {
  /** As the profile stated it when the text was made. */
  readonly from: string;
  readonly to: string;
}

/** A text of a pack that can be opened. */
export interface WindowChoice {
  readonly identity: WindowIdentity;
  /** "values", or "manifest NAME". */
  readonly label: string;
  /** What an editor is called by: "cni-calico (maas-infra 1.1.0)". */
  readonly title: string;
  /** Where in it the place is that was asked for; undefined when that is outside of it. */
  readonly offset: number | undefined;
}

/** Where the text stands now. */
export interface WindowPlace {
  readonly view: FileView;
  readonly profile: Profile;
  readonly pack: Pack;
  readonly scalar: ScalarNode;
  readonly nested: NestedView;
}

/** The texts of the pack around the offset; one at least. */
export function windowsAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): readonly WindowChoice[] | Refusal {
  const view = snapshot.file(file);
  const found = view === undefined ? undefined : packAt(view, offset);
  if (view === undefined || found === undefined)
    return { reason: "Place the cursor in a pack of a cluster profile first" };
  const { profile, pack } = found;
  const identity = { file, profile: identifyProfile(view, profile), pack: identifyPack(profile, pack) };
  const title = titleOf(profile, pack);
  const choices: WindowChoice[] = [];
  let obstacle: Refusal | undefined;
  const add = (text: Text, choice: Omit<WindowChoice, "offset">) => {
    const scalar = ownScalar(pack, text, choice.label);
    if ("reason" in scalar) obstacle ??= scalar;
    else choices.push({ ...choice, offset: view.nested(scalar).toInner(offset) });
  };
  if (pack.values !== undefined)
    add(pack.values, { identity: { ...identity, manifest: undefined }, label: "values", title });
  for (const { name, content } of pack.manifests) {
    if (content === undefined) continue;
    const manifest = {
      name: name?.text ?? "",
      at: pack.manifests
        .filter((other) => other.content !== undefined && (other.name?.text ?? "") === (name?.text ?? ""))
        .findIndex((other) => other.content === content),
    };
    add(content, {
      identity: { ...identity, manifest },
      label: `manifest ${manifest.name}`.trimEnd(),
      title: `${manifest.name === "" ? "manifest" : manifest.name} of ${title}`,
    });
  }
  if (choices.length > 0) return choices;
  const name = pack.name === undefined ? "The pack" : `\`${pack.name.text}\``;
  return (
    obstacle ?? { reason: `${name} has neither values nor manifests in this profile: write \`values\` first` }
  );
}

/** Where the text is; refused when it is gone, or is no text of its own any more. */
export function windowPlace(snapshot: Snapshot, identity: WindowIdentity): WindowPlace | Refusal {
  const view = snapshot.file(identity.file);
  if (view === undefined)
    return { reason: "The file of the profile is gone, or is no cluster profile any more" };
  const profile = findProfile(view, identity);
  if (profile === undefined) {
    const { name, version } = identity.profile;
    return { reason: `The profile \`${`${name} ${version}`.trim()}\` is not in its file any more` };
  }
  const pack = profile.packs.filter(({ name }) => (name?.text ?? "") === identity.pack.name)[
    identity.pack.at
  ];
  if (pack === undefined)
    return { reason: `The pack \`${identity.pack.name}\` is not in the profile any more` };
  const text = findText(pack, identity.manifest);
  if (text === undefined) {
    const { manifest } = identity;
    const what = manifest === undefined ? "values" : `manifest \`${manifest.name}\``;
    return { reason: `The pack \`${identity.pack.name}\` has no ${what} any more` };
  }
  const scalar = ownScalar(pack, text, identity.manifest === undefined ? "values" : "manifest");
  return "reason" in scalar ? scalar : { view, profile, pack, scalar, nested: view.nested(scalar) };
}

/** The text as an editor has it, with LF at the ends of lines. */
export function windowText(
  snapshot: Snapshot,
  identity: WindowIdentity,
): { readonly text: string } | Refusal {
  const place = windowPlace(snapshot, identity);
  return "reason" in place ? place : { text: withLineFeeds(place.nested.text) };
}

/** The values of the pack around the offset; refused where they are none of its own. */
export function valuesWindowAt(snapshot: Snapshot, file: FileId, offset: number): WindowChoice | Refusal {
  const windows = windowsAt(snapshot, file, offset);
  if ("reason" in windows) return windows;
  const values = windows.find(({ identity }) => identity.manifest === undefined);
  return values ?? { reason: "The pack has no values of its own in this profile" };
}

/** The smallest edits of the profile's file after which the text is the new one, and the version that it is for; none when it is already. */
export function windowEdits(
  snapshot: Snapshot,
  identity: WindowIdentity,
  newText: string,
): { readonly edits: readonly TextEdit[] } | Refusal {
  const place = windowPlace(snapshot, identity);
  if ("reason" in place) return place;
  const edits = place.nested.edits(differenceEdits(place.nested.text, newText));
  if (edits === undefined) {
    return {
      reason:
        "The text cannot be written into the profile: it holds what neither a block nor quotes can hold there",
    };
  }
  const { update } = identity;
  return { edits: update === undefined ? edits : [...updatePackEdits(place.pack, update.to), ...edits] };
}

export interface MergedWindow {
  /** Of the profile's file. */
  readonly edits: readonly TextEdit[];
  /** What the file has now. */
  readonly current: string;
  /** What it has after the edits: the new text with what was changed in the file meanwhile. */
  readonly text: string;
}

/** Takes a new text over that was made of `base`, which the file may have changed since: refused where both changed the same lines. */
export function mergeWindow(
  snapshot: Snapshot,
  identity: WindowIdentity,
  base: string,
  newText: string,
): MergedWindow | Refusal {
  const now = windowText(snapshot, identity);
  if ("reason" in now) return now;
  const merge = mergeLines(withLineFeeds(base), withLineFeeds(newText), now.text);
  if (merge.kind === "conflict") {
    return {
      reason: `Line ${merge.line + 1} was changed here and in the profile: nothing was written, and both texts are as they were. Undo one of the changes, or revert this document to what the profile has`,
    };
  }
  const written = windowEdits(snapshot, identity, merge.text);
  return "reason" in written ? written : { edits: written.edits, current: now.text, text: merge.text };
}

/** A scalar that belongs to the pack alone. */
function ownScalar(pack: Pack, { node, span }: Text, what: string): ScalarNode | Refusal {
  const own = pack.node.span;
  const isShared = node.kind === "alias" || span.start < own.start || span.end > own.end;
  if (!isShared) return node;
  return {
    reason: `What \`${pack.name?.text ?? "the pack"}\` has as ${what} is written at another place, which others use too: change it there`,
  };
}

function findText(pack: Pack, manifest: Named | undefined): Text | undefined {
  if (manifest === undefined) return pack.values;
  const same = pack.manifests.filter(
    ({ name, content }) => content !== undefined && (name?.text ?? "") === manifest.name,
  );
  return same[manifest.at]?.content;
}

function profilesOf(view: FileView): readonly Profile[] {
  return view.documents.flatMap(({ profiles }) => profiles);
}

function identifyProfile(view: FileView, profile: Profile): WindowIdentity["profile"] {
  const all = profilesOf(view);
  const { name, version } = profile;
  return { name: name?.text ?? "", version: version?.text ?? "", at: all.indexOf(profile), of: all.length };
}

function identifyPack(profile: Profile, pack: Pack): Named {
  const name = pack.name?.text ?? "";
  return { name, at: profile.packs.filter((other) => (other.name?.text ?? "") === name).indexOf(pack) };
}

/** One that got another name or version is told by its place, unless profiles have come or gone since. */
function findProfile(
  view: FileView,
  { profile: { name, version, at, of } }: WindowIdentity,
): Profile | undefined {
  const all = profilesOf(view);
  const same = all.filter(
    (profile) => (profile.name?.text ?? "") === name && (profile.version?.text ?? "") === version,
  );
  if (same.length === 1) return same[0];
  const placed = all.length === of ? all[at] : undefined;
  return same.length === 0 || (placed !== undefined && same.includes(placed)) ? placed : undefined;
}

function titleOf(profile: Profile, pack: Pack): string {
  const [name, version] = [profile.name?.text ?? "", profile.version?.text ?? ""];
  const of = `${name} ${version}`.trim();
  const title = pack.name?.text ?? "pack";
  return of === "" ? title : `${title} (${of})`;
}
