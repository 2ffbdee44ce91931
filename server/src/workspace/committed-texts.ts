/**
 * What the files of the workspace were at the last commit, as far as somebody tells. Kept for files that define profiles, for what clusters
 * are on is what was committed, and not what is being typed.
 */

import type { DeclaredKind } from "../model/dialect.ts";
import { type ModelDocument, readDocuments } from "../model/document.ts";
import type { FileId } from "./profile-index.ts";

/** A file's text at the last commit, in the line ends of the present one. */
export interface CommittedText {
  readonly text: string;
  /** Read when they are first asked for. */
  readonly documents: readonly ModelDocument[];
}

export class CommittedTexts {
  #texts = new Map<FileId, CommittedText>();
  #shared = false;

  get(file: FileId): CommittedText | undefined {
    return this.#texts.get(file);
  }

  /** Undefined takes the text away. False when nothing is different afterwards. */
  set(file: FileId, committed: CommittedText | undefined): boolean {
    const before = this.#texts.get(file);
    if (before?.text === committed?.text) return false;
    if (this.#shared) {
      this.#texts = new Map(this.#texts);
      this.#shared = false;
    }
    if (committed === undefined) this.#texts.delete(file);
    else this.#texts.set(file, committed);
    return true;
  }

  files(): Iterable<FileId> {
    return this.#texts.keys();
  }

  /** As they are now, whatever is set afterwards. */
  freeze(): ReadonlyMap<FileId, CommittedText> {
    this.#shared = true;
    return this.#texts;
  }
}

/**
 * Git may keep other line ends than the working tree has, and a byte order mark that editors hide: neither is a change that somebody made.
 */
export function committedText(
  text: string,
  present: string,
  declared: DeclaredKind | undefined,
): CommittedText {
  const bare = text.replace(/^\ufeff/, "");
  const isWindows = present.includes("\r\n") && !bare.includes("\r");
  const lines = isWindows ? bare.replaceAll("\n", "\r\n") : bare;
  const dressed = present.startsWith("\ufeff") ? `\ufeff${lines}` : lines;
  let documents: readonly ModelDocument[] | undefined;
  return {
    text: dressed,
    get documents() {
      documents ??= readDocuments(dressed, declared);
      return documents;
    },
  };
}
