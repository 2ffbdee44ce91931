/** How a file is called in the text of another: short, with `/`, and without a way that leads upwards. */

import type { FileId } from "../workspace/profile-index.ts";

/** The part of the path that is not shared with the folder of the file that it is shown in. */
export function fileLabel(file: FileId, shownIn: FileId): string {
  const parts = file.replaceAll("\\", "/").split("/");
  const around = shownIn.replaceAll("\\", "/").split("/");
  let shared = 0;
  while (shared < parts.length - 1 && shared < around.length - 1 && parts[shared] === around[shared])
    shared++;
  return parts.slice(shared).join("/");
}
