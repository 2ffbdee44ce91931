/**
 * The one mutable place of the engine: texts, configuration and catalog go in as changes, frozen snapshots come out. Whatever
 * is derived from a text is kept with that very text, so a stale answer cannot be found by looking in the wrong place.
 */

import { createCatalog, type PackCatalog } from "../catalog/catalog.ts";
import { type Config, configFileName, defaultConfig } from "../config/config.ts";
import { rereadDocuments } from "../model/document.ts";
import { packFileName } from "../model/pack-json.ts";
import { createNestedStore } from "../syntax/nested-documents.ts";
import { type ClusterStatus, ClusterStatusStore } from "./cluster-statuses.ts";
import { CommittedTexts, committedText } from "./committed-texts.ts";
import { type FileFacts, noFacts, readFacts } from "./file-facts.ts";
import { PackFileStore } from "./pack-files.ts";
import { type FileState, type FileView, ParsedFiles } from "./parsed-files.ts";
import { type ClusterEntry, type FileId, type ProfileIndex, ProfileIndexStore } from "./profile-index.ts";
import {
  sameClusters,
  sameFacts,
  sameIdentity,
  samePlaces,
  sameReferences,
  sameShapes,
} from "./same-facts.ts";

export type { FileView } from "./parsed-files.ts";

/** The word by which comments silence findings, which is all that is known of them here. */
export const suppressionMarker = "cluster-profiles-ignore";

/** Comments that hold packs back start with it. */
export const holdMarker = "cluster-profiles-hold";

/** A folder that is open, with its own configuration. */
export interface WorkspaceFolder {
  /** Absolute path without a slash at the end. */
  readonly path: string;
  readonly config: Config;
}

/**
 * `text`: a file's text, whatever kind of file it is; those that are not ours cost a look. A pack.json goes before what lies beside it.
 * `beside`: something that is no text of ours came or went on the disk.
 */
export type Change =
  | { readonly kind: "text"; readonly file: FileId; readonly text: string }
  | { readonly kind: "removed"; readonly file: FileId }
  | { readonly kind: "beside"; readonly file: FileId }
  /** The file's text at the last commit; undefined where there is none. It comes after the text, and is dropped with it. */
  | { readonly kind: "committed"; readonly file: FileId; readonly text: string | undefined }
  | { readonly kind: "folders"; readonly folders: readonly WorkspaceFolder[] }
  /** The day, as in `2027-03-01`: holds end. */
  | { readonly kind: "today"; readonly day: string }
  | { readonly kind: "catalog"; readonly catalog: PackCatalog };

/** Files whose findings may differ after a change: `all`, or just these. */
export type Affected = "all" | ReadonlySet<FileId>;

/** Everything as it was at one moment. Reading it never changes what it says. */
export interface Snapshot {
  /** Grows with every change. */
  readonly revision: number;
  /** Grows when profiles, clusters, the comments beside them or the catalog say something else, and not when they only move. */
  readonly factsRevision: number;
  readonly catalog: PackCatalog;
  readonly index: ProfileIndex;
  /** The files that hold profiles or clusters, in alphabetical order. */
  files(): readonly FileId[];
  /** The files of the packs that lie in the workspace, in alphabetical order. */
  packFiles(): readonly FileId[];
  /** The files that say how clusters are, in alphabetical order. */
  statusFiles(): readonly FileId[];
  /** What the status files of the cluster's folder say of it; undefined where they say nothing. */
  statusOf(cluster: Pick<ClusterEntry, "file" | "name">): ClusterStatus | undefined;
  /** Undefined for a file that is not ours or not there. */
  file(id: FileId): FileView | undefined;
  /** The text of the same file, which costs no parse. */
  text(id: FileId): string | undefined;
  config(id: FileId): Config;
  /** The day, as in `2027-03-01`; undefined where nobody has told it. */
  readonly today: string | undefined;
}

/**
 * How much text stays parsed, in UTF-16 units: the whole of most repositories, so that loading parses nothing twice, and little enough
 * that the trees of a huge one do not fill the memory.
 */
const parsedTextKept = 8 * 1024 * 1024;

/** The same for values and manifests, whose trees are larger by far: those of some files of the largest kind. */
const nestedTextKept = 3 * 1024 * 1024;

export class Workspace {
  #files = new Map<FileId, FileState>();
  #folders: readonly WorkspaceFolder[] = [];
  #catalog: PackCatalog = createCatalog([]);
  readonly #index = new ProfileIndexStore();
  readonly #packs = new PackFileStore();
  readonly #statuses = new ClusterStatusStore();
  readonly #parsed: ParsedFiles;
  readonly #committed = new CommittedTexts();
  #revision = 0;
  #factsRevision = 0;
  #today: string | undefined;
  #shared = false;
  /** Nobody asks whom a change affects. */
  #loading = false;
  #snapshot: Snapshot | undefined;

  constructor(options: { readonly parsedTextKept?: number; readonly nestedTextKept?: number } = {}) {
    const nested = createNestedStore(options.nestedTextKept ?? nestedTextKept);
    this.#parsed = new ParsedFiles(options.parsedTextKept ?? parsedTextKept, nested);
  }

  /** Takes the changes in, in their order, and says whose findings they may have changed. */
  apply(...changes: readonly Change[]): Affected {
    this.#revision++;
    this.#snapshot = undefined;
    const affected = new Set<FileId>();
    let all = false;
    for (const change of changes) {
      const part = this.#apply(change);
      if (part === "all") all = true;
      else for (const file of part) affected.add(file);
    }
    return all ? "all" : affected;
  }

  /** Takes in changes of a whole workspace, after which all findings are to be made anew: who is affected by which is not asked. */
  load(...changes: readonly Change[]): void {
    this.#loading = true;
    try {
      this.apply(...changes);
    } finally {
      this.#loading = false;
    }
  }

  snapshot(): Snapshot {
    this.#snapshot ??= this.#freeze();
    return this.#snapshot;
  }

  #apply(change: Change): Affected {
    switch (change.kind) {
      case "text":
        return this.#setText(change.file, change.text);
      case "removed":
        return this.#remove(change.file);
      case "beside":
        return this.#packs.around(change.file);
      case "committed":
        return this.#setCommitted(change.file, change.text);
      case "today":
        if (this.#today === change.day) return new Set();
        this.#today = change.day;
        return "all";
      case "catalog":
        this.#catalog = change.catalog;
        this.#factsRevision++;
        return "all";
      case "folders":
        this.#folders = change.folders;
        // Globs may have turned a profile into nothing. Whoever changes folders gives the texts again that they may have made ours.
        for (const { id, text } of [
          ...this.#packs.texts(),
          ...this.#statuses.texts(),
          ...this.#files.values(),
        ])
          this.#setText(id, text);
        return "all";
    }
  }

  #setText(file: FileId, text: string): Affected {
    const before = this.#files.get(file);
    const declared = configOf(this.#folders, file).declaredKind(relativeTo(this.#folders, file));
    if (declared === "ignored") return this.#remove(file);
    if (isStatusFile(this.#folders, file)) {
      if (before !== undefined) this.#removeDocuments(before);
      return this.#statusesChanged(file, this.#statuses.set(file, text));
    }
    this.#statusesChanged(file, this.#statuses.remove(file));
    const ofPack = this.#isInFolders(file) ? this.#packs.set(file, text) : undefined;
    if (ofPack !== undefined) {
      if (before !== undefined) this.#removeDocuments(before);
      return ofPack;
    }
    if (isOfOtherKind(file)) return this.#remove(file);
    if (before !== undefined && before.text === text && before.declared === declared) return new Set();
    const { documents, reading } = rereadDocuments(text, declared, before?.reading);
    // The text of what is not ours is not kept: a repository has a thousand such files.
    if (documents.length === 0) return this.#remove(file);
    const facts = readFacts(file, text, documents);
    const definesProfiles = documents.some(({ kind }) => kind.kind === "profile");
    if (!definesProfiles) this.#committed.set(file, undefined);
    const state: FileState = {
      id: file,
      text,
      documents,
      reading,
      lines: undefined,
      facts,
      declared,
      definesProfiles,
    };
    this.#unshare();
    this.#files.set(file, state);
    if (before !== undefined) this.#parsed.forget(before);
    this.#parsed.touch(state);
    const speaks = (said: string | undefined) =>
      said?.includes(suppressionMarker) === true || said?.includes(holdMarker) === true;
    const mayBeSilenced = speaks(text) || speaks(before?.text);
    if (mayBeSilenced || !sameFacts(before?.facts ?? noFacts, facts)) this.#factsRevision++;
    return this.#factsChanged(file, before?.facts ?? noFacts, facts);
  }

  #remove(file: FileId): Affected {
    const before = this.#files.get(file);
    if (before !== undefined) return this.#removeDocuments(before);
    const said = this.#statuses.remove(file);
    return said === undefined ? this.#packs.remove(file) : this.#statusesChanged(file, said);
  }

  /** `said`: the clusters of which a status file says something else. */
  #statusesChanged(file: FileId, said: ReadonlySet<string> | undefined): ReadonlySet<FileId> {
    if (said === undefined) return new Set();
    if (said.size > 0) this.#factsRevision++;
    return new Set([file, ...[...said].flatMap((name) => this.#index.filesWithCluster(name))]);
  }

  /** A registry outside of the workspace is somebody else's work. */
  #isInFolders(file: FileId): boolean {
    return this.#folders.length === 0 || folderOf(this.#folders, file) !== undefined;
  }

  #removeDocuments(before: FileState): Affected {
    this.#unshare();
    this.#files.delete(before.id);
    this.#parsed.forget(before);
    this.#committed.set(before.id, undefined);
    this.#factsRevision++;
    return this.#factsChanged(before.id, before.facts, noFacts);
  }

  #setCommitted(file: FileId, text: string | undefined): Affected {
    const state = this.#files.get(file);
    if (state === undefined || !state.definesProfiles) return new Set();
    const committed = text === undefined ? undefined : committedText(text, state.text, state.declared);
    return new Set(this.#committed.set(file, committed) ? [file] : []);
  }

  /** A snapshot keeps the map it was made of; the first change after it works on a copy. */
  #unshare(): void {
    if (!this.#shared) return;
    this.#files = new Map(this.#files);
    this.#shared = false;
  }

  #factsChanged(file: FileId, before: FileFacts, after: FileFacts): Affected {
    if (this.#loading) {
      this.#index.replace(file, before, after);
      return "all";
    }
    const affected = new Set<FileId>([file]);
    const add = (files: readonly FileId[]) => {
      for (const other of files) affected.add(other);
    };
    if (!sameClusters(before, after)) {
      for (const { name } of [...before.clusters, ...after.clusters]) {
        if (name !== undefined) add(this.#index.filesWithCluster(name));
      }
      // A status may be of a cluster that is there only now, or not any more.
      add(this.#statuses.freeze().ids());
    }
    // What a change does to a cluster hangs on all that is written of it.
    if (before.clusters.length + after.clusters.length > 0) add(this.#filesThatReach(before, after));
    const sameIdentities = sameIdentity(before, after);
    // What was committed is held against who refers to it, and where, and against what others define.
    if (!sameIdentities || !sameReferences(before, after)) add(this.#filesThatDiffer());
    if (sameIdentities && samePlaces(before, after)) {
      this.#index.replace(file, before, after);
      if (!sameShapes(before, after))
        for (const { name } of after.profiles) add(this.#index.filesReferringTo(name));
      return affected;
    }
    const names = new Set([...before.profiles, ...after.profiles].map((entry) => entry.name));
    const defined = new Map([...names].map((name) => [name, this.#index.defines(name)]));
    this.#index.replace(file, before, after);
    for (const name of names) {
      add(this.#index.filesWith(name));
      // What was unknown may be known now, or be the word that a reference with a slip in it meant.
      if (defined.get(name) !== this.#index.defines(name)) add(this.#index.filesWithUnresolved());
    }
    return affected;
  }

  /** Files that are not as they were committed: few, whatever the workspace holds. */
  #filesThatDiffer(): FileId[] {
    return [...this.#committed.files()].filter(
      (file) => this.#committed.get(file)?.text !== this.#files.get(file)?.text,
    );
  }

  /** Those of them that define a profile which the clusters refer to. */
  #filesThatReach(before: FileFacts, after: FileFacts): FileId[] {
    const names = new Set([...before.references, ...after.references].map(({ name }) => name));
    return this.#filesThatDiffer().filter((file) =>
      this.#files.get(file)?.facts.profiles.some(({ name }) => names.has(name)),
    );
  }

  #freeze(): Snapshot {
    this.#shared = true;
    const files = this.#files;
    const folders = this.#folders;
    const parsed = this.#parsed;
    const packs = this.#packs.freeze();
    const committed = this.#committed.freeze();
    const statuses = this.#statuses.freeze();
    let ours: readonly FileId[] | undefined;
    return {
      revision: this.#revision,
      factsRevision: this.#factsRevision,
      catalog: this.#catalog,
      today: this.#today,
      index: this.#index.index(),
      files() {
        ours ??= [...files.keys()].sort();
        return ours;
      },
      packFiles: () => packs.ids(),
      statusFiles: () => statuses.ids(),
      statusOf({ file, name }) {
        const own = folderOf(folders, file);
        return name === undefined
          ? undefined
          : statuses.of(name, (other) => folderOf(folders, other) === own);
      },
      file(id) {
        const state = files.get(id);
        if (state !== undefined) return parsed.view(state, committed.get(id));
        const pack = packs.view(id);
        if (pack !== undefined) return parsed.viewOfPack(pack);
        const status = statuses.view(id);
        return status && parsed.viewOfStatus(status);
      },
      text: (id) => files.get(id)?.text ?? packs.text(id) ?? statuses.view(id)?.text,
      config: (id) => configOf(folders, id),
    };
  }
}

/** Files that are something else by their name, whatever a glob covers. */
function isOfOtherKind(file: FileId): boolean {
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return name === configFileName || name === packFileName;
}

/** What is in no folder that is open says nothing; where none is open at all, the name has to do. */
function isStatusFile(folders: readonly WorkspaceFolder[], file: FileId): boolean {
  const folder = folderOf(folders, file);
  if (folder !== undefined) return folder.config.isStatusFile(relativeTo(folders, file));
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return folders.length === 0 && defaultConfig.isStatusFile(name);
}

function folderOf(folders: readonly WorkspaceFolder[], file: FileId): WorkspaceFolder | undefined {
  const around = folders.filter(({ path }) => file.startsWith(`${path}/`) || file.startsWith(`${path}\\`));
  return around.reduce<WorkspaceFolder | undefined>(
    (best, folder) => (best === undefined || folder.path.length > best.path.length ? folder : best),
    undefined,
  );
}

function configOf(folders: readonly WorkspaceFolder[], file: FileId): Config {
  return folderOf(folders, file)?.config ?? defaultConfig;
}

function relativeTo(folders: readonly WorkspaceFolder[], file: FileId): string {
  const folder = folderOf(folders, file);
  return (folder === undefined ? file : file.slice(folder.path.length + 1)).replaceAll("\\", "/");
}
