/** Update Packs: the packs of a profile that the user chooses from a list, or the one whose hint was clicked. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  type PlaceParams,
  type ProfileEditResult,
  type ReviewUpdateParams,
  reviewUpdateCommand,
  type UpdatablePackData,
  type UpdateChoicesParams,
  type UpdateChoicesResult,
  type UpdateChosenParams,
  type UpdateChosenResult,
  type UpdatePackParams,
  type UpdatePackToParams,
  updateChoicesRequest,
  updateChosenRequest,
  updatePackRequest,
  updatePacksCommand,
  updatePackToCommand,
} from "../../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { applyAtHome, type ChosenHome, chooseHome } from "../profile-version-choice.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";
import { keyOf, UpdateList } from "../update-list.ts";

export function registerUpdatePacks(session: Session): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(updatePacksCommand, (place?: PlaceParams) =>
      withRefusals(() => updatePacks(session, place)),
    ),
    vscode.commands.registerCommand(updatePackToCommand, (params: UpdatePackToParams) =>
      withRefusals(() => updatePackTo(session, params)),
    ),
  ];
}

const title = "Update Packs";

async function updatePacks(session: Session, given: PlaceParams | undefined): Promise<void> {
  const at = given ?? placeOfCursor();
  if (at === undefined) throw new Error("Open a cluster profile first.");
  const choices = await ask(session, at);
  if (choices.none !== undefined) {
    await vscode.window.showInformationMessage(choices.none);
    return;
  }
  const picked = await new UpdateList(session, choices).pick();
  if (picked === undefined || picked.length === 0) return;
  await update(session, choices.place, picked);
}

/** Nobody is asked about what is clean. */
async function updatePackTo(session: Session, { version, ...place }: UpdatePackToParams): Promise<void> {
  const ticked = [place.position];
  const find = ({ packs }: UpdateChoicesResult) => packs.find((pack) => keyOf(pack) === keyOf(place));
  let choices = await ask(session, { ...place, ticked });
  let pack = find(choices);
  if (pack !== undefined && pack.version !== version) {
    choices = await ask(session, { ...place, ticked, chosen: [{ ...pack, version }] });
    pack = find(choices);
  }
  if (pack === undefined) throw new Error("The profile has changed in the meantime: nothing was updated.");
  if (pack.outcome !== "conflict") {
    await update(session, choices.place, [pack]);
    return;
  }
  const choose = "Update Packs...";
  const answer = await vscode.window.showWarningMessage(leftInWords(pack), choose);
  if (answer === choose) await updatePacks(session, choices.place);
}

async function ask(session: Session, params: UpdateChoicesParams): Promise<UpdateChoicesResult> {
  const choices = await session.request<UpdateChoicesParams, UpdateChoicesResult | null>(
    updateChoicesRequest,
    params,
  );
  if (choices === null)
    throw new Error("There is no cluster profile at the cursor: open one, and place the cursor in it.");
  return choices;
}

/** Those that are clean in one step; the others are what the user is asked about afterwards. */
async function update(
  session: Session,
  place: PlaceParams,
  packs: readonly UpdatablePackData[],
): Promise<void> {
  const home = packs.some(({ outcome }) => outcome === "clean")
    ? await chooseHome(session, place, title)
    : { newVersion: undefined, versions: undefined };
  if (home === undefined) return;
  const params: UpdateChosenParams = { ...place, packs, newVersion: home.newVersion };
  const { change, left } = await session.request<UpdateChosenParams, UpdateChosenResult<WorkspaceEdit>>(
    updateChosenRequest,
    params,
  );
  if (change !== undefined && !(await applyAtHome(session, place, home, change)))
    throw new Error("The profile has changed in the meantime: nothing was updated. Try again.");
  if (left.length > 0) await goOn(session, await placeAfter(place, home, change), left);
}

/** Where the profile is that was changed. */
async function placeAfter(
  place: PlaceParams,
  { newVersion }: ChosenHome,
  change: ProfileEditResult<WorkspaceEdit> | undefined,
): Promise<PlaceParams> {
  if (change === undefined || newVersion === undefined) return place;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(change.uri));
  // A version that was added to a file is the last one in it.
  const { line, character } = document.lineAt(document.lineCount - 1).range.end;
  return { uri: change.uri, position: { line, character } };
}

/** With packs that were left, where they are by now. */
async function goOn(session: Session, at: PlaceParams, left: readonly UpdatablePackData[]): Promise<void> {
  const { place, packs } = await ask(session, at);
  const now = left.flatMap((pack) => {
    const same = packs.find(({ name, current }) => name === pack.name && current === pack.current);
    return same === undefined ? [] : [{ ...pack, position: same.position }];
  });
  const those = (outcome: UpdatablePackData["outcome"]) => now.filter((pack) => pack.outcome === outcome);
  const blocked = those("conflict");
  // Nobody has to answer.
  if (blocked.length > 0) void vscode.window.showWarningMessage(blocked.map(leftInWords).join(". "));
  for (const pack of those("unknown")) await offerVersionAlone(session, place, pack);
  await reviewAll(session, place, those("review"));
}

async function offerVersionAlone(
  session: Session,
  { uri }: PlaceParams,
  { position, name, current, version, note }: UpdatablePackData,
): Promise<void> {
  const alone = "Update the Version Alone";
  const question = `${name} ${version}: ${note}. The values would stay as they are.`;
  if ((await vscode.window.showWarningMessage(question, alone)) !== alone) return;
  const home = await chooseHome(session, { uri, position }, title);
  if (home === undefined) return;
  const params: UpdatePackParams = { uri, position, name, current, version, newVersion: home.newVersion };
  const result = await session.request<UpdatePackParams, ProfileEditResult<WorkspaceEdit> | null>(
    updatePackRequest,
    params,
  );
  if (result === null || !(await applyAtHome(session, { uri, position }, home, result)))
    throw new Error("The profile has changed in the meantime: nothing was updated. Try again.");
}

/** One after the other: the next when the one before is accepted, discarded or closed. A pack may have moved meanwhile. */
async function reviewAll(
  session: Session,
  place: PlaceParams,
  packs: readonly UpdatablePackData[],
): Promise<void> {
  for (const pack of packs) {
    const now = await ask(session, place);
    const same = now.packs.find(({ name, current }) => name === pack.name && current === pack.current);
    if (same === undefined) continue;
    await review(place, { position: same.position, version: pack.version });
    if (pack !== packs.at(-1)) await closed(vscode.window.tabGroups.activeTabGroup.activeTab);
  }
}

export async function review(
  { uri }: Pick<PlaceParams, "uri">,
  { position, version }: Pick<UpdatablePackData, "position" | "version">,
): Promise<void> {
  const params: ReviewUpdateParams = { uri, position, version };
  await vscode.commands.executeCommand(reviewUpdateCommand, params);
}

function closed(tab: vscode.Tab | undefined): Promise<void> {
  if (!(tab?.input instanceof vscode.TabInputTextDiff)) return Promise.resolve();
  const { modified } = tab.input;
  return new Promise((resolve) => {
    const listener = vscode.window.tabGroups.onDidChangeTabs(({ closed: gone }) => {
      const isGone = gone.some(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff && input.modified.toString() === modified.toString(),
      );
      if (!isGone) return;
      listener.dispose();
      resolve();
    });
  });
}

function leftInWords({ name, current, version, note }: UpdatablePackData): string {
  return `${name} stays at ${current}, because ${version} is ${note}`;
}
