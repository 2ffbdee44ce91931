/**
 * Files as they are looked at: what is derived from a text is kept with that very text, as long as the file is one of those that were
 * looked at last.
 */

import type { DeclaredKind } from "../model/dialect.ts";
import { type ModelDocument, readDocuments } from "../model/document.ts";
import { createLineIndex, type LineIndex } from "../syntax/line-index.ts";
import type { NestedStore, NestedView } from "../syntax/nested-documents.ts";
import type { Reading } from "../syntax/parse.ts";
import type { ScalarNode } from "../syntax/tree.ts";
import type { StatusFileView } from "./cluster-statuses.ts";
import type { CommittedText } from "./committed-texts.ts";
import type { FileFacts } from "./file-facts.ts";
import type { PackFileView } from "./pack-files.ts";
import type { FileId } from "./profile-index.ts";

/** What is derived from the text is made when it is first asked for. */
export interface FileView {
  readonly id: FileId;
  readonly text: string;
  readonly lines: LineIndex;
  /** The profiles and clusters in it; empty for any other file. */
  readonly documents: readonly ModelDocument[];
  /** What the file is to a pack that lies in the workspace; undefined for a file of profiles or clusters. */
  readonly pack: PackFileView | undefined;
  /** The file as one that says how clusters are; undefined for every other. */
  readonly status: StatusFileView | undefined;
  /** The text in a scalar of this file's documents, read as documents of its own; what was read of the same text before is found again. */
  nested(scalar: ScalarNode): NestedView;
  /** The file at the last commit; undefined where that is not known, the file was not there, or it is a file of a pack. */
  readonly committed: CommittedText | undefined;
}

/** A file of profiles or clusters. */
export interface FileState {
  readonly id: FileId;
  readonly text: string;
  readonly facts: FileFacts;
  readonly declared: DeclaredKind | undefined;
  /** True also for a profile that cannot be read at present. */
  readonly definesProfiles: boolean;
  /** Derived from `text` alone, and dropped when too many are kept. */
  documents: readonly ModelDocument[] | undefined;
  reading: Reading | undefined;
  lines: LineIndex | undefined;
}

/** Keeps the trees of the files that were looked at last; the texts of all stay. */
export class ParsedFiles {
  readonly #limit: number;
  readonly #nested: NestedStore;
  readonly #recent = new Set<FileState>();
  #length = 0;

  constructor(limit: number, nested: NestedStore) {
    this.#limit = limit;
    this.#nested = nested;
  }

  touch(state: FileState): void {
    this.forget(state);
    this.#recent.add(state);
    this.#length += state.text.length;
    for (const oldest of this.#recent) {
      if (this.#length <= this.#limit || oldest === state) break;
      oldest.documents = undefined;
      oldest.reading = undefined;
      oldest.lines = undefined;
      this.forget(oldest);
    }
  }

  forget(state: FileState): void {
    if (this.#recent.delete(state)) this.#length -= state.text.length;
  }

  view(state: FileState, committed: CommittedText | undefined): FileView {
    const parsed = this;
    let documents: readonly ModelDocument[] | undefined;
    let lines: LineIndex | undefined;
    return {
      id: state.id,
      text: state.text,
      committed,
      get documents() {
        documents ??= parsed.#documents(state);
        return documents;
      },
      get lines() {
        lines ??= state.lines ??= createLineIndex(state.text);
        return lines;
      },
      pack: undefined,
      status: undefined,
      nested: (scalar) => parsed.#nested.view(scalar, state.text),
    };
  }

  viewOfPack(pack: PackFileView): FileView {
    return this.#viewOfOther(pack, { pack, status: undefined });
  }

  viewOfStatus(status: StatusFileView): FileView {
    return this.#viewOfOther(status, { pack: undefined, status });
  }

  /** A file that holds neither profiles nor clusters. */
  #viewOfOther(
    { id, text }: Pick<FileView, "id" | "text">,
    kind: Pick<FileView, "pack" | "status">,
  ): FileView {
    const nested = this.#nested;
    let lines: LineIndex | undefined;
    return {
      id,
      text,
      documents: [],
      ...kind,
      committed: undefined,
      get lines() {
        lines ??= createLineIndex(text);
        return lines;
      },
      nested: (scalar) => nested.view(scalar, text),
    };
  }

  #documents(state: FileState): readonly ModelDocument[] {
    const documents = state.documents ?? readDocuments(state.text, state.declared);
    state.documents = documents;
    this.touch(state);
    return documents;
  }
}
