/** Start, stop and restart of the language client, and what it shows of the server's state. */

import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
  WorkDoneProgress,
  type WorkspaceEdit,
} from "vscode-languageclient/node";
import {
  type CatalogStatus,
  type ClientOptions,
  type CommittedChangedParams,
  type CommittedTextParams,
  type CommittedTextResult,
  committedChangedNotification,
  committedTextRequest,
  type ReviewChanged,
  reviewChangedNotification,
  reviewScheme,
  statusNotification,
  type TreesStatus,
  treesChangedNotification,
  trustGranted,
  type ValuesChanged,
  valuesChangedNotification,
  valuesWindowScheme,
} from "../../server/src/lsp/protocol.ts";
import { CommittedTexts } from "./committed-texts.ts";
import { VirtualDocuments } from "./virtual-documents.ts";

const patterns = ["file", "untitled"].flatMap((scheme) => [
  { scheme, language: "yaml" },
  { scheme, language: "json" },
  { scheme, language: "jsonc" },
]);

/**
 * Files, drafts of them, the values of a layer that are open alone, and what an update would make of them. The other side of a diff is
 * a document too, and no second profile.
 */
const documentSelector = [
  ...patterns,
  { scheme: "file", pattern: "**/*.{yaml,yml,json}" },
  { scheme: valuesWindowScheme, language: "yaml" },
  { scheme: reviewScheme, language: "yaml" },
];

export class Session implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #log: vscode.LogOutputChannel;
  readonly #treesChanged = new vscode.EventEmitter<TreesStatus>();
  readonly #committed = new CommittedTexts();
  readonly #valuesChanged = new vscode.EventEmitter<ValuesChanged>();
  readonly #reviewChanged = new vscode.EventEmitter<ReviewChanged>();
  readonly #running = new vscode.EventEmitter<void>();
  #status: vscode.LanguageStatusItem | undefined;
  #client: LanguageClient | undefined;
  /** Requests whose progress is told by a name of their own. */
  #asked = 0;
  /** Starts and stops in the order in which they were asked for; a client that is starting cannot be stopped. */
  #last: Promise<void> = Promise.resolve();

  /** Pages and texts to look at. */
  readonly documents = new VirtualDocuments();
  /** The trees have something else to show. */
  readonly onTreesChanged = this.#treesChanged.event;
  /** A profile has another text for a document that holds one of its texts alone. */
  readonly onValuesChanged = this.#valuesChanged.event;
  readonly onReviewChanged = this.#reviewChanged.event;
  /** The server has started, for the first time or anew: it knows nothing of what it was told before. */
  readonly onRunning = this.#running.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#log = vscode.window.createOutputChannel("Cluster Profiles", { log: true });
    context.subscriptions.push(
      this,
      this.#log,
      this.documents,
      this.#treesChanged,
      this.#committed,
      this.#committed.onChange((params) => this.#tellCommitted(this.#client, params)),
      this.#valuesChanged,
      this.#reviewChanged,
      this.#running,
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        // One that starts later asks for the trust itself.
        this.#client?.sendNotification(trustGranted).catch(() => undefined);
      }),
    );
  }

  start(): Promise<void> {
    return this.#inTurn(() => this.#start());
  }

  restart(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  showLog(): void {
    this.#log.show();
  }

  /** Asks the server; starts it when it does not run yet. */
  async request<Params, Result>(method: string, params: Params): Promise<Result> {
    await this.start();
    if (this.#client === undefined)
      throw new Error("The language server does not run: see the log of Cluster Profiles");
    return this.#client.sendRequest<Result>(method, params);
  }

  /** Asks for what may take a while: the user sees how far it is, and can end it. Undefined when they did. */
  async requestInProgress<Params extends object, Result>(
    method: string,
    params: Params,
    title: string,
  ): Promise<Result | undefined> {
    await this.start();
    const client = this.#client;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const workDoneToken = `${method} ${++this.#asked}`;
      let reached = 0;
      const listener = client?.onProgress(WorkDoneProgress.type, workDoneToken, (news) => {
        if (news.kind !== "report") return;
        const { message, percentage = reached } = news;
        progress.report({ ...(message === undefined ? {} : { message }), increment: percentage - reached });
        reached = percentage;
      });
      try {
        if (client === undefined)
          throw new Error("The language server does not run: see the log of Cluster Profiles");
        return await client.sendRequest<Result>(method, { ...params, workDoneToken }, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listener?.dispose();
      }
    });
  }

  /** Applies an edit of the server's as one step that can be undone. False when a document has changed since it was made. */
  async applyEdit(edit: WorkspaceEdit): Promise<boolean> {
    const converted = await this.#client?.protocol2CodeConverter.asWorkspaceEdit(edit);
    return converted !== undefined && isCurrent(edit) && (await vscode.workspace.applyEdit(converted));
  }

  /** Shows an edit of the server's before it is applied. `outdated`: a document has changed since it was made. */
  async previewEdit(edit: WorkspaceEdit): Promise<"applied" | "discarded" | "outdated"> {
    const converted = await this.#client?.protocol2CodeConverter.asWorkspaceEdit(edit);
    if (converted === undefined || !isCurrent(edit)) return "outdated";
    // What needs to be confirmed is marked in the edit itself.
    const isApplied = await vscode.workspace.applyEdit(converted, { isRefactoring: true });
    return isApplied ? "applied" : "discarded";
  }

  dispose(): void {
    void this.stop();
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #start(): Promise<void> {
    if (this.#client !== undefined) return;
    const client = this.#createClient();
    client.onNotification(statusNotification, (status: CatalogStatus) => this.#showStatus(status));
    client.onNotification(treesChangedNotification, (status: TreesStatus) => this.#treesChanged.fire(status));
    client.onRequest(
      committedTextRequest,
      async ({ uri }: CommittedTextParams): Promise<CommittedTextResult> => ({
        text: await this.#committed.textOf(uri),
      }),
    );
    // A server that comes back after a crash has to be told, too.
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) return;
      this.#tellCommitted(client, this.#committed.present);
      this.#running.fire();
    });
    client.onNotification(valuesChangedNotification, (news: ValuesChanged) => this.#valuesChanged.fire(news));
    client.onNotification(reviewChangedNotification, (news: ReviewChanged) => this.#reviewChanged.fire(news));
    this.#client = client;
    this.#committed.follow();
    try {
      await client.start();
    } catch (error) {
      this.#client = undefined;
      this.#log.error("The language server did not start", error);
      throw new Error("The language server of Cluster Profiles did not start: see its log", { cause: error });
    }
  }

  #tellCommitted(client: LanguageClient | undefined, params: CommittedChangedParams): void {
    // One that ends meanwhile has no use for it.
    client?.sendNotification(committedChangedNotification, params).catch(() => undefined);
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#status?.dispose();
    this.#status = undefined;
    try {
      await client?.stop();
    } catch (error) {
      this.#log.warn(`The language server did not stop in order: ${String(error)}`);
    }
  }

  #createClient(): LanguageClient {
    const module = this.#context.asAbsolutePath("dist/server.js");
    const serverOptions: ServerOptions = { module, transport: TransportKind.stdio };
    const clientOptions: LanguageClientOptions = {
      documentSelector,
      // Asked for at every start: a server that comes back after a crash must not have forgotten the user's trust.
      initializationOptions: (): ClientOptions => ({
        trusted: vscode.workspace.isTrusted,
        suggestCommand: "editor.action.triggerSuggest",
        rulePages: `${vscode.Uri.joinPath(this.#context.extensionUri, "docs", "rules").toString()}/`,
        trees: true,
        committedTexts: true,
      }),
      outputChannel: this.#log,
    };
    return new LanguageClient("clusterProfiles", "Cluster Profiles", serverOptions, clientOptions);
  }

  #showStatus({ registries, troubles, profiles }: CatalogStatus): void {
    if (registries.length === 0 && profiles === 0) {
      // Nothing here is our business.
      this.#status?.dispose();
      this.#status = undefined;
      return;
    }
    const status = this.#status ?? this.#createStatus();
    this.#status = status;
    const failed = registries.filter((registry) => registry.failure !== undefined);
    const versions = registries.reduce((sum, registry) => sum + registry.packs, 0);
    const sources = count(registries.length, "registry", "registries");
    if (failed.length > 0) status.text = `${failed.length} of ${sources} cannot be read`;
    else if (registries.length === 0) status.text = "No pack registry is known";
    else status.text = `${count(versions, "pack version", "pack versions")} in ${sources}`;
    status.detail =
      failed.length > 0
        ? failed.map(({ label }) => label).join(", ")
        : count(profiles, "profile", "profiles");
    const hasTrouble = troubles.length > 0 || failed.length > 0;
    status.severity = hasTrouble
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
  }

  #createStatus(): vscode.LanguageStatusItem {
    const status = vscode.languages.createLanguageStatusItem("clusterProfiles.catalog", documentSelector);
    status.name = "Cluster Profiles";
    status.command = { title: "Show Log", command: "clusterProfiles.showLog" };
    return status;
  }
}

/** True when each document is of the version that the edit was made for, which the conversion to VS Code's own kind of edit forgets. */
function isCurrent(edit: WorkspaceEdit): boolean {
  const versions = new Map(
    vscode.workspace.textDocuments.map(({ uri, version }) => [uri.toString(), version]),
  );
  return (edit.documentChanges ?? []).every((change) => {
    if (!("textDocument" in change) || change.textDocument.version === null) return true;
    const uri = vscode.Uri.parse(change.textDocument.uri).toString();
    return versions.get(uri) === change.textDocument.version;
  });
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
