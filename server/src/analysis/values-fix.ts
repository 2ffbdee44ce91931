/** Fixes of values that are made in the values' own text. */

import type { TextEdit } from "../base/text-edit.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Fix } from "./finding.ts";
import { areOwn, type GivenValues, type WrittenValues } from "./given-values.ts";

/** None where there is nothing to edit, or where it cannot be done. `inner` are edits of the values' text. */
export function valuesFix(
  title: string,
  file: FileId,
  { given, values }: { readonly given: GivenValues; readonly values: WrittenValues },
  inner: readonly TextEdit[] | Refusal,
  preferred: boolean,
): Fix[] {
  if ("reason" in inner || inner.length === 0 || !areOwn(given, values)) return [];
  const edits = values.nested.edits(inner);
  return edits === undefined || edits.length === 0 ? [] : [{ title, edits: [{ file, edits }], preferred }];
}
