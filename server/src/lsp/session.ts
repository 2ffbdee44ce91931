/**
 * One run of the server: the workspace, the open documents, the folders and their registries, and what has been told to the client.
 * Handlers get it whole; it knows the protocol's connection, the engine does not.
 */

import { sep } from "node:path";
import type { Connection, Position, WorkspaceEdit } from "vscode-languageserver/node";
import { analyze } from "../analysis/engine.ts";
import type { FileEdit, Finding } from "../analysis/finding.ts";
import type { Logger } from "../base/logger.ts";
import { createCatalog } from "../catalog/catalog.ts";
import { emptyPartialConfig, type PartialConfig } from "../config/config.ts";
import { combineRegistries } from "../io/combine-folders.ts";
import { DirectoryContentSource } from "../io/directory-registry.ts";
import { isInside, type LoadedFolder, loadFolder, readTexts } from "../io/folder-loader.ts";
import { pathExists, readTextSync } from "../io/read-text.ts";
import { today } from "../io/today.ts";
import { createLineIndex, type LineIndex } from "../syntax/line-index.ts";
import { freeFile } from "../updates/versioned-file.ts";
import type { FileId } from "../workspace/profile-index.ts";
import {
  type Affected,
  type Change,
  type FileView,
  type Snapshot,
  Workspace,
} from "../workspace/workspace.ts";
import { fileIdOf, toWorkspaceEdit, uriOf } from "./convert.ts";
import { Diagnostics } from "./diagnostics.ts";
import { defaultEditorSettings, type EditorSettings, readEditorSettings } from "./editor-settings.ts";
import { OpenDocuments } from "./open-documents.ts";
import { Schedule } from "./schedule.ts";
import { UpdateReviews } from "./update-reviews.ts";
import { isWindowUri } from "./values-uri.ts";
import { ValuesWindows } from "./values-windows.ts";
import { windowConnection } from "./window-connection.ts";
import { toOuterPosition, toRealPosition } from "./window-look.ts";
import { WorkspaceDisk } from "./workspace-disk.ts";

/** What the client can do, as far as it matters here. */
export interface ClientAbilities {
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly codeActionResolve: boolean;
  readonly changeAnnotations: boolean;
  readonly dynamicWatchers: boolean;
  readonly relativePatterns: boolean;
  readonly inlayHintRefresh: boolean;
  readonly workspaceFolders: boolean;
}

/** What the client says at the start; see ClientOptions. */
export interface SessionOptions {
  readonly trusted: boolean;
  readonly rulePages: string | undefined;
  readonly suggestCommand: string | undefined;
}

/** Where in which file, as the engine counts. */
export interface Place {
  readonly file: FileId;
  readonly view: FileView;
  readonly offset: number;
}

/** How many files of a workspace are read into the engine before anything else gets its turn. */
const changesInTurn = 16;

export class Session {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly documents = new OpenDocuments();
  readonly workspace = new Workspace();
  /** New folders take effect with the next {@link reload}. */
  readonly disk = new WorkspaceDisk();
  /** Documents that hold one text of a layer. What is asked about them reaches handlers as a question about the profile's file. */
  readonly windows = new ValuesWindows(this);
  /** Those among them that hold what an update would make of a text. */
  readonly reviews = new UpdateReviews(this);
  readonly schedule: Schedule;
  readonly abilities: ClientAbilities;
  readonly suggestCommand: string | undefined;
  readonly rulePages: string | undefined;
  readonly #content = new DirectoryContentSource();
  /** Where lines start in the pack.json files that findings point to. */
  readonly #packLines = new Map<FileId, LineIndex>();
  readonly #diagnostics: Diagnostics;
  #findings: { revision: number; files: Map<FileId, readonly Finding[]> } = {
    revision: -1,
    files: new Map(),
  };
  #folders: readonly LoadedFolder[] = [];
  #trusted: boolean;
  #settings = defaultEditorSettings;
  #reloading: Promise<void> | undefined;
  #reloadAgain = false;
  #hasLoaded = false;
  #watched: (folders: readonly string[]) => void = () => undefined;
  readonly #changeListeners: (() => void)[] = [];
  #loaded: () => void = () => undefined;
  /** Until then an empty workspace means nothing. */
  readonly firstLoad = new Promise<void>((resolve) => {
    this.#loaded = resolve;
  });

  constructor(connection: Connection, logger: Logger, abilities: ClientAbilities, options: SessionOptions) {
    this.connection = windowConnection(connection, this.windows);
    this.logger = logger;
    this.abilities = abilities;
    this.#trusted = options.trusted;
    this.rulePages = options.rulePages;
    this.#diagnostics = new Diagnostics(this, connection);
    this.suggestCommand = options.suggestCommand;
    this.schedule = new Schedule({
      run: (file) => {
        try {
          this.#diagnostics.publish(file);
        } catch (error) {
          this.logger.error(`Internal error on ${file}: its findings are not up to date`, error);
        }
      },
      urgent: () => [...this.windows.documents.files(), ...this.documents.files()],
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
    this.#analyze(this.workspace.apply(...changes), "now");
  }

  /** The text of a document that the client has open. A keystroke may be followed by more. */
  setOpenText(file: FileId, text: string, pace: "typing" | "now"): void {
    // An editor may be open for weeks. The day is told first, and costs nothing while it stays.
    const isNewDay = this.workspace.apply({ kind: "today", day: today() }) === "all";
    const affected = this.workspace.apply({ kind: "text", file, text });
    if (isNewDay) {
      this.#analyze("all", pace);
      this.#diagnostics.tellSources();
    }
    // Even the same text is a new version, whose squiggles the client may have moved away with the old one's.
    this.#analyze(affected === "all" ? affected : new Set([...affected, file]), pace);
    this.judgeConfig(file);
  }

  /** Tells again what is wrong with the configuration, when the file is one and open. */
  judgeConfig(file: FileId): void {
    if (this.#folders.some(({ config }) => config.file === file)) this.#diagnostics.tellSources();
  }

  /** The edit for the client, with the versions that its documents have. Files that are not ours are read as they are on the disk. */
  workspaceEdit(edits: readonly FileEdit[]): WorkspaceEdit {
    // The engine knows the files that are its business, and any other may be in the way of a new one.
    const free = edits.map((edit) =>
      edit.create ? { ...edit, file: freeFile(edit.file, (other) => this.isTaken(other)) } : edit,
    );
    const targetOf = (file: FileId) => {
      const open = this.documents.get(file);
      const lines = this.linesOf(file);
      return lines === undefined
        ? undefined
        : { uri: this.uriOf(file), version: open?.version ?? null, lines };
    };
    return toWorkspaceEdit(free, targetOf, this.abilities.changeAnnotations);
  }

  /** True for a file that is there, on the disk or in an editor. */
  isTaken(file: FileId): boolean {
    return this.documents.has(file) || this.snapshot.file(file) !== undefined || pathExists(file);
  }

  /** The place in one of our files that a request is about; undefined for every other file. */
  place(uri: string, position: Position): Place | undefined {
    if (isWindowUri(uri)) {
      const found = this.windows.look(uri, (look) => ({
        uri: look.outerUri,
        position: toRealPosition(look, toOuterPosition(look, position)),
      }));
      return "reason" in found ? undefined : this.place(found.uri, found.position);
    }
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
    const open = this.documents.get(file);
    if (open !== undefined) return createLineIndex(open.text);
    const before = this.#packLines.get(file);
    if (before !== undefined) return before;
    const answer = readTextSync(file);
    if ("fault" in answer) return undefined;
    const lines = createLineIndex(answer.text);
    if (this.isInRegistry(file)) this.#packLines.set(file, lines);
    return lines;
  }

  /** Told which folders outside of the workspace hold registries, each time that changes. */
  onRegistryFolders(listener: (folders: readonly string[]) => void): void {
    this.#watched = listener;
  }

  /** Told after each change of the workspace, and when it has been read as a whole, not at every step of that. */
  onChange(listener: () => void): void {
    this.#changeListeners.push(listener);
  }

  #changed(): void {
    for (const listener of this.#changeListeners) listener();
  }

  trust(): Promise<void> {
    this.#trusted = true;
    return this.reload();
  }

  /** Forgets what was read of a pack's files below the path. */
  forgetContent(path: string): void {
    this.#content.forget(path);
    for (const file of this.#packLines.keys()) if (isInside(path, file)) this.#packLines.delete(file);
  }

  /** True when packs were read from the path or from below it. */
  hasPacksBelow(path: string): boolean {
    const below = path + sep;
    return this.snapshot.catalog.registries.some(
      ({ folder, packs }) =>
        folder === path ||
        folder.startsWith(below) ||
        packs.some(({ file }) => file === path || file.startsWith(below)),
    );
  }

  /** True for a path in a folder that was named as a registry, and for one in the folder of a pack. */
  isInRegistry(path: string): boolean {
    return this.#folders.some(
      ({ folder: own, registries }) =>
        registries.some(({ folder }) => folder !== own && isInside(folder, path)) ||
        registries.some(({ packs }) => packs.some(({ folder }) => path.startsWith(folder + sep))),
    );
  }

  /** True once the workspace has been read as a whole. */
  get hasLoaded(): boolean {
    return this.#hasLoaded;
  }

  /** True while files are being read, when what is heard of the disk may be overtaken by what was read before. */
  get isLoading(): boolean {
    return this.#reloading !== undefined;
  }

  /** Reads folders, configuration and registries again. Asked for while it runs, it runs once more afterwards. */
  reload(): Promise<void> {
    if (this.#reloading !== undefined) {
      this.#reloadAgain = true;
      return this.#reloading;
    }
    this.#reloading = this.#reloadUntilCurrent();
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
    // In the same turn as the look at the flag: whoever asks after this starts anew.
    this.#reloading = undefined;
    this.#loaded();
    this.#changed();
  }

  async #load(): Promise<void> {
    const paths = this.disk.folders;
    const settings = await this.#readSettings(paths);
    const folders = await Promise.all(
      paths.map((folder, at) =>
        loadFolder({ folder, trusted: this.#trusted, settings: settings[at] ?? emptyPartialConfig }),
      ),
    );
    // In alphabetical order a pack.json comes before the files beside it, as the workspace wants them.
    const files = [
      ...new Set(folders.flatMap(({ documents, packFiles }) => [...documents, ...packFiles])),
    ].sort();
    const { texts, troubles } = await readTexts(files.filter((file) => !this.documents.has(file)));
    // Another folder list means another round; what was read for this one must not be mixed into it.
    if (this.#reloadAgain) return;
    const before = this.#folders;
    this.#folders = folders;
    this.disk.setFiles(files);
    for (const { registries } of [...before, ...folders])
      for (const { folder } of registries) this.forgetContent(folder);
    const changes: Change[] = [
      {
        kind: "folders",
        folders: folders.map(({ folder, config }) => ({ path: folder, config: config.config })),
      },
      { kind: "today", day: today() },
      { kind: "catalog", catalog: createCatalog(combineRegistries(folders), this.#content) },
    ];
    const { snapshot } = this;
    for (const [file, text] of texts) changes.push({ kind: "text", file, text });
    for (const file of [...snapshot.files(), ...snapshot.packFiles(), ...snapshot.statusFiles()]) {
      if (!texts.has(file) && !this.documents.has(file)) changes.push({ kind: "removed", file });
    }
    const earlier = this.#hasLoaded ? this.snapshot : undefined;
    await this.#applyInTurns(changes);
    this.#hasLoaded = true;
    this.#diagnostics.takeSources(folders, troubles);
    this.schedule.add(this.#packFilesToCheck(earlier), "now");
    this.#watched(
      [...new Set(folders.flatMap((folder) => folder.registries.map((registry) => registry.folder)))].filter(
        (folder) => !paths.some((path) => isInside(path, folder)),
      ),
    );
    if (this.abilities.inlayHintRefresh) {
      this.connection.languages.inlayHint
        .refresh()
        .catch((error: unknown) => this.logger.warn(`Inlay hints are not refreshed: ${String(error)}`));
    }
  }

  /**
   * Packs are checked for who works on them, so a start does not wait for hundreds that nobody has touched: only for those that the catalog
   * could not take in.
   */
  #packFilesToCheck(earlier: Snapshot | undefined): FileId[] {
    const { snapshot } = this;
    const troubled = new Set(this.#diagnostics.troubles.map(({ path }) => path));
    return snapshot
      .packFiles()
      .filter(
        (file) => troubled.has(file) || (earlier !== undefined && earlier.text(file) !== snapshot.text(file)),
      );
  }

  /** A large workspace is taken in piece by piece, so that requests are answered in between; it is analysed when it is whole. */
  async #applyInTurns(changes: readonly Change[]): Promise<void> {
    const take = (...part: readonly Change[]) => this.workspace.load(...part);
    for (let at = 0; at < changes.length; at += changesInTurn) {
      // Somebody may have opened a file since it was read: what is in the editor is the truth.
      const turn = changes.slice(at, at + changesInTurn);
      take(...turn.filter((change) => change.kind !== "text" || !this.documents.has(change.file)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Globs may have turned what is open into a profile, or into nothing.
    for (const file of this.documents.files()) {
      const open = this.documents.get(file);
      if (open !== undefined) take({ kind: "text", file, text: open.text });
    }
    this.#analyze("all", "now");
  }

  async #readSettings(folders: readonly string[]): Promise<readonly PartialConfig[]> {
    if (!this.abilities.configuration) return [];
    const read = await readEditorSettings(this.connection, this.logger, folders);
    if (read === undefined) return [];
    this.#settings = read.editor;
    return read.folders;
  }

  #analyze(affected: Affected, pace: "typing" | "now"): void {
    const files =
      affected === "all"
        ? new Set([
            ...this.snapshot.files(),
            ...this.snapshot.statusFiles(),
            ...this.#diagnostics.files(),
            ...this.documents.files(),
          ])
        : affected;
    this.schedule.add([...files, ...this.windows.of(affected)], pace);
    this.#changed();
  }
}
