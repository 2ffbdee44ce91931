/** A registry that is a folder on the disk: any tree with pack.json files. */

import { lstatSync } from "node:fs";
import { dirname, isAbsolute, join, sep } from "node:path";
import type {
  CatalogPack,
  ContentAnswer,
  PackContentSource,
  PackFile,
  Presence,
  Registry,
  SourceTrouble,
} from "../catalog/catalog.ts";
import { readPackJson } from "../model/pack-json.ts";
import { describeFault, listFolder } from "./list-folder.ts";
import { forEachLimited, readText, readTextSync } from "./read-text.ts";

export interface DirectoryRegistryOptions {
  readonly name: string | undefined;
  /** What a person calls it. */
  readonly label: string;
  readonly folder: string;
  readonly complete: boolean;
}

/** Never throws: a folder that cannot be read is a registry with a failure, a broken pack is a trouble of the registry. */
export async function readDirectoryRegistry(options: DirectoryRegistryOptions): Promise<Registry> {
  const { documents: _, packFiles, unreadable } = await listFolder(options.folder);
  const root = unreadable.find(({ path }) => path === options.folder);
  if (root !== undefined) {
    const failure = `the folder \`${options.folder}\` cannot be read: ${root.message}`;
    return { ...options, failure, packs: [], troubles: [] };
  }
  const troubles = unreadable.map(({ path, message }) => ({
    source: options.label,
    path,
    message: `the folder cannot be read: ${message}`,
  }));
  return readPackFiles(options, packFiles, troubles);
}

/** The registry made of these pack.json files. */
export async function readPackFiles(
  options: DirectoryRegistryOptions,
  packFiles: readonly string[],
  earlier: readonly SourceTrouble[] = [],
): Promise<Registry> {
  const { name, label } = options;
  const packs = new Map<string, CatalogPack>();
  const troubles: SourceTrouble[] = [...earlier];
  await forEachLimited(packFiles, async (file) => {
    const answer = await readText(file);
    const json =
      "fault" in answer ? { trouble: `cannot be read: ${answer.fault}` } : readPackJson(answer.text);
    if ("trouble" in json) troubles.push({ source: label, path: file, message: `pack.json ${json.trouble}` });
    else packs.set(file, { ...json, registry: { name, label }, folder: dirname(file), file });
  });
  const ordered = packFiles.map((file) => packs.get(file)).filter((pack) => pack !== undefined);
  troubles.push(...duplicates(ordered));
  troubles.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { ...options, failure: undefined, packs: ordered, troubles };
}

function duplicates(packs: readonly CatalogPack[]): SourceTrouble[] {
  const first = new Map<string, CatalogPack>();
  const troubles: SourceTrouble[] = [];
  for (const pack of packs) {
    const identity = JSON.stringify([pack.name, pack.version, pack.layer]);
    const earlier = first.get(identity);
    if (earlier === undefined) first.set(identity, pack);
    else {
      const message = `\`${pack.name}\` ${pack.version} is in \`${earlier.folder}\` too; the first is used`;
      troubles.push({ source: pack.registry.label, path: pack.file, message });
    }
  }
  return troubles;
}

/** How much text of packs is kept, in UTF-16 units; what was asked for longest ago goes first. */
const contentKept = 16 * 1024 * 1024;

/** The deepest path in a pack that is looked up. */
const mostSegments = 32;

/** Reads the files of packs when they are first asked for, and keeps them until it is told to forget. */
export class DirectoryContentSource implements PackContentSource {
  readonly #known = new Map<string, ContentAnswer>();
  #length = 0;

  read(pack: CatalogPack, file: PackFile): ContentAnswer {
    const path = join(pack.folder, file);
    const answer = this.#known.get(path) ?? readContent(path);
    this.#drop(path);
    this.#known.set(path, answer);
    this.#length += lengthOf(answer);
    for (const oldest of this.#known.keys()) {
      if (this.#length <= contentKept || oldest === path) break;
      this.#drop(oldest);
    }
    return answer;
  }

  has(pack: CatalogPack, file: PackFile): boolean {
    try {
      return lstatSync(join(pack.folder, file)).isFile();
    } catch {
      return false;
    }
  }

  find(folder: string, path: string): Presence {
    let at = folder;
    const segments = path.split(/[\\/]/).filter((segment) => segment !== "" && segment !== ".");
    // Who asks this far is no pack, and every look costs one at the disk.
    if (segments.includes("..") || segments.length > mostSegments || isAbsolute(path)) return "unknown";
    for (const segment of segments) {
      at = join(at, segment);
      try {
        const found = lstatSync(at, { throwIfNoEntry: false });
        if (found === undefined) return "missing";
        // What a link leads to is nothing that anybody vouches for.
        if (found.isSymbolicLink()) return "unknown";
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === "ENOTDIR" ? "missing" : "unknown";
      }
    }
    return "there";
  }

  /** Drops everything that was read from the path or from below it. */
  forget(path: string): void {
    for (const key of this.#known.keys()) if (key === path || key.startsWith(path + sep)) this.#drop(key);
  }

  #drop(path: string): void {
    const answer = this.#known.get(path);
    if (answer === undefined) return;
    this.#length -= lengthOf(answer);
    this.#known.delete(path);
  }
}

function lengthOf(answer: ContentAnswer): number {
  return answer.kind === "known" ? answer.text.length : 0;
}

/** Values of packs are asked for one at a time, by somebody who waits for a light bulb: an asynchronous read would only be longer. */
function readContent(path: string): ContentAnswer {
  const answer = readTextSync(path);
  if ("text" in answer) return { kind: "known", text: answer.text };
  if (answer.fault === describeFault({ code: "ENOENT" })) return { kind: "absent" };
  return { kind: "unavailable", reason: `\`${path}\` cannot be read: ${answer.fault}` };
}
