/** Several folders as one: editor and command combine them by the same rules. */

import type { Registry } from "../catalog/catalog.ts";
import type { LoadedFolder } from "./folder-loader.ts";

/** All registries of all folders. Where folders overlap, a pack counts for the one who named its registry, and once. */
export function combineRegistries(
  folders: readonly LoadedFolder[],
  extra: readonly Registry[] = [],
): Registry[] {
  const named: Registry[] = [];
  const loose: Registry[] = [];
  for (const { config, registries } of folders) {
    named.push(...registries.slice(0, config.registries.length));
    // What is left is made of the packs that lie about in the folder.
    loose.push(...registries.slice(config.registries.length));
  }
  const registries = onceEach([...named, ...extra], ({ name, folder }) => JSON.stringify([name, folder]));
  const taken = new Set(registries.flatMap((registry) => registry.packs.map((pack) => pack.file)));
  for (const registry of loose) {
    const packs = registry.packs.filter((pack) => !taken.has(pack.file));
    for (const pack of packs) taken.add(pack.file);
    if (packs.length > 0 || registry.troubles.length > 0) registries.push({ ...registry, packs });
  }
  return registries;
}

/** The first of those with the same key, in the order given. */
export function onceEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}
