/**
 * Other versions of the profile at a place, and the edits that make one: in place, or beside the old. Pure: asks the snapshot, and
 * knows nothing of the editor.
 */

import type { Profile } from "../model/profile.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import {
  bumpEdits,
  newVersion,
  type ProfileVersions,
  profileVersions,
  whyNotVersion,
} from "../updates/profile-version.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { profileAt } from "./subject.ts";

const noProfile: Refusal = { reason: "Open a cluster profile and place the cursor in it first" };
const ofTerraform: Refusal = { reason: "The version is filled in by Terraform: change it there" };
const noRoom: Refusal = {
  reason: "There is no place for the version in this profile: write one with the key `version` first",
};

export function profileVersionsAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): ProfileVersions | Refusal {
  const found = find(snapshot, file, offset);
  return found === undefined ? noProfile : (profileVersions(snapshot, found.profile) ?? ofTerraform);
}

/** Undefined when the profile at the offset can have the version. */
export function whyNotVersionAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  version: string,
): Refusal | undefined {
  const found = find(snapshot, file, offset);
  if (found === undefined) return noProfile;
  if (profileVersions(snapshot, found.profile) === undefined) return ofTerraform;
  const reason = whyNotVersion(snapshot, found.profile, version);
  return reason === undefined ? undefined : { reason };
}

/** Changes the version of the profile at the offset in its place. */
export function bumpProfileAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  version: string,
): readonly FileEdit[] | Refusal {
  const refusal = whyNotVersionAt(snapshot, file, offset, version);
  const found = find(snapshot, file, offset);
  if (refusal !== undefined || found === undefined) return refusal ?? noProfile;
  const edits = bumpEdits(found.profile, version, found.view.text);
  return edits.length === 0 ? noRoom : [{ file, edits }];
}

/** The same profile with another version, beside the one at the offset. `exists` says which files are there, ours or not. */
export function newProfileVersionAt(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  version: string,
  exists: (file: FileId) => boolean,
): FileEdit | Refusal {
  const refusal = whyNotVersionAt(snapshot, file, offset, version);
  const found = find(snapshot, file, offset);
  if (refusal !== undefined || found === undefined) return refusal ?? noProfile;
  return newVersion(snapshot, file, found.profile, version, exists) ?? noRoom;
}

function find(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
): { readonly view: FileView; readonly profile: Profile } | undefined {
  const view = snapshot.file(file);
  const profile = view === undefined ? undefined : profileAt(view, offset);
  return view === undefined || profile === undefined ? undefined : { view, profile };
}
