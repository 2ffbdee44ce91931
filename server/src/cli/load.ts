/** Brings what the command works on into one workspace, by the same loader that the editor's server uses. */

import { relative, resolve } from "node:path";
import { filesToCompare } from "../analysis/committed-files.ts";
import { createCatalog, type Registry, type SourceTrouble } from "../catalog/catalog.ts";
import { combineRegistries, onceEach } from "../io/combine-folders.ts";
import { DirectoryContentSource, readDirectoryRegistry } from "../io/directory-registry.ts";
import {
  isInside,
  type LoadedConfig,
  type LoadedFolder,
  loadFolder,
  readTexts,
} from "../io/folder-loader.ts";
import { readCommitted } from "../io/git.ts";
import { listFolder } from "../io/list-folder.ts";
import { readText } from "../io/read-text.ts";
import { today } from "../io/today.ts";
import { type Snapshot, Workspace } from "../workspace/workspace.ts";
import { UsageError } from "./arguments.ts";
import { type CheckedPath, findPaths, findRoots, withoutLinks } from "./roots.ts";

/** What of a command's arguments says what to read. */
export interface LoadArguments {
  readonly paths: readonly string[];
  readonly config: string | undefined;
  readonly registries: readonly string[];
}

export interface Loaded {
  readonly snapshot: Snapshot;
  /** Every text that was read, by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
  /** What there would be to know if these files had these texts. Once: what comes after it sees them too. */
  readonly whatIf: (texts: ReadonlyMap<string, string>) => Snapshot;
  /** What there would be to know if these were all files: the folders and packs stay. */
  readonly withFiles: (texts: ReadonlyMap<string, string>) => Snapshot;
  /** The folders that were loaded as a whole. */
  readonly roots: readonly string[];
  /** The files at the paths that may be profiles, clusters or files of packs, in alphabetical order. */
  readonly candidates: readonly string[];
  /** How many of them a config file tells us to leave alone. */
  readonly ignored: number;
  /** The config files, each once. */
  readonly configs: readonly LoadedConfig[];
  /** Each once. */
  readonly troubles: readonly SourceTrouble[];
}

/** Throws a UsageError where the command line names what is not there. */
export async function load(args: LoadArguments, cwdAsGiven: string): Promise<Loaded> {
  const cwd = await withoutLinks(cwdAsGiven);
  const paths = await findPaths(args.paths, cwd);
  const configFile = args.config === undefined ? undefined : await findConfig(args.config, cwd);
  const [folders, extra] = await Promise.all([
    loadFolders(await findRoots(paths, cwd), configFile),
    Promise.all(args.registries.map((folder) => readExtraRegistry(folder, cwd))),
  ]);

  const candidates = await findCandidates(paths, folders);
  const documents = new Set([...folders.flatMap(filesOf), ...candidates]);
  const { texts, troubles } = await readTexts([...documents].sort());

  const catalog = createCatalog(combineRegistries(folders, extra), new DirectoryContentSource());
  const newWorkspace = (files: ReadonlyMap<string, string>) => {
    const made = new Workspace();
    made.apply({
      kind: "folders",
      folders: folders.map(({ folder, config }) => ({ path: folder, config: config.config })),
    });
    made.apply({ kind: "today", day: today() }, { kind: "catalog", catalog });
    for (const [file, text] of files) made.load({ kind: "text", file, text });
    return made;
  };
  const workspace = newWorkspace(texts);
  const committed = await readCommitted([...filesToCompare(workspace.snapshot())]);
  for (const [file, text] of committed) workspace.apply({ kind: "committed", file, text });

  return {
    snapshot: workspace.snapshot(),
    texts,
    whatIf(changed) {
      for (const [file, text] of changed) workspace.apply({ kind: "text", file, text });
      return workspace.snapshot();
    },
    withFiles: (files) => newWorkspace(files).snapshot(),
    roots: folders.map(({ folder }) => folder),
    candidates,
    ignored: candidates.filter((file) => isIgnored(file, folders)).length,
    configs: onceEach(
      folders.map((folder) => folder.config),
      (config) => config.file,
    ),
    troubles: onceEach(
      [...folders.flatMap((folder) => folder.troubles), ...troubles, ...catalog.troubles],
      ({ path, message }) => JSON.stringify([path, message]),
    ),
  };
}

/** What is wrong with the config files, as troubles: it may have left something out. */
export function configTroubles({ configs }: Pick<Loaded, "configs">): readonly SourceTrouble[] {
  return configs.flatMap(({ file, problems }) =>
    problems.map(({ message }) => ({ source: "config-file", path: file, message })),
  );
}

async function findConfig(given: string, cwd: string): Promise<string> {
  const file = resolve(cwd, given);
  const answer = await readText(file, { followLinks: true });
  if ("text" in answer) return file;
  throw new UsageError(`the config file \`${given}\` cannot be read: ${answer.fault}`);
}

function loadFolders(roots: readonly string[], configFile: string | undefined): Promise<LoadedFolder[]> {
  return Promise.all(
    // Whoever runs the command in a folder trusts it; there is nobody to ask.
    roots.map((folder) =>
      loadFolder({ folder, trusted: true, ...(configFile === undefined ? {} : { configFile }) }),
    ),
  );
}

async function readExtraRegistry(given: string, cwd: string): Promise<Registry> {
  const folder = await withoutLinks(resolve(cwd, given));
  const registry = await readDirectoryRegistry({ name: undefined, label: given, folder, complete: false });
  // A slip in a pipeline must not turn it green.
  if (registry.failure !== undefined)
    throw new UsageError(`the registry \`${given}\` cannot be read: ${registry.failure}`);
  return registry;
}

/** The files at the paths. What is named is looked at, even if nobody would look there by himself. */
async function findCandidates(
  paths: readonly CheckedPath[],
  folders: readonly LoadedFolder[],
): Promise<string[]> {
  const documents = folders.flatMap(filesOf);
  const candidates = new Set<string>();
  for (const { path, isFolder } of paths) {
    if (!isFolder) {
      candidates.add(path);
      continue;
    }
    const inside = documents.filter((file) => isInside(path, file));
    // A folder that the walk leaves out, such as `.terraform`.
    const found = inside.length > 0 ? inside : filesOf(await listFolder(path));
    for (const file of found) candidates.add(file);
  }
  return [...candidates].sort();
}

/** Sorted by whoever applies them, so that a pack.json comes before the files beside it. */
function filesOf({ documents, packFiles }: Pick<LoadedFolder, "documents" | "packFiles">): readonly string[] {
  return [...documents, ...packFiles];
}

function isIgnored(file: string, folders: readonly LoadedFolder[]): boolean {
  const innermostFirst = [...folders].sort((a, b) => b.folder.length - a.folder.length);
  const around = innermostFirst.find(({ folder }) => isInside(folder, file));
  if (around === undefined) return false;
  const path = relative(around.folder, file).replaceAll("\\", "/");
  return around.config.config.declaredKind(path) === "ignored";
}
