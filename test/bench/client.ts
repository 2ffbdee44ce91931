/** A client of one server over stdio, as an editor is one. All waiting is for what the server sends. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidOpenTextDocumentNotification,
  ExitNotification,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { Patience } from "./patience.ts";
import { cpuTime, type Memory, memory } from "./process-usage.ts";
import type { ServerDefinition } from "./servers.ts";

const capabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
  textDocument: {
    synchronization: {},
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
  },
};

export class BenchClient {
  readonly definition: ServerDefinition;
  /** From the spawn to the answer to `initialize`, in milliseconds. */
  readonly initialized: number;
  readonly spawnedAt: number;
  readonly #child: ChildProcess;
  readonly #patience: Patience;
  readonly #connection: ProtocolConnection;
  readonly #listeners = new Set<(params: PublishDiagnosticsParams) => void>();

  /** Starts the server in the folder. */
  static async start(definition: ServerDefinition, folder: string): Promise<BenchClient> {
    const spawnedAt = performance.now();
    const child = spawn(process.execPath, [definition.script, "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section }) => definition.configuration(section)),
    );
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.listen();
    const patience = new Patience(child, definition.name);
    const uri = pathToFileURL(folder).href;
    await patience.until(
      connection.sendRequest(InitializeRequest.type, {
        processId: process.pid,
        rootUri: uri,
        workspaceFolders: [{ uri, name: "bench" }],
        capabilities,
        initializationOptions: definition.initializationOptions,
      }),
      "does not start",
    );
    const initialized = performance.now() - spawnedAt;
    const client = new BenchClient(definition, child, connection, patience, spawnedAt, initialized);
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  private constructor(
    definition: ServerDefinition,
    child: ChildProcess,
    connection: ProtocolConnection,
    patience: Patience,
    spawnedAt: number,
    initialized: number,
  ) {
    this.definition = definition;
    this.#child = child;
    this.#connection = connection;
    this.#patience = patience;
    this.spawnedAt = spawnedAt;
    this.initialized = initialized;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      for (const listener of [...this.#listeners]) listener(params);
    });
  }

  get connection(): ProtocolConnection {
    return this.#connection;
  }

  cpu(): number | undefined {
    return this.#child.pid === undefined ? undefined : cpuTime(this.#child.pid);
  }

  memory(): Memory | undefined {
    return this.#child.pid === undefined ? undefined : memory(this.#child.pid);
  }

  /** The diagnostics of the document, on their way; to be asked for before what causes them. */
  diagnostics(uri: string, accept: (params: PublishDiagnosticsParams) => boolean): Promise<Diagnostic[]> {
    const shown = new Promise<Diagnostic[]>((resolve) => {
      const stop = this.#onDiagnostics((params) => {
        if (params.uri !== uri || !accept(params)) return;
        stop();
        resolve(params.diagnostics);
      });
    });
    return this.#patience.until(shown, `does not publish the diagnostics of ${uri}`);
  }

  /** When the first and the last of so many documents had diagnostics. */
  allDiagnostics(count: number): Promise<{ first: number; all: number }> {
    const shown = new Promise<{ first: number; all: number }>((resolve) => {
      const seen = new Set<string>();
      let first: number | undefined;
      const stop = this.#onDiagnostics(({ uri }) => {
        first ??= performance.now();
        seen.add(uri);
        if (seen.size < count) return;
        stop();
        resolve({ first, all: performance.now() });
      });
    });
    return this.#patience.until(shown, `publishes diagnostics of fewer than ${count} documents`);
  }

  #onDiagnostics(listener: (params: PublishDiagnosticsParams) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async open(uri: string, text: string): Promise<void> {
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.#patience.until(
      this.#connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position }),
      "does not answer a hover",
    );
  }

  async completion(uri: string, position: Position): Promise<readonly CompletionItem[]> {
    const answer = await this.#patience.until(
      this.#connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position }),
      "does not answer a completion",
    );
    return answer === null ? [] : "items" in answer ? answer.items : answer;
  }

  async stop(): Promise<void> {
    await this.#patience.until(this.#connection.sendRequest(ShutdownRequest.type), "does not shut down");
    const exited = once(this.#child, "exit");
    await this.#connection.sendNotification(ExitNotification.type);
    await exited;
    this.#connection.dispose();
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }
}
