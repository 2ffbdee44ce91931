/** textDocument/prepareRename and textDocument/rename. A refusal is an error, whose message the editor shows to the user. */

import { prepareRename, rename } from "../../features/rename.ts";
import { toRange } from "../convert.ts";
import { orRefuse } from "../refused.ts";
import type { Session } from "../session.ts";

export function registerRename(session: Session): void {
  session.connection.onPrepareRename(({ textDocument, position }) => {
    const place = session.place(textDocument.uri, position);
    // Of files that are not ours we know nothing, and others may.
    if (place === undefined) return null;
    const answer = orRefuse(prepareRename(session.snapshot, place.file, place.offset));
    return { range: toRange(place.view.lines, answer.span), placeholder: answer.placeholder };
  });

  session.connection.onRenameRequest(({ textDocument, position, newName }) => {
    const place = session.place(textDocument.uri, position);
    if (place === undefined) return null;
    return session.workspaceEdit(orRefuse(rename(session.snapshot, place.file, place.offset, newName)));
  });
}
