/** Reads text files, as UTF-8, one fault at a time. */

import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { maxTextLength } from "../syntax/parse.ts";
import { describeFault } from "./list-folder.ts";

export type TextAnswer = { readonly text: string } | { readonly fault: string };

/** Files this large are no profile that a person keeps in Git; reading them would only stall whoever asked. */
export const maxBytes = 4 * maxTextLength;

export interface ReadOptions {
  /** Off by default: a link in a folder that nobody vouches for can lead anywhere. */
  readonly followLinks?: boolean;
}

/** Neither through a link, nor waiting for whoever writes to a pipe. Windows knows neither flag. */
const noFollow = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const notAFile = "it is not a file";

/** Pipes and devices: what has their name is not what they give. */
function isStrange(mode: number): boolean {
  const kind = mode & constants.S_IFMT;
  return kind !== constants.S_IFREG && kind !== constants.S_IFDIR;
}

export async function readText(path: string, { followLinks = false }: ReadOptions = {}): Promise<TextAnswer> {
  try {
    await using file = await open(path, followLinks ? constants.O_RDONLY : constants.O_RDONLY | noFollow);
    const { size, mode } = await file.stat();
    if (isStrange(mode)) return { fault: notAFile };
    if (size > maxBytes) return { fault: tooLarge(size) };
    return { text: withoutMark(await file.readFile("utf8")) };
  } catch (error) {
    return { fault: describeFault(error) };
  }
}

/** The same for those who cannot wait. */
export function readTextSync(path: string): TextAnswer {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | noFollow);
    const { size, mode } = fstatSync(file);
    if (isStrange(mode)) return { fault: notAFile };
    if (size > maxBytes) return { fault: tooLarge(size) };
    return { text: withoutMark(readFileSync(file, "utf8")) };
  } catch (error) {
    return { fault: describeFault(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** True when something is there, be it a link that leads nowhere. */
export function pathExists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Below what is no folder, or what may not be looked into, nothing can be made either.
    return false;
  }
}

/** Editors do not count a byte order mark as a column, and neither do we. */
function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function tooLarge(size: number): string {
  return `it has ${size} bytes, more than the ${maxBytes} that are read`;
}

/** Runs the task over all items, a few at a time: enough to keep the disk busy, few enough for the system's limit of open files. */
export async function forEachLimited<T>(
  items: readonly T[],
  task: (item: T) => Promise<void>,
  limit = 32,
): Promise<void> {
  let next = 0;
  async function worker(): Promise<void> {
    for (;;) {
      const item = items[next++];
      if (item === undefined) return;
      await task(item);
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
