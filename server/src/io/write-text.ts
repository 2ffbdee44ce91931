/** Writes text files whole or not at all, and never over what somebody else has written meanwhile. */

import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describeFault } from "./list-folder.ts";

const mark = "\ufeff";

/**
 * Puts the new text in the place of the one that was read, by way of a file beside it. A byte order mark stays, and so do the permissions.
 * Answers why it could not be done, or undefined.
 */
export async function replaceText(path: string, before: string, after: string): Promise<string | undefined> {
  const beside = besideOf(path);
  try {
    const bytes = await readFile(path);
    const text = bytes.toString("utf8");
    if (!Buffer.from(text, "utf8").equals(bytes)) return "it is not UTF-8 throughout";
    const lead = text.startsWith(mark) ? mark : "";
    if (text.slice(lead.length) !== before) return "it has changed since it was read";
    const { mode } = await stat(path);
    await writeNew(beside, lead + after, mode);
    await rename(beside, path);
    return undefined;
  } catch (error) {
    await rm(beside, { force: true });
    return describeFault(error);
  }
}

/** Answers why the file could not be made, or undefined. */
export async function createText(path: string, text: string): Promise<string | undefined> {
  try {
    await writeNew(path, text, 0o666);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return "it is there already";
    return describeFault(error);
  }
}

/** Makes the file, or puts the text in the place of whatever it had: for what we write ourselves. Answers why it could not, or undefined. */
export async function writeOutput(path: string, text: string): Promise<string | undefined> {
  const beside = besideOf(path);
  try {
    await writeNew(beside, text, 0o666);
    await rename(beside, path);
    return undefined;
  } catch (error) {
    await rm(beside, { force: true });
    return describeFault(error);
  }
}

/** On the same disk, so that it can take the other's place at once. */
function besideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
}

/** Never over a file that is there. */
async function writeNew(path: string, text: string, mode: number): Promise<void> {
  await using file = await open(path, "wx", mode);
  await file.writeFile(text, "utf8");
  await file.sync();
}
