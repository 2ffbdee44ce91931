/**
 * The light bulb's moves of a single cluster. One that disturbs no node is an edit at once; any other says what it does, and goes the way
 * of all moves: what it does is shown and agreed to first.
 */

import { referenceContext } from "../model/context.ts";
import { contentSpan, known } from "../model/text.ts";
import { moveCandidates } from "../updates/cluster-move.ts";
import { moveEffects } from "../updates/move-effect.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { choiceId } from "./cluster-moves.ts";
import type { CodeAction } from "./code-actions.ts";
import { subjectAt } from "./subject.ts";
import { classWords } from "./summary-words.ts";

/** None for a move that Palette refuses. */
export function withMoveEffect(snapshot: Snapshot, view: FileView, action: CodeAction): CodeAction[] {
  const { move: to, finding, title } = action;
  if (to === undefined || finding === undefined) return [action];
  const subject = subjectAt(view, finding.span.start);
  if (subject?.kind !== "reference" || subject.reference.name === undefined) return [action];
  const { reference, cluster } = subject;
  const name = contentSpan(subject.reference.name);
  const profile = { name: subject.reference.name.text, context: referenceContext(reference) };
  const clusterName = known(cluster.name)?.text;
  const named = clusterName === undefined ? undefined : snapshot.index.clusters(clusterName);
  const candidate = moveCandidates(snapshot, profile, named).find(
    (one) =>
      one.cluster.file === view.id &&
      one.cluster.span.start === cluster.span.start &&
      one.reference.nameSpan.start === name.start,
  );
  if (candidate === undefined) return [action];
  const { total } = moveEffects(snapshot, profile)(to).verdict(candidate);
  if (total === "none") return [action];
  if (total === "refused") return [];
  const ask = {
    about: "clusters",
    offset: finding.span.start,
    move: { to, id: choiceId(candidate) },
  } as const;
  return [{ ...action, title: `${title} (${classWords(total)})`, edits: () => [], ask }];
}
