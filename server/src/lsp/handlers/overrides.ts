/** The client's own request about overrides: the edit that moves one into its profile. */

import type { WorkspaceEdit } from "vscode-languageserver/node";
import { moveOverrideAt } from "../../features/overrides.ts";
import { moveOverrideRequest, type PlaceParams, type ProfileEditResult } from "../protocol.ts";
import { orRefuse, refused } from "../refused.ts";
import type { Session } from "../session.ts";

export function registerOverrides(session: Session): void {
  session.connection.onRequest(
    moveOverrideRequest,
    ({ uri, position }: PlaceParams): ProfileEditResult<WorkspaceEdit> => {
      const place = session.place(uri, position);
      if (place === undefined) throw refused("This file is no cluster");
      const edits = orRefuse(moveOverrideAt(session.snapshot, place.file, place.offset));
      const edit = session.workspaceEdit(edits);
      const first = edit.documentChanges?.find((change) => "textDocument" in change);
      return { edit, uri: first?.textDocument.uri ?? uri };
    },
  );
}
