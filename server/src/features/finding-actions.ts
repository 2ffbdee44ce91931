/**
 * The fixes of findings as a person is offered them: updates of packs with what becomes of their values and beside the other packs, and what
 * changes a profile that clusters use as a new version of it. The light bulb lists them, and the command names them.
 */

import type { Finding } from "../analysis/finding.ts";
import { profileContext } from "../model/context.ts";
import type { Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { asNewVersion, profileUse, usageText } from "../updates/in-use.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import type { CodeAction } from "./code-actions.ts";
import { withMoveEffect } from "./move-action.ts";
import { subjectAt } from "./subject.ts";
import { besideOthers } from "./update-actions.ts";

/** Rules that are about which version a pack has. */
export const versionRules = new Set([
  "outdated-pack",
  "deprecated-pack",
  "pack-version-group",
  "unknown-pack-version",
]);

/** Rules whose fixes change layers of a profile. */
const layerRules = new Set([...versionRules, "unknown-pack"]);

/** Most useful first. */
export function findingActions(
  snapshot: Snapshot,
  view: FileView,
  findings: readonly Finding[],
): readonly CodeAction[] {
  return fixes(snapshot, view, findings)
    .filter(isFirstOfKind)
    .flatMap((action) => withNewVersion(snapshot, view, action))
    .flatMap((action) => withMoveEffect(snapshot, view, action))
    .sort(inPlaceLast);
}

function fixes(snapshot: Snapshot, view: FileView, findings: readonly Finding[]): CodeAction[] {
  const seen = new Set<string>();
  return findings.flatMap((finding) =>
    finding.fixes().flatMap((fix): CodeAction[] => {
      const { title, preferred, late, made, move, step } = fix;
      const same = JSON.stringify(late === true ? [title, finding.span] : [title, fix.edits]);
      if (seen.has(same) || (late !== true && !fix.edits.some((edit) => edit.edits.length > 0))) return [];
      seen.add(same);
      const action: CodeAction = {
        title,
        kind: "quickfix",
        edits: () => fix.edits,
        finding,
        preferred,
        ask: undefined,
        made,
        move,
      };
      return step === undefined ? [action] : besideOthers(snapshot, view, action, step);
    }),
  );
}

/** A layer of a version that clusters are on is better changed in a version of its own; in its place remains possible. */
function withNewVersion(snapshot: Snapshot, view: FileView, action: CodeAction): CodeAction[] {
  const { finding, ask } = action;
  // Who is asked first is asked where it goes, too.
  if (ask !== undefined) return [action];
  const subject =
    finding !== undefined && layerRules.has(finding.rule) ? subjectAt(view, finding.span.start) : undefined;
  return subject?.kind === "pack" ? inUseVariants(snapshot, view, subject.profile, action) : [action];
}

export function inUseVariants(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  action: CodeAction,
): CodeAction[] {
  const use = profileUse(snapshot, profile);
  const name = known(profile.name)?.text;
  if (use === undefined || name === undefined) return [action];
  const inPlace: CodeAction = {
    ...action,
    title: `${action.title} in place: ${usageText(use)}`,
    preferred: false,
    inPlace: true,
  };
  const { version: from, next: to } = use;
  if (to === undefined) return [inPlace];
  const edits = () =>
    action.edits().flatMap((edit) => asNewVersion(snapshot, view.id, profile, to, edit.edits) ?? []);
  // A version that has no place cannot be told by the action's own edits, which are made when it is taken.
  if (asNewVersion(snapshot, view.id, profile, to, []) === undefined) return [inPlace];
  const made = { name, context: profileContext(profile), from, to };
  return [{ ...action, title: `${action.title} in a new version ${to} of ${name}`, edits, made }, inPlace];
}

export function inPlaceLast(a: CodeAction, b: CodeAction): number {
  return Number(a.inPlace === true) - Number(b.inPlace === true);
}

/** Several versions of a pack, and several packs of a group, can lead to the same update. */
function isFirstOfKind(
  { title, finding, edits }: CodeAction,
  at: number,
  all: readonly CodeAction[],
): boolean {
  const isSame = (other: CodeAction) =>
    other.finding === finding || JSON.stringify(other.edits()) === JSON.stringify(edits());
  return !all.slice(0, at).some((other) => other.title === title && isSame(other));
}
