/**
 * One run of the server: the workspace, the open documents, the folders and their registries, and what has been told to the client.
 * Handlers get it whole; it knows the protocol's connection, the engine does not.
 */

import { readFileSync } from "node:fs";
import type { Connection, Diagnostic, Position, WorkspaceEdit } from "vscode-languageserver/node";
import { analyze } from "../analysis/engine.ts";
import type { FileEdit, Finding } from "../analysis/finding.ts";
import type { Logger } from "../base/logger.ts";
import { createCatalog, type SourceTrouble } from "../catalog/catalog.ts";
import { emptyPartialConfig, type PartialConfig, readPartialConfig } from "../config/config.ts";
import { DirectoryContentSource } from "../io/directory-registry.ts";
import { isInside, type LoadedFolder, loadFolder, readTexts } from "../io/folder-loader.ts";
import { createLineIndex, type LineIndex } from "../syntax/line-index.ts";
import type { FileId } from "../workspace/profile-index.ts";
import {
  type Affected,
  type Change,
  type FileView,
  type Snapshot,
  Workspace,
} from "../workspace/workspace.ts";
import { fileIdOf, toDiagnostic, toPlainDiagnostic, toRange, toWorkspaceEdit, uriOf } from "./convert.ts";
import { OpenDocuments } from "./open-documents.ts";
import { type CatalogStatus, statusNotification } from "./protocol.ts";
import { Schedule } from "./schedule.ts";

/** What the client can do, as far as it matters here. */
export interface ClientAbilities {
  readonly configuration: boolean;
  readonly dynamicWatchers: boolean;
  readonly relativePatterns: boolean;
  readonly inlayHintRefresh: boolean;
  readonly workspaceFolders: boolean;
}

/** Where in which file, as the engine counts. */
export interface Place {
  readonly file: FileId;
  readonly view: FileView;
  readonly offset: number;
}

/** What a user set in the editor that is not the engine's business. */
export interface EditorSettings {
  readonly inlayHints: boolean;
}

export class Session {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly documents = new OpenDocuments();
  readonly workspace = new Workspace();
  readonly schedule: Schedule;
  readonly abilities: ClientAbilities;
  readonly #rulePages: string | undefined;
  readonly #content = new DirectoryContentSource();
  readonly #published = new Map<FileId, string>();
  #findings: { revision: number; files: Map<FileId, readonly Finding[]> } = {
    revision: -1,
    files: new Map(),
  };
  #folders: readonly LoadedFolder[] = [];
  #folderPaths: readonly string[] = [];
  #filesOnDisk = new Set<FileId>();
  #trusted: boolean;
  #settings: EditorSettings = { inlayHints: true };
  #reloading: Promise<void> | undefined;
  #reloadAgain = false;
  #watched: (folders: readonly string[]) => void = () => undefined;

  constructor(
    connection: Connection,
    logger: Logger,
    abilities: ClientAbilities,
    options: { trusted: boolean; rulePages: string | undefined },
  ) {
    this.connection = connection;
    this.logger = logger;
    this.abilities = abilities;
    this.#trusted = options.trusted;
    this.#rulePages = options.rulePages;
    this.schedule = new Schedule({
      run: (file) => this.#publish(file),
      urgent: () => this.documents.files(),
    });
  }

  get snapshot(): Snapshot {
    return this.workspace.snapshot();
  }

  get settings(): EditorSettings {
    return this.#settings;
  }

  /** The findings of the file as it is now, from the last analysis when nothing has changed since. */
  findings(file: FileId): readonly Finding[] {
    const snapshot = this.snapshot;
    if (this.#findings.revision !== snapshot.revision)
      this.#findings = { revision: snapshot.revision, files: new Map() };
    const before = this.#findings.files.get(file);
    if (before !== undefined) return before;
    const findings = analyze(snapshot, file, this.logger);
    this.#findings.files.set(file, findings);
    return findings;
  }

  apply(...changes: readonly Change[]): void {
    this.#analyzeLater(this.workspace.apply(...changes));
  }

  /** The edit for the client, with the versions that its documents have. Files that are not ours are read as they are on the disk. */
  workspaceEdit(edits: readonly FileEdit[]): WorkspaceEdit {
    return toWorkspaceEdit(edits, (file) => {
      const open = this.documents.get(file);
      const lines = this.linesOf(file);
      return lines === undefined
        ? undefined
        : { uri: this.uriOf(file), version: open?.version ?? null, lines };
    });
  }

  /** The place in one of our files that a request is about; undefined for every other file. */
  place(uri: string, position: Position): Place | undefined {
    const file = fileIdOf(uri);
    const view = this.snapshot.file(file);
    return view === undefined ? undefined : { file, view, offset: view.lines.offset(position) };
  }

  /** The URI by which the client knows the file. */
  uriOf(file: FileId): string {
    return this.documents.get(file)?.uri ?? uriOf(file);
  }

  /** Lines of any file: of the workspace's text where it is ours, else of the disk's. */
  linesOf(file: FileId): LineIndex | undefined {
    const view = this.snapshot.file(file);
    if (view !== undefined) return view.lines;
    try {
      return createLineIndex(this.documents.get(file)?.text ?? readFileSync(file, "utf8"));
    } catch {
      return undefined;
    }
  }

  setFolders(paths: readonly string[]): Promise<void> {
    this.#folderPaths = paths;
    return this.reload();
  }

  get folders(): readonly string[] {
    return this.#folderPaths;
  }

  /** Told which folders outside of the workspace hold registries, each time that changes. */
  onRegistryFolders(listener: (folders: readonly string[]) => void): void {
    this.#watched = listener;
  }

  trust(): Promise<void> {
    this.#trusted = true;
    return this.reload();
  }

  /** Forgets what was read of a pack's files below the path. */
  forgetContent(path: string): void {
    this.#content.forget(path);
  }

  /** True for a path that a registry was read from, or that lies in one. */
  isInRegistry(path: string): boolean {
    return this.#folders.some(({ registries }) => registries.some(({ folder }) => isInside(folder, path)));
  }

  /** Files that were found on the disk and lie at the path or below it. */
  filesBelow(path: string): FileId[] {
    return [...this.#filesOnDisk].filter((file) => isInside(path, file));
  }

  isOnDisk(file: FileId): boolean {
    return this.#filesOnDisk.has(file);
  }

  noteOnDisk(file: FileId, exists: boolean): void {
    if (exists) this.#filesOnDisk.add(file);
    else this.#filesOnDisk.delete(file);
  }

  /** Reads folders, configuration and registries again. Asked for while it runs, it runs once more afterwards. */
  reload(): Promise<void> {
    if (this.#reloading !== undefined) {
      this.#reloadAgain = true;
      return this.#reloading;
    }
    this.#reloading = this.#reloadUntilCurrent().finally(() => {
      this.#reloading = undefined;
    });
    return this.#reloading;
  }

  async #reloadUntilCurrent(): Promise<void> {
    do {
      this.#reloadAgain = false;
      try {
        await this.#load();
      } catch (error) {
        this.logger.error(
          "The workspace could not be read: findings may be out of date until it changes again",
          error,
        );
      }
    } while (this.#reloadAgain);
  }

  async #load(): Promise<void> {
    const paths = this.#folderPaths;
    const settings = await this.#readSettings(paths);
    const folders = await Promise.all(
      paths.map((folder, at) =>
        loadFolder({ folder, trusted: this.#trusted, settings: settings[at] ?? emptyPartialConfig }),
      ),
    );
    const files = [...new Set(folders.flatMap((folder) => folder.documents))];
    const { texts, troubles } = await readTexts(files.filter((file) => !this.documents.has(file)));
    // Another folder list means another round; what was read for this one must not be mixed into it.
    if (this.#reloadAgain) return;
    const before = this.#folders;
    this.#folders = folders;
    this.#filesOnDisk = new Set(files);
    for (const { registries } of [...before, ...folders])
      for (const { folder } of registries) this.#content.forget(folder);
    const changes: Change[] = [
      {
        kind: "folders",
        folders: folders.map(({ folder, config }) => ({ path: folder, config: config.config })),
      },
      { kind: "catalog", catalog: createCatalog(uniqueRegistries(folders), this.#content) },
    ];
    // Somebody may have opened a file while it was read: what is in the editor is the truth.
    for (const [file, text] of texts)
      if (!this.documents.has(file)) changes.push({ kind: "text", file, text });
    for (const file of this.snapshot.files()) {
      if (!texts.has(file) && !this.documents.has(file)) changes.push({ kind: "removed", file });
    }
    this.apply(...changes);
    this.#tellSources(folders, troubles);
    this.#watched(
      [...new Set(folders.flatMap((folder) => folder.registries.map((registry) => registry.folder)))].filter(
        (folder) => !paths.some((path) => isInside(path, folder)),
      ),
    );
    if (this.abilities.inlayHintRefresh) void this.connection.languages.inlayHint.refresh();
  }

  async #readSettings(folders: readonly string[]): Promise<PartialConfig[]> {
    if (!this.abilities.configuration) return [];
    const items = [undefined, ...folders].map((folder) => ({
      section: "clusterProfiles",
      ...(folder === undefined ? {} : { scopeUri: uriOf(folder) }),
    }));
    const answers = (await this.connection.workspace.getConfiguration(items)) as unknown[];
    const hints = (answers[0] as { inlayHints?: { enabled?: unknown } } | null)?.inlayHints?.enabled;
    this.#settings = { inlayHints: hints !== false };
    return answers.slice(1).map(readPartialConfig);
  }

  #analyzeLater(affected: Affected): void {
    this.schedule.add(
      affected === "all" ? new Set([...this.snapshot.files(), ...this.#published.keys()]) : affected,
    );
  }

  #publish(file: FileId): void {
    const view = this.snapshot.file(file);
    if (view === undefined) {
      if (!this.#isSource(file)) this.#send(file, []);
      return;
    }
    const context = {
      lines: view.lines,
      linesOf: (other: FileId) => this.linesOf(other),
      uriOfFile: (other: FileId) => this.uriOf(other),
      rulePages: this.#rulePages,
    };
    this.#send(
      file,
      this.findings(file).map((finding) => toDiagnostic(finding, context)),
    );
  }

  #sources = new Set<FileId>();

  /** True for a file whose diagnostics are not the analysis' but those of a source: a broken pack, the config file. */
  #isSource(file: FileId): boolean {
    return this.#sources.has(file);
  }

  /** Sends only what differs from what the client has. */
  #send(file: FileId, diagnostics: Diagnostic[]): void {
    const text = diagnostics.length === 0 ? "" : JSON.stringify(diagnostics);
    if ((this.#published.get(file) ?? "") === text) return;
    if (text === "") this.#published.delete(file);
    else this.#published.set(file, text);
    const version = this.documents.get(file)?.version;
    void this.connection.sendDiagnostics({
      uri: this.uriOf(file),
      diagnostics,
      ...(version === undefined ? {} : { version }),
    });
  }

  /** What is wrong with the configuration and with packs is shown at their own files, and never at a profile. */
  #tellSources(folders: readonly LoadedFolder[], more: readonly SourceTrouble[]): void {
    const catalog = this.snapshot.catalog;
    const troubles = [...folders.flatMap((folder) => folder.troubles), ...catalog.troubles, ...more];
    const byFile = new Map<FileId, Diagnostic[]>();
    const add = (file: FileId, diagnostic: Diagnostic) =>
      byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
    for (const { config } of folders) {
      if (config.text === undefined) continue;
      const lines = createLineIndex(config.text);
      for (const { message, span } of config.problems) {
        add(config.file, toPlainDiagnostic("config-file", message, toRange(lines, span), "error"));
      }
    }
    const start = { line: 0, character: 0 };
    for (const { source, path, message } of troubles) {
      this.logger.warn(`${source}: ${path}: ${message}`);
      if (!/\.(?:json|ya?ml)$/.test(path) || !this.#folderPaths.some((folder) => isInside(folder, path)))
        continue;
      add(
        path,
        toPlainDiagnostic(
          "registry",
          `${source}: ${message}`,
          { start, end: { line: 0, character: 1 } },
          "warning",
        ),
      );
    }
    const before = this.#sources;
    this.#sources = new Set(byFile.keys());
    for (const file of before) if (!byFile.has(file)) this.#send(file, []);
    for (const [file, diagnostics] of byFile) this.#send(file, diagnostics);
    const status: CatalogStatus = {
      registries: catalog.registries.map(({ label, packs, failure }) => ({
        label,
        packs: packs.length,
        failure,
      })),
      troubles: troubles.map(({ source, path, message }) => ({ source, path, message })),
      profiles: this.snapshot.index.size,
    };
    void this.connection.sendNotification(statusNotification, status);
  }
}

/** Two folders may name the same registry: it counts once. */
function uniqueRegistries(folders: readonly LoadedFolder[]) {
  const unique = new Map<string, LoadedFolder["registries"][number]>();
  for (const { registries } of folders) {
    for (const registry of registries) unique.set(`${registry.name ?? ""}\n${registry.folder}`, registry);
  }
  return [...unique.values()];
}
