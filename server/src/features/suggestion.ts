/** What the parts of completion say to one another: where the caret is, and one thing that may be written there. */

import type { SchemaId } from "../catalog/schema-store.ts";
import type { ModelDocument } from "../model/document.ts";
import type { Node } from "../syntax/tree.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import type { Cursor } from "./cursor.ts";

export type CompletionKind =
  | "pack"
  | "version"
  | "enum"
  | "key"
  | "profile"
  | "registry"
  | "tag"
  | "variable"
  | "function";

export interface Place extends SchemaPlace {
  readonly snapshot: Snapshot;
  readonly file: FileId;
  readonly document: ModelDocument;
}

/** As much of it as a schema needs. */
export interface SchemaPlace {
  readonly document: { readonly root: Node | undefined };
  readonly schema: SchemaId;
  readonly cursor: Cursor;
}

/** An item before its place in the list is known. */
export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly newText: string;
  readonly detail?: string | undefined;
  readonly documentation?: (() => string | undefined) | undefined;
  readonly deprecated?: boolean;
  readonly preselect?: boolean;
  readonly opensValues?: boolean;
}
