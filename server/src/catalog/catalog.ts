/**
 * All that is known of packs, as data. Registries are read elsewhere (`io/`) and handed in; asking costs no I/O and
 * never fails. An answer says how sure it is: what no registry could be asked about is not the user's fault.
 */

import { comparePackVersions, newestFirst } from "../base/pack-version.ts";
import type { PackJson } from "../model/pack-json.ts";
import { createPackFiles, type PackFiles } from "./pack-files.ts";

/** One version of one pack in one registry. */
export interface CatalogPack extends PackJson {
  readonly registry: RegistryLabel;
  /** Absolute path of the pack's folder. */
  readonly folder: string;
  /** Absolute path of its pack.json. */
  readonly file: string;
}

export interface RegistryLabel {
  /** The name Palette and profiles know the registry by; undefined for one that may stand for any. */
  readonly name: string | undefined;
  /** What a person calls it: the name, or the folder as it was given. */
  readonly label: string;
}

/** Trouble with a source: told once, as the source's, and never as a fault of a profile. */
export interface SourceTrouble {
  readonly source: string;
  /** The file or folder it is about, absolute. */
  readonly path: string;
  readonly message: string;
}

/** A registry as it was read at some moment. */
export interface Registry extends RegistryLabel {
  /** Absolute path of the folder it was read from. */
  readonly folder: string;
  /** The owner vouches that a pack which is not here does not exist in the registry of this name. */
  readonly complete: boolean;
  /** Why it could not be read at all; its packs are then empty. */
  readonly failure: string | undefined;
  readonly packs: readonly CatalogPack[];
  readonly troubles: readonly SourceTrouble[];
}

/** What a profile says of a pack, as far as it says it. */
export interface PackQuery {
  readonly name: string;
  readonly registry: string | undefined;
  readonly type: string | undefined;
  readonly layer: string | undefined;
}

/**
 * `known`: the versions, newest first. `absent`: every registry that could hold it was read, and it is not there; `certain` when they
 * are complete. `unavailable`: some registry that could hold it was not read, so nothing can be said.
 */
export type PackAnswer =
  | { readonly kind: "known"; readonly packs: readonly CatalogPack[]; readonly certain: boolean }
  | { readonly kind: "absent"; readonly certain: boolean; readonly asked: readonly string[] }
  | { readonly kind: "unavailable"; readonly reason: string };

/** A file of a pack: its text; `absent` when the pack has none; `unavailable` when it could not be read. */
export type ContentAnswer =
  | { readonly kind: "known"; readonly text: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unavailable"; readonly reason: string };

/** The files of a pack, under the names they have in its folder. */
export type PackFile = (typeof packFiles)[number];

export const packFiles = ["pack.json", "values.yaml", "schema.yaml", "presets.yaml", "README.md"] as const;

/** Where the content of packs comes from, read when it is first asked for and kept until the registry changes. */
export interface PackContentSource {
  read(pack: CatalogPack, file: PackFile): ContentAnswer;
  /** Whether the pack has the file, for sources that can tell without reading it. */
  has?(pack: CatalogPack, file: PackFile): boolean;
  /** Whether there is something at a path within a folder of a pack, for sources that can tell. */
  find?(folder: string, path: string): Presence;
}

/** `unknown` where nobody looked, or may look. */
export type Presence = "there" | "missing" | "unknown";

export interface PackCatalog extends PackFiles {
  readonly registries: readonly Registry[];
  readonly troubles: readonly SourceTrouble[];
  lookup(query: PackQuery): PackAnswer;
  content(pack: CatalogPack, file: PackFile): ContentAnswer;
  hasContent(pack: CatalogPack, file: PackFile): boolean;
  /** Whether there is a file or folder at a path within the folder of a pack. */
  find(folder: string, path: string): Presence;
  /** Names of packs that the query's registry may hold, in alphabetical order. */
  names(query: Pick<PackQuery, "registry" | "type">): readonly string[];
}

/** Pack types that live in a pack registry. Helm charts are named and versioned elsewhere, unless somebody names the folder so. */
const registryTypes = new Set(["spectro", "oci"]);

export const noContent: PackContentSource = { read: () => ({ kind: "absent" }) };

export function createCatalog(
  registries: readonly Registry[],
  source: PackContentSource = noContent,
): PackCatalog {
  const index = new Map<Registry, Map<string, CatalogPack[]>>();
  const known = new Map<string, PackAnswer>();
  const names = new Map<string, readonly string[]>();
  for (const registry of registries) {
    const byName = new Map<string, CatalogPack[]>();
    for (const pack of registry.packs) {
      const versions = byName.get(pack.name);
      if (versions === undefined) byName.set(pack.name, [pack]);
      else versions.push(pack);
    }
    index.set(registry, byName);
  }

  return {
    registries,
    troubles: registries.flatMap((registry) => [
      ...(registry.failure === undefined
        ? []
        : [{ source: registry.label, path: registry.folder, message: registry.failure }]),
      ...registry.troubles,
    ]),
    ...createPackFiles((pack, file) => source.read(pack, file)),
    content: (pack, file) => source.read(pack, file),
    hasContent: (pack, file) => source.has?.(pack, file) ?? source.read(pack, file).kind === "known",
    find: (folder, path) => source.find?.(folder, path) ?? "unknown",
    lookup(query) {
      const key = JSON.stringify([query.name, query.registry, query.type, query.layer]);
      const before = known.get(key);
      if (before !== undefined) return before;
      const answer = lookup(query);
      // What is known is asked for again and again; names that are being typed are not worth keeping.
      if (answer.kind === "known") known.set(key, answer);
      return answer;
    },
    names(query) {
      const { candidates } = candidatesFor(query);
      const key = candidates.map((registry) => registries.indexOf(registry)).join();
      const before = names.get(key);
      if (before !== undefined) return before;
      const all = new Set(candidates.flatMap((registry) => [...(index.get(registry)?.keys() ?? [])]));
      const sorted = [...all].sort();
      names.set(key, sorted);
      return sorted;
    },
  };

  function lookup(query: PackQuery): PackAnswer {
    const { candidates, named } = candidatesFor(query);
    const ofName = candidates.flatMap((registry) => index.get(registry)?.get(query.name) ?? []);
    const fitting = ofName.filter((pack) => fitsLayer(query, pack));
    // In the registry that is named a name means one pack, whatever layer somebody noted beside it.
    const packs = fitting.length === 0 && named ? ofName : fitting;
    const unread = candidates.filter((registry) => registry.failure !== undefined);
    const certain =
      candidates.length > 0 && unread.length === 0 && candidates.every((registry) => registry.complete);
    if (packs.length > 0) return { kind: "known", packs: sortNewestFirst(packs), certain };
    if (unread.length > 0) {
      const reason = unread.map((registry) => `${registry.label}: ${registry.failure}`).join("; ");
      return { kind: "unavailable", reason };
    }
    if (candidates.length === 0 || (query.registry !== undefined && !named)) {
      const reason =
        query.registry === undefined
          ? "no registry that could hold it is known here"
          : `no registry \`${query.registry}\` is known here`;
      return { kind: "unavailable", reason };
    }
    return { kind: "absent", certain, asked: candidates.map((registry) => registry.label) };
  }

  /**
   * The registries that can hold what a profile names. A name that is configured means just that registry. A name that is not
   * is looked for in the nameless ones (a folder of packs beside the profiles is a copy of something), but finding nothing
   * there proves nothing. No name: all of them.
   */
  function candidatesFor(query: Pick<PackQuery, "registry" | "type">): {
    candidates: readonly Registry[];
    named: boolean;
  } {
    const wanted = query.registry;
    // Palette looks up no manifest pack: its content is in the profile, whatever registry it names.
    if (query.type === "manifest") return { candidates: [], named: false };
    const byName = wanted === undefined ? [] : registries.filter((registry) => registry.name === wanted);
    if (byName.length > 0) return { candidates: byName, named: true };
    if (query.type !== undefined && !registryTypes.has(query.type)) return { candidates: [], named: false };
    if (wanted === undefined) return { candidates: registries, named: false };
    return { candidates: registries.filter((registry) => registry.name === undefined), named: false };
  }
}

/** The same pack name in another layer is another pack. Only a stated layer can contradict. */
function fitsLayer(query: PackQuery, pack: CatalogPack): boolean {
  return query.layer === undefined || pack.layer === undefined || query.layer === pack.layer;
}

function sortNewestFirst(packs: readonly CatalogPack[]): CatalogPack[] {
  const order = new Map(
    newestFirst([...new Set(packs.map((pack) => pack.version))]).map((version, at) => [version, at]),
  );
  return [...packs].sort((a, b) => (order.get(a.version) ?? 0) - (order.get(b.version) ?? 0));
}

/** The catalog's pack of exactly this version: the same text, else the one that is equal in order (`1.5` and `1.5.0`, `v1.2.0` and `1.2.0`). */
export function findVersion(packs: readonly CatalogPack[], version: string): CatalogPack | undefined {
  return (
    packs.find((pack) => pack.version === version) ??
    packs.find((pack) => comparePackVersions(pack.version, version) === 0)
  );
}
