/** The client's trees: children by node, an item with its place, the way to a place, and word of what has changed. */

import {
  allShown,
  type TreeOptions as EngineOptions,
  type TreeItem,
  treeChildren,
  treeItemDetails,
  treePath,
  treesStatus,
} from "../../features/trees.ts";
import { toRange } from "../convert.ts";
import {
  reloadRequest,
  type TreeChildrenParams,
  type TreeChildrenResult,
  type TreeItemData,
  type TreeItemDetails,
  type TreeItemParams,
  type TreeOptions,
  type TreePathParams,
  type TreesStatus,
  treeChildrenRequest,
  treeItemRequest,
  treePathRequest,
  treesChangedNotification,
} from "../protocol.ts";
import type { Session } from "../session.ts";
import { toPart } from "./rollout-board.ts";

export function registerTrees(session: Session): void {
  const { connection } = session;

  connection.onRequest(
    treeChildrenRequest,
    async ({ tree, parent, options }: TreeChildrenParams): Promise<TreeChildrenResult> => {
      await session.firstLoad;
      const { items, summary } = treeChildren(session.snapshot, tree, parent, toOptions(options));
      return {
        items: items.map((item) => toItem(session, item)),
        ...(summary === undefined ? {} : { summary }),
      };
    },
  );

  connection.onRequest(treeItemRequest, ({ tree, id, options }: TreeItemParams): TreeItemDetails | null => {
    const found = treeItemDetails(session.snapshot, tree, id, toOptions(options));
    if (found === undefined) return null;
    const { item, tooltip } = found;
    const lines = item.place === undefined ? undefined : session.linesOf(item.place.file);
    return {
      item: toItem(session, item),
      tooltip,
      ...(item.place === undefined || lines === undefined
        ? {}
        : { place: { uri: session.uriOf(item.place.file), range: toRange(lines, item.place.span) } }),
    };
  });

  connection.onRequest(
    treePathRequest,
    async ({ tree, uri, position, options }: TreePathParams): Promise<readonly TreeItemData[]> => {
      await session.firstLoad;
      const place = session.place(uri, position);
      if (place === undefined) return [];
      const path = treePath(session.snapshot, tree, place.file, place.offset, toOptions(options));
      return path.map((item) => toItem(session, item));
    },
  );

  connection.onRequest(reloadRequest, async () => {
    await session.reload();
    return null;
  });
}

/** Trees may lag behind the typing: nobody looks at them meanwhile. */
const quietMilliseconds = 250;

/** Somebody who never pauses is told all the same. */
const longestMilliseconds = 2_000;

/** Tells the client when there is something else to show, once for all changes of a moment. */
export function tellTreeChanges(session: Session): void {
  let told: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let waitingSince: number | undefined;
  const tell = () => {
    waitingSince = undefined;
    // The end of the load tells.
    if (session.isLoading || session.snapshot.factsRevision === told) return;
    const { snapshot } = session;
    told = snapshot.factsRevision;
    const status: TreesStatus = treesStatus(snapshot);
    void session.connection.sendNotification(treesChangedNotification, status);
  };
  session.onChange(() => {
    if (session.isLoading) return;
    waitingSince ??= performance.now();
    const left = waitingSince + longestMilliseconds - performance.now();
    clearTimeout(timer);
    timer = setTimeout(tell, Math.max(0, Math.min(quietMilliseconds, left)));
  });
  session.connection.onExit(() => clearTimeout(timer));
}

function toItem(session: Session, item: TreeItem): TreeItemData {
  const { id, label, description, icon, contextValue, hasChildren, accessibilityLabel, place } = item;
  return {
    id,
    label,
    description,
    icon,
    contextValue,
    hasChildren,
    accessibilityLabel,
    ...(place === undefined ? {} : { uri: session.uriOf(place.file) }),
  };
}

function toOptions({ groupBy, text, outdatedOnly, unusedOnly, part }: TreeOptions = {}): EngineOptions {
  return {
    groupBy,
    text: text ?? allShown.text,
    outdatedOnly: outdatedOnly ?? allShown.outdatedOnly,
    unusedOnly: unusedOnly ?? allShown.unusedOnly,
    part: toPart(part),
    now: Date.now(),
  };
}
