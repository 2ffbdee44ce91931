/** Documents that are in no file: pages and texts that are made to be looked at. They are read-only, and gone when they are closed. */

import * as vscode from "vscode";

const scheme = "cluster-profiles";

/** How many closed or unseen documents are kept: an editor may ask for one again, when it is moved to another group. */
const mostKept = 40;

export class VirtualDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #made = 0;

  /** A document with a name of its own; the end of the name says what language it is in. */
  add(name: string, text: string): vscode.Uri {
    this.#made += 1;
    const path = `/${this.#made}/${name.replace(/[\\/]+/g, "-")}`;
    const uri = vscode.Uri.from({ scheme, path });
    this.#texts.set(uri.toString(), text);
    this.#forgetOldest();
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    // An editor that VS Code restores after a restart.
    return this.#texts.get(uri.toString()) ?? "What was shown here is gone: run the command again.\n";
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #forgetOldest(): void {
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const key of this.#texts.keys()) {
      if (this.#texts.size <= mostKept) return;
      if (!open.has(key)) this.#texts.delete(key);
    }
  }
}
