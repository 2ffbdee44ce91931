/** The client's own requests about versions of profiles: which come next, and the edits that make one. */

import { LSPErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver/node";
import {
  bumpProfileAt,
  newProfileVersionAt,
  profileVersionsAt,
  whyNotVersionAt,
} from "../../features/profile-versions.ts";
import { pathExists } from "../../io/read-text.ts";
import { toNewFileEdit } from "../convert.ts";
import {
  bumpProfileRequest,
  checkProfileVersionRequest,
  type NewProfileVersionResult,
  newProfileVersionRequest,
  type PlaceParams,
  type ProfileVersionParams,
  type ProfileVersionsResult,
  profileVersionsRequest,
} from "../protocol.ts";
import type { Place, Session } from "../session.ts";

export function registerProfileVersions(session: Session): void {
  const { connection } = session;

  connection.onRequest(profileVersionsRequest, (params: PlaceParams): ProfileVersionsResult => {
    const { file, offset } = placeOf(session, params);
    return orRefuse(profileVersionsAt(session.snapshot, file, offset));
  });

  connection.onRequest(checkProfileVersionRequest, (params: ProfileVersionParams): string | null => {
    const { file, offset } = placeOf(session, params);
    return whyNotVersionAt(session.snapshot, file, offset, params.version)?.reason ?? null;
  });

  connection.onRequest(bumpProfileRequest, (params: ProfileVersionParams): WorkspaceEdit => {
    const { file, offset } = placeOf(session, params);
    return session.workspaceEdit(orRefuse(bumpProfileAt(session.snapshot, file, offset, params.version)));
  });

  connection.onRequest(
    newProfileVersionRequest,
    (params: ProfileVersionParams): NewProfileVersionResult<WorkspaceEdit> => {
      const { file, offset } = placeOf(session, params);
      if (params.uri.startsWith("untitled:"))
        throw refused("Save the profile first: its file has no name yet");
      const exists = (other: string) =>
        pathExists(other) || session.documents.has(other) || session.snapshot.file(other) !== undefined;
      const made = orRefuse(newProfileVersionAt(session.snapshot, file, offset, params.version, exists));
      if (made.kind === "document") {
        const edit = session.workspaceEdit([{ file, edits: made.edits }]);
        return { uri: session.uriOf(file), edit };
      }
      const uri = session.uriOf(made.file);
      return { uri, edit: toNewFileEdit(uri, made.text) };
    },
  );
}

function placeOf(session: Session, { uri, position }: PlaceParams): Place {
  const place = session.place(uri, position);
  if (place === undefined) throw refused("This file is no cluster profile");
  return place;
}

function orRefuse<T extends object>(answer: T | { readonly reason: string }): T {
  if ("reason" in answer) throw refused(answer.reason);
  return answer;
}

function refused(reason: string): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
