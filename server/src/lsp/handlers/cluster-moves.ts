/** The client's own requests about moving clusters between versions of a profile, and about attaching one. */

import type { WorkspaceEdit } from "vscode-languageserver/node";
import {
  movableProfiles,
  moveChoices,
  moveChosen,
  moveSubjectAt,
  moveTargets,
} from "../../features/cluster-moves.ts";
import { statusWithAge } from "../../features/cluster-status.ts";
import { effectPreview, type PlannedEdits } from "../../features/effect-preview.ts";
import { attachAt } from "../../features/profile-attachment.ts";
import { classWords, summaryWords } from "../../features/summary-words.ts";
import type { FileId } from "../../workspace/profile-index.ts";
import {
  type AttachProfileParams,
  attachProfileRequest,
  type ClusterEditResult,
  type MovableProfileData,
  type MoveChoiceData,
  type MoveChoicesParams,
  type MoveClustersParams,
  type MoveSubjectData,
  type MoveTargetData,
  movableProfilesRequest,
  moveChoicesRequest,
  moveClustersRequest,
  moveSubjectRequest,
  moveTargetsRequest,
  type PlaceParams,
} from "../protocol.ts";
import { orRefuse, refused } from "../refused.ts";
import type { Place, Session } from "../session.ts";
import { labelOf } from "./assignments.ts";
import { toPart } from "./rollout-board.ts";

export function registerClusterMoves(session: Session): void {
  const { connection } = session;

  connection.onRequest(
    movableProfilesRequest,
    async (params: PlaceParams | null): Promise<readonly MovableProfileData[]> => {
      await session.firstLoad;
      const place = params === null ? undefined : session.place(params.uri, params.position);
      return movableProfiles(session.snapshot, place);
    },
  );

  connection.onRequest(moveSubjectRequest, ({ uri, position }: PlaceParams): MoveSubjectData | null => {
    const place = session.place(uri, position);
    return place === undefined ? null : (moveSubjectAt(session.snapshot, place.file, place.offset) ?? null);
  });

  connection.onRequest(
    moveTargetsRequest,
    ({ name, context, from }: MoveSubjectData): readonly MoveTargetData[] =>
      moveTargets(session.snapshot, { name, context, from }).map(({ effect, ...target }) => ({
        ...target,
        ...(effect === undefined
          ? {}
          : { effect: { name: classWords(effect.worst), words: summaryWords(effect) } }),
      })),
  );

  connection.onRequest(
    moveChoicesRequest,
    ({ name, context, from, to, part }: MoveChoicesParams): readonly MoveChoiceData[] =>
      moveChoices(session.snapshot, { name, context }, to, from, toPart(part)).map(
        ({ id, candidate, effect, obstacle, picked }) => ({
          id,
          label: candidate.cluster.stated.name ?? "(cluster without a name)",
          from: candidate.from,
          cloudType: candidate.cluster.stated.cloudType,
          uri: session.uriOf(candidate.reference.file),
          status: statusWithAge(session.snapshot.statusOf(candidate.cluster), Date.now()),
          effect: classWords(effect),
          obstacle,
          picked,
        }),
      ),
  );

  connection.onRequest(
    moveClustersRequest,
    ({ name, context, to, ids }: MoveClustersParams): ClusterEditResult<WorkspaceEdit> =>
      looked(session, orRefuse(moveChosen(session.snapshot, { name, context }, to, ids))),
  );

  connection.onRequest(
    attachProfileRequest,
    ({ profile, clusters }: AttachProfileParams): ClusterEditResult<WorkspaceEdit> => {
      const places = clusters.map((place) => placeOf(session, place));
      return looked(session, orRefuse(attachAt(session.snapshot, placeOf(session, profile), places)));
    },
  );
}

/** The edits with what they do, as both are looked at before anything is written. */
function looked(session: Session, planned: PlannedEdits): ClusterEditResult<WorkspaceEdit> {
  const fileLabel = (file: FileId) => labelOf(file, session.disk.folders);
  const effect = effectPreview(planned, { fileLabel, now: Date.now() });
  const edit = session.workspaceEdit(planned.edits);
  return effect === undefined ? { edit } : { edit, effect };
}

function placeOf(session: Session, { uri, position }: PlaceParams): Place {
  const place = session.place(uri, position);
  if (place === undefined) throw refused("What was chosen is not there any more: choose again");
  return place;
}
