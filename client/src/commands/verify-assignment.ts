/** Verify Assignment: who is on the profile version at the cursor, or what the cluster there is on, as a page to read. */

import * as vscode from "vscode";
import {
  type MarkdownPage,
  type PlaceParams,
  type VerifyAssignmentParams,
  verifyAssignmentCommand,
  verifyAssignmentRequest,
} from "../../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import type { Session } from "../session.ts";
import type { VirtualDocuments } from "../virtual-documents.ts";

export function registerVerifyAssignment(session: Session, documents: VirtualDocuments): vscode.Disposable {
  return vscode.commands.registerCommand(verifyAssignmentCommand, async (place?: PlaceParams) => {
    const at = place ?? placeOfCursor();
    const page = await session.request<VerifyAssignmentParams, MarkdownPage>(
      verifyAssignmentRequest,
      at === undefined ? {} : { place: at },
    );
    await documents.showMarkdown(page.title, page.markdown);
  });
}
