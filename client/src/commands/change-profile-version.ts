/** Change Profile Version of Clusters: from the palette, the light bulb, or an item of a tree. */

import * as vscode from "vscode";
import {
  type MadeVersionData,
  type MoveSubjectData,
  moveClustersCommand,
  moveSubjectRequest,
  offerMoveCommand,
  type PlaceParams,
} from "../../../server/src/lsp/protocol.ts";
import { type MovePick, moveClusters, offerMove } from "../cluster-move.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";

/**
 * Arguments, each of which the user is asked for when it is not given: a place in a profile or a cluster, the version to go to, and
 * `picked` to take the clusters that would be ticked, or the ids of some.
 */
export function registerChangeProfileVersion(session: Session): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(
      moveClustersCommand,
      (given?: PlaceParams, to?: string, pick?: MovePick) =>
        withRefusals(async () => {
          const place = given ?? placeOfCursor();
          const subject = place === undefined ? null : await subjectAt(session, place);
          await moveClusters(session, withoutTarget(subject, to), to, place, pick);
        }),
    ),
    vscode.commands.registerCommand(offerMoveCommand, (made: MadeVersionData) => offerMove(session, made)),
  ];
}

/** Who goes to the version at the place comes from any other. */
function withoutTarget(subject: MoveSubjectData | null, to: string | undefined): MoveSubjectData | undefined {
  if (subject === null) return undefined;
  return subject.from === to ? { ...subject, from: undefined } : subject;
}

function subjectAt(session: Session, place: PlaceParams): Promise<MoveSubjectData | null> {
  return session.request<PlaceParams, MoveSubjectData | null>(moveSubjectRequest, place);
}
