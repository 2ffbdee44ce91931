/**
 * An update of a pack that a person looks through before anything is written: which text is proposed for the pack's values, and the edits
 * of the profile when it is accepted. Refused where there is nothing to compare, and where the profile has changed since.
 */

import { withLineFeeds } from "../base/line-difference.ts";
import { findVersion } from "../catalog/catalog.ts";
import type { Pack, Profile } from "../model/profile.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import { asNewVersion } from "../updates/in-use.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { updatePackEdits } from "../updates/pack-update.ts";
import type { PackStep } from "../updates/profile-update.ts";
import type { Refusal } from "../updates/refusal.ts";
import { reviewValues, type ValuesReview } from "../updates/values-review.ts";
import { valuesToMerge } from "../updates/values-update.ts";
import { packStatus, updateTarget } from "../updates/version-choice.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { packAt } from "./subject.ts";
import { valuesWindowAt, type WindowIdentity, windowEdits, windowPlace } from "./values-window.ts";

/** Which review it is, wherever the pack stands by now. */
export interface ReviewIdentity extends WindowIdentity {
  readonly update: NonNullable<WindowIdentity["update"]>;
}

export interface UpdateReview {
  readonly identity: ReviewIdentity;
  readonly step: PackStep;
  readonly values: ValuesReview;
}

export interface ReviewStart {
  readonly identity: ReviewIdentity;
  /** "cni-calico 3.28.0 → 3.30.1 (review)". */
  readonly title: string;
  /** What the profile has. */
  readonly before: string;
}

/** The review of the update of the pack around the offset to the version, or to the newest that is offered. */
export function startReview(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  version: string | undefined,
): ReviewStart | Refusal {
  const view = snapshot.file(file);
  const found = view === undefined ? undefined : packAt(view, offset);
  if (view === undefined || found === undefined)
    return { reason: "Place the cursor in a pack of a cluster profile first" };
  const window = valuesWindowAt(snapshot, file, offset);
  if ("reason" in window) return window;
  const step = stepTo(snapshot, view, found.profile, found.pack, version);
  if ("reason" in step) return step;
  const update = { from: step.status.stated, to: step.target.version };
  const identity: ReviewIdentity = { ...window.identity, update };
  const review = reviewOf(snapshot, identity);
  if ("reason" in review) return review;
  return {
    identity,
    title: `${step.status.name} ${update.from} → ${update.to} (review)`,
    before: review.values.input.mine,
  };
}

/** `before`: the values that the review is of, where the profile may have others by now. */
export function reviewOf(
  snapshot: Snapshot,
  identity: ReviewIdentity,
  before?: string,
): UpdateReview | Refusal {
  const place = windowPlace(snapshot, identity);
  if ("reason" in place) return place;
  const { view, profile, pack } = place;
  const step = stepTo(snapshot, view, profile, pack, identity.update.to, identity.update.from);
  if ("reason" in step) return step;
  const { name, current } = step.status;
  const found = valuesToMerge(snapshot.catalog, view, step);
  if (found.kind === "none") {
    const why =
      place.nested.text.trim() === ""
        ? `the profile has no values for \`${name}\``
        : `the defaults of \`${name}\` are the same in ${current} and ${step.target.version}`;
    return { reason: `There is nothing to review: ${why}. Update the version alone` };
  }
  if (found.kind === "unknown")
    return { reason: `There is nothing to compare with: ${found.why}. Update the version alone` };
  const { base, mine, theirs, schema } = found.input;
  const values = reviewValues({
    base: withLineFeeds(base),
    mine: withLineFeeds(before ?? mine),
    theirs: withLineFeeds(theirs),
    schema,
  });
  return "reason" in values ? values : { identity, step, values };
}

/** Why nothing can be written over what the profile has by now; undefined while that is what the review is of. */
export function staleReason(
  snapshot: Snapshot,
  identity: ReviewIdentity,
  before: string,
): string | undefined {
  const place = windowPlace(snapshot, identity);
  if ("reason" in place) return place.reason;
  const { name } = identity.pack;
  const version = place.pack.version?.text ?? "";
  if (version !== identity.update.from)
    return `\`${name}\` is at ${version === "" ? "no version" : version} by now, and the review is of ${identity.update.from}`;
  return withLineFeeds(place.nested.text) === before
    ? undefined
    : `The values of \`${name}\` have changed in the profile since the review began`;
}

/** Version and values as one change of the profile; of a new version of it where one is given. */
export function acceptEdits(
  snapshot: Snapshot,
  identity: ReviewIdentity,
  text: string,
  newVersion: string | undefined,
): { readonly edits: readonly FileEdit[] } | Refusal {
  const place = windowPlace(snapshot, identity);
  if ("reason" in place) return place;
  const written = windowEdits(snapshot, identity, text);
  if ("reason" in written) return written;
  const { file } = identity;
  const edits = [...written.edits].sort((a, b) => a.span.start - b.span.start);
  if (newVersion === undefined) return { edits: [{ file, edits }] };
  const made = asNewVersion(snapshot, file, place.profile, newVersion, edits);
  return made === undefined ? { reason: `There is no room for a version ${newVersion}` } : { edits: [made] };
}

function stepTo(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  pack: Pack,
  version: string | undefined,
  from?: string,
): PackStep | Refusal {
  const name = pack.name?.text ?? "";
  const { catalog } = snapshot;
  // The text of the version counts: the profile may have another one by now.
  const stated = from === undefined || pack.version === undefined ? pack : withVersion(pack, from);
  const status = packStatus(catalog, profile, stated, policiesOf(snapshot, view)(pack));
  if (status === undefined)
    return {
      reason: `The version of \`${name}\` cannot be told from the profile${pack.version === undefined ? "" : `, which has \`${pack.version.text}\``}: write the version that it has first`,
    };
  if (status.answer.kind !== "known")
    return { reason: `No registry here knows \`${name}\`: name its folder in .cluster-profiles.yaml` };
  const target =
    version === undefined ? updateTarget(status, "newest") : findVersion(status.answer.packs, version);
  if (target === undefined)
    return {
      reason:
        version === undefined
          ? `No newer version of \`${name}\` is offered`
          : `No registry here has \`${name}\` ${version}`,
    };
  if (target.version === status.stated) return { reason: `\`${name}\` is at ${target.version} already` };
  if (updatePackEdits(pack, target.version).length === 0)
    return {
      reason: `\`${name}\` shares its version with another pack, by an anchor or a merge: give it a version of its own first`,
    };
  return { status, target };
}

function withVersion(pack: Pack, text: string): Pack {
  return pack.version === undefined ? pack : { ...pack, version: { ...pack.version, text } };
}
