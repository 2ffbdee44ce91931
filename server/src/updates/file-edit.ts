/** What happens to one file when something is changed: edits of its text, or a new file. */

import type { TextEdit } from "../base/text-edit.ts";
import type { FileId } from "../workspace/profile-index.ts";

/** What a person who looks at a change of several files reads about some of them. */
export interface EditAnnotation {
  /** The same label stands for all files that have it: the kind of file, a colon, and what it means for them. */
  readonly label: string;
  readonly description?: string;
  /** True for what is not taken before a person has looked at it. */
  readonly confirm: boolean;
}

export interface FileEdit {
  readonly file: FileId;
  readonly edits: readonly TextEdit[];
  /** The file is not there yet: the edits are of an empty text. */
  readonly create?: true;
  /** Shown by editors that can. */
  readonly annotation?: EditAnnotation;
}

export function newFile(file: FileId, text: string): FileEdit {
  return { file, edits: [{ span: { start: 0, end: 0 }, text }], create: true };
}
