/** The client's own requests about versions of profiles: which come next, and the edits that make one. */

import type { WorkspaceEdit } from "vscode-languageserver/node";
import {
  bumpProfileAt,
  newProfileVersionAt,
  profileVersionsAt,
  whyNotVersionAt,
} from "../../features/profile-versions.ts";
import {
  bumpProfileRequest,
  checkProfileVersionRequest,
  newProfileVersionRequest,
  type PlaceParams,
  type ProfileEditResult,
  type ProfileVersionParams,
  type ProfileVersionsResult,
  profileVersionsRequest,
} from "../protocol.ts";
import { orRefuse, refused } from "../refused.ts";
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
    (params: ProfileVersionParams): ProfileEditResult<WorkspaceEdit> => {
      const { file, offset } = placeOf(session, params);
      if (params.uri.startsWith("untitled:"))
        throw refused("Save the profile first: its file has no name yet");
      const exists = (other: string) => session.isTaken(other);
      const made = orRefuse(newProfileVersionAt(session.snapshot, file, offset, params.version, exists));
      return { uri: session.uriOf(made.file), edit: session.workspaceEdit([made]) };
    },
  );
}

function placeOf(session: Session, { uri, position }: PlaceParams): Place {
  const place = session.place(uri, position);
  if (place === undefined || place.view.pack !== undefined) throw refused("This file is no cluster profile");
  return place;
}
