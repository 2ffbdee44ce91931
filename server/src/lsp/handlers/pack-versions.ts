/** The client's own requests: versions to choose from, and the edits of its commands. */

import type { WorkspaceEdit } from "vscode-languageserver/node";
import { type PackChange, packVersions, updateAllPacks, updatePackAt } from "../../features/pack-versions.ts";
import { whyNotVersionAt } from "../../features/profile-versions.ts";
import {
  type PackVersionsResult,
  type PlaceParams,
  type ProfileEditResult,
  packVersionsRequest,
  type UpdateAllParams,
  type UpdateAllResult,
  type UpdatePackParams,
  updateAllPacksRequest,
  updatePackRequest,
} from "../protocol.ts";
import { refused } from "../refused.ts";
import type { Place, Session } from "../session.ts";

export function registerPackVersions(session: Session): void {
  const { connection } = session;

  connection.onRequest(packVersionsRequest, ({ uri, position }: PlaceParams): PackVersionsResult | null => {
    const place = session.place(uri, position);
    if (place === undefined) return null;
    return packVersions(session.snapshot, place.file, place.offset) ?? null;
  });

  connection.onRequest(
    updatePackRequest,
    (params: UpdatePackParams): ProfileEditResult<WorkspaceEdit> | null => {
      const place = session.place(params.uri, params.position);
      if (place === undefined) return null;
      refuseTaken(session, place, params.newVersion);
      return toResult(session, updatePackAt(session.snapshot, place.file, place.offset, params));
    },
  );

  connection.onRequest<UpdateAllResult<WorkspaceEdit>, void>(
    updateAllPacksRequest,
    ({ uri, position, reach, newVersion }: UpdateAllParams) => {
      const place = session.place(uri, position);
      if (place === undefined || place.view.documents.every(({ profiles }) => profiles.length === 0)) {
        return { kind: "no-profile" };
      }
      if (session.snapshot.catalog.registries.length === 0) return { kind: "no-registry" };
      refuseTaken(session, place, newVersion);
      const update = updateAllPacks(session.snapshot, place.file, place.offset, reach, newVersion);
      const result = update === undefined ? null : toResult(session, update);
      if (result !== null) return { kind: "edit", ...result };
      return update?.left === undefined ? { kind: "up-to-date" } : { kind: "left", left: update.left };
    },
  );
}

/** The version was free when it was chosen. */
export function refuseTaken(session: Session, { file, offset }: Place, version: string | undefined): void {
  if (version === undefined) return;
  const refusal = whyNotVersionAt(session.snapshot, file, offset, version);
  if (refusal !== undefined) throw refused(refusal.reason);
}

function toResult(
  session: Session,
  { edits, left, toReview }: Pick<PackChange, "edits" | "left"> & Partial<PackChange>,
): ProfileEditResult<WorkspaceEdit> | null {
  const edit = session.workspaceEdit(edits);
  const last = edit.documentChanges?.findLast((change) => "textDocument" in change);
  return last === undefined
    ? null
    : {
        edit,
        uri: last.textDocument.uri,
        ...(left === undefined ? {} : { left }),
        ...(toReview === undefined ? {} : { toReview }),
      };
}
