/**
 * What VS Code's own Git extension knows, for the server: texts at the last commit, and which files differ from it. Where that extension is
 * off, or the workspace is not trusted so that it does not run, nothing is known.
 */

import * as vscode from "vscode";
import type { CommittedChangedParams } from "../../server/src/lsp/protocol.ts";

/** Of the extension's API, as much as is used here. */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  /** Throws while the extension is off. */
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  readonly onDidCloseRepository: vscode.Event<Repository>;
  getRepository(uri: vscode.Uri): Repository | null;
}

interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly workingTreeChanges: readonly FileChange[];
    readonly indexChanges: readonly FileChange[];
    readonly mergeChanges: readonly FileChange[];
    readonly onDidChange: vscode.Event<void>;
  };
  /** Rejects when the commit has no such file. */
  show(ref: string, path: string): Promise<string>;
}

interface FileChange {
  readonly uri: vscode.Uri;
}

const extensionId = "vscode.git";

/** In UTF-16 units: no profile is larger, and sending more would only stall both sides. */
const longestText = 16 * 1024 * 1024;

export class CommittedTexts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<CommittedChangedParams>();
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  /** Of the API, which goes when Git is switched off. */
  #connected: vscode.Disposable[] = [];
  #following = false;
  #extension: GitExtension | undefined;
  #api: GitApi | undefined;
  #last: CommittedChangedParams = { changed: [], anew: false };
  #commits = "";
  /** One text after the other: each is a process of Git's. */
  #queue: Promise<unknown> = Promise.resolve();

  /** Git knows something else from now on. */
  readonly onChange = this.#changed.event;

  /** From the first call on it looks for Git; nothing is done where nobody needs it. */
  follow(): void {
    if (this.#following) return;
    this.#following = true;
    // The extension comes when the workspace is trusted, and when somebody enables it.
    this.#subscriptions.push(vscode.extensions.onDidChange(() => void this.#find()));
    void this.#find();
  }

  /** For a server that knows nothing yet. */
  get present(): CommittedChangedParams {
    return { ...this.#last, anew: true };
  }

  /** The file's text at the last commit; null where there is none. Never rejects. */
  textOf(uri: string): Promise<string | null> {
    const text = this.#queue.then(() => this.#show(vscode.Uri.parse(uri)));
    this.#queue = text;
    return text;
  }

  dispose(): void {
    this.#disconnect();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #show(uri: vscode.Uri): Promise<string | null> {
    try {
      const text = await this.#api?.getRepository(uri)?.show("HEAD", uri.fsPath);
      return text === undefined || text.length > longestText || text.includes("\0") ? null : text;
    } catch {
      // A new file, or a repository without a commit.
      return null;
    }
  }

  async #find(): Promise<void> {
    if (this.#extension !== undefined || !vscode.workspace.isTrusted) return;
    const found = vscode.extensions.getExtension<GitExtension>(extensionId);
    if (found === undefined) return;
    let extension: GitExtension;
    try {
      extension = await found.activate();
    } catch {
      // It does not run here; its own log says why.
      return;
    }
    if (this.#extension !== undefined) return;
    this.#extension = extension;
    // It tells of being on a moment before its API can be had.
    this.#subscriptions.push(extension.onDidChangeEnablement(() => setImmediate(() => this.#connect())));
    this.#connect();
  }

  #connect(): void {
    this.#disconnect();
    try {
      this.#api = this.#extension?.enabled === true ? this.#extension.getAPI(1) : undefined;
    } catch {
      // There is no Git on this machine.
    }
    const api = this.#api;
    if (api !== undefined) {
      const follow = (repository: Repository) =>
        this.#connected.push(repository.state.onDidChange(() => this.#look()));
      this.#connected.push(
        api.onDidOpenRepository((repository) => {
          follow(repository);
          this.#look();
        }),
        api.onDidCloseRepository(() => this.#look()),
      );
      for (const repository of api.repositories) follow(repository);
    }
    this.#look();
  }

  #disconnect(): void {
    this.#api = undefined;
    for (const subscription of this.#connected) subscription.dispose();
    this.#connected = [];
  }

  /** A repository tells of its state again and again; the server is told what is different. */
  #look(): void {
    const repositories = this.#api?.repositories ?? [];
    const commits = repositories.map(({ rootUri, state }) => `${rootUri} ${state.HEAD?.commit}`).sort();
    const changes = repositories.flatMap(({ state }) => [
      ...state.workingTreeChanges,
      ...state.indexChanges,
      ...state.mergeChanges,
    ]);
    const uris = new Set(changes.map(({ uri }) => uri.toString()));
    const changed = [...uris].filter((uri) => /\.(?:ya?ml|json)$/i.test(uri)).sort();
    const anew = commits.join("\n") !== this.#commits;
    if (!anew && changed.join("\n") === this.#last.changed.join("\n")) return;
    this.#commits = commits.join("\n");
    this.#last = { changed, anew };
    this.#changed.fire(this.#last);
  }
}
