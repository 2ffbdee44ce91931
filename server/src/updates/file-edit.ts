/** What happens to one file when something is changed: edits of its text, or a new file. */

import type { TextEdit } from "../base/text-edit.ts";
import type { FileId } from "../workspace/profile-index.ts";

export interface FileEdit {
  readonly file: FileId;
  readonly edits: readonly TextEdit[];
  /** The file is not there yet: the edits are of an empty text. */
  readonly create?: true;
}

export function newFile(file: FileId, text: string): FileEdit {
  return { file, edits: [{ span: { start: 0, end: 0 }, text }], create: true };
}
