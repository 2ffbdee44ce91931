/** Tags that profiles and clusters of the workspace have, for lists of tags and for the labels of exports. */

import { bareTagLabel } from "../model/profile.ts";
import { isKnown } from "../model/text.ts";
import { asMap, asSeq } from "../syntax/tree.ts";
import type { FileView } from "../workspace/workspace.ts";
import { type Cursor, writeValue } from "./cursor.ts";
import { slotOf, type TagSlot, tagsPath } from "./slot.ts";
import type { Place, Suggestion } from "./suggestion.ts";
import { nodeAt } from "./tree-place.ts";

/** How many profiles, whatever the version, and how many clusters have it. */
interface Usage {
  profiles: number;
  clusters: number;
}

/** Most used first. */
export function suggestTags(place: Place, { label }: TagSlot): Suggestion[] {
  const used = usages(place);
  if (label === undefined) {
    const present = itemsBeside(place);
    const tags = new Map([...used].filter(([tag]) => !present.has(tag)));
    return suggestions(tags, (tag) => writeTag(place.cursor, tag));
  }
  const values = new Map(
    [...used].filter(([tag]) => labelKey(tag) === label).map(([tag, usage]) => [labelValue(tag), usage]),
  );
  return suggestions(values, (value) => writeValue(place.cursor, value));
}

/** Keys of an export's labels. */
export function suggestLabels(place: Place): Suggestion[] {
  const { cursor, document } = place;
  const path = tagsPath(document.kind, cursor.path);
  if (document.kind.dialect !== "export" || path?.length !== cursor.path.length) return [];
  const entries = asMap(nodeAt(document.root, path))?.entries ?? [];
  const isHere = (start: number) => start === cursor.span.start && cursor.span.end > cursor.span.start;
  const present = new Set(entries.filter(({ key }) => !isHere(key.span.start)).map(({ key }) => key.text));
  const keys = new Map<string, Usage>();
  for (const [tag, { profiles, clusters }] of usages(place)) {
    const key = labelKey(tag);
    const before = keys.get(key) ?? { profiles: 0, clusters: 0 };
    if (!present.has(key))
      keys.set(key, { profiles: before.profiles + profiles, clusters: before.clusters + clusters });
  }
  const write = (key: string) => `${writeValue(cursor, key)}${cursor.hasColon ? "" : ": "}`;
  return suggestions(keys, write).map((item) => ({ ...item, opensValues: true }));
}

/** Behind `site:` in a list stands a key without a value as YAML has it, and half a tag as people mean it. */
export function tagCursor(cursor: Cursor, { document }: Pick<Place, "document">, view: FileView): Cursor {
  const { kind, path, span } = cursor;
  if (kind !== "value" || span.start !== span.end || typeof path.at(-1) !== "string") return cursor;
  const item = path.slice(0, -1);
  const slot = slotOf(document, item);
  if (slot?.kind !== "tag" || slot.label !== undefined) return cursor;
  const before = view.text.slice(view.lines.lineStart(view.lines.position(span.start).line), span.start);
  const half = /(?<=-[ \t]+)[^\s"'#:,[\]{}]+:$/.exec(before)?.[0];
  if (half === undefined) return cursor;
  return { ...cursor, path: item, span: { start: span.start - half.length, end: span.end }, lead: "" };
}

function suggestions(used: ReadonlyMap<string, Usage>, write: (text: string) => string): Suggestion[] {
  const sum = ({ profiles, clusters }: Usage) => profiles + clusters;
  return [...used]
    .sort(([a, x], [b, y]) => sum(y) - sum(x) || (a < b ? -1 : 1))
    .map(([text, usage]) => ({ label: text, kind: "tag", newText: write(text), detail: describe(usage) }));
}

function describe({ profiles, clusters }: Usage): string {
  const parts = [
    profiles === 0 ? undefined : `${profiles} ${profiles === 1 ? "profile" : "profiles"}`,
    clusters === 0 ? undefined : `${clusters} ${clusters === 1 ? "cluster" : "clusters"}`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

/** Of all but the profile or cluster at the caret, whose tags may be half written. */
function usages({ snapshot: { index }, file, document, cursor }: Place): Map<string, Usage> {
  const own =
    document.kind.dialect === "list" ? nodeAt(document.root, cursor.path.slice(0, 1)) : document.root;
  const isOwn = (entry: { readonly file: string; readonly span: { readonly start: number } }) =>
    entry.file === file && entry.span.start === own?.span.start;
  const used = new Map<string, Usage>();
  const add = (tags: Iterable<string>, kind: keyof Usage) => {
    for (const tag of new Set(tags)) {
      if (!isKnown(tag)) continue;
      const usage = used.get(tag) ?? { profiles: 0, clusters: 0 };
      usage[kind]++;
      used.set(tag, usage);
    }
  };
  for (const name of index.names()) {
    const versions = index.versions(name).filter((entry) => !isOwn(entry));
    add(
      versions.flatMap(({ tags }) => tags),
      "profiles",
    );
  }
  for (const cluster of index.allClusters()) if (!isOwn(cluster)) add(cluster.tags, "clusters");
  return used;
}

/** The other tags of the list. */
function itemsBeside({ document, cursor }: Place): Set<string> {
  const items = asSeq(nodeAt(document.root, cursor.path.slice(0, -1)))?.items ?? [];
  return new Set(
    items.flatMap((item) => {
      const isHere = item !== undefined && item.span.start === cursor.span.start;
      return item?.kind === "scalar" && !isHere ? [item.text] : [];
    }),
  );
}

function labelKey(tag: string): string {
  const colon = tag.indexOf(":");
  return colon === -1 ? tag : tag.slice(0, colon);
}

function labelValue(tag: string): string {
  const colon = tag.indexOf(":");
  return colon === -1 ? bareTagLabel : tag.slice(colon + 1).trim();
}

/** A colon inside of a word needs no quotes; where a number may stand before it, old readers take it for a time. */
function writeTag(cursor: Cursor, tag: string): string {
  const isPlain = !cursor.json && /^[A-Za-z][\w./-]*:[\w./-]*\w$/.test(tag);
  return writeValue(cursor, tag, isPlain);
}
