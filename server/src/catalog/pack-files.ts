/**
 * The files of packs as what they mean. Each is read once and kept as long as its text stays the same, so that asking at every keystroke
 * costs nothing, and a file that changed is read anew.
 */

import { parse } from "../syntax/parse.ts";
import type { Node } from "../syntax/tree.ts";
import type { CatalogPack, ContentAnswer, PackFile } from "./catalog.ts";
import { type PackConstraints, readPackConstraints } from "./pack-constraints.ts";
import { type PackPresets, readPackPresets } from "./pack-presets.ts";
import { type PackSchema, readPackSchema } from "./pack-schema/schema-file.ts";

/** What a file of a pack says; `absent` when the pack has none; `unavailable` when it could not be read. */
export type PackFileAnswer<T> =
  | { readonly kind: "known"; readonly value: T }
  | { readonly kind: "absent" }
  | { readonly kind: "unavailable"; readonly reason: string };

/** The values that a pack comes with. */
export interface PackDefaults {
  readonly text: string;
  /** Undefined when the file says nothing. */
  readonly root: Node | undefined;
}

export interface PackFiles {
  /** What its pack.json asks of the profile and of the cluster around it. */
  packConstraints(pack: CatalogPack): PackFileAnswer<PackConstraints>;
  /** Its schema.yaml: what it asks of its values. */
  packSchema(pack: CatalogPack): PackFileAnswer<PackSchema>;
  /** Its presets.yaml. */
  packPresets(pack: CatalogPack): PackFileAnswer<PackPresets>;
  /** Its values.yaml. */
  packDefaults(pack: CatalogPack): PackFileAnswer<PackDefaults>;
}

/** How much text is kept read, in UTF-16 units; what was asked for longest ago goes first. A tree is some ten times its text. */
const textKept = 4 * 1024 * 1024;

type Read = (pack: CatalogPack, file: PackFile) => ContentAnswer;

export function createPackFiles(read: Read): PackFiles {
  const constraints = kept(read, "pack.json", readPackConstraints);
  return {
    packConstraints: (pack) => (pack.hasConstraints ? constraints(pack) : { kind: "absent" }),
    packSchema: kept(read, "schema.yaml", readPackSchema),
    packPresets: kept(read, "presets.yaml", readPackPresets),
    packDefaults: kept(read, "values.yaml", readDefaults),
  };
}

function readDefaults(text: string): PackDefaults {
  return { text, root: parse(text)[0]?.root };
}

function kept<T>(
  read: Read,
  file: PackFile,
  convert: (text: string) => T,
): (pack: CatalogPack) => PackFileAnswer<T> {
  const known = new Map<string, { readonly text: string; readonly answer: PackFileAnswer<T> }>();
  let length = 0;
  return (pack) => {
    const content = read(pack, file);
    const before = known.get(pack.folder);
    if (before !== undefined) {
      known.delete(pack.folder);
      length -= before.text.length;
    }
    if (content.kind !== "known") return content;
    const { text } = content;
    const entry =
      before?.text === text ? before : { text, answer: { kind: "known", value: convert(text) } as const };
    known.set(pack.folder, entry);
    length += text.length;
    for (const [oldest, { text: old }] of known) {
      if (length <= textKept || oldest === pack.folder) break;
      known.delete(oldest);
      length -= old.length;
    }
    return entry.answer;
  };
}
