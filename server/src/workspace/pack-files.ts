/**
 * The files of packs that lie in the workspace, for whoever writes packs: their texts, and what was read of them when it was asked for. A
 * file is a pack's when a pack.json of a pack lies beside it.
 */

import type { PackPresets } from "../catalog/pack-presets.ts";
import { readPackPresets } from "../catalog/pack-presets.ts";
import { type PackSchema, readPackSchema } from "../catalog/pack-schema/schema-file.ts";
import { isPackJson, type PackFileName, packFileNames, packFilePlace } from "../model/pack-file.ts";
import { packFileName } from "../model/pack-json.ts";
import { type NestedView, readWholeText } from "../syntax/nested-documents.ts";
import { parse } from "../syntax/parse.ts";
import type { SyntaxDocument } from "../syntax/tree.ts";
import type { FileId } from "./profile-index.ts";

/** A file of a pack. What is derived from the text is made when it is first asked for. */
export interface PackFileView {
  readonly id: FileId;
  readonly name: PackFileName;
  /** The pack's folder, without a slash at its end. */
  readonly folder: string;
  readonly text: string;
  /** At least one. */
  readonly documents: readonly SyntaxDocument[];
  /** The text as values, which may hold macros. */
  readonly values: NestedView;
  /** The text as a schema.yaml. */
  readonly schema: PackSchema;
  /** The text as a presets.yaml. */
  readonly presets: PackPresets;
  /** Another file of the same pack; undefined when the workspace has none. */
  beside(name: PackFileName): PackFileView | undefined;
}

/** The pack files at one moment. */
export interface PackFilesSnapshot {
  /** In alphabetical order. */
  ids(): readonly FileId[];
  view(id: FileId): PackFileView | undefined;
  text(id: FileId): string | undefined;
}

/** How much text stays read, in UTF-16 units: the files of some packs, of which people look at one at a time. */
const readTextKept = 2 * 1024 * 1024;

export class PackFileStore {
  #files = new Map<FileId, PackFileState>();
  #shared = false;
  readonly #kept = new KeptReadings();

  /**
   * The files whose findings may differ with the text; undefined when it is none of a pack's. When a pack.json becomes one, whoever gives
   * texts gives those beside it again.
   */
  set(id: FileId, text: string): ReadonlySet<FileId> | undefined {
    const place = packFilePlace(id);
    if (place === undefined) return undefined;
    const { name, folder } = place;
    if (!(name === packFileName ? isPackJson(text) : this.#files.has(folder + packFileName)))
      return undefined;
    const before = this.#files.get(id);
    if (before?.text === text) return new Set();
    this.#change(before).set(id, { id, name, folder, text, read: undefined });
    return this.#filesBeside(folder).add(id);
  }

  /** Without its pack.json nothing tells that the other files are a pack's. */
  remove(id: FileId): ReadonlySet<FileId> {
    const before = this.#files.get(id);
    if (before === undefined) return new Set();
    const affected = this.#filesBeside(before.folder);
    for (const gone of before.name === packFileName ? affected : [id]) {
      this.#change(this.#files.get(gone)).delete(gone);
    }
    return affected;
  }

  has(id: FileId): boolean {
    return this.#files.has(id);
  }

  /** The texts of all, those that decide first. */
  texts(): readonly { readonly id: FileId; readonly text: string }[] {
    const all = [...this.#files.values()];
    return all.sort((a, b) => packFileNames.indexOf(a.name) - packFileNames.indexOf(b.name));
  }

  /** The pack.json of each pack that the path lies in. */
  around(path: string): ReadonlySet<FileId> {
    const found = new Set<FileId>();
    if (this.#files.size === 0) return found;
    for (let at = path.length; at > 0; ) {
      at = Math.max(path.lastIndexOf("/", at - 1), path.lastIndexOf("\\", at - 1));
      const file = path.slice(0, at + 1) + packFileName;
      if (at >= 0 && this.#files.has(file)) found.add(file);
    }
    return found;
  }

  freeze(): PackFilesSnapshot {
    this.#shared = true;
    const files = this.#files;
    const kept = this.#kept;
    let ids: readonly FileId[] | undefined;
    const view = (id: FileId): PackFileView | undefined => {
      const state = files.get(id);
      return state === undefined ? undefined : createView(state, kept, (name) => view(state.folder + name));
    };
    return {
      ids() {
        ids ??= [...files.keys()].sort();
        return ids;
      },
      view,
      text: (id) => files.get(id)?.text,
    };
  }

  #filesBeside(folder: string): Set<FileId> {
    return new Set(packFileNames.map((name) => folder + name).filter((id) => this.#files.has(id)));
  }

  /** A snapshot keeps the map it was made of; the first change after it works on a copy. */
  #change(before: PackFileState | undefined): Map<FileId, PackFileState> {
    if (before !== undefined) this.#kept.forget(before);
    if (this.#shared) this.#files = new Map(this.#files);
    this.#shared = false;
    return this.#files;
  }
}

interface PackFileState {
  readonly id: FileId;
  readonly name: PackFileName;
  /** With the slash at its end. */
  readonly folder: string;
  readonly text: string;
  read: PackFileReading | undefined;
}

/** Derived from the text alone, and dropped when too many are kept. */
interface PackFileReading {
  documents?: readonly SyntaxDocument[];
  values?: NestedView;
  schema?: PackSchema;
  presets?: PackPresets;
}

function createView(
  state: PackFileState,
  kept: KeptReadings,
  beside: (name: PackFileName) => PackFileView | undefined,
): PackFileView {
  const { id, name, folder, text } = state;
  const read = () => kept.of(state);
  return {
    id,
    name,
    folder: folder.slice(0, -1),
    text,
    get documents() {
      if (name === "values.yaml") return this.values.documents;
      const reading = read();
      reading.documents ??= parse(text);
      return reading.documents;
    },
    get values() {
      const reading = read();
      reading.values ??= readWholeText(text);
      return reading.values;
    },
    get schema() {
      const reading = read();
      reading.schema ??= readPackSchema(text);
      return reading.schema;
    },
    get presets() {
      const reading = read();
      reading.presets ??= readPackPresets(text);
      return reading.presets;
    },
    beside,
  };
}

/** Keeps what was read of the files that were looked at last. */
class KeptReadings {
  readonly #recent = new Set<PackFileState>();
  #length = 0;

  of(state: PackFileState): PackFileReading {
    this.forget(state);
    this.#recent.add(state);
    this.#length += state.text.length;
    for (const oldest of this.#recent) {
      if (this.#length <= readTextKept || oldest === state) break;
      oldest.read = undefined;
      this.forget(oldest);
    }
    state.read ??= {};
    return state.read;
  }

  forget(state: PackFileState): void {
    if (this.#recent.delete(state)) this.#length -= state.text.length;
  }
}
