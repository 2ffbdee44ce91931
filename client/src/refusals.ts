/** What the server refuses, and what a user has to do first. */

import * as vscode from "vscode";

/** Told in the words of the error. */
export async function withRefusals(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    await vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
  }
}
