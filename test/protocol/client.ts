/**
 * A client as an editor is one: it starts the server from its source, speaks the protocol over stdio, answers what the server asks,
 * and remembers everything that was said. Tests wait for what they expect with `eventually`; when it does not come, the error holds
 * the whole session.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import picomatch from "picomatch";
import { it as base } from "vitest";
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeActionKind,
  createMessageConnection,
  type DataCallback,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesRegistrationOptions,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type Disposable,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  type LSPAny,
  Message,
  type MessageConnection,
  MessageType,
  type Position,
  type ProtocolNotificationType,
  type ProtocolRequestType,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ResponseError,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  UnregistrationRequest,
  WatchKind,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  type CatalogStatus,
  type ClientOptions,
  type ReviewChanged,
  reviewChangedNotification,
  statusNotification,
  type TreesStatus,
  treesChangedNotification,
  type ValuesChanged,
  valuesChangedNotification,
} from "../../server/src/lsp/protocol.ts";
import { type Files, makeTestFolder, sentinel, sentinelName, type TestFolder } from "./workspace.ts";

const serverPath = join(import.meta.dirname, "../../server/src/lsp/main.ts");

/** Sources with types run as they are from here on. */
const oldestNode = 22;
if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  throw new Error(
    `These tests need Node ${oldestNode} or newer and run on ${process.versions.node}: start them by npm`,
  );
}

/** Long enough for a machine that is busy with other tests, short enough to be waited for. */
const deadlineMilliseconds = 20_000;

export interface StartOptions {
  /** Laid over those of an editor that can do everything. */
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: Partial<ClientOptions>;
  /** Laid over `processId`, `rootUri` and `workspaceFolders`. */
  readonly initialize?: Partial<InitializeParams>;
  /** The section `clusterProfiles` of the user's settings, by the folder that is asked about. */
  readonly settings?: (scope: string | undefined) => unknown;
  /** Answers instead of the client, by method. May throw a ResponseError, or be late. */
  readonly answers?: Readonly<Record<string, (params: unknown) => unknown>>;
  /** Set by tests in which the server is to report an error of its own; every other test fails by it. */
  readonly expectErrors?: boolean;
}

/** What VS Code can do, as far as the server asks. */
const editorCapabilities: ClientCapabilities = {
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    inlayHint: { refreshSupport: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: {
      codeActionLiteralSupport: {
        codeActionKind: { valueSet: [CodeActionKind.QuickFix, CodeActionKind.Source] },
      },
      resolveSupport: { properties: ["edit"] },
      dataSupport: true,
      isPreferredSupport: true,
    },
    completion: { completionItem: { resolveSupport: { properties: ["documentation"] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** What VS Code answers for settings that nobody has touched. */
export const defaultSettings = {
  registries: [],
  rules: {},
  files: { profiles: [], clusters: [], ignore: [] },
  inlayHints: { enabled: true, defaults: true },
};

/** What a test needs: folders and clients of its own, which are gone when the test is over. */
export class Desk {
  readonly #folders: TestFolder[] = [];
  readonly #clients: Client[] = [];

  folder(files: Files = {}): TestFolder {
    const folder = makeTestFolder(files);
    this.#folders.push(folder);
    return folder;
  }

  /** A client with these folders open and a server that is initialized. */
  async client(folders: readonly TestFolder[], options: StartOptions = {}): Promise<Client> {
    const client = this.silentClient(folders, options);
    await client.initialize();
    await client.initialized();
    return client;
  }

  /** A client that has started a server and said nothing yet. */
  silentClient(folders: readonly TestFolder[], options: StartOptions = {}): Client {
    const client = new Client(folders, options);
    this.#clients.push(client);
    return client;
  }

  /** Ends the sessions as an editor does; throws when a server does not play along. */
  async clear(): Promise<void> {
    try {
      await Promise.all(this.#clients.map((client) => client.stop()));
    } finally {
      for (const { path } of this.#folders) rmSync(path, { recursive: true, force: true });
    }
  }
}

/** A test with a desk. Tests of a file run side by side: each has its own server and its own folders. */
export const it = base.extend<{ desk: Desk }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest wants to see which other fixtures are used
  desk: async ({}, use) => {
    const desk = new Desk();
    await use(desk);
    await desk.clear();
  },
});

interface Traffic {
  readonly at: number;
  readonly from: "client" | "server" | "process";
  readonly text: string;
}

interface OpenDocument {
  document: TextDocument;
}

export class Client {
  /** Null when a signal ended the process. */
  readonly exited: Promise<number | null>;
  /** Every status notification, oldest first. The server sends one at the end of each load. */
  readonly statuses: CatalogStatus[] = [];
  /** What was told of the trees, oldest first: nothing unless the client says that it has some. */
  readonly treesStatuses: TreesStatus[] = [];
  /** What was told of texts that are open alone, oldest first. */
  readonly valuesChanges: ValuesChanged[] = [];
  /** What was told of reviews, oldest first. */
  readonly reviewChanges: ReviewChanged[] = [];
  /** Messages of level error in the server's log. */
  readonly errors: string[] = [];
  /** Messages that the server shows to the user. */
  readonly told: string[] = [];
  /** What the server has asked the client to do, and not taken back. */
  readonly registrations = new Map<string, Registration>();
  /** Methods of the server's requests, in their order. */
  readonly asked: string[] = [];
  readonly #folders: readonly TestFolder[];
  readonly #options: StartOptions;
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #published = new Map<string, PublishDiagnosticsParams[]>();
  readonly #documents = new Map<string, OpenDocument>();
  readonly #traffic: Traffic[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #started = performance.now();
  #initializeResult: InitializeResult | undefined;
  #exitCode: number | null | undefined;
  #isLeft = false;
  #settled = 0;

  /** Starts the process and says nothing yet. */
  constructor(folders: readonly TestFolder[], options: StartOptions = {}) {
    this.#folders = folders;
    this.#options = options;
    const child = spawn(process.execPath, [serverPath, "--stdio"], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "cluster-profiles-compile-cache") },
    });
    this.#process = child;
    this.exited = new Promise((resolve) => {
      child.on("exit", (code, signal) => {
        this.#exitCode = code;
        this.#note("process", `exit ${code ?? signal}`);
        resolve(code);
      });
    });
    child.on("error", (error) => this.#note("process", `error ${error.message}`));
    child.stderr?.on("data", (data: Buffer) => this.#note("process", `stderr ${data.toString()}`));
    // A server that is gone is told by its exit.
    child.stdin?.on("error", (error) => this.#note("process", `stdin ${error.message}`));
    this.#connection = createMessageConnection(
      new TappedReader(child.stdout, (message) => this.#heard(message)),
      new TappedWriter(child.stdin, (message) => this.#note("client", JSON.stringify(message))),
    );
    this.#connection.onError(([error]) => this.#note("process", `connection ${error.message}`));
    this.#connection.onRequest((method, params) => this.#answer(method, params));
    this.#connection.listen();
  }

  // --- the session

  async initialize(): Promise<InitializeResult> {
    const [first] = this.#folders;
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: first?.uri ?? null,
      workspaceFolders: this.#folders.map(({ path, uri }) => ({ uri, name: path })),
      ...this.#options.initialize,
      capabilities: overlay(editorCapabilities, this.#options.capabilities ?? {}),
      initializationOptions: this.#options.initializationOptions,
    };
    const result = await this.request(InitializeRequest.type, params);
    this.#initializeResult = result;
    return result;
  }

  /** What the server said of itself. */
  get server(): InitializeResult {
    if (this.#initializeResult === undefined) throw new Error("The server is not initialized");
    return this.#initializeResult;
  }

  initialized(): Promise<void> {
    return this.notify(InitializedNotification.type, {});
  }

  /** Ends the session as an editor does, and fails the test when the server does not play along or has reported an error of its own. */
  async stop(): Promise<void> {
    let code = this.#exitCode;
    try {
      if (this.#isLeft) return;
      if (code === undefined) {
        await within(this.#connection.sendRequest(ShutdownRequest.type), () =>
          this.#late("an answer to shutdown"),
        );
        await this.#connection.sendNotification(ExitNotification.type);
        code = await within(this.exited, () => this.#late("the end of the server"));
        if (code !== 0) throw new Error(`The server ended with ${code}.\n${this.describe()}`);
      }
      if (this.errors.length > 0 && this.#options.expectErrors !== true) {
        throw new Error(`The server reported errors:\n${this.errors.join("\n")}\n${this.describe()}`);
      }
    } finally {
      this.#connection.dispose();
      this.#process.kill("SIGKILL");
    }
  }

  /** For tests that end the server themselves. */
  leave(): void {
    this.#isLeft = true;
  }

  /** The input of the server ends, as when the editor is gone. */
  hangUp(): void {
    this.#process.stdin?.end();
  }

  request<P, R, PR, E, RO>(
    type: ProtocolRequestType<P, R, PR, E, RO>,
    params: NoInfer<P>,
    token?: CancellationToken,
  ): Promise<R> {
    return this.ask<R>(type.method, params, token);
  }

  /** A request by its name alone. */
  async ask<R>(method: string, params: unknown, token?: CancellationToken): Promise<R> {
    const answer =
      token === undefined
        ? this.#connection.sendRequest<R>(method, params)
        : this.#connection.sendRequest<R>(method, params, token);
    return within(answer, () => this.#late(`an answer to ${method}`));
  }

  async notify<P, RO>(type: ProtocolNotificationType<P, RO>, params: NoInfer<P>): Promise<void> {
    await this.#connection.sendNotification(type.method, params);
  }

  /** A notification by its name alone. */
  async tell(method: string, params?: unknown): Promise<void> {
    await (params === undefined
      ? this.#connection.sendNotification(method)
      : this.#connection.sendNotification(method, params));
  }

  // --- documents

  async open(uri: string, text: string, { version = 1, languageId = "yaml" } = {}): Promise<void> {
    this.#documents.set(uri, { document: TextDocument.create(uri, languageId, version, text) });
    await this.notify(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version, text },
    });
  }

  /** Types the text in the place of the first occurrence of another; gives the document's new version. */
  replace(uri: string, before: string, after: string): Promise<number> {
    const document = this.document(uri);
    const start = document.getText().indexOf(before);
    if (start < 0) throw new Error(`There is no \`${before}\` in ${uri}:\n${document.getText()}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + before.length) };
    return this.change(uri, [{ range, text: after }]);
  }

  /** Gives the document's new version. */
  async change(uri: string, contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const document = this.document(uri);
    const version = document.version + 1;
    this.#documents.set(uri, { document: TextDocument.update(document, contentChanges, version) });
    await this.notify(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.notify(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const open = this.#documents.get(uri);
    if (open === undefined) throw new Error(`${uri} is not open`);
    return open.document;
  }

  /** A place in an open document: behind the first part of the text, which is as long as what stands before `|`. */
  at(uri: string, marked: string): Position {
    const document = this.document(uri);
    const caret = marked.indexOf("|");
    const words = marked.replace("|", "");
    const start = document.getText().indexOf(words);
    if (caret < 0 || start < 0) throw new Error(`There is no \`${marked}\` in ${uri}`);
    return document.positionAt(start + caret);
  }

  /** The text of the range in an open document. */
  textAt(uri: string, range: Range): string {
    return this.document(uri).getText(range);
  }

  /** Takes an edit as an editor does: refuses what was made for another version, or for a document that is not open. */
  async apply(edit: WorkspaceEdit): Promise<void> {
    for (const change of edit.documentChanges ?? []) {
      if (!("textDocument" in change))
        throw new Error(`The edit is more than text: ${JSON.stringify(change)}`);
      const { uri, version } = change.textDocument;
      const document = this.document(uri);
      if (version !== document.version)
        throw new Error(`The edit is for version ${version} of ${uri}, which is at ${document.version}`);
      const edits = change.edits.map((one) => {
        if (!("newText" in one)) throw new Error(`The edit is a snippet: ${JSON.stringify(one)}`);
        return { range: one.range, text: one.newText };
      });
      // Ranges are all of the text before the edit: from the end to the start, none moves another.
      edits.sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start));
      await this.change(uri, edits);
    }
  }

  // --- the disk

  /**
   * Tells of changes on the disk, as far as the server has asked to be told. An event that it has not asked for is an error of the
   * test, or of the server.
   */
  async changed(
    ...events: readonly (readonly [uri: string, kind: "created" | "changed" | "deleted"])[]
  ): Promise<void> {
    const changes = events.map(([uri, kind]): FileEvent => ({ uri, type: changeTypes[kind] }));
    await this.eventually("the server to watch files", () => this.#watchers().length > 0);
    for (const [uri, kind] of events) {
      if (!this.#watchers().some((watcher) => this.#covers(watcher, uri, kind)))
        throw new Error(`The server has not asked to be told when ${uri} is ${kind}`);
    }
    await this.notify(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** True when the server has asked to be told of this. */
  watches(uri: string, kind: "created" | "changed" | "deleted"): boolean {
    return this.#watchers().some((watcher) => this.#covers(watcher, uri, kind));
  }

  async foldersChanged(added: readonly TestFolder[], removed: readonly TestFolder[]): Promise<void> {
    const named = (folders: readonly TestFolder[]) => folders.map(({ path, uri }) => ({ uri, name: path }));
    await this.notify(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: named(added), removed: named(removed) },
    });
  }

  // --- what the server has said

  /** Everything that was published for the file, oldest first. */
  published(uri: string): readonly PublishDiagnosticsParams[] {
    return this.#published.get(uri) ?? [];
  }

  /** What the client shows for the file at this moment. */
  diagnostics(uri: string): readonly Diagnostic[] {
    return this.published(uri).at(-1)?.diagnostics ?? [];
  }

  /** The rules of the same. */
  codes(uri: string): readonly string[] {
    return this.diagnostics(uri).map(({ code }) => String(code));
  }

  /** The messages of the same. */
  messages(uri: string): readonly string[] {
    return this.diagnostics(uri).map(messageOf);
  }

  /** The files for which something is shown. */
  get filesWithFindings(): readonly string[] {
    return this.filesEverPublished.filter((uri) => this.diagnostics(uri).length > 0);
  }

  /** Every file for which anything was ever published. */
  get filesEverPublished(): readonly string[] {
    return [...this.#published.keys()].sort();
  }

  get status(): CatalogStatus | undefined {
    return this.statuses.at(-1);
  }

  // --- waiting

  /** The first thing that the probe gives, asked whenever the server has said something. */
  async eventually<T>(what: string, probe: () => T | undefined | false): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        act();
      };
      const look = () => {
        try {
          const found = probe();
          if (found !== undefined && found !== false) finish(() => resolve(found));
          else if (this.#exitCode !== undefined)
            finish(() => reject(this.#late(`${what}; the server has ended`)));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      const timer = setTimeout(() => finish(() => reject(this.#late(what))), deadlineMilliseconds);
      this.#listeners.add(look);
      look();
    });
  }

  /** The codes of the file's findings are these, in the order of their places. */
  async codesToBe(uri: string, codes: readonly string[]): Promise<void> {
    const wanted = JSON.stringify(codes);
    await this.eventually(
      `${uri} to have the findings ${wanted}`,
      () => JSON.stringify(this.codes(uri)) === wanted,
    );
  }

  /** The server has read folders, configuration and registries once more than when `action` began. */
  async reloaded(action: () => Promise<unknown> = async () => undefined): Promise<CatalogStatus> {
    const before = this.statuses.length;
    await action();
    return this.eventually("the workspace to be read again", () => this.statuses[before]);
  }

  /** The workspace has been read for the first time. */
  loaded(): Promise<CatalogStatus> {
    return this.eventually("the workspace to be read", () => this.statuses[0]);
  }

  /**
   * Everything that the server had to say until now is said, so that a test can be about what it does not say. The sentinel of the first
   * folder changes on the disk, and files that nobody has open have their turn in the order in which they changed: when the
   * sentinel's finding comes, so have all before it. Twice, because reading a file takes its time.
   */
  async settle(): Promise<void> {
    const [folder] = this.#folders;
    if (folder === undefined) throw new Error("Without a folder there is no sentinel");
    await this.loaded();
    for (let round = 0; round < 2; round++) {
      const version = `v1.0.${++this.#settled}`;
      const uri = folder.write(sentinelName, sentinel(version));
      await this.changed([uri, "changed"]);
      await this.eventually(`the finding of the sentinel at ${version}`, () =>
        this.messages(uri).some((message) => message.includes(version)),
      );
    }
  }

  /** The whole session until now, a line a message. */
  describe(): string {
    const lines = this.#traffic.map(({ at, from, text }) => {
      const arrow = from === "client" ? "-->" : from === "server" ? "<--" : "***";
      const short = text.length > 1_500 ? `${text.slice(0, 1_500)}... (${text.length} characters)` : text;
      return `${at.toFixed(0).padStart(6)} ms ${arrow} ${short}`;
    });
    return ["The session:", ...lines].join("\n");
  }

  #late(what: string): Error {
    return new Error(`Waited ${deadlineMilliseconds / 1000} s in vain for ${what}.\n${this.describe()}`);
  }

  #note(from: Traffic["from"], text: string): void {
    this.#traffic.push({ at: performance.now() - this.#started, from, text });
    this.#wake();
  }

  #wake(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #heard(message: Message): void {
    if (Message.isNotification(message)) {
      const { method, params } = message;
      if (method === PublishDiagnosticsNotification.method) {
        const published = params as PublishDiagnosticsParams;
        this.#published.set(published.uri, [...this.published(published.uri), published]);
      }
      if (method === statusNotification) this.statuses.push(params as CatalogStatus);
      if (method === treesChangedNotification) this.treesStatuses.push(params as TreesStatus);
      if (method === "window/showMessage") this.told.push((params as { message: string }).message);
      if (method === valuesChangedNotification) this.valuesChanges.push(params as ValuesChanged);
      if (method === reviewChangedNotification) this.reviewChanges.push(params as ReviewChanged);
      if (method === "window/logMessage") {
        const { type, message: text } = params as { type: MessageType; message: string };
        if (type === MessageType.Error) this.errors.push(text);
      }
    }
    this.#note("server", JSON.stringify(message));
  }

  #answer(method: string, params: unknown): unknown {
    const own = this.#options.answers?.[method];
    const answer = own === undefined ? this.#ordinaryAnswer(method, params) : own(params);
    this.asked.push(method);
    this.#wake();
    return answer;
  }

  #ordinaryAnswer(method: string, params: unknown): unknown {
    switch (method) {
      case "workspace/configuration": {
        const { items } = params as { items: { section?: string; scopeUri?: string }[] };
        const settings = this.#options.settings ?? (() => defaultSettings);
        return items.map(({ section, scopeUri }) =>
          section === "clusterProfiles" ? settings(scopeUri) : null,
        );
      }
      case RegistrationRequest.method: {
        const { registrations } = params as { registrations: Registration[] };
        for (const registration of registrations) this.registrations.set(registration.id, registration);
        return null;
      }
      case UnregistrationRequest.method: {
        // The protocol has it misspelled.
        const { unregisterations } = params as { unregisterations: { id: string }[] };
        for (const { id } of unregisterations) this.registrations.delete(id);
        return null;
      }
      case "workspace/inlayHint/refresh":
        return null;
      default:
        return new ResponseError(-32601, `The client of this test does not know ${method}`);
    }
  }

  #watchers(): FileSystemWatcher[] {
    return [...this.registrations.values()]
      .filter(({ method }) => method === DidChangeWatchedFilesNotification.method)
      .flatMap(
        ({ registerOptions }) => (registerOptions as DidChangeWatchedFilesRegistrationOptions).watchers,
      );
  }

  #covers(
    { globPattern, kind = 7 }: FileSystemWatcher,
    uri: string,
    change: keyof typeof changeTypes,
  ): boolean {
    if ((kind & watchKinds[change]) === 0) return false;
    const path = fileURLToPath(uri);
    const bases =
      typeof globPattern === "string"
        ? this.#folders.map((folder) => folder.path)
        : [
            fileURLToPath(
              typeof globPattern.baseUri === "string" ? globPattern.baseUri : globPattern.baseUri.uri,
            ),
          ];
    const pattern = typeof globPattern === "string" ? globPattern : globPattern.pattern;
    const matches = matcherOf(pattern);
    return bases.some((base) => {
      const way = relative(base, path);
      return !way.startsWith("..") && !isAbsolute(way) && matches(way);
    });
  }
}

const matchers = new Map<string, (path: string) => boolean>();

function matcherOf(glob: string): (path: string) => boolean {
  const known = matchers.get(glob) ?? picomatch(glob, { dot: true });
  matchers.set(glob, known);
  return known;
}

const changeTypes = {
  created: FileChangeType.Created,
  changed: FileChangeType.Changed,
  deleted: FileChangeType.Deleted,
} as const;

const watchKinds = {
  created: WatchKind.Create,
  changed: WatchKind.Change,
  deleted: WatchKind.Delete,
} as const;

class TappedReader extends StreamMessageReader {
  readonly #tap: (message: Message) => void;

  constructor(stream: NodeJS.ReadableStream | null, tap: (message: Message) => void) {
    if (stream === null) throw new Error("The server has no output");
    super(stream);
    this.#tap = tap;
  }

  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      this.#tap(message);
      callback(message);
    });
  }
}

class TappedWriter extends StreamMessageWriter {
  readonly #tap: (message: Message) => void;

  constructor(stream: NodeJS.WritableStream | null, tap: (message: Message) => void) {
    if (stream === null) throw new Error("The server has no input");
    super(stream);
    this.#tap = tap;
  }

  override write(message: Message): Promise<void> {
    this.#tap(message);
    return super.write(message);
  }
}

/** The protocol knows formatted messages too; ours are plain. */
export function messageOf({ message }: Diagnostic): string {
  return typeof message === "string" ? message : message.value;
}

async function within<T>(promise: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), deadlineMilliseconds);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Maps are merged, everything else is replaced. */
function overlay<T>(below: T, above: unknown): T {
  if (!isRecord(below) || !isRecord(above)) return above as T;
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above))
    merged[key] = key in merged ? overlay(merged[key], value) : value;
  return merged as T;
}

function isRecord(value: unknown): value is Record<string, LSPAny> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
