/**
 * Documents of reviews: what the values of a pack would become with an update, and beside it what the profile has. They are files of a file
 * system that is in memory. Saving keeps a review as it is, also for the next start of the editor; the profile is changed by accepting alone.
 */

import * as vscode from "vscode";
import {
  type OpenReviewParams,
  openReviewRequest,
  type PlaceParams,
  type RestartReviewParams,
  type RestartReviewResult,
  type ReviewChanged,
  type ReviewTexts,
  restartReviewRequest,
  reviewBeforeScheme,
  reviewScheme,
} from "../../../server/src/lsp/protocol.ts";
import type { Session } from "../session.ts";

/** A review as it is kept: JSON. */
export interface KeptReview {
  /** The values of the profile that it is of. */
  readonly before: string;
  /** As it was saved last. */
  readonly text: string;
  readonly marks: readonly string[];
}

interface Review extends KeptReview {
  /** Of the text, and of what is beside it: the editor reads again when it changes. */
  mtime: number;
  /** What the server said last. */
  state: ReviewChanged | undefined;
}

/** A review that was written, and where the profile is that has it. */
export interface AcceptedReview {
  readonly review: vscode.Uri;
  readonly place: PlaceParams;
}

const storageKey = "clusterProfiles.reviews";

/** Of more the oldest are forgotten. */
const mostKept = 20;

export class ReviewDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #storage: vscode.Memento;
  readonly #reviews = new Map<string, Review>();
  readonly #changedFiles = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #changedStates = new vscode.EventEmitter<vscode.Uri>();
  readonly #accepted = new vscode.EventEmitter<AcceptedReview>();
  readonly #disposables: vscode.Disposable;

  readonly onDidChangeFile = this.#changedFiles.event;
  /** What is decided in a review. */
  readonly onDidChangeState = this.#changedStates.event;
  readonly onDidAccept = this.#accepted.event;

  constructor(session: Session, storage: vscode.Memento) {
    this.#session = session;
    this.#storage = storage;
    for (const [uri, kept] of Object.entries(storage.get<Record<string, KeptReview>>(storageKey, {})))
      this.#reviews.set(uri, { ...kept, mtime: Date.now(), state: undefined });
    const before: vscode.FileSystemProvider = {
      onDidChangeFile: this.onDidChangeFile,
      watch: () => this.watch(),
      stat: (uri) => this.stat(uri),
      readFile: (uri) => this.readFile(uri),
      readDirectory: () => [],
      createDirectory: refuse,
      writeFile: refuse,
      delete: refuse,
      rename: refuse,
    };
    this.#disposables = vscode.Disposable.from(
      this.#changedFiles,
      this.#changedStates,
      this.#accepted,
      vscode.workspace.registerFileSystemProvider(reviewScheme, this, { isCaseSensitive: true }),
      vscode.workspace.registerFileSystemProvider(reviewBeforeScheme, before, {
        isCaseSensitive: true,
        isReadonly: true,
      }),
      session.onReviewChanged((state) => this.#takeState(state)),
      session.onRunning(() => this.#openAll()),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#openInServer(uri)),
    );
    this.#openAll();
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { mtime } = await this.#get(uri);
    const { length } = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { before, text } = await this.#get(uri);
    return new TextEncoder().encode(uri.scheme === reviewScheme ? text : before);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.#change(uri, { text: new TextDecoder().decode(content) });
  }

  /** Nobody asks to be told of one of them alone. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    refuse();
  }

  delete(): void {
    refuse();
  }

  rename(): void {
    refuse();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Undefined before the server has looked at it. */
  state(uri: vscode.Uri): ReviewChanged | undefined {
    return this.#reviews.get(uri.toString())?.state;
  }

  /** What is kept of the review, to be given back to {@link restore}. */
  kept(uri: vscode.Uri): KeptReview | undefined {
    const review = this.#reviews.get(uri.toString());
    return review && { before: review.before, text: review.text, marks: review.marks };
  }

  async restore(uri: vscode.Uri, kept: KeptReview): Promise<void> {
    this.#reviews.set(uri.toString(), { ...kept, mtime: Date.now(), state: undefined });
    await this.#keep();
  }

  accept(accepted: AcceptedReview): void {
    this.#accepted.fire(accepted);
  }

  async forget(uri: vscode.Uri): Promise<void> {
    this.#reviews.delete(uri.toString());
    await this.#keep();
  }

  /** Begins the review again with what the profile has by now; what was decided and written stays where it fits. */
  async restart(uri: vscode.Uri): Promise<void> {
    const document = openDocument(uri);
    const { before, text, marks } = await this.#get(uri);
    const params: RestartReviewParams = {
      uri: uri.toString(),
      before,
      text: withLineFeeds(document?.getText() ?? text),
      marks,
    };
    const anew = await this.#session.request<RestartReviewParams, RestartReviewResult>(
      restartReviewRequest,
      params,
    );
    await this.#change(uri, {
      before: anew.before,
      text: document === undefined ? anew.text : anew.proposal,
      marks: anew.marks,
    });
    if (document === undefined) return;
    const edit = new vscode.WorkspaceEdit();
    const end = document.positionAt(document.getText().length);
    edit.replace(uri, new vscode.Range(new vscode.Position(0, 0), end), anew.text);
    await vscode.workspace.applyEdit(edit);
    this.#changedFiles.fire([{ type: vscode.FileChangeType.Changed, uri: beforeUri(uri) }]);
  }

  async #get(uri: vscode.Uri): Promise<Review> {
    const own = uri.with({ scheme: reviewScheme });
    const key = own.toString();
    const known = this.#reviews.get(key);
    if (known !== undefined) return known;
    const params: OpenReviewParams = { uri: key, marks: [] };
    try {
      const { before, proposal } = await this.#session.request<OpenReviewParams, ReviewTexts>(
        openReviewRequest,
        params,
      );
      const review = this.#reviews.get(key) ?? {
        before,
        text: proposal,
        marks: [],
        mtime: Date.now(),
        state: undefined,
      };
      this.#reviews.set(key, review);
      return review;
    } catch (error) {
      // The files of an editor that comes back may be of a profile that is gone.
      throw vscode.FileSystemError.FileNotFound(error instanceof Error ? error.message : uri);
    }
  }

  async #change(uri: vscode.Uri, change: Partial<KeptReview>): Promise<void> {
    const review = await this.#get(uri);
    const mtime = Math.max(review.mtime + 1, Date.now());
    this.#reviews.set(uri.toString(), { ...review, ...change, mtime });
    await this.#keep();
  }

  async #keep(): Promise<void> {
    const kept = [...this.#reviews.keys()].slice(-mostKept).map((uri) => {
      const { before = "", text = "", marks = [] } = this.#reviews.get(uri) ?? {};
      return [uri, { before, text, marks } satisfies KeptReview] as const;
    });
    await this.#storage.update(storageKey, Object.fromEntries(kept));
  }

  #takeState(state: ReviewChanged): void {
    const review = this.#reviews.get(state.uri);
    if (review === undefined) return;
    const isMarked = review.marks.join() !== state.marks.join();
    this.#reviews.set(state.uri, { ...review, state, marks: state.marks });
    if (isMarked) void this.#keep();
    this.#changedStates.fire(vscode.Uri.parse(state.uri));
  }

  /** A document that comes from the editor's own backup is not read, and a server that starts anew knows of none. */
  #openAll(): void {
    for (const { uri } of vscode.workspace.textDocuments) this.#openInServer(uri);
  }

  #openInServer(uri: vscode.Uri): void {
    if (uri.scheme !== reviewScheme) return;
    const key = uri.toString();
    const { before, marks = [] } = this.#reviews.get(key) ?? {};
    this.#session
      .request<OpenReviewParams, ReviewTexts>(openReviewRequest, { uri: key, before, marks })
      .catch(() => undefined);
  }
}

/** What the profile has, as the other side of the comparison. */
export function beforeUri(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: reviewBeforeScheme });
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions("A review is no place for files");
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
