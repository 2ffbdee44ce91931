/** Documents that are in no file: pages and texts that are made to be looked at. They cannot be changed. */

import * as vscode from "vscode";

const scheme = "cluster-profiles";

/** How many are kept that are in no editor: a preview may ask for its text again, long after the document was closed. */
const mostKept = 50;

export class VirtualDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: vscode.Disposable;
  #made = 0;

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    );
  }

  /** A document of its own; the end of the name says what language it is in. */
  add(name: string, text: string): vscode.Uri {
    this.#made += 1;
    return this.#keep(`/${this.#made}/${fileName(name)}`, text);
  }

  /** Shows a page in the preview of Markdown. One of the same title takes the place of the one before. */
  async showMarkdown(title: string, markdown: string): Promise<void> {
    // The title of an editor is the last part of the path.
    const uri = this.#keep(`/${fileName(title)}.md`, markdown);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // Previews are an extension's, which can be switched off.
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    // An editor that VS Code restores after a restart.
    return this.#texts.get(uri.toString()) ?? "What was shown here is gone: run the command again.\n";
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  #keep(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path });
    this.#texts.delete(uri.toString());
    this.#texts.set(uri.toString(), text);
    const open = new Set(vscode.workspace.textDocuments.map((document) => document.uri.toString()));
    for (const key of this.#texts.keys()) {
      if (this.#texts.size <= mostKept) break;
      if (!open.has(key)) this.#texts.delete(key);
    }
    return uri;
  }
}

function fileName(name: string): string {
  return name.replace(/[\\/]+/g, "-");
}
