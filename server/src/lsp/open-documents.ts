/** The documents that the client has open: their text, their version, and the URI by which the client knows them. */

import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { FileId } from "../workspace/profile-index.ts";
import { fileIdOf } from "./convert.ts";

export class OpenDocuments {
  readonly #documents = new Map<FileId, TextDocument>();

  open(uri: string, languageId: string, version: number, text: string): FileId {
    const file = fileIdOf(uri);
    this.#documents.set(file, TextDocument.create(uri, languageId, version, text));
    return file;
  }

  /** The new text; undefined for a change of what is not open, or one that is older than what is known. */
  change(
    uri: string,
    version: number,
    changes: TextDocumentContentChangeEvent[],
  ): { file: FileId; text: string } | undefined {
    const file = fileIdOf(uri);
    const document = this.#documents.get(file);
    if (document === undefined || version < document.version) return undefined;
    const updated = TextDocument.update(document, changes, version);
    this.#documents.set(file, updated);
    return { file, text: updated.getText() };
  }

  close(uri: string): FileId {
    const file = fileIdOf(uri);
    this.#documents.delete(file);
    return file;
  }

  get(file: FileId): { readonly uri: string; readonly version: number; readonly text: string } | undefined {
    const document = this.#documents.get(file);
    return document && { uri: document.uri, version: document.version, text: document.getText() };
  }

  has(file: FileId): boolean {
    return this.#documents.has(file);
  }

  files(): Iterable<FileId> {
    return this.#documents.keys();
  }
}
