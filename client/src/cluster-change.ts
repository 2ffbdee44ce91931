/** A change of what clusters have attached: what it does to them is shown and asked before the change itself is looked at. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import type { ClusterEditResult, EffectPreviewData } from "../../server/src/lsp/protocol.ts";
import { preview } from "./edit-preview.ts";
import type { Session } from "./session.ts";

/** Ends in the editor's own preview, where each part of the change can be left out. Writes nothing before that. */
export async function changeClusters(
  session: Session,
  { edit, effect }: ClusterEditResult<WorkspaceEdit>,
): Promise<void> {
  if (effect !== undefined && !(await isAgreedTo(session, effect))) return;
  await preview(session, edit);
}

/** The page stays open, whatever the answer is. */
async function isAgreedTo(
  session: Session,
  { title, markdown, question }: EffectPreviewData,
): Promise<boolean> {
  await session.documents.showMarkdown(title, markdown);
  if (question === undefined) return true;
  const { message, detail } = question;
  const goOn = "Continue";
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, goOn)) === goOn;
}
