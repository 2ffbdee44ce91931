/** What the client shows of each document: findings of files, of values that are open alone and of reviews, and faults of configuration and packs. */

import type { Connection, Diagnostic } from "vscode-languageserver/node";
import type { SourceTrouble } from "../catalog/catalog.ts";
import { onceEach } from "../io/combine-folders.ts";
import type { LoadedFolder } from "../io/folder-loader.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView } from "../workspace/workspace.ts";
import { toDiagnostic, toPlainDiagnostic } from "./convert.ts";
import {
  type CatalogStatus,
  reviewChangedNotification,
  statusNotification,
  valuesChangedNotification,
} from "./protocol.ts";
import { Publisher } from "./publisher.ts";
import type { Session } from "./session.ts";
import { sourceDiagnostics } from "./source-diagnostics.ts";
import { isReviewUri, isWindowUri } from "./values-uri.ts";
import { toWindowDiagnostic } from "./window-look.ts";

export class Diagnostics {
  readonly #session: Session;
  readonly #publisher: Publisher;
  #folders: readonly LoadedFolder[] = [];
  #troubles: readonly SourceTrouble[] = [];
  /** Files of which something is told that is not the analysis'. */
  #sources = new Set<FileId>();

  /** The connection is the client's own: what is told of an open text is told of that, and not of its profile. */
  constructor(session: Session, connection: Connection) {
    this.#session = session;
    this.#publisher = new Publisher(connection, (file) => ({
      uri: session.uriOf(file),
      version: (session.documents.get(file) ?? session.windows.documents.get(file))?.version,
    }));
  }

  /** Files of which the client has diagnostics. */
  files(): Iterable<FileId> {
    return this.#publisher.files();
  }

  /** What is wrong with configuration, registries and packs, each once. */
  get troubles(): readonly SourceTrouble[] {
    return this.#troubles;
  }

  publish(file: FileId): void {
    if (isWindowUri(file)) {
      this.#publishWindow(file);
      return;
    }
    const view = this.#session.snapshot.file(file);
    if (view === undefined) {
      // The diagnostics of a broken pack or of the config file are not the analysis'.
      if (!this.#sources.has(file)) this.#publisher.tell(file, []);
      return;
    }
    this.#publisher.tell(file, this.#ofView(view));
  }

  #ofView({ id, lines }: FileView): Diagnostic[] {
    const session = this.#session;
    const context = {
      lines,
      linesOf: (other: FileId) => session.linesOf(other),
      uriOfFile: (other: FileId) => session.uriOf(other),
      rulePages: session.rulePages,
    };
    return session.findings(id).map((finding) => toDiagnostic(finding, context));
  }

  /** What is wrong with the text as it is in its document, or why it can go nowhere; and what the profile has in its place. */
  #publishWindow(uri: string): void {
    const { windows, connection, isLoading } = this.#session;
    if (!windows.documents.has(uri)) {
      this.#publisher.tell(uri, []);
      return;
    }
    if (isReviewUri(uri)) {
      // The profile may not have been read yet.
      if (!isLoading) this.#publishReview(uri);
      return;
    }
    const found = windows.look(uri, (look) => ({
      diagnostics: this.#ofView(look.view)
        .map((diagnostic) => toWindowDiagnostic(look, diagnostic))
        .filter((diagnostic) => diagnostic !== undefined),
    }));
    // The profile may not have been read yet.
    if ("reason" in found && isLoading) return;
    const firstLine = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    this.#publisher.tell(
      uri,
      "reason" in found
        ? [toPlainDiagnostic("values", `${found.reason}: nothing can be saved here`, firstLine, "error")]
        : found.diagnostics,
    );
    const news = windows.news(uri);
    if (news !== undefined) void connection.sendNotification(valuesChangedNotification, news);
  }

  /** Who hears how far a review is has its findings by then. */
  #publishReview(uri: string): void {
    const found = this.#session.reviews.look(uri);
    this.#publisher.tell(uri, found?.diagnostics ?? []);
    if (found !== undefined)
      void this.#session.connection.sendNotification(reviewChangedNotification, found.news);
  }

  /** Tells what is wrong with folders that have just been read, and what the catalog is made of. */
  takeSources(folders: readonly LoadedFolder[], more: readonly SourceTrouble[]): void {
    const { snapshot, logger, connection } = this.#session;
    const { registries, troubles: ofCatalog } = snapshot.catalog;
    this.#folders = folders;
    this.#troubles = onceEach(
      [...folders.flatMap((folder) => folder.troubles), ...ofCatalog, ...more],
      ({ path, message }) => JSON.stringify([path, message]),
    );
    for (const { source, path, message } of this.#troubles) logger.warn(`${source}: ${path}: ${message}`);
    this.tellSources();
    const status: CatalogStatus = {
      registries: registries.map(({ label, packs, failure }) => ({ label, packs: packs.length, failure })),
      troubles: this.#troubles.map(({ source, path, message }) => ({ source, path, message })),
      profiles: snapshot.index.size,
    };
    void connection.sendNotification(statusNotification, status);
  }

  /** Tells again what is wrong with configuration and packs, some of which may be open and changed. */
  tellSources(): void {
    const { snapshot, documents, disk } = this.#session;
    const byFile = sourceDiagnostics({
      configs: this.#folders.map(({ config }) => config),
      troubles: this.#troubles,
      folders: disk.folders,
      today: snapshot.today,
      openText: (file) => documents.get(file)?.text,
      isChecked: (file) => snapshot.text(file) !== undefined,
    });
    const before = this.#sources;
    this.#sources = new Set(byFile.keys());
    for (const file of before) if (!byFile.has(file)) this.#publisher.tell(file, []);
    for (const [file, diagnostics] of byFile) this.#publisher.tell(file, diagnostics);
  }
}
