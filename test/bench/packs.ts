/** The packs that profiles of the benchmark are made of: every pack of a registry folder that has values. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readDirectoryRegistry } from "../../server/src/io/directory-registry.ts";

export interface BenchPack {
  readonly name: string;
  readonly version: string;
  readonly layer: string;
  readonly displayName: string;
  /** With `\n` line ends and none at the end. */
  readonly values: string;
}

/** The name under which the profiles know the registry, and the config file of the workspace the folder. */
export const registryName = "Bench Registry";

/** In the order of the length of their values, so that evenly spaced ones are a fair sample. */
export async function readPacks(folder: string): Promise<BenchPack[]> {
  const registry = await readDirectoryRegistry({
    name: registryName,
    label: registryName,
    folder,
    complete: true,
  });
  if (registry.failure !== undefined) throw new Error(registry.failure);
  const packs: BenchPack[] = [];
  for (const { name, version, layer, displayName, folder: packFolder } of registry.packs) {
    const values = await readValues(packFolder);
    if (values !== "") {
      packs.push({ name, version, layer: layer ?? "addon", displayName: displayName ?? name, values });
    }
  }
  if (packs.length === 0) throw new Error(`no pack with a values.yaml in ${folder}`);
  return packs.sort((a, b) => a.values.length - b.values.length || (a.name < b.name ? -1 : 1));
}

async function readValues(folder: string): Promise<string> {
  try {
    return (await readFile(join(folder, "values.yaml"), "utf8")).replaceAll(/\r\n?/g, "\n").trimEnd();
  } catch {
    return "";
  }
}
