/**
 * Two texts of values or manifests compared by key. What cannot be read as YAML as a whole (a macro without quotes, a Terraform
 * directive) is compared as text, because a part of it says nothing about the rest.
 */

import type { Text } from "../model/text.ts";
import { type Budget, type Difference, sameTrees, tellDifferences } from "../syntax/data-difference.ts";
import { maxTextLength, parse } from "../syntax/parse.ts";
import { asMap, asScalar, type Node, type SeqNode, valueAt } from "../syntax/tree.ts";
import { isWholeTree } from "../syntax/whole-tree.ts";
import { type KeyChange, keyChange } from "./key-change.ts";

export type TextComparison =
  | { readonly kind: "same" }
  /** `more` are changes beyond those that are listed. */
  | { readonly kind: "keys"; readonly changes: readonly KeyChange[]; readonly more: number }
  /** The texts differ, and one of them cannot be read. */
  | { readonly kind: "text" };

/** How many changes of one text are listed. */
const mostListed = 300;

/** Longest text that is compared by key, in UTF-16 units: some ten times the longest values of the field. */
const longestCompared = Math.min(1024 * 1024, maxTextLength);

/** What a comparison may look at in all its texts together: every node of some megabytes, and an end to what expands without one. */
export function createBudget(): Budget {
  return { left: 600_000 };
}

/** Gives the documents of a text; undefined for one that cannot be read. */
export type ReadText = (text: Text) => readonly (Node | undefined)[] | undefined;

/** Remembers what it has read for as long as somebody keeps the model that the text is of. */
export function createReader(): ReadText {
  const known = new WeakMap<Node, { readonly documents: readonly (Node | undefined)[] | undefined }>();
  return (text) => {
    const node = asScalar(text.node) ?? text.node;
    const before = known.get(node);
    if (before !== undefined) return before.documents;
    const documents = readDocuments(text.text);
    known.set(node, { documents });
    return documents;
  };
}

function readDocuments(text: string): readonly (Node | undefined)[] | undefined {
  if (text.length > longestCompared) return undefined;
  const documents = parse(text);
  const isRead = documents.every(({ root, problems }) => problems.length === 0 && isWholeTree(root, text));
  return isRead ? documents.map(({ root }) => root).filter((root) => root !== undefined) : undefined;
}

/** What a comparison of texts needs; one for all texts of two profiles. */
export interface TextReaders {
  readonly before: ReadText;
  readonly after: ReadText;
  readonly budget: Budget;
}

/** True when the two say the same. */
export function sameTexts(before: Text | undefined, after: Text | undefined, readers: TextReaders): boolean {
  if (isSameText(before, after)) return true;
  const trees = readBoth(before, after, readers);
  return trees !== undefined && sameTrees(trees.before, trees.after, readers.budget);
}

export function compareTexts(
  before: Text | undefined,
  after: Text | undefined,
  readers: TextReaders,
): TextComparison {
  const changes: KeyChange[] = [];
  let more = 0;
  const kind = tellTextDifferences(before, after, readers, (difference, isSecret) => {
    if (changes.length < mostListed) changes.push(keyChange(difference, isSecret));
    else more += 1;
  });
  return kind === "keys" ? { kind, changes, more } : { kind };
}

/**
 * Tells the differences by key, and whether all that a text says is secret. When the answer is `text`, what was told does not count: the
 * texts differ, and cannot be read as a whole.
 */
export function tellTextDifferences(
  before: Text | undefined,
  after: Text | undefined,
  readers: TextReaders,
  tell: (difference: Difference, isSecret: boolean) => void,
): TextComparison["kind"] {
  if (isSameText(before, after)) return "same";
  const trees = readBoth(before, after, readers);
  if (trees === undefined) return "text";
  let isSame = true;
  const isSecret = trees.documents.some((root) => asScalar(valueAt(asMap(root), "kind"))?.text === "Secret");
  tellDifferences(trees.before, trees.after, readers.budget, (difference) => {
    isSame = false;
    tell(difference, isSecret);
  });
  if (readers.budget.left < 0) return "text";
  return isSame ? "same" : "keys";
}

/** Palette is sent texts without the blanks around them, so no values are the same as empty ones. */
function isSameText(before: Text | undefined, after: Text | undefined): boolean {
  return before?.node === after?.node || (before?.text ?? "").trim() === (after?.text ?? "").trim();
}

interface Trees {
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  readonly documents: readonly (Node | undefined)[];
}

function readBoth(
  before: Text | undefined,
  after: Text | undefined,
  readers: TextReaders,
): Trees | undefined {
  if (readers.budget.left < 0) return undefined;
  const olds = before === undefined ? [] : readers.before(before);
  const news = after === undefined ? [] : readers.after(after);
  if (olds === undefined || news === undefined) return undefined;
  const documents = [...olds, ...news];
  if (olds.length <= 1 && news.length <= 1) {
    // Values that are left out are those of an empty map.
    const [left, right] = [olds[0], news[0]];
    const empty = (other: Node | undefined) => (other?.kind === "map" ? noKeys : undefined);
    return { before: left ?? empty(right), after: right ?? empty(left), documents };
  }
  return { before: listOf(olds), after: listOf(news), documents };
}

const noKeys: Node = { kind: "map", span: { start: 0, end: 0 }, flow: false, entries: [] };

function listOf(items: readonly (Node | undefined)[]): SeqNode {
  return { kind: "seq", span: { start: 0, end: 0 }, flow: false, items };
}
