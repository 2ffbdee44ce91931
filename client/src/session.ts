/** Start, stop and restart of the language client, and what it shows of the server's state. */

import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
  type WorkspaceEdit,
} from "vscode-languageclient/node";
import {
  type CatalogStatus,
  type ClientOptions,
  statusNotification,
  type TreesStatus,
  treesChangedNotification,
  trustGranted,
} from "../../server/src/lsp/protocol.ts";

const documentSelector = [
  { language: "yaml" },
  { language: "json" },
  { scheme: "file", pattern: "**/*.{yaml,yml,json}" },
];

export class Session implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #log: vscode.LogOutputChannel;
  readonly #status: vscode.LanguageStatusItem;
  readonly #treesChanged = new vscode.EventEmitter<TreesStatus>();
  #client: LanguageClient | undefined;

  /** The trees have something else to show. */
  readonly onTreesChanged = this.#treesChanged.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#log = vscode.window.createOutputChannel("Cluster Profiles", { log: true });
    this.#status = vscode.languages.createLanguageStatusItem("clusterProfiles.catalog", documentSelector);
    this.#status.name = "Cluster Profiles";
    this.#status.text = "Packs: not read yet";
    this.#status.command = { title: "Show Log", command: "clusterProfiles.showLog" };
    context.subscriptions.push(this, this.#log, this.#status, this.#treesChanged);
  }

  async start(): Promise<void> {
    if (this.#client !== undefined) return;
    const client = this.#createClient();
    this.#client = client;
    client.onNotification(statusNotification, (status: CatalogStatus) => this.#showStatus(status));
    client.onNotification(treesChangedNotification, (status: TreesStatus) => this.#treesChanged.fire(status));
    this.#context.subscriptions.push(
      vscode.workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(trustGranted)),
    );
    this.#status.busy = true;
    try {
      await client.start();
    } finally {
      this.#status.busy = false;
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.stop();
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

  /** Applies an edit of the server's as one step that can be undone. False when the document has changed in the meantime. */
  async applyEdit(edit: WorkspaceEdit): Promise<boolean> {
    const converted = await this.#client?.protocol2CodeConverter.asWorkspaceEdit(edit);
    return converted !== undefined && (await vscode.workspace.applyEdit(converted));
  }

  dispose(): void {
    void this.stop();
  }

  #createClient(): LanguageClient {
    const module = this.#context.asAbsolutePath("dist/server.js");
    const serverOptions: ServerOptions = { module, transport: TransportKind.stdio };
    const initializationOptions: ClientOptions = {
      trusted: vscode.workspace.isTrusted,
      rulePages: `${vscode.Uri.joinPath(this.#context.extensionUri, "docs", "rules").toString()}/`,
      trees: true,
    };
    const clientOptions: LanguageClientOptions = {
      documentSelector,
      initializationOptions,
      outputChannel: this.#log,
    };
    return new LanguageClient("clusterProfiles", "Cluster Profiles", serverOptions, clientOptions);
  }

  #showStatus({ registries, troubles, profiles }: CatalogStatus): void {
    const packs = registries.reduce((sum, registry) => sum + registry.packs, 0);
    this.#status.text =
      registries.length === 0
        ? "Packs: no registry"
        : `Packs: ${packs} in ${count(registries.length, "registry", "registries")}`;
    const failed = registries.filter((registry) => registry.failure !== undefined);
    const lines = registries.map(
      ({ label, packs: size, failure }) => `${label}: ${failure ?? count(size, "pack", "packs")}`,
    );
    this.#status.detail = [count(profiles, "profile", "profiles"), ...lines].join(", ");
    this.#status.severity =
      failed.length + troubles.length > 0
        ? vscode.LanguageStatusSeverity.Warning
        : vscode.LanguageStatusSeverity.Information;
  }
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
