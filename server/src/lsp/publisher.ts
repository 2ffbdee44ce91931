/** What the client has been told of each file: nothing is sent twice, and what was told is taken back when it no longer holds. */

import type { Connection, Diagnostic } from "vscode-languageserver/node";
import type { FileId } from "../workspace/profile-index.ts";

/** How the client knows a file. */
export interface ClientDocument {
  readonly uri: string;
  /** Undefined for a file that is not open. */
  readonly version: number | undefined;
}

export class Publisher {
  readonly #connection: Connection;
  readonly #documentOf: (file: FileId) => ClientDocument;
  readonly #told = new Map<FileId, string>();

  constructor(connection: Connection, documentOf: (file: FileId) => ClientDocument) {
    this.#connection = connection;
    this.#documentOf = documentOf;
  }

  /** Files of which the client has diagnostics. */
  files(): Iterable<FileId> {
    return this.#told.keys();
  }

  /** Sends only what differs from what the client has of this version of the document. */
  tell(file: FileId, diagnostics: Diagnostic[]): void {
    const { uri, version } = this.#documentOf(file);
    const text = diagnostics.length === 0 ? "" : JSON.stringify([version, diagnostics]);
    if ((this.#told.get(file) ?? "") === text) return;
    if (text === "") this.#told.delete(file);
    else this.#told.set(file, text);
    void this.#connection.sendDiagnostics({
      uri,
      diagnostics,
      ...(version === undefined ? {} : { version }),
    });
  }
}
