/**
 * The newest version at the end of the line of an outdated one, which leads to the update, and defaults behind values that differ from them.
 * Pure: asks the snapshot, and knows nothing of the editor.
 */

import { findSuppressions } from "../analysis/suppression.ts";
import { overlaps, type Span } from "../base/span.ts";
import type { Profile } from "../model/profile.ts";
import type { Text } from "../model/text.ts";
import { known } from "../model/text.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { referenceStatus } from "../updates/profile-reference.ts";
import { newestOf, packStatus, updateTarget } from "../updates/version-choice.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { defaultHints } from "./default-hints.ts";
import { code } from "./markdown.ts";
import { packEffect } from "./pack-effect.ts";
import { updatedAlone } from "./update-choice.ts";

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
  /** What a click leads to. */
  readonly update?: HintedUpdate;
}

/** A pack, by where it starts, and the version that it would go to. */
export interface HintedUpdate {
  readonly offset: number;
  readonly version: string;
}

export interface HintOptions {
  /** With what packs have by default. */
  readonly defaults: boolean;
  /** With what the clusters on a version get of its packs. */
  readonly effects?: boolean;
}

/** The hints for what is in the span, in the order of their places. */
export function inlayHints(
  snapshot: Snapshot,
  file: FileId,
  span: Span,
  { defaults, effects = false }: HintOptions = { defaults: true },
): readonly InlayHint[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const found: { rule: string; place: Text; hint: InlayHint }[] = [];
  const inValues: InlayHint[] = [];
  const inEffect: InlayHint[] = [];
  for (const document of view.documents) {
    if (!overlaps(document.span, span)) continue;
    for (const profile of document.profiles) {
      found.push(...packHints(snapshot, view, profile, span));
      if (effects) inEffect.push(...effectHints(snapshot, view, profile, span));
      if (defaults) inValues.push(...defaultHints(snapshot, view, profile, span));
    }
    for (const cluster of document.clusters) {
      for (const reference of cluster.references) {
        const place = reference.version ?? reference.name;
        if (place === undefined || !overlaps(place.span, span)) continue;
        const status = referenceStatus(snapshot.index, reference);
        const newest = status?.newer[0]?.version;
        if (status === undefined || newest === undefined) continue;
        const behind = `${status.newer.length} ${status.newer.length === 1 ? "version" : "versions"} behind`;
        const tooltip = `${code(status.name.text)} ${code(status.version)} is ${behind}, the newest is ${code(newest)}`;
        const hint = { offset: hintOffset(view, place.span.end), label: `→ ${newest}`, tooltip };
        found.push({ rule: "outdated-profile-version", place, hint });
      }
    }
  }
  return [...withoutSilenced(view, found), ...inEffect, ...inValues].sort((a, b) => a.offset - b.offset);
}

function effectHints(snapshot: Snapshot, view: FileView, profile: Profile, span: Span): InlayHint[] {
  return profile.packs.flatMap((pack) => {
    const place = known(pack.version);
    if (place === undefined || !overlaps(place.span, span)) return [];
    const effect = packEffect(snapshot, view, profile, pack);
    if (effect === undefined) return [];
    return [{ offset: hintOffset(view, place.span.end), label: effect.label, tooltip: effect.markdown }];
  });
}

function* packHints(snapshot: Snapshot, view: FileView, profile: Profile, span: Span) {
  const policyOf = policiesOf(snapshot, view);
  for (const pack of profile.packs) {
    const place = known(pack.version);
    if (place === undefined || !overlaps(place.span, span)) continue;
    const status = packStatus(snapshot.catalog, profile, pack, policyOf(pack));
    const target = status === undefined ? undefined : updateTarget(status, "newest");
    if (status === undefined || target === undefined) continue;
    const newest = newestOf(status.newer)?.version ?? target.version;
    const note = newest === target.version ? "" : `, the newest is ${code(newest)}`;
    const hint = {
      offset: hintOffset(view, place.span.end),
      label: `→ ${target.version}`,
      tooltip: `${code(status.name)} can go from ${code(status.current)} to ${code(target.version)}${note}`,
      update: { offset: pack.span.start, version: target.version },
    };
    yield { rule: "outdated-pack", place, hint };
  }
}

/** What becomes of the pack and its values on the way that a hint leads, in words; undefined where the text has moved on. */
export function hintedUpdate(
  snapshot: Snapshot,
  file: FileId,
  { offset, version }: HintedUpdate,
): string | undefined {
  const pack = updatedAlone(snapshot, file, offset);
  return pack?.version === version ? pack.note : undefined;
}

/** A comment that silences the finding on a line silences the hint as well. Versions that several packs merge in are told once. */
function withoutSilenced(
  view: FileView,
  found: readonly { readonly rule: string; readonly place: Text; readonly hint: InlayHint }[],
): InlayHint[] {
  if (found.length === 0) return [];
  const suppressions = findSuppressions(view);
  const seen = new Set<string>();
  return found.flatMap(({ rule, place, hint }) => {
    const { line } = view.lines.position(place.span.start);
    const same = `${hint.offset} ${hint.label}`;
    if (seen.has(same)) return [];
    if (suppressions.some((suppression) => suppression.rule === rule && suppression.line === line)) return [];
    seen.add(same);
    return [hint];
  });
}

/** The end of the line, where the version is the last thing on it but for a comment; else directly behind the version. */
function hintOffset(view: FileView, versionEnd: number): number {
  const lineEnd = view.lines.lineEnd(view.lines.position(versionEnd).line);
  const rest = view.text.slice(versionEnd, Math.min(lineEnd, versionEnd + 1000));
  return versionEnd + rest.length === lineEnd && /^[ \t]*,?[ \t]*(?:#.*)?$/.test(rest) ? lineEnd : versionEnd;
}
