/** What both trees are made of: nodes that know their children when asked, and the plain items that are shown of them. */

import type { Span } from "../../base/span.ts";
import type { ClusterEntry, FileId, ProfileEntry } from "../../workspace/profile-index.ts";
import { oneLine } from "../markdown.ts";
import type { BoardPart } from "../rollout/places.ts";

export type TreeName = "profiles" | "clusters";

export type TreeGrouping = "type" | "context" | "cloudType" | "profileVersion" | "tag" | "status";

export interface TreeOptions {
  /** Undefined, or one of the tree's own: a list without groups. */
  readonly groupBy: TreeGrouping | undefined;
  /** Part of a name, version or tag; empty for everything. */
  readonly text: string;
  readonly outdatedOnly: boolean;
  /** Of the tree of profiles: versions that no cluster is on. */
  readonly unusedOnly: boolean;
  /** Of the tree of clusters: only what is in this part of the rollout board; the other filters do not count then. */
  readonly part?: BoardPart | undefined;
  /** Milliseconds since 1970, for how old things are; undefined where nobody has a clock. */
  readonly now?: number | undefined;
}

export const allShown: TreeOptions = {
  groupBy: undefined,
  text: "",
  outdatedOnly: false,
  unusedOnly: false,
};

export interface TreePlace {
  readonly file: FileId;
  readonly span: Span;
}

/** An item as it is shown. */
export interface TreeItem {
  /** The same for the same thing, however often the tree is built, and unique in the tree. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** A kind, and the flags by which menus tell what can be done: `pack outdated`. */
  readonly contextValue: string;
  readonly place: TreePlace | undefined;
  readonly hasChildren: boolean;
  /** Label and description for whoever hears them. */
  readonly accessibilityLabel: string;
}

export interface TreeNode {
  readonly id: string;
  readonly item: () => TreeItem;
  /** Markdown; empty where the item says it all. */
  readonly tooltip: () => string;
  readonly children: () => readonly TreeNode[];
  /** Whether the profile version or cluster is this node or below it. */
  readonly holds: (entry: ProfileEntry | ClusterEntry) => boolean;
}

/** How many are shown, of how many there are. */
export interface TreeSummary {
  readonly shown: number;
  readonly total: number;
}

export interface Tree {
  readonly roots: readonly TreeNode[];
  readonly summary: TreeSummary;
}

/** What a kind of node says of itself, without what follows from it. */
export interface ItemParts {
  readonly noun: string;
  readonly label: string;
  readonly description: readonly (string | undefined)[];
  readonly icon: string;
  readonly kind: string;
  readonly flags?: readonly (string | undefined)[];
  readonly place: TreePlace | undefined;
  readonly hasChildren: boolean;
}

export function treeItem(id: string, parts: ItemParts): TreeItem {
  const label = oneLine(parts.label);
  const description = oneLine(present(parts.description).join(", "));
  const spoken = description.replace(" → ", ", update to ");
  return {
    id,
    label,
    description,
    icon: parts.icon,
    contextValue: [parts.kind, ...present(parts.flags ?? [])].join(" "),
    place: parts.place,
    hasChildren: parts.hasChildren,
    accessibilityLabel: `${parts.noun} ${label}${spoken === "" ? "" : `, ${spoken}`}`,
  };
}

/** An id below the parent's: `key` may be shared by several, which are then told apart by their order. */
export class ChildIds {
  readonly #parent: string;
  readonly #seen = new Map<string, number>();

  constructor(parent: string) {
    this.#parent = parent;
  }

  next(kind: string, key: string): string {
    const name = `${kind}:${key.slice(0, 300).replace(/[%/:]/g, encodeURIComponent)}`;
    const count = this.#seen.get(name) ?? 0;
    this.#seen.set(name, count + 1);
    return `${this.#parent}/${name}${count === 0 ? "" : `:${count}`}`;
  }
}

/** A group of a tree; the nodes in it are made when it is opened. */
export function groupNode(
  id: string,
  parts: Pick<ItemParts, "noun" | "label" | "description" | "icon">,
  children: () => readonly TreeNode[],
  holds: TreeNode["holds"],
): TreeNode {
  return {
    id,
    item: () => treeItem(id, { ...parts, kind: "group", place: undefined, hasChildren: true }),
    tooltip: () => "",
    children,
    holds,
  };
}

/** In the order in which the keys come. */
export function groupsOf<T>(
  items: Iterable<T>,
  keysOf: (item: T) => Iterable<string>,
): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

/** The text to look for, or undefined for everything. */
export function wantedText({ text }: TreeOptions): string | undefined {
  const wanted = text.trim().toLowerCase();
  return wanted === "" ? undefined : wanted;
}

export function containsText(wanted: string, words: readonly (string | undefined)[]): boolean {
  return words.some((word) => word?.toLowerCase().includes(wanted) === true);
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

export function present(parts: readonly (string | undefined)[]): string[] {
  return parts.filter((part): part is string => part !== undefined && part !== "");
}
