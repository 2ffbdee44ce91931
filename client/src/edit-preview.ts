/** A change as it is looked at before it is made. */

import type { WorkspaceEdit } from "vscode-languageclient/node";
import type { Session } from "./session.ts";

/** The change goes through the editor's own preview, where each part of it can be left out. */
export async function preview(session: Session, edit: WorkspaceEdit): Promise<"applied" | "discarded"> {
  const end = await session.previewEdit(edit);
  if (end === "outdated")
    throw new Error("The files have changed in the meantime: nothing was done. Try again.");
  return end;
}
