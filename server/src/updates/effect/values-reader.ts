/**
 * Reads values for a question about their effect. Macros without quotes are read as the texts that they are, which is enough to say which
 * key holds them; what is no YAML before somebody renders it is not read.
 */

import type { Text } from "../../model/text.ts";
import { readWholeText } from "../../syntax/nested-documents.ts";
import { hasBranches } from "../../syntax/template.ts";
import type { Node } from "../../syntax/tree.ts";
import { isWholeTree } from "../../syntax/whole-tree.ts";

export interface ReadValues {
  /** Undefined for a text that cannot be read as a whole. */
  readonly documents: readonly (Node | undefined)[] | undefined;
  /** How many macros stand without quotes: what they become may be something else than a string. */
  readonly unquoted: number;
}

/** Longest text that is read, in UTF-16 units. */
const longestRead = 1024 * 1024;

/** Remembers what it has read for as long as somebody keeps the model that the text is of. */
export function createValuesReader(): (text: Text) => ReadValues {
  const known = new WeakMap<object, ReadValues>();
  return (text) => {
    const key = text.node.kind === "alias" ? (text.node.target ?? text.node) : text.node;
    const before = known.get(key);
    if (before !== undefined) return before;
    const read = readValues(text.text);
    known.set(key, read);
    return read;
  };
}

function readValues(text: string): ReadValues {
  if (text.length > longestRead) return { documents: undefined, unquoted: 0 };
  const { documents, unquoted, isTemplate } = readWholeText(text);
  const isRead =
    !isTemplate &&
    !hasBranches(text) &&
    documents.every(({ root, problems }) => problems.length === 0 && isWholeTree(root, text));
  return {
    documents: isRead ? documents.map(({ root }) => root).filter((root) => root !== undefined) : undefined,
    unquoted: unquoted.length,
  };
}
