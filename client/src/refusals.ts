/** What the server refuses, and what a user has to do first. */

import * as vscode from "vscode";

/** Told in the words of the error, and answered with undefined. */
export async function withRefusals<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    await vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
