/** Folders that last as long as a task. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registryName } from "./packs.ts";

export async function inScratch<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "cluster-profiles-bench-"));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A workspace whose config file names the registry. */
export function inWorkspace<T>(registry: string, task: (folder: string) => Promise<T>): Promise<T> {
  return inScratch(async (folder) => {
    const config = [
      "registries:",
      `  - name: ${registryName}`,
      `    folder: ${JSON.stringify(registry)}`,
      "    complete: true",
      "",
    ];
    await writeFile(join(folder, ".cluster-profiles.yaml"), config.join("\n"));
    return task(folder);
  });
}
