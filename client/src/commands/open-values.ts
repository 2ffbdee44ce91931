/** Open Values of Layer: the values of the pack at the cursor, or one of its manifests, alone in an editor beside. */

import * as vscode from "vscode";
import {
  openValuesCommand,
  type PlaceParams,
  type ValuesWindowItem,
  valuesWindowsRequest,
} from "../../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";

export function registerOpenValues(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand(openValuesCommand, (place?: PlaceParams) =>
    withRefusals(async () => {
      const at = place ?? placeOfCursor();
      if (at === undefined) throw new Error("Open a cluster profile and place the cursor in a pack first");
      const items = await session.request<PlaceParams, readonly ValuesWindowItem[]>(valuesWindowsRequest, at);
      const item = await choose(items);
      if (item !== undefined) await show(item);
    }),
  );
}

/** The one that the cursor is in, without a question. */
async function choose(items: readonly ValuesWindowItem[]): Promise<ValuesWindowItem | undefined> {
  const here = items.length === 1 ? items[0] : items.find(({ position }) => position !== undefined);
  if (here !== undefined) return here;
  const picks = items.map((item) => ({ label: item.label, item }));
  return (await vscode.window.showQuickPick(picks, { title: "Open Values of Layer" }))?.item;
}

async function show({ uri, position }: ValuesWindowItem): Promise<void> {
  const target = vscode.Uri.parse(uri);
  const document = await vscode.workspace.openTextDocument(target);
  const at = position === undefined ? undefined : new vscode.Position(position.line, position.character);
  await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(target) ?? vscode.ViewColumn.Beside,
    preview: false,
    ...(at === undefined ? {} : { selection: new vscode.Range(at, at) }),
  });
}

/** Where it is open already. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const groups = vscode.window.tabGroups.all;
  return groups.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  )?.viewColumn;
}
