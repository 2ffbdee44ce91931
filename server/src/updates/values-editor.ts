/**
 * Changes to the values of a pack, step by step, each a small edit. Beside the text it keeps what the values have to say after every step,
 * and gives the edits out only when the text says just that: YAML has more ways of writing than an edit can foresee.
 */

import { createDraft } from "../base/text-draft.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { type Data, dataAt, dataOf, isDataMap, mergeData, sameData, withoutData } from "../syntax/data.ts";
import type { EntrySource } from "../syntax/entry-source.ts";
import { deleteEntry, insertRootEntries, mergeEntries } from "../syntax/map-edit.ts";
import { parse } from "../syntax/parse.ts";
import { everyItem, followPath, type PlacePath, readPath, resolvePath } from "../syntax/path.ts";
import { hasBranches } from "../syntax/template.ts";
import { asMap, asScalar, type MapNode, type Node, resolve } from "../syntax/tree.ts";
import type { Refusal } from "./refusal.ts";

/** Values to merge in: places in `map` are places in `text`. */
export interface Addition {
  readonly text: string;
  readonly map: MapNode;
}

export interface ValuesEditor {
  /** What the values say now. */
  data(): Data;
  /** Takes out what stands at the place of a key; nothing when there is none. */
  remove(path: PlacePath): void;
  /** The same for many places, in less time. None of them may be within another. */
  removeEach(paths: readonly PlacePath[]): void;
  /** Takes out what a dotted path leads to, wherever that is. */
  removeAll(path: string): void;
  /** Merges maps, and replaces all other values. */
  merge(addition: Addition): void;
  /** Takes steps, and takes them back when the values say no more and no less after them. */
  unlessSame(steps: () => void): void;
  /** Edits that lead from the first text to one that says what it has to; `last` are edits of the text as it is then. */
  finish(last: (text: string) => readonly TextEdit[]): readonly TextEdit[] | Refusal;
}

/** How many places one path may be taken out at. */
const maxRemovals = 100;

/** How much text is read again in all, in UTF-16 units: each step reads what the last one made. */
const maxRead = 8 * 1024 * 1024;

const tooMuch: Refusal = {
  reason:
    "The values are written in a way that only a person can change here, such as with anchors: change them by hand",
};

const inBranches: Refusal = {
  reason:
    "Terraform takes lines of the values in or out (`%{ if }`), and a line may be in one branch alone: change them by hand",
};

export function editValues(valuesText: string): ValuesEditor | Refusal {
  const documents = parse(valuesText);
  const problem = documents.flatMap(({ problems }) => problems)[0];
  if (problem !== undefined) return { reason: `The values are no YAML: ${problem.message}` };
  if (documents.length > 1) return { reason: "The values are several YAML documents: put them in one" };
  const start = rootOf(valuesText);
  if (!isNothing(start) && start?.kind !== "map") return { reason: "The values are no map" };
  const data = isNothing(start) ? {} : dataOf(start);
  if (data === undefined) return tooMuch;
  return createEditor(valuesText, start, data);
}

function createEditor(valuesText: string, start: Node | undefined, first: Data): ValuesEditor {
  const draft = createDraft(valuesText);
  let root = start;
  let wanted = first;
  let isStuck = false;
  let read = 0;

  const editor: ValuesEditor = {
    data: () => wanted,
    remove(path) {
      const edits = removalOf(path);
      if (edits === undefined || dataAt(wanted, path) === undefined) return;
      wanted = withoutData(wanted, path);
      change(edits);
    },
    removeEach(paths) {
      const { edits, taken } = apart(paths);
      if (edits.length > 0) {
        wanted = taken.reduce((data, path) => withoutData(data, path), wanted);
        change(edits);
      }
      for (const path of paths) if (!taken.includes(path)) editor.remove(path);
    },
    removeAll(path) {
      const segments = readPath(path);
      // An item of a list has no key to take out.
      if (segments === undefined || segments.at(-1) === everyItem) return;
      for (let count = 0; count < maxRemovals && !isStuck; count++) {
        const [match] = resolvePath(root, segments).matches;
        if (match === undefined) return;
        const before = wanted;
        editor.remove(match.path);
        if (before === wanted) isStuck = true;
      }
      isStuck ||= resolvePath(root, segments).matches.length > 0;
    },
    merge({ text, map }) {
      const added = dataOf(map);
      if (added === undefined) isStuck = true;
      if (isStuck || added === undefined) return;
      const result = mergeData(wanted, added);
      // What is said already stays as it is written.
      if (sameData(result, wanted)) return;
      wanted = result;
      const target = asMap(root);
      if (target !== undefined && target.entries.length > 0)
        change(mergeEntries(draft.text(), target, { text, map }, isSame));
      else {
        if (root !== undefined) change([{ span: root.span, text: "" }]);
        const sources = map.entries.map((entry): EntrySource => ({ text, map, entry }));
        change(insertRootEntries(draft.text(), sources));
      }
    },
    unlessSame(steps) {
      const [goBack, rootBefore, before] = [draft.mark(), root, wanted];
      steps();
      if (isStuck || !sameData(before, wanted)) return;
      goBack();
      root = rootBefore;
      wanted = before;
    },
    finish(last) {
      if (!isStuck && !saysWhatItShould(draft.text(), wanted)) isStuck = true;
      if (isStuck) return tooMuch;
      draft.apply(last(draft.text()));
      const edits = draft.edits();
      return hasBranches(valuesText) && !edits.every((edit) => isWithinLine(edit, valuesText))
        ? inBranches
        : edits;
    },
  };
  return editor;

  /** Those that can be taken out at once: entries on lines of their own, in maps of which something is left. */
  function apart(paths: readonly PlacePath[]): {
    readonly edits: readonly TextEdit[];
    readonly taken: readonly PlacePath[];
  } {
    const counts = new Map<MapNode, number>();
    const parents = paths.map((path) => asMap(followPath(root, path.slice(0, -1))?.node));
    for (const map of parents) if (map !== undefined) counts.set(map, (counts.get(map) ?? 0) + 1);
    const found: { path: PlacePath; edit: TextEdit }[] = [];
    for (const [at, path] of paths.entries()) {
      const map = parents[at];
      if (map === undefined || map.flow || (counts.get(map) ?? 0) >= map.entries.length) continue;
      const isFirstInItem = typeof path.at(-2) === "number" && map.entries[0]?.key.text === path.at(-1);
      if (isFirstInItem || dataAt(wanted, path) === undefined) continue;
      const [edit, ...others] = removalOf(path) ?? [];
      if (edit !== undefined && others.length === 0) found.push({ path, edit });
    }
    found.sort((a, b) => a.edit.span.start - b.edit.span.start);
    const clear = found.filter(
      ({ edit }, index) => edit.span.start >= (found[index - 1]?.edit.span.end ?? 0),
    );
    return { edits: clear.map(({ edit }) => edit), taken: clear.map(({ path }) => path) };
  }

  function removalOf(path: PlacePath): TextEdit[] | undefined {
    const parentPath = path.slice(0, -1);
    const parent = followPath(root, parentPath);
    const map = asMap(parent?.node);
    const entry = map?.entries.findLast(({ key }) => key.text === path.at(-1));
    const isShared = parentPath.some(
      (_, at) => followPath(root, parentPath.slice(0, at + 1))?.node?.kind === "alias",
    );
    if (map === undefined || entry === undefined || isShared) {
      isStuck ||= dataAt(wanted, path) !== undefined;
      return undefined;
    }
    const edits = deleteEntry(
      draft.text(),
      { map, parent: parent?.entry, isRoot: parentPath.length === 0 },
      entry,
    );
    isStuck ||= edits === undefined;
    return edits;
  }

  function change(edits: readonly TextEdit[] | undefined): void {
    if (edits === undefined) isStuck = true;
    if (edits === undefined || edits.length === 0) return;
    draft.apply(edits);
    read += draft.text().length;
    isStuck ||= read > maxRead;
    root = rootOf(draft.text());
  }
}

/** True for an edit that takes and brings no lines, and nothing of a directive. */
function isWithinLine({ span, text }: TextEdit, before: string): boolean {
  return !/\n|%\{/.test(before.slice(span.start, span.end) + text);
}

function rootOf(text: string): Node | undefined {
  return parse(text)[0]?.root;
}

function isNothing(root: Node | undefined): boolean {
  return root === undefined || asScalar(root)?.reading === "null";
}

function saysWhatItShould(text: string, wanted: Data): boolean {
  const documents = parse(text);
  if (documents.length > 1 || documents.some(({ problems }) => problems.length > 0)) return false;
  const root = resolve(documents[0]?.root);
  const data = isNothing(root) ? {} : dataOf(root);
  return data !== undefined && isDataMap(data) && sameData(data, wanted);
}

function isSame(a: Node | undefined, b: Node | undefined): boolean {
  const [left, right] = [dataOf(a), dataOf(b)];
  return left !== undefined && right !== undefined && sameData(left, right);
}
