/**
 * Which updates of a pack are wanted: what the configuration says, and the comments at the pack itself,
 * `# cluster-profiles-hold <2 until=2027-03-01 reason="vendor freeze"`.
 */

import { parsePackRange } from "../base/pack-range.ts";
import type { Span } from "../base/span.ts";
import { dayOf, type Hold, isOver, type PackPolicy } from "../config/update-policy.ts";
import { findDirectives } from "../model/directive-comments.ts";
import type { ModelDocument } from "../model/document.ts";
import type { Pack } from "../model/profile.ts";
import { isKnown } from "../model/text.ts";
import { type FileView, holdMarker, type Snapshot } from "../workspace/workspace.ts";

/** A comment that holds a pack back, or means to. */
export interface HoldComment {
  /** What it says; undefined when it cannot be read. */
  readonly hold: Hold | undefined;
  /** Why it cannot be read, as a sentence for the user. */
  readonly problem: string | undefined;
  /** The whole comment. */
  readonly span: Span;
  /** The line that it is about, from 0. */
  readonly line: number;
}

const found = new WeakMap<readonly ModelDocument[], readonly HoldComment[]>();

export function holdComments(view: FileView): readonly HoldComment[] {
  // Most files have none, and need not be parsed to know it.
  if (!view.text.includes(holdMarker)) return [];
  const known = found.get(view.documents);
  if (known !== undefined) return known;
  const comments = findDirectives(view, holdMarker).map(({ text, span, line }) => ({
    ...readHold(text, view.lines.position(span.start).line),
    span,
    line,
  }));
  found.set(view.documents, comments);
  return comments;
}

function readHold(text: string, line: number): Pick<HoldComment, "hold" | "problem"> {
  const given = new Map<string, string>();
  const rest = text.replace(
    /(?:^|\s)(until|reason)=(?:"([^"]*)"|(\S*))/g,
    (_, key: string, quoted?: string, bare?: string) => {
      given.set(key, quoted ?? bare ?? "");
      return " ";
    },
  );
  const range = parsePackRange(rest);
  if (range === undefined) {
    const said =
      rest.trim() === "" ? "It says no range" : `\`${rest.trim().slice(0, 80)}\` is no range of versions`;
    return { hold: undefined, problem: `${said}: write one such as \`<2\`, \`>=1.2 <1.4\` or \`1.31.x\`` };
  }
  const day = given.get("until");
  const until = dayOf(day);
  if (day !== undefined && until === undefined) {
    return {
      hold: undefined,
      problem: `\`${day.slice(0, 80)}\` is no day: write one such as \`until=2027-03-01\``,
    };
  }
  return { hold: { range, until, reason: given.get("reason"), line }, problem: undefined };
}

/** What is wanted of packs of the file, holds that are over left out. A pack is told by its name and where it stands. */
export function packPolicies(
  snapshot: Pick<Snapshot, "config" | "today">,
  view: FileView,
): (name: string | undefined, place: Span) => PackPolicy {
  const config = snapshot.config(view.id);
  const comments = holdComments(view);
  return (name, place) => {
    const policy = config.policy(name !== undefined && isKnown(name) ? name : "");
    if (policy.holds.length === 0 && comments.length === 0) return policy;
    const own = comments.length === 0 ? [] : holdsIn(comments, view, place);
    const holds = [...own, ...policy.holds].filter((hold) => !isOver(hold, snapshot.today));
    return { ...policy, holds };
  };
}

/** The same for the packs of profiles. */
export function policiesOf(
  snapshot: Pick<Snapshot, "config" | "today">,
  view: FileView,
): (pack: Pack) => PackPolicy {
  const policies = packPolicies(snapshot, view);
  return ({ name, span }) => policies(name?.text, span);
}

/** A comment above the first line of a pack is about that line. */
function holdsIn(comments: readonly HoldComment[], view: FileView, { start, end }: Span): Hold[] {
  const first = view.lines.position(start).line;
  // A block map ends on the line below its last.
  const last = view.lines.position(Math.max(start, end - 1)).line;
  return comments.flatMap(({ hold, line }) =>
    hold !== undefined && first <= line && line <= last ? [hold] : [],
  );
}
