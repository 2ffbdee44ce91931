/** The client's requests about the texts of layers that are open alone: which there are, what they hold, and what a change is in the profile. */

import type { WorkspaceEdit } from "vscode-languageserver/node";
import { type MergedWindow, mergeWindow, windowsAt, windowText } from "../../features/values-window.ts";
import { createLineIndex } from "../../syntax/line-index.ts";
import {
  type MergeValuesParams,
  type MergeValuesResult,
  mergeValuesRequest,
  type PlaceParams,
  type ReadValuesParams,
  readValuesRequest,
  type ValuesText,
  type ValuesWindowItem,
  valuesWindowsRequest,
} from "../protocol.ts";
import { orRefuse, refused } from "../refused.ts";
import type { Session } from "../session.ts";
import { windowUri } from "../values-uri.ts";

export function registerValuesWindows(session: Session): void {
  const { connection, windows } = session;

  connection.onRequest(
    valuesWindowsRequest,
    async ({ uri, position }: PlaceParams): Promise<readonly ValuesWindowItem[]> => {
      await session.firstLoad;
      const place = session.place(uri, position);
      if (place === undefined) throw refused("Place the cursor in a pack of a cluster profile first");
      const { snapshot } = session;
      return orRefuse(windowsAt(snapshot, place.file, place.offset)).map(
        ({ identity, label, title, offset }) => {
          const uri = windows.openFor(identity) ?? windowUri(session.uriOf(place.file), identity, title);
          const item = { uri, label };
          const now = offset === undefined ? undefined : windowText(snapshot, identity);
          if (offset === undefined || now === undefined || "reason" in now) return item;
          return { ...item, position: createLineIndex(now.text).position(offset) };
        },
      );
    },
  );

  connection.onRequest(readValuesRequest, async ({ uri }: ReadValuesParams): Promise<ValuesText> => {
    await session.firstLoad;
    const identity = orRefuse(windows.identity(uri));
    const { text } = orRefuse(windowText(session.snapshot, identity));
    return { text, file: session.uriOf(identity.file) };
  });

  connection.onRequest(
    mergeValuesRequest,
    async ({ uri, base, text }: MergeValuesParams): Promise<MergeValuesResult<WorkspaceEdit>> => {
      await session.firstLoad;
      const identity = orRefuse(windows.identity(uri));
      const merged: MergedWindow = orRefuse(mergeWindow(session.snapshot, identity, base, text));
      return {
        edit: session.workspaceEdit([{ file: identity.file, edits: merged.edits }]),
        current: merged.current,
        text: merged.text,
      };
    },
  );
}
