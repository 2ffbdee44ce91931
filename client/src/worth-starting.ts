/** Whether anything that is open, or in the workspace, could be a profile, a cluster or a pack. */

import * as vscode from "vscode";

/** JSON files are open in every workspace, and few of them are exports; YAML is what the server is for. */
export function mayConcernUs(document: vscode.TextDocument): boolean {
  if (document.languageId === "yaml") return true;
  return document.languageId === "json" && document.getText().includes('"packs"');
}

export async function workspaceConcernsUs(): Promise<boolean> {
  if (vscode.workspace.textDocuments.some(mayConcernUs)) return true;
  const packs = "**/{pack.json,.cluster-profiles.yaml}";
  return (await vscode.workspace.findFiles(packs, "**/node_modules/**", 1)).length > 0;
}
