/** Documents that are on no disk and cannot be changed: pages of Markdown, shown as a preview. */

import * as vscode from "vscode";

const scheme = "cluster-profiles";

/** A preview may ask for its text again at any time, long after the document was closed. */
const pagesKept = 50;

export class VirtualDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "This page is gone: run the command again.\n";
  }

  /** A page of the same title takes the place of the one before. */
  async showMarkdown(title: string, markdown: string): Promise<void> {
    // The title of an editor is the last part of the path.
    const path = `/${title.replace(/[/\\]/g, "-")}.md`;
    const uri = vscode.Uri.from({ scheme, path });
    this.#keep(uri.toString(), markdown);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // Previews are an extension's, which can be switched off.
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }

  #keep(key: string, text: string): void {
    this.#texts.delete(key);
    this.#texts.set(key, text);
    const [oldest] = this.#texts.keys();
    if (oldest !== undefined && this.#texts.size > pagesKept) this.#texts.delete(oldest);
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}
