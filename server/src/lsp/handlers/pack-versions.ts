/** The client's own requests: versions to choose from, and the edits of its commands. */

import type { WorkspaceEdit } from "vscode-languageserver/node";
import { packVersions, updateAllPacks, updatePackAt } from "../../features/pack-versions.ts";
import {
  type PackVersionsResult,
  type PlaceParams,
  packVersionsRequest,
  type UpdateAllParams,
  type UpdateAllResult,
  type UpdatePackParams,
  updateAllPacksRequest,
  updatePackRequest,
} from "../protocol.ts";
import type { Session } from "../session.ts";

export function registerPackVersions(session: Session): void {
  const { connection } = session;

  connection.onRequest(packVersionsRequest, ({ uri, position }: PlaceParams): PackVersionsResult | null => {
    const place = session.place(uri, position);
    if (place === undefined) return null;
    return packVersions(session.snapshot, place.file, place.offset) ?? null;
  });

  connection.onRequest(updatePackRequest, (params: UpdatePackParams): WorkspaceEdit | null => {
    const place = session.place(params.uri, params.position);
    if (place === undefined) return null;
    const edits = updatePackAt(session.snapshot, place.file, place.offset, params);
    return edits.length === 0 ? null : session.workspaceEdit(edits);
  });

  connection.onRequest<UpdateAllResult<WorkspaceEdit>, void>(
    updateAllPacksRequest,
    ({ uri, position, reach }: UpdateAllParams) => {
      const place = session.place(uri, position);
      if (place === undefined || place.view.documents.every(({ profiles }) => profiles.length === 0)) {
        return { kind: "no-profile" };
      }
      if (session.snapshot.catalog.registries.length === 0) return { kind: "no-registry" };
      const update = updateAllPacks(session.snapshot, place.file, place.offset, reach);
      return update === undefined
        ? { kind: "up-to-date" }
        : { kind: "edit", edit: session.workspaceEdit(update.edits) };
    },
  );
}
