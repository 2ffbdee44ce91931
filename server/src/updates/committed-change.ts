/**
 * Changes since the last commit of profile versions that clusters are on, and the edits that make a new version of such a change: the
 * file gets its committed text back, and what was changed goes into a file beside it.
 */

import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { contextsFit, profileContext } from "../model/context.ts";
import { defaultProfileVersion, type Profile } from "../model/profile.ts";
import { known, type Text } from "../model/text.ts";
import { hasTemplate } from "../syntax/template.ts";
import type { CommittedText } from "../workspace/committed-texts.ts";
import type { FileId, ProfileEntry, ReferenceEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import type { FileEdit } from "./file-edit.ts";
import { type MadeVersion, profileUse } from "./in-use.ts";
import { type ProfileSource, sameInEffect } from "./profile-effect.ts";
import { besideOld, documentsIn, newVersion, siblings, usersOf } from "./profile-version.ts";
import { createReader, type ReadText } from "./text-comparison.ts";
import { freeFile, versionedFile } from "./versioned-file.ts";

/** A committed version that clusters are on, and what became of it in the same file. */
export interface CommittedChange {
  /** `changed`: the same version says something else. `gone`: the profile has another version or name, and nobody defines this one. */
  readonly kind: "changed" | "gone";
  readonly profile: Profile;
  /** The name at its place. */
  readonly place: Text;
  readonly committed: Profile;
  readonly identity: Identity;
  /** At least one. */
  readonly references: readonly ReferenceEntry[];
}

type Identity = Pick<ProfileEntry, "name" | "version" | "context">;

/** Those of the file, in the order of its profiles. */
export function committedChanges(snapshot: Snapshot, view: FileView): CommittedChange[] {
  const { committed } = view;
  if (committed === undefined || committed.text === view.text) return [];
  const before = committed.documents.flatMap((document) => identified(document.profiles));
  const after = view.documents.flatMap((document) => identified(document.profiles));
  const gone = before.filter((one) => !after.some((other) => isSame(one, other)));
  const isUnchanged: IsUnchanged = (one, other) =>
    sameInEffect(sourceOf(one, committed.text), sourceOf(other, view.text), readerOf(committed));
  const continued = before.map((one, at) => continuation(one, at, after, isUnchanged));
  return after.flatMap((present): CommittedChange[] => {
    const old = before[continued.indexOf(present)];
    const was = old ?? takePredecessor(gone, present, after);
    if (was === undefined) return [];
    const references = usersOf(snapshot, was.identity);
    if (references.length === 0) return [];
    if (old === undefined ? isDefined(snapshot, was.identity) : isUnchanged(old, present)) return [];
    const { profile, place } = present;
    const kind = old === undefined ? "gone" : "changed";
    return [{ kind, profile, place, committed: was.profile, identity: was.identity, references }];
  });
}

interface Identified {
  readonly profile: Profile;
  readonly place: Text;
  readonly identity: Identity;
}

/** The profiles whose name and version can be judged. */
function identified(profiles: readonly Profile[]): Identified[] {
  return profiles.flatMap((profile): Identified[] => {
    const place = known(profile.name);
    const version = profile.version?.text ?? defaultProfileVersion;
    if (place === undefined || hasTemplate(version)) return [];
    const identity = { name: place.text, version, context: profileContext(profile) };
    return [{ profile, place, identity }];
  });
}

function isSame({ identity: a }: Identified, { identity: b }: Identified): boolean {
  return a.name === b.name && a.version === b.version && a.context === b.context;
}

type IsUnchanged = (before: Identified, after: Identified) => boolean;

function sourceOf({ profile }: Identified, text: string): ProfileSource {
  return { profile, text };
}

/** What was read of a committed text serves for every key that is pressed until the next commit. */
const readers = new WeakMap<CommittedText, ReadText>();

function readerOf(committed: CommittedText): ReadText {
  const reader = readers.get(committed) ?? createReader();
  readers.set(committed, reader);
  return reader;
}

/**
 * What the committed version is now. Where several are called like it, somebody copied it, or gave another one its name: it is the one
 * that says the same, or stands where it stood.
 */
function continuation(
  one: Identified,
  at: number,
  after: readonly Identified[],
  isUnchanged: IsUnchanged,
): Identified | undefined {
  const same = after.filter((other) => isSame(one, other));
  if (same.length <= 1) return same[0];
  const unchanged = same.find((other) => isUnchanged(one, other));
  return unchanged ?? same.find((other) => other === after[at]);
}

/** What the profile was when it still had another version, or else another name, which is nobody's any more. */
function takePredecessor(
  gone: Identified[],
  { identity }: Identified,
  after: readonly Identified[],
): Identified | undefined {
  const sameName = gone.findIndex((one) => one.identity.name === identity.name);
  const isFree = (one: Identified) => !after.some((other) => other.identity.name === one.identity.name);
  const at = sameName >= 0 ? sameName : gone.findIndex(isFree);
  return at < 0 ? undefined : gone.splice(at, 1)[0];
}

function isDefined(snapshot: Snapshot, { name, version, context }: Identity): boolean {
  return snapshot.index
    .versions(name)
    .some((entry) => entry.version === version && contextsFit(entry.context, context));
}

/** The edits that bring the committed version back and keep the change as another one. */
export interface MovedChange {
  readonly version: string;
  readonly edits: readonly FileEdit[];
  /** Undefined where the change has another name, to which no cluster is moved by its version. */
  readonly made: MadeVersion | undefined;
}

/** Undefined where there is no room for the change beside the committed version. */
export function asVersionOfItsOwn(
  snapshot: Snapshot,
  view: FileView,
  change: CommittedChange,
): MovedChange | undefined {
  const { identity, profile, place } = change;
  const version =
    change.kind === "changed"
      ? profileUse(snapshot, profile)?.next
      : (profile.version?.text ?? defaultProfileVersion);
  if (version === undefined) return undefined;
  const restoring = restore(view, change);
  const added = restoring === undefined ? undefined : addition(snapshot, view, change, version);
  if (restoring === undefined || added === undefined) return undefined;
  const { name, context, version: from } = identity;
  const made = place.text === name ? { name, context, from, to: version } : undefined;
  if (added.file !== view.id) return { version, edits: [{ file: view.id, edits: [restoring] }, added], made };
  const edits = [restoring, ...atEndOf(applyEdits(view.text, [restoring]), added.edits)];
  return { version, edits: [{ file: view.id, edits }], made };
}

/** The changed text: with the next version, or as it is where it has a version or name of its own. */
function addition(
  snapshot: Snapshot,
  { id, text }: FileView,
  { kind, profile, place, identity }: CommittedChange,
  version: string,
): FileEdit | undefined {
  const exists = (other: FileId) => snapshot.file(other) !== undefined;
  if (kind === "changed") return newVersion(snapshot, id, profile, version, exists);
  const context = profileContext(profile);
  const others = snapshot.index
    .versions(place.text)
    .filter((entry) => entry.version === version && contextsFit(entry.context, context));
  // Its own entry is one; another one has the version already.
  if (others.length > 1) return undefined;
  const nameOf = () =>
    place.text === identity.name
      ? versionedFile(id, identity.version, version, siblings(snapshot, id, profile), exists)
      : freeFile(renamedFile(id, identity.name, place.text), exists);
  return besideOld(id, text, profile, [], nameOf);
}

/** The file's name with the profile's new name in it, or behind it where the old one is not in it. */
function renamedFile(file: FileId, from: string, to: string): FileId {
  const slash = Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1;
  const [folder, name] = [file.slice(0, slash), file.slice(slash)];
  // What is no part of a file's name leads elsewhere.
  const safe = to.replace(/[^\w.-]+/g, "-");
  const at = name.lastIndexOf(from);
  if (at >= 0) return folder + name.slice(0, at) + safe + name.slice(at + from.length);
  return folder + name.replace(/(?=(?:\.[a-z]+)*$)/i, `-${safe}`);
}

/** Gives the profile's document its committed text, by the one edit that keeps what is the same at its beginning and end. */
function restore({ text, committed }: FileView, change: CommittedChange): TextEdit | undefined {
  if (committed === undefined) return undefined;
  const here = documentAround(text, change.profile);
  const there = documentAround(committed.text, change.committed);
  // What stands on the line of its marker, a tag or a map in flow style, cannot move to another line.
  if (startsLine(text, here.start) !== startsLine(committed.text, there.start)) return undefined;
  // A byte order mark is the file's, whichever document comes first.
  const old = committed.text.slice(behindMark(committed.text, there.start), there.end);
  const isLast = here.end === text.length;
  const isClosed = isLast || old.endsWith("\n");
  const wanted = isClosed ? old : old + (text.includes("\r\n") ? "\r\n" : "\n");
  return minimalEdit(text, behindMark(text, here.start), here.end, wanted);
}

function behindMark(text: string, offset: number): number {
  return text.charAt(offset) === "\ufeff" ? offset + 1 : offset;
}

/** The whole text, but for one of several documents. */
function documentAround(text: string, { span }: Profile): { readonly start: number; readonly end: number } {
  const documents = documentsIn(text);
  const found = documents.length > 1 ? documents.findLast(({ start }) => start <= span.start) : undefined;
  return found ?? { start: 0, end: text.length };
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || /[\r\n\ufeff]/.test(text.charAt(offset - 1));
}

function minimalEdit(text: string, start: number, end: number, wanted: string): TextEdit {
  const shorter = Math.min(end - start, wanted.length);
  let ahead = 0;
  while (ahead < shorter && text.charCodeAt(start + ahead) === wanted.charCodeAt(ahead)) ahead++;
  let behind = 0;
  const left = shorter - ahead;
  while (behind < left && text.charCodeAt(end - 1 - behind) === wanted.charCodeAt(wanted.length - 1 - behind))
    behind++;
  // Neither half of a pair, nor the line feed behind a carriage return, is edited without the other half.
  if (ahead > 0 && isInside(text, start + ahead)) ahead--;
  if (behind > 0 && isInside(text, end - behind)) behind--;
  return {
    span: { start: start + ahead, end: end - behind },
    text: wanted.slice(ahead, wanted.length - behind),
  };
}

function isInside(text: string, offset: number): boolean {
  return /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(offset - 1, offset + 1));
}

/** The committed text may end without a line break where the present one has one, or the other way round. */
function atEndOf(restored: string, edits: readonly TextEdit[]): TextEdit[] {
  const eol = restored.includes("\r\n") ? "\r\n" : "\n";
  const last = restored.endsWith("\n") ? "" : eol;
  return edits.map(({ span, text }) => ({ span, text: last + text.replace(/^\r?\n/, "") }));
}
