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

  connection.onRequest(
    updatePackRequest,
    ({ uri, position, version }: UpdatePackParams): WorkspaceEdit | null => {
      const place = session.place(uri, position);
      if (place === undefined) return null;
      const edits = updatePackAt(session.snapshot, place.file, place.offset, version);
      return edits.length === 0 ? null : session.workspaceEdit(edits);
    },
  );

  connection.onRequest(
    updateAllPacksRequest,
    ({ uri, position, reach }: UpdateAllParams): UpdateAllResult<WorkspaceEdit> | null => {
      const place = session.place(uri, position ?? { line: 0, character: 0 });
      if (place === undefined) return null;
      const update = updateAllPacks(
        session.snapshot,
        place.file,
        position === undefined ? undefined : place.offset,
        reach,
      );
      return update === undefined ? null : { count: update.count, edit: session.workspaceEdit(update.edits) };
    },
  );
}
