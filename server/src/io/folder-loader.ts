/**
 * Everything that one folder brings: its configuration, its registries and the texts in it. Editor and command load folders by this
 * one function, so that they cannot see different things.
 */

import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Registry, SourceTrouble } from "../catalog/catalog.ts";
import {
  type Config,
  configFileName,
  emptyPartialConfig,
  mergeConfig,
  type PartialConfig,
  type RegistrySetting,
} from "../config/config.ts";
import { type ConfigProblem, readConfigFile } from "../config/config-file.ts";
import { readDirectoryRegistry, readPackFiles } from "./directory-registry.ts";
import { describeFault, listFolder } from "./list-folder.ts";
import { forEachLimited, readText } from "./read-text.ts";

export interface FolderOptions {
  /** Absolute. */
  readonly folder: string;
  /** The config file to read instead of the folder's own. */
  readonly configFile?: string;
  /** What the editor's settings say; nothing for the command. */
  readonly settings?: PartialConfig;
  /** When false, nothing that the folder itself says makes us read outside of it. */
  readonly trusted: boolean;
}

export interface LoadedConfig {
  readonly config: Config;
  /** The config file, whether it exists or not. */
  readonly file: string;
  /** Its text; undefined when there is none. */
  readonly text: string | undefined;
  readonly problems: readonly ConfigProblem[];
  /** Registries that file and settings name, with absolute folders. */
  readonly registries: readonly RegistrySetting[];
  readonly troubles: readonly SourceTrouble[];
}

export interface LoadedFolder {
  readonly folder: string;
  readonly config: LoadedConfig;
  /** Named ones first; the last is made of the packs in the folder that none of them covers, when there are any. */
  readonly registries: readonly Registry[];
  /** Absolute paths of the YAML and JSON files that may be profiles or clusters. */
  readonly documents: readonly string[];
  /** Absolute paths of all pack.json files in the folder, whatever registry they belong to. */
  readonly packFiles: readonly string[];
  readonly troubles: readonly SourceTrouble[];
}

export async function loadConfig({
  folder,
  configFile,
  settings,
  trusted,
}: FolderOptions): Promise<LoadedConfig> {
  const file = configFile ?? join(folder, configFileName);
  const answer = await readText(file, { followLinks: trusted });
  const troubles: SourceTrouble[] = [];
  const text = "text" in answer ? answer.text : undefined;
  if ("fault" in answer && (configFile !== undefined || answer.fault !== describeFault({ code: "ENOENT" }))) {
    troubles.push({
      source: "configuration",
      path: file,
      message: `the config file cannot be read: ${answer.fault}`,
    });
  }
  const read = text === undefined ? { config: emptyPartialConfig, problems: [] } : readConfigFile(text);
  const fromSettings = settings ?? emptyPartialConfig;
  const registries: RegistrySetting[] = [];
  const base = configFile === undefined ? folder : resolve(configFile, "..");
  for (const registry of read.config.registries) {
    const absolute = absoluteFolder(base, registry.folder);
    if (trusted || (await isReallyInside(folder, absolute)))
      registries.push({ ...registry, folder: absolute });
    else {
      const message = `the registry folder \`${registry.folder}\` lies outside the workspace and is read when the workspace is trusted`;
      troubles.push({ source: registry.name ?? registry.folder, path: file, message });
    }
  }
  for (const registry of fromSettings.registries) {
    const absolute = absoluteFolder(folder, registry.folder);
    if (!registries.some((named) => named.folder === absolute))
      registries.push({ ...registry, folder: absolute });
  }
  return {
    config: mergeConfig(read.config, fromSettings),
    file,
    text,
    problems: read.problems,
    registries,
    troubles,
  };
}

export async function loadFolder(options: FolderOptions): Promise<LoadedFolder> {
  const { folder } = options;
  const [config, listing] = await Promise.all([loadConfig(options), listFolder(folder)]);
  const named = await Promise.all(
    config.registries.map(({ name, folder: registryFolder, complete }) =>
      readDirectoryRegistry({
        name,
        label: name ?? labelOf(folder, registryFolder),
        folder: registryFolder,
        complete,
      }),
    ),
  );
  const covered = config.registries.map((registry) => registry.folder);
  const loose = listing.packFiles.filter((file) => !covered.some((cover) => isInside(cover, file)));
  const workspace =
    loose.length === 0
      ? []
      : [
          await readPackFiles(
            { name: undefined, label: labelOf(folder, folder), folder, complete: false },
            loose,
          ),
        ];
  const unreadable = listing.unreadable.map(({ path, message }) => ({
    source: "workspace",
    path,
    message: `the folder cannot be read: ${message}`,
  }));
  return {
    folder,
    config,
    registries: [...named, ...workspace],
    documents: listing.documents,
    packFiles: listing.packFiles,
    troubles: [...config.troubles, ...unreadable],
  };
}

/** The texts of the files; those that cannot be read are told. */
export async function readTexts(
  files: readonly string[],
): Promise<{ texts: Map<string, string>; troubles: SourceTrouble[] }> {
  const found = new Map<string, string>();
  const troubles: SourceTrouble[] = [];
  await forEachLimited(files, async (file) => {
    const answer = await readText(file);
    if ("text" in answer) found.set(file, answer.text);
    else
      troubles.push({ source: "workspace", path: file, message: `the file cannot be read: ${answer.fault}` });
  });
  const texts = new Map<string, string>();
  for (const file of files) {
    const text = found.get(file);
    if (text !== undefined) texts.set(file, text);
  }
  return { texts, troubles };
}

/** True for the folder itself and whatever lies below it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** The same, with symbolic links followed: what a link in an untrusted folder leads to is outside of it. */
async function isReallyInside(folder: string, path: string): Promise<boolean> {
  if (!isInside(folder, path)) return false;
  try {
    return isInside(await realpath(folder), await realpath(path));
  } catch {
    // What does not exist leads nowhere; reading it says so.
    return true;
  }
}

function absoluteFolder(base: string, folder: string): string {
  if (folder === "~" || folder.startsWith("~/")) return join(homedir(), folder.slice(1));
  return resolve(base, folder);
}

function labelOf(base: string, folder: string): string {
  const way = relative(base, folder);
  return way === "" ? "workspace" : way.replaceAll("\\", "/");
}
