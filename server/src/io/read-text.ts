/** Reads text files, as UTF-8, one fault at a time. */

import { open } from "node:fs/promises";
import { maxTextLength } from "../syntax/parse.ts";
import { describeFault } from "./list-folder.ts";

export type TextAnswer = { readonly text: string } | { readonly fault: string };

/** Files this large are no profile that a person keeps in Git; reading them would only stall whoever asked. */
const maxBytes = 4 * maxTextLength;

export async function readText(path: string): Promise<TextAnswer> {
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    if (size > maxBytes) return { fault: `it has ${size} bytes, more than the ${maxBytes} that are read` };
    const text = await file.readFile("utf8");
    // Editors do not count a byte order mark as a column, and neither do we.
    return { text: text.startsWith("\ufeff") ? text.slice(1) : text };
  } catch (error) {
    return { fault: describeFault(error) };
  }
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
