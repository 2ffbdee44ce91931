/** Dragging a profile version onto clusters, which attaches it after a look at the change. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  type AttachProfileParams,
  attachProfileRequest,
  type ClusterEditResult,
  type PlaceParams,
} from "../../../server/src/lsp/protocol.ts";
import { changeClusters } from "../cluster-change.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";
import { kindOf, type TreeElement } from "./tree-provider.ts";

/** A place as JSON: what goes from one tree to another has to be text. */
const versionMime = "application/vnd.clusterprofiles.version";

/** For the tree of profiles: its versions can be dragged, and a profile stands for its newest. */
export const draggedVersions: vscode.TreeDragAndDropController<TreeElement> = {
  dragMimeTypes: [versionMime],
  dropMimeTypes: [],
  async handleDrag(elements, transfer) {
    const [version] = elements.filter((element) => ["version", "profile"].includes(kindOf(element)));
    const place = version === undefined ? undefined : await placeOf(version);
    if (place !== undefined) transfer.set(versionMime, new vscode.DataTransferItem(JSON.stringify(place)));
  },
};

/** For the tree of clusters. `selection`: what is selected, and means to go along when one of it is dropped upon. */
export function droppedVersions(
  session: Session,
  selection: () => readonly TreeElement[],
): vscode.TreeDragAndDropController<TreeElement> {
  return {
    dragMimeTypes: [],
    dropMimeTypes: [versionMime],
    async handleDrop(target, transfer) {
      const profile = await draggedPlace(transfer);
      if (profile === undefined || target === undefined) return;
      await withRefusals(() => attach(session, profile, meant(target, selection())));
    },
  };
}

/** The browser puts an empty item of the kind beside the one that was filled. */
async function draggedPlace(transfer: vscode.DataTransfer): Promise<PlaceParams | undefined> {
  for (const [mime, item] of transfer) {
    const text = mime === versionMime ? await item.asString() : "";
    if (text !== "") return JSON.parse(text) as PlaceParams;
  }
  return undefined;
}

/** Attaches the profile version at the place to the clusters of the elements. */
export async function attach(
  session: Session,
  profile: PlaceParams,
  elements: readonly TreeElement[],
): Promise<void> {
  const clusters = (await Promise.all(elements.map(clusterPlaces))).flat();
  if (clusters.length === 0) return;
  const change = await session.request<AttachProfileParams, ClusterEditResult<WorkspaceEdit>>(
    attachProfileRequest,
    { profile, clusters },
  );
  await changeClusters(session, change);
}

/** Ids change with filter and grouping, and elements with every refresh. */
function meant(target: TreeElement, selected: readonly TreeElement[]): readonly TreeElement[] {
  return selected.some(({ data }) => data.id === target.data.id) ? selected : [target];
}

/** A group stands for its clusters, and what is below a cluster for that cluster. */
async function clusterPlaces(element: TreeElement): Promise<readonly PlaceParams[]> {
  switch (kindOf(element)) {
    case "group": {
      const children = await element.provider.getChildren(element);
      return (await Promise.all(children.map(clusterPlaces))).flat();
    }
    case "cluster": {
      const place = await placeOf(element);
      return place === undefined ? [] : [place];
    }
    default:
      return element.parent === undefined ? [] : clusterPlaces(element.parent);
  }
}

async function placeOf(element: TreeElement): Promise<PlaceParams | undefined> {
  const place = await element.provider.placeOf(element);
  return place === undefined ? undefined : { uri: place.uri, position: place.range.start };
}
