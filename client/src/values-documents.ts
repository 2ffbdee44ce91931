/**
 * Documents that hold one text of a layer alone. They are files of a file system whose disk is the profile: reading gives what the
 * profile has, saving changes the profile's document, and what changes there shows here.
 */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  type MergeValuesParams,
  type MergeValuesResult,
  mergeValuesRequest,
  type ReadValuesParams,
  readValuesRequest,
  type ValuesText,
  valuesWindowScheme,
} from "../../server/src/lsp/protocol.ts";
import type { Session } from "./session.ts";

interface Known {
  /** What the profile has; undefined when it has no such text any more. */
  current: string | undefined;
  /** The last text that the profile and the document both had: what each has changed since is told by it. */
  agreed: string;
  /** URI of the profile's file. */
  file: string;
  /** Of the text that the editor was given: it reads again when these change, and only then. */
  mtime: number;
  size: number;
  /** Why it could not be saved the last time: files that are saved by themselves are so every second. */
  refused?: string | undefined;
}

/** The profile may change while an edit of it is being made. */
const mostTries = 3;

export class ValuesDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #known = new Map<string, Known>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #disposables: vscode.Disposable;

  readonly onDidChangeFile = this.#changed.event;

  constructor(session: Session) {
    this.#session = session;
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerFileSystemProvider(valuesWindowScheme, this, { isCaseSensitive: true }),
      session.onValuesChanged(({ uri, text }) => this.#takeNews(vscode.Uri.parse(uri), text)),
      vscode.workspace.onDidOpenTextDocument((document) => this.#look(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#look(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#look(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri, isDirty }) => {
        // A document that gets another language is closed and opened again, with all that was typed.
        if (!isDirty) this.#known.delete(uri.toString());
      }),
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (this.#isFolder(uri)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    // News come of what is open.
    const known = (openDocument(uri) && this.#known.get(uri.toString())) ?? (await this.#read(uri));
    if (known.current === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: known.mtime, size: known.size };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { current } = await this.#read(uri);
    if (current === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(current);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const known = this.#known.get(uri.toString()) ?? (await this.#read(uri));
    const text = withLineFeeds(new TextDecoder().decode(content));
    try {
      known.current = await this.#write(uri, known, text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // With its own words for a save that fails the editor tells a long address first.
      if (known.refused !== reason) void explain(uri, reason, known.current !== undefined);
      known.refused = reason;
      throw vscode.FileSystemError.Unavailable(reason);
    }
    known.refused = undefined;
    // What the profile has besides comes when the editor has taken note of the save.
    known.agreed = text;
    advance(known, text);
  }

  /** Nobody asks to be told of one of them alone. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    // The editor makes the folders above a file that is gone before it is told that it cannot write it.
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #isFolder({ path }: vscode.Uri): boolean {
    return [...this.#known.keys()].some((key) => vscode.Uri.parse(key).path.startsWith(`${path}/`));
  }

  async #read(uri: vscode.Uri): Promise<Known> {
    const key = uri.toString();
    let answer: ValuesText;
    try {
      answer = await this.#session.request<ReadValuesParams, ValuesText>(readValuesRequest, { uri: key });
    } catch (error) {
      const known = this.#known.get(key);
      if (known === undefined)
        throw vscode.FileSystemError.FileNotFound(error instanceof Error ? error.message : uri);
      known.current = undefined;
      return known;
    }
    const { text, file } = answer;
    const before = this.#known.get(key);
    const known = before ?? { current: text, agreed: text, file, mtime: 0, size: 0 };
    if (before === undefined || (openDocument(uri) === undefined && before.current !== text))
      advance(known, text);
    this.#known.set(key, known);
    known.current = text;
    return known;
  }

  /** Gives what the profile has afterwards. */
  async #write(uri: vscode.Uri, known: Known, text: string): Promise<string> {
    for (let tries = 0; tries < mostTries; tries++) {
      // An open document has a version, by which a change in between is noticed.
      await vscode.workspace.openTextDocument(vscode.Uri.parse(known.file));
      const merged = await this.#merge(uri, known.agreed, text);
      if (merged.text === merged.current || (await this.#session.applyEdit(merged.edit))) return merged.text;
    }
    throw new Error("The profile has changed in the meantime: nothing was written. Save again");
  }

  #merge(uri: vscode.Uri, base: string, text: string): Promise<MergeValuesResult<WorkspaceEdit>> {
    const params = { uri: uri.toString(), base, text };
    return this.#session.request<MergeValuesParams, MergeValuesResult<WorkspaceEdit>>(
      mergeValuesRequest,
      params,
    );
  }

  #takeNews(uri: vscode.Uri, text: string | undefined): void {
    const known = this.#known.get(uri.toString());
    if (known === undefined) return;
    const wasGone = known.current === undefined;
    known.current = text;
    if (text === undefined) this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
    else if (wasGone) this.#changed.fire([{ type: vscode.FileChangeType.Created, uri }]);
    const document = openDocument(uri);
    if (document !== undefined) this.#look(document);
  }

  /** Brings the document up to what the profile has, unless somebody is at work in it and cannot be joined. */
  #look(document: vscode.TextDocument): void {
    const { uri } = document;
    const known = uri.scheme === valuesWindowScheme ? this.#known.get(uri.toString()) : undefined;
    if (known?.current === undefined) return;
    const text = withLineFeeds(document.getText());
    if (text === known.current) known.agreed = text;
    if (known.agreed === known.current) return;
    if (document.isDirty) void this.#join(document, known).catch(() => undefined);
    else {
      // The editor reads again by itself.
      advance(known, known.current);
      this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    }
  }

  /** Changes of the profile are put between those of the document; what both have changed is told when it is saved. */
  async #join(document: vscode.TextDocument, known: Known): Promise<void> {
    const { version } = document;
    const { agreed } = known;
    const before = document.getText();
    const { text, current } = await this.#merge(document.uri, agreed, withLineFeeds(before));
    if (document.version !== version || known.agreed !== agreed) return;
    const edit = new vscode.WorkspaceEdit();
    const eol = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
    const change = difference(before, text.replaceAll("\n", eol));
    const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
    edit.replace(document.uri, range, change.text);
    known.agreed = current;
    if (change.start === change.end && change.text === "") return;
    if (!(await vscode.workspace.applyEdit(edit))) known.agreed = agreed;
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
}

/** `compares`: there are two texts that a person can look at. */
async function explain(uri: vscode.Uri, reason: string, compares: boolean): Promise<void> {
  const compare = "Compare with Profile";
  const answer = await vscode.window.showWarningMessage(`${reason}.`, ...(compares ? [compare] : []));
  if (answer !== compare) return;
  await vscode.window.showTextDocument(uri);
  await vscode.commands.executeCommand("workbench.files.action.compareWithSaved");
}

function advance(known: Known, text: string): void {
  known.mtime = Math.max(known.mtime + 1, Date.now());
  known.size = new TextEncoder().encode(text).length;
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** The one stretch of whole lines that makes the new text of the old. */
function difference(before: string, after: string): { start: number; end: number; text: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start > 0) start = before.lastIndexOf("\n", start - 1) + 1;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  const lineEnd = before.indexOf("\n", before.length - tail);
  tail = lineEnd === -1 ? 0 : before.length - lineEnd - 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
